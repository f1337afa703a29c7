/// Names of the health checks, as used in plans (`waive`) and readings.
public enum HealthCheckName: String, CaseIterable, Hashable, Sendable, Codable {
  /// Randomised units against planned shares.
  case sampleRatio = "sample-ratio"
  /// Calls delivered with another variant than the assigned one.
  case crossovers
  /// Calls outside the planned dates or weekdays.
  case callingDays = "calling-days"
  /// Calls against the legal hours that the plan names; asked only where it names some.
  case callingHours = "calling-hours"
  /// Planned calling days without any call.
  case missingDays = "missing-days"
  /// Repeated and conflicting rows.
  case duplicates
  /// Calls per agent and day against plan.
  case pace
  /// Opportunities, assignments and calls that name the same leads.
  case joins
  /// Days from call to opportunity, compared between the variants.
  case delays
  /// Answered calls, compared between the variants.
  case contactRate = "contact-rate"
  /// Calls a lead, compared between the variants.
  case repeatedCalls = "repeated-calls"
  /// Opportunities that came after the maturity window.
  case lateOpportunities = "late-opportunities"
  /// The effect in the first and in the second half of the test.
  case novelty
  /// How long the list of leads lasts.
  case list
  /// Calls of the variants over lists or other strata.
  case balanceLists = "balance-lists"
  /// Calls of the variants over agents.
  case balanceAgents = "balance-agents"
  /// Calls of the variants over weekdays.
  case balanceWeekdays = "balance-weekdays"
  /// Calls of the variants over windows.
  case balanceWindows = "balance-windows"
}

/// The state of one health check: a verdict and the figures behind it.
public struct HealthFinding: Hashable, Sendable {
  /// How the check came out.
  public enum Status: String, Hashable, Sendable, Codable {
    /// Nothing wrong.
    case pass
    /// Worth a look; readings go on.
    case warn
    /// The data cannot be trusted until mended or waived.
    case fail
    /// The check does not apply to these data; the detail says why.
    case notApplicable = "not-applicable"
  }

  /// The figures behind a check, from which a report writes its sentence.
  public enum Detail: Hashable, Sendable {
    /// Units by arm against planned shares over all strata, in plan order, and the test that compared them.
    case sampleRatio(units: [ArmUnits], of: RandomisationUnit, test: SplitTest)
    /// The sample-ratio check does not apply: only calls are known.
    case unitsUnknown
    /// Calls with another delivered variant, of all calls that name one.
    case crossovers(Int, of: Int)
    /// No call names a delivered variant.
    case deliveryUnknown
    /// Calls before the start, after the end, and on closed or unplanned days.
    case callingDays(beforeStart: Int, afterEnd: Int, onOtherDays: Int)
    /// Calls against the legal hours of the plan.
    case callingHours(CallingHoursFinding)
    /// The data do not tell when single calls were placed.
    case callTimesUnknown
    /// Planned calling days without a call, of all so far.
    case missingDays([CivilDate], of: Int)
    /// Repeated rows with the same and with other content.
    case duplicates(repeated: Int, conflicting: Int)
    /// Mean calls per agent and day against the planned number.
    case pace(mean: Double, planned: Int)
    /// The data name no agents or the plan no pace.
    case paceUnknown
    /// Opportunities joined to a call and those that found none, calls of leads without an assignment, and leads whose
    /// recorded variant changes.
    case joins(joined: Int, unjoined: Int, unassignedCalls: Int, changingLeads: Int)
    /// Days from call to opportunity by variant.
    case delays(DelayFinding)
    /// Days from call to opportunity are known for fewer opportunities of some variant than a comparison needs.
    case delaysUnknown(leastNeeded: Int)
    /// Answered calls of those that say so, by variant.
    case contactRate([ArmShare])
    /// Calls of some variant do not say whether they were answered.
    case answersUnknown
    /// How often leads were called, by variant.
    case repeatedCalls([ArmCalls])
    /// The data do not say how calls fall on leads.
    case leadsUnknown
    /// Opportunities after the maturity window, in days, of all of mature calls.
    case lateOpportunities([ArmShare], within: Int)
    /// The plan has no maturity window, or the data no dates.
    case noMaturityWindow
    /// The effect in two halves, of the challenger in which they differ most.
    case novelty(NoveltyFinding)
    /// Too few opportunities in one half of the days, or groups of calls were randomised.
    case noveltyUnknown(leastNeeded: Int)
    /// Leads called of all that were assigned, the day the last one is called at this pace (nil: not in ten years), and the
    /// planned last day.
    case list(called: Int, of: Int, until: CivilDate?, planned: CivilDate?)
    /// Where calls spread least alike; nil where no level has enough calls to tell.
    case balance(Departure?)
    /// Some variant has no calls to be spread.
    case balanceUnknown
    /// The data have no dates.
    case undated
  }

  /// How units are held against the planned shares.
  public enum SplitTest: String, Hashable, Sendable, Codable {
    /// Pearson's chi-square, for counts that are read once.
    case chiSquare = "chi-square"
    /// The sequential multinomial test, valid at every reading.
    case sequential
  }

  /// An arm's units against its planned share.
  public struct ArmUnits: Hashable, Sendable {
    /// The arm.
    public var variant: String
    /// Units it received.
    public var units: Int
    /// Units expected under the planned shares.
    public var expected: Double

    /// An arm's units and their expectation.
    public init(variant: String, units: Int, expected: Double) {
      self.variant = variant
      self.units = units
      self.expected = expected
    }
  }

  /// The check.
  public var check: HealthCheckName
  /// How it came out.
  public var status: Status
  /// p-value, where the check is a test.
  public var p: Double?
  /// The figures behind it.
  public var detail: Detail

  /// The state of a check.
  public init(check: HealthCheckName, status: Status, p: Double? = nil, detail: Detail) {
    self.check = check
    self.status = status
    self.p = p
    self.detail = detail
  }
}

/// A look at the health of the data: one type per check, each in a file of its own.
public protocol HealthCheck: Sendable {
  /// The name used in plans and readings.
  var name: HealthCheckName { get }

  /// Whether the check is asked of these data at all; what it does not concern is not reported.
  func concerns(_ inspection: Inspection) -> Bool

  /// The state of the check for a tally under its protocol.
  func finding(for inspection: Inspection) -> HealthFinding
}

extension HealthCheck {
  /// Most checks are asked of all data.
  public func concerns(_ inspection: Inspection) -> Bool { true }
}

/// What health checks look at.
public struct Inspection: Sendable {
  /// The protocol of the test.
  public var test: TestProtocol
  /// What happened on the phone.
  public var tally: Tally
  /// The day of the reading; nil for undated data.
  public var asOf: CivilDate?
  /// Calls placed before the first and after the last day of the test, which the tally leaves out.
  public var callsBeforeStart: Int
  /// Calls after the last day of the test.
  public var callsAfterEnd: Int
  /// Rows that repeat a call with the same content.
  public var repeatedRows: Int
  /// Rows that repeat a call with other content.
  public var conflictingRows: Int
  /// Opportunities of leads without a call in the test, or qualified before their call.
  public var unjoinedOpportunities: Int
  /// Calls of leads that the assignments file does not name.
  public var unassignedCalls: Int
  /// Leads whose recorded variant changes between calls.
  public var changingLeads: Int

  /// What health checks look at.
  public init(
    test: TestProtocol, tally: Tally, asOf: CivilDate?, callsBeforeStart: Int = 0, callsAfterEnd: Int = 0,
    repeatedRows: Int = 0, conflictingRows: Int = 0, unjoinedOpportunities: Int = 0, unassignedCalls: Int = 0,
    changingLeads: Int = 0
  ) {
    self.test = test
    self.tally = tally
    self.asOf = asOf
    self.callsBeforeStart = callsBeforeStart
    self.callsAfterEnd = callsAfterEnd
    self.repeatedRows = repeatedRows
    self.conflictingRows = conflictingRows
    self.unjoinedOpportunities = unjoinedOpportunities
    self.unassignedCalls = unassignedCalls
    self.changingLeads = changingLeads
  }
}

public import Cost
public import Experiment
public import Statistics

/// A reading of a running or finished test: every figure and curve a screen needs, and a typed conclusion.
public struct Reading: Hashable, Sendable {
  /// Name of the experiment.
  public var experiment: String
  /// The question in the manager's words.
  public var question: String?
  /// ISO 4217 code of the currency of every amount.
  public var currency: String
  /// The day whose end the reading stands at; nil for undated counts.
  public var asOf: CivilDate?
  /// How far the test is.
  public var progress: Progress
  /// What the reading says to do.
  public var conclusion: Conclusion
  /// One entry per arm in the order of the plan.
  public var variants: [VariantReading]
  /// One entry per challenger in the order of the plan.
  public var comparisons: [Comparison]
  /// One entry per guardrail and challenger.
  public var guardrails: [GuardrailReading]
  /// One entry per health check.
  public var health: [HealthFinding]
  /// The cumulative path by day; empty for undated data.
  public var path: [PathPoint]
  /// Calls and opportunities by stratum, window and weekday.
  public var segments: [Segment]
  /// Each variant at roll-out; empty where the plan states no economics, costs or roll-out.
  public var projection: [VariantProjection]
  /// What to do with the campaign itself; nil where its profit is unknown.
  public var campaign: CampaignReading?
  /// The methods behind the figures, for the annex.
  public var method: MethodNote
  /// What a reader must know besides.
  public var warnings: [ReadingWarning]
  /// Remarks of the plan.
  public var notes: [String]
  /// How the data came in.
  public var intake: Intake
}

/// How far a test is.
public struct Progress: Hashable, Sendable {
  /// Day of the test at the reading, 1 on the first day; nil for undated data.
  public var day: Int?
  /// Planned days; nil when the test ends by calls or has no dates.
  public var plannedDays: Int?
  /// Last planned day of calls.
  public var lastDay: CivilDate?
  /// Day at whose end the last planned call is mature: the day of the decision.
  public var decisionDay: CivilDate?
  /// Calling days after the reading up to the last planned one; nil for undated data and tests that end by calls.
  public var callingDaysLeft: Int?
  /// Mature calls over all arms.
  public var matureCalls: Int
  /// Calls too young to be compared.
  public var immatureCalls: Int
  /// Planned calls over all arms, where the plan states a number.
  public var plannedCalls: Int?
  /// Whether the planned end is reached and its calls are mature.
  public var isComplete: Bool

  /// How far a test is.
  public init(
    day: Int? = nil, plannedDays: Int? = nil, lastDay: CivilDate? = nil, decisionDay: CivilDate? = nil,
    callingDaysLeft: Int? = nil, matureCalls: Int, immatureCalls: Int, plannedCalls: Int? = nil, isComplete: Bool
  ) {
    self.day = day
    self.plannedDays = plannedDays
    self.lastDay = lastDay
    self.decisionDay = decisionDay
    self.callingDaysLeft = callingDaysLeft
    self.matureCalls = matureCalls
    self.immatureCalls = immatureCalls
    self.plannedCalls = plannedCalls
    self.isComplete = isComplete
  }
}

/// One arm of a reading.
public struct VariantReading: Hashable, Sendable {
  /// Name of the arm.
  public var name: String
  /// Control or challenger.
  public var role: Variant.Role
  /// Planned share of the units.
  public var plannedShare: Double
  /// Mature calls: those that enter the comparison.
  public var calls: Int
  /// Calls too young to be compared.
  public var immatureCalls: Int
  /// Units the arm received (leads); nil where the data tell calls only.
  public var leads: Int?
  /// Opportunities of the mature calls, qualified within the maturity window.
  public var opportunities: Int
  /// Opportunities of mature calls that were qualified after the maturity window.
  public var lateOpportunities: Int
  /// Call-to-opportunity rate of the mature calls with its interval; nil without mature calls.
  public var tco: Estimate?
  /// Opportunities that sales accepted, and those they judged, where the data say so.
  public var accepted: AcceptedShare?
  /// Mean talk time in seconds, where the data give it.
  public var meanTalkSeconds: Double?
  /// Answered share of all calls, where the data give it.
  public var answeredShare: Double?
  /// Costs of all its calls line by line; nil where the plan states no costs.
  public var costs: CostStatement?
  /// Indicators with their intervals; nil where the plan states no costs.
  public var indicators: IndicatorEstimates?
  /// Where the TCO stands among outbound campaigns; nil where the plan states no economics, since bands are for sales.
  public var benchmark: TCOBenchmark?
}

/// Opportunities that sales accepted.
public struct AcceptedShare: Hashable, Sendable {
  /// Opportunities that sales judged.
  public var judged: Int
  /// Those accepted.
  public var accepted: Int

  /// Accepted among judged.
  public init(judged: Int, accepted: Int) {
    self.judged = judged
    self.accepted = accepted
  }
}

/// Indicators of an arm or campaign with intervals that carry the uncertainty of the TCO at the observed cost per call.
public struct IndicatorEstimates: Hashable, Sendable {
  /// Cost per qualified opportunity in currency units; infinite without opportunities.
  public var cpq: Estimate
  /// Return on revenue; nil where revenue is unknown.
  public var roi: Estimate?
  /// Return on margin; nil where margin is unknown.
  public var marginRoi: Estimate?
  /// What an opportunity may cost at most, in currency units; nil where the margin is unknown.
  public var cpqThreshold: Double?
  /// Whether revenue was observed in sales or follows from the plan's economics.
  public var revenueIsObserved: Bool

  /// Indicators with intervals.
  public init(
    cpq: Estimate, roi: Estimate? = nil, marginRoi: Estimate? = nil, cpqThreshold: Double? = nil,
    revenueIsObserved: Bool = false
  ) {
    self.cpq = cpq
    self.roi = roi
    self.marginRoi = marginRoi
    self.cpqThreshold = cpqThreshold
    self.revenueIsObserved = revenueIsObserved
  }
}

/// A challenger against the control.
public struct Comparison: Hashable, Sendable {
  /// The challenger.
  public var variant: String
  /// The control.
  public var control: String
  /// The method of test and interval.
  public var method: ComparisonMethod
  /// Difference of rates, challenger minus control; nil without mature calls in both arms.
  public var difference: Estimate?
  /// The same by Newcombe's intervals, for readers who know those; nil where they do not apply.
  public var newcombe: Estimate?
  /// The same interval widened so that all challengers' intervals hold at once (each at alpha over their number); nil
  /// with one challenger, and where the plan adjusts nothing.
  public var simultaneous: Estimate?
  /// Ratio of rates minus 1.
  public var relative: Estimate?
  /// Test statistic (z, or chi-square for strata).
  public var statistic: Double?
  /// p-value on the plan's sides.
  public var p: Double?
  /// p-value adjusted for the number of challengers.
  public var pAdjusted: Double?
  /// Probability that the challenger's rate is higher, uniform priors.
  public var probabilityBetter: Double?
  /// Expected loss in rate from choosing the challenger.
  public var expectedLoss: Double?
  /// Homogeneity of the effect over strata (Breslow–Day–Tarone p); nil without strata.
  public var homogeneityP: Double?
  /// Whether pAdjusted is below alpha.
  public var isSignificant: Bool
}

/// How two arms are compared.
public enum ComparisonMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Score test with Miettinen–Nurminen intervals: independent calls, no strata.
  case score
  /// Cochran–Mantel–Haenszel test with stratified Miettinen–Nurminen intervals.
  case stratifiedScore = "stratified-score"
  /// Ratio of sums linearised by lead: leads called more than once.
  case ratioOfSums = "ratio-of-sums"
  /// The same within strata.
  case stratifiedRatioOfSums = "stratified-ratio-of-sums"
}

/// A guardrail's state for one challenger.
public struct GuardrailReading: Hashable, Sendable {
  /// What is known.
  public enum Status: String, Hashable, Sendable, Codable {
    /// Shown to be within the tolerated worsening.
    case pass
    /// Shown to be beyond it.
    case fail
    /// The data cannot tell.
    case unknown
  }

  /// The guardrail.
  public var guardrail: Guardrail
  /// The challenger.
  public var variant: String
  /// What is known.
  public var status: Status
  /// Relative worsening against control with its interval (positive is worse); nil without data.
  public var worsening: Estimate?
}

/// Cumulative counts of one arm at the end of a day.
public struct PathPoint: Hashable, Sendable {
  /// The day.
  public var date: CivilDate
  /// The arm.
  public var variant: String
  /// Calls placed so far.
  public var calls: Int
  /// Opportunities of those calls within the maturity window.
  public var opportunities: Int
  /// Whether the day's calls are mature at the reading.
  public var isMature: Bool
  /// Cumulative rate with its Wilson interval; nil before the first call.
  public var tco: Estimate?
}

/// Calls of one arm in a part of the data.
public struct Segment: Hashable, Sendable {
  /// What the parts are made of.
  public enum Dimension: String, CaseIterable, Hashable, Sendable, Codable {
    /// Strata of the plan.
    case stratum
    /// Call windows.
    case window
    /// Weekdays.
    case weekday
  }

  /// What the part is made of.
  public var dimension: Dimension
  /// Name of the part.
  public var name: String
  /// The arm.
  public var variant: String
  /// Mature calls.
  public var calls: Int
  /// Their opportunities.
  public var opportunities: Int
  /// Rate with its Wilson interval; nil without calls.
  public var tco: Estimate?
  /// Difference to the control in the same part with its Miettinen–Nurminen interval, not adjusted for the number of
  /// parts; nil for the control and without calls.
  public var difference: Estimate?
}

/// What the figures were computed with.
public struct MethodNote: Hashable, Sendable {
  /// Metric compared.
  public var metric: Goal.Metric
  /// Confidence of every interval.
  public var confidence: Double
  /// Risk of a false alarm.
  public var alpha: Double
  /// Sides of the test.
  public var sides: Int
  /// Adjustment for several challengers; nil with one.
  public var adjustment: Goal.Adjustment?
  /// Comparisons adjusted for.
  public var comparisons: Int
  /// Maturity window in days.
  public var within: Int?
  /// Names of the columns that form strata.
  public var strata: [String]
  /// The stopping method.
  public var monitoring: Monitoring.Method
}

/// What a reader must know besides the figures.
public enum ReadingWarning: Hashable, Sendable {
  /// The plan has no maturity window: opportunities count as they come.
  case noMaturityWindow
  /// The reading is before the planned end of a fixed test: intervals are valid for this look alone.
  case interimOfFixedTest
  /// Fewer opportunities than asymptotic methods want in the smallest arm.
  case fewOpportunities(variant: String, opportunities: Int)
  /// Opportunities that came after the maturity window closed, as a share of all.
  case lateOpportunities(variant: String, late: Int, share: Double)
  /// Leads were called more than once, but the data do not say how calls fall on leads.
  case repeatedCallsUnknown
  /// Rows went to the rejects file.
  case rejectedRows(Int, of: Int)
  /// An intake finding that touches the analysis.
  case intake(Intake.Finding, Int)
  /// A failed check that the plan accepts.
  case waived(check: HealthCheckName, reason: String)
  /// Several challengers are compared without adjustment.
  case unadjusted(comparisons: Int)
  /// Sales are still to come: revenue is what was observed so far.
  case revenueStillComing(attributionDays: Int)
  /// Shared costs could not be split by handling time, since the data give no times; split by calls instead.
  case splitByCallsInstead(item: String)
  /// A cost cannot be computed because the data lack its volume.
  case costWithoutVolume(item: String, basis: CostItem.Basis)
}

/// The protocol of a hook test: what is varied, on whom, when, and what is to be shown.
public struct TestProtocol: Hashable, Sendable {
  /// How long the test lasts.
  public enum Length: Hashable, Sendable, Codable {
    /// This many calendar days from the start.
    case days(Int)
    /// Until this many calls have been placed.
    case calls(Int)
  }

  /// A longer test than was planned first.
  public struct Extension: Hashable, Sendable, Codable {
    /// The day whose results were known when it was decided.
    public var decidedOn: CivilDate
    /// The length of the test before.
    public var before: Length

    /// A longer test, with the length it had before.
    public init(decidedOn: CivilDate, before: Length) {
      self.decidedOn = decidedOn
      self.before = before
    }
  }

  /// The name of the experiment.
  public var name: String
  /// The question in the manager's words.
  public var question: String?
  /// First day; nil where the data are undated counts.
  public var starts: CivilDate?
  /// How long the test lasts, extensions included; 14 days by default.
  public var length: Length
  /// Extensions in the order they were decided.
  public var extensions: [Extension]
  /// IANA name of the time zone in which days and windows are read.
  public var timeZone: String
  /// When the team calls.
  public var calling: CallingCalendar
  /// What is randomised.
  public var unit: RandomisationUnit
  /// What is varied.
  public var factors: [Factor]
  /// How units come to their variant.
  public var assignment: AssignmentRule
  /// The arms.
  public var variants: Variants
  /// What the test is to show.
  public var goal: Goal
  /// How often results may be read.
  public var monitoring: Monitoring
  /// Figures a roll-out must not spoil.
  public var guardrails: [Guardrail]

  /// A protocol; the defaults are those of a plan that names only its variants.
  public init(
    name: String, question: String? = nil, starts: CivilDate? = nil, length: Length = .days(14),
    extensions: [Extension] = [], timeZone: String = "UTC", calling: CallingCalendar = CallingCalendar(),
    unit: RandomisationUnit = .lead,
    factors: [Factor] = [.script], assignment: AssignmentRule, variants: Variants, goal: Goal = Goal(),
    monitoring: Monitoring = Monitoring(), guardrails: [Guardrail] = []
  ) {
    self.name = name
    self.question = question
    self.starts = starts
    self.length = length
    self.extensions = extensions
    self.timeZone = timeZone
    self.calling = calling
    self.unit = unit
    self.factors = factors
    self.assignment = assignment
    self.variants = variants
    self.goal = goal
    self.monitoring = monitoring
    self.guardrails = guardrails
  }

  /// Calls of the test in a day, in whole calls: those that the team places on the part of the leads that take part. Nil
  /// where agents or pace are not stated.
  public var callsPerDay: Int? {
    calling.callsPerDay.map { Int((Double($0) * assignment.participation).rounded()) }
  }

  /// The calling days that so many calls take at the planned pace, from the first day of the test on, or from a Monday
  /// where it has none; empty where no pace is stated, and where ten years have too few.
  public func callingDays(forCalls total: Int) -> [CivilDate] {
    guard total > 0, let pace = callsPerDay, pace > 0 else { return [] }
    let needed = (total - 1) / pace + 1
    let days = calling.callingDays(from: starts ?? .firstMonday, count: needed)
    return days.count == needed ? days : []
  }

  /// The last calling date of a test with a start and a length in days.
  public var lastDay: CivilDate? {
    guard let starts, case .days(let days) = length else { return nil }
    return starts + (days - 1)
  }
}

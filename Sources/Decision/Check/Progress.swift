public import Experiment

/// How far a test is.
public struct Progress: Hashable, Sendable {
  /// Day of the test at the reading, 1 on the first day; nil for undated data.
  public var day: Int?
  /// Planned days; nil when the test ends by calls or has no dates.
  public var plannedDays: Int?
  /// Last day of the test.
  public var lastDay: CivilDate?
  /// The last day on which calls are planned: the last day of the test, or the last calling day before it.
  public var lastCallingDay: CivilDate?
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

  /// Whether calls that belong to the test are still to come or to mature.
  var isInterim: Bool { day != nil && !isComplete }

  /// How far a test is.
  public init(
    day: Int? = nil, plannedDays: Int? = nil, lastDay: CivilDate? = nil, lastCallingDay: CivilDate? = nil,
    decisionDay: CivilDate? = nil, callingDaysLeft: Int? = nil, matureCalls: Int, immatureCalls: Int,
    plannedCalls: Int? = nil, isComplete: Bool
  ) {
    self.day = day
    self.plannedDays = plannedDays
    self.lastDay = lastDay
    self.lastCallingDay = lastCallingDay
    self.decisionDay = decisionDay
    self.callingDaysLeft = callingDaysLeft
    self.matureCalls = matureCalls
    self.immatureCalls = immatureCalls
    self.plannedCalls = plannedCalls
    self.isComplete = isComplete
  }
}

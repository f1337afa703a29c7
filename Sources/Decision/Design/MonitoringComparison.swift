public import Experiment

/// The three ways to watch a test, side by side for one plan: what each can show, and how many calls and days it takes.
///
/// One challenger against the control, calls independent, spread evenly over the calling days of the plan. A test stops
/// at the first reading that shows a difference in either direction that the plan looks to, or at its planned end.
public struct MonitoringComparison: Hashable, Sendable {
  /// A truth under which the methods are compared.
  public enum Scenario: String, CaseIterable, Hashable, Sendable, Codable {
    /// The challenger is no better.
    case noEffect = "no-effect"
    /// It is better by what is worth detecting.
    case worthDetecting = "worth-detecting"
    /// It is better by twice that; left out where that rate would not be below 1.
    case twiceWorthDetecting = "twice-worth-detecting"
  }

  /// Where the number of calls comes from.
  public enum CallsBasis: String, CaseIterable, Hashable, Sendable, Codable {
    /// The plan states it, or agents and pace.
    case planned
    /// What a fixed test needs, since the plan states neither.
    case needed
  }

  /// What a method does in one scenario.
  public struct Outcome: Hashable, Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// The challenger's rate.
    public var rate: Double
    /// Chance that the challenger is shown to be above the control, in 0...1.
    public var chanceAbove: Double
    /// Standard error of that chance where it was simulated; nil where it was computed.
    public var chanceAboveError: Double?
    /// Chance that the test stops the other way: harm shown, or futility where the plan asks for it.
    public var chanceBelow: Double
    /// Calls placed until the test stops, over all arms, on average: calls go on while earlier ones mature.
    public var expectedCalls: Double
    /// Standard error of that average where it was simulated.
    public var expectedCallsError: Double?
    /// Calendar days until the test stops, maturity window included, on average; nil where the pace is not known.
    public var expectedDays: Double?
    /// Standard error of that average where it was simulated.
    public var expectedDaysError: Double?
  }

  /// One method under every scenario.
  public struct Forecast: Hashable, Sendable {
    /// The method.
    public var method: Monitoring.Method
    /// The outcomes in the order of the scenarios.
    public var outcomes: [Outcome]
    /// Number of simulated tests behind each outcome; nil where the outcomes were computed.
    public var replicates: Int?

    /// The outcome of a scenario.
    public func outcome(_ scenario: Scenario) -> Outcome? { outcomes.first { $0.scenario == scenario } }
  }

  /// A method that does not go with the plan.
  public struct Unfit: Hashable, Sendable {
    /// The method.
    public var method: Monitoring.Method
    /// Why.
    public var refusal: Monitoring.Refusal
  }

  /// A planned look of the group-sequential column.
  public struct Look: Hashable, Sendable {
    /// The day at whose end it stands; nil where the plan has no first day or no pace.
    public var date: CivilDate?
    /// Calendar days of the test by then; nil where the pace is not known.
    public var day: Int?
    /// Calls placed by then, over all arms.
    public var callsPlaced: Int
    /// Mature calls as a share of all planned ones.
    public var information: Double
    /// The challenger is shown to be better when Z is at least this; infinite where that cannot happen yet.
    public var efficacyBoundary: Double
    /// It is shown to be worse when Z is at most this; nil where the plan looks to one side only.
    public var harmBoundary: Double?
    /// The plan stops for futility when Z is at most this; nil where it does not ask for it, and at the last look.
    public var futilityBoundary: Double?
    /// Risk of a false alarm spent by this look, over both sides.
    public var alphaSpent: Double
  }

  /// Calls over all arms when a test runs to its end.
  public var maximumCalls: Int
  /// Where that number comes from.
  public var callsBasis: CallsBasis
  /// Calendar days of a test that runs to its end, maturity window included; nil where the pace is not known.
  public var maximumDays: Int?
  /// Challengers of the plan; the figures are for the one with the smallest share.
  public var challengers: Int
  /// Lifts of the scenarios compare with this rate.
  public var baseline: Double
  /// One test at the planned end, with planned looks, and read at any time, where they go with the plan.
  public var forecasts: [Forecast]
  /// The group-sequential column if the test goes on past the futility bounds; nil where the plan asks for none.
  public var withoutFutility: Forecast?
  /// Methods that do not go with the plan.
  public var unfit: [Unfit]
  /// Z at which a fixed test shows a better challenger.
  public var fixedBoundary: Double
  /// The looks of the group-sequential column; empty where that method does not go with the plan.
  public var looks: [Look]
  /// Whether looks and spending are the plan's own; otherwise daily looks with O'Brien–Fleming-type spending.
  public var looksAreThePlans: Bool
  /// How those looks spend the risk of a false alarm.
  public var spending: Spending
  /// Long tests are computed with one reading for this many calling days; 1 where every day has its own.
  public var callingDaysPerReading: Int
  /// The plan's own method.
  public var plannedMethod: Monitoring.Method
  /// The method that suits the plan best, and why.
  public var advice: MonitoringAdvice

  /// The forecast of a method; nil where it does not go with the plan.
  public func forecast(_ method: Monitoring.Method) -> Forecast? { forecasts.first { $0.method == method } }
}

public import Cost
public import Experiment

/// The answers to the questions of `hooktest new --ask`.
public struct InterviewAnswers: Hashable, Sendable {
  /// The name of the experiment.
  public var name: String
  /// What is tried, in the manager's words.
  public var question: String
  /// The first day of calls.
  public var starts: CivilDate
  /// Agents who call.
  public var agents: Int
  /// Calls of each agent in a day.
  public var callsPerAgentDay: Int
  /// Opportunities per call today, strictly between 0 and 1.
  public var baseline: Double
  /// The smallest improvement worth having.
  public var improvement: Lift
  /// Days until nearly every opportunity of a call is qualified.
  public var maturityDays: Int
  /// What a call costs.
  public var costPerCall: Money
  /// Share of opportunities that become sales, 0...1.
  public var opportunityToSale: Double
  /// Revenue of a sale.
  public var saleValue: Money
  /// Margin of a sale.
  public var marginPerSale: Money
}

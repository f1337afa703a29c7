/// The rule that turns a reading into a roll-out, written down before the test.
public struct DecisionRule: Hashable, Sendable, Codable {
  /// What a challenger must show.
  public enum Evidence: String, CaseIterable, Hashable, Sendable, Codable {
    /// A better rate at the plan's alpha, adjusted for several challengers.
    case significant
    /// A higher expected profit, whatever the error; labelled as not controlling it.
    case profit
  }

  /// What must hold besides.
  public enum Condition: String, CaseIterable, Hashable, Sendable, Codable {
    /// No failed health check, or each one waived.
    case healthy
    /// No failed guardrail, and no unknown one that blocks.
    case guardrails
    /// A higher projected profit than the control's over the roll-out, switching cost included.
    case profit
  }

  /// What a challenger must show.
  public var when: Evidence
  /// What must hold besides, in the order it is explained.
  public var and: [Condition]

  /// A rule; significant, healthy and within the guardrails by default.
  public init(when: Evidence = .significant, and: [Condition] = [.healthy, .guardrails]) {
    self.when = when
    self.and = and
  }
}

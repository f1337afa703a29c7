public import Cost
public import Experiment

/// A plan: the protocol of the test, its economics, and the rule that decides.
public struct Plan: Hashable, Sendable {
  /// What is varied, on whom, when, and what is to be shown.
  public var test: TestProtocol
  /// What an opportunity is worth; nil where the plan states no economics.
  public var economics: Economics?
  /// The costs; nil where the plan states none.
  public var ledger: Ledger?
  /// What is planned after the test; nil where the plan states none.
  public var rollout: Rollout?
  /// Wishes for the indicators.
  public var targets: Targets
  /// The rule that decides.
  public var rule: DecisionRule
  /// Failed checks that the plan accepts, with the reason, by name of the check.
  public var waivers: [String: String]
  /// Remarks that every report repeats.
  public var notes: [String]

  /// A plan; the default rule rolls out what is significant, healthy and within its guardrails.
  public init(
    test: TestProtocol, economics: Economics? = nil, ledger: Ledger? = nil, rollout: Rollout? = nil,
    targets: Targets = Targets(), rule: DecisionRule = DecisionRule(), waivers: [String: String] = [:],
    notes: [String] = []
  ) {
    self.test = test
    self.economics = economics
    self.ledger = ledger
    self.rollout = rollout
    self.targets = targets
    self.rule = rule
    self.waivers = waivers
    self.notes = notes
  }

  /// Days after a call within which a sale is attributed to it.
  public var attributionDays: Int { economics?.attributionDays ?? Economics.standardAttributionDays }

  /// ISO 4217 code of the currency of every amount.
  public var currency: String { economics?.currency ?? ledger?.currency ?? "EUR" }
}

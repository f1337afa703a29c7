/// How one replicate of a test ended.
public enum Declaration: Hashable, Sendable {
  /// A challenger is rolled out: its place in the plan's variants.
  case rollOut(Int)
  /// The control stays: every challenger that differs is worse, or the rule's other clauses do not hold.
  case keepControl
  /// The test ended and showed nothing.
  case noWinner
  /// The data could not be trusted.
  case unhealthy
}

/// What is known at a look of one replicate: mature calls and their opportunities, by variant in the order of the plan.
public struct MatureCounts: Hashable, Sendable {
  /// The look's number, from 0: looks are the dates on which calls mature, one after the other.
  public internal(set) var look: Int
  /// Whether every call of the test is mature.
  public internal(set) var isLast: Bool
  /// Mature calls.
  public internal(set) var calls: [Int]
  /// Opportunities of those calls, qualified within the plan's window.
  public internal(set) var opportunities: [Int]
}

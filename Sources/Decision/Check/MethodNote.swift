public import Cost
public import Experiment

/// What the figures were computed with.
public struct MethodNote: Hashable, Sendable {
  /// What was randomised.
  public var unit: RandomisationUnit
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
  /// How sales find their call; nil where none were read.
  public var sales: SalesAttribution?
}

/// How sales find their call, and which of them count as revenue.
public struct SalesAttribution: Hashable, Sendable {
  /// The call of its lead that a sale is attributed to.
  public var call: AttributedCall
  /// Days after that call within which a sale counts.
  public var days: Int
  /// Source tags that count as revenue; empty: all.
  public var sources: [String]
}

/// A decision: the reading it rests on, the rule it followed, and what stands behind the euros.
public struct Verdict: Hashable, Sendable {
  /// The reading the decision rests on; its conclusion is the decision.
  public var reading: Reading
  /// How far the winner's gain moves with each assumption, widest first; empty where profit is unknown or no challenger
  /// leads.
  public var tornado: [TornadoBar]
  /// The challenger the decision speaks of: the winner, or the one with the best rate; nil without mature calls.
  public var leader: String?
  /// A decision taken against the reading, with its reason.
  public var override: String?
}

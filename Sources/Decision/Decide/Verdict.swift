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

/// One assumption moved to the ends of its range, all others at their estimate.
public struct TornadoBar: Hashable, Sendable {
  /// The assumption.
  public enum Assumption: String, CaseIterable, Hashable, Sendable, Codable {
    /// Difference of rates, to the ends of its interval.
    case difference
    /// Margin of an opportunity, ±20 %.
    case marginPerOpportunity = "margin-per-opportunity"
    /// Cost per call of both variants, ±20 %.
    case costPerCall = "cost-per-call"
    /// Calls per month, ±20 %.
    case callsPerMonth = "calls-per-month"
  }

  /// The assumption.
  public var assumption: Assumption
  /// Gain over the roll-out at the unfavourable end, in currency units.
  public var low: Double
  /// Gain over the roll-out at the favourable end, in currency units.
  public var high: Double

  /// Whether the gain does not depend on the assumption, but for rounding: the cost of a call, where both variants' calls
  /// cost the same.
  public var isWithoutEffect: Bool { abs(high - low) <= 1e-9 * max(abs(high), abs(low)) }
}

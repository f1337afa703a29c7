public import Experiment

/// What is written down of a look: enough to prove later what was known when.
public struct Look: Hashable, Sendable, Codable {
  /// Counts of one arm at the look.
  public struct Counts: Hashable, Sendable, Codable {
    /// The arm.
    public var variant: String
    /// Mature calls.
    public var calls: Int
    /// Their opportunities.
    public var opportunities: Int

    /// Counts of one arm.
    public init(variant: String, calls: Int, opportunities: Int) {
      self.variant = variant
      self.calls = calls
      self.opportunities = opportunities
    }
  }

  /// The day whose end the look stands at; nil for undated counts.
  public var asOf: CivilDate?
  /// The challenger compared.
  public var variant: String
  /// The control.
  public var control: String
  /// Counts of both arms.
  public var counts: [Counts]
  /// Test statistic.
  public var statistic: Double?
  /// Share of the planned calls that are mature, where a number is planned.
  public var information: Double?
  /// Boundary the statistic is held against; nil for fixed tests.
  public var boundary: Double?
  /// Error spent up to this look; nil for fixed tests.
  public var alphaSpent: Double?
  /// Status of the reading.
  public var status: Conclusion.Status
  /// Reason of a decision taken against the reading; nil where none was.
  public var override: String?

  /// The looks of a reading, one per comparison.
  public static func looks(of reading: Reading, override: String? = nil) -> [Look] {
    let counts = Dictionary(
      reading.variants.map { ($0.name, Counts(variant: $0.name, calls: $0.calls, opportunities: $0.opportunities)) },
      uniquingKeysWith: { first, _ in first })
    let information = reading.progress.plannedCalls.map { planned in
      planned > 0 ? Double(reading.progress.matureCalls) / Double(planned) : 0
    }
    return reading.comparisons.map { comparison in
      Look(
        asOf: reading.asOf, variant: comparison.variant, control: comparison.control,
        counts: [comparison.control, comparison.variant].compactMap { counts[$0] }, statistic: comparison.statistic,
        information: information, boundary: nil, alphaSpent: nil, status: reading.conclusion.status,
        override: override)
    }
  }
}

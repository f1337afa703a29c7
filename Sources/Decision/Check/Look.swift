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
  /// Number of the planned look; nil where looks are not planned, and in lines of before planned looks were known.
  public var look: Int?
  /// Fraction of the planned information; without planned looks, share of the planned calls that are mature.
  public var information: Double?
  /// Least statistic that stops for the challenger; nil where none does, and where looks are not planned.
  public var boundary: Double?
  /// Largest statistic that stops against the challenger, likewise.
  public var harmBoundary: Double?
  /// Error released up to this look; nil where none is spent by looking.
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
        look: comparison.sequential?.latest?.number,
        information: comparison.sequential.map { $0.latest?.informationFraction ?? 0 } ?? information,
        boundary: comparison.sequential?.latest?.efficacyBoundary,
        harmBoundary: comparison.sequential?.latest?.harmBoundary,
        alphaSpent: comparison.sequential.map { $0.latest?.alphaSpent ?? 0 }, status: reading.conclusion.status,
        override: override)
    }
  }
}

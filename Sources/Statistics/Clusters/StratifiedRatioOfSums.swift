/// Ratios of sums compared inside strata and combined with Mantel–Haenszel weights n₁n₂/N on the trials.
///
/// Each stratum brings its delta-method variance (see ``RatioOfSums``). A stratum in which an arm has no trial, or a
/// single unit (no variance to estimate), is left out and counted. Units must not be split between strata.
public struct StratifiedRatioOfSums: Hashable, Sendable {
  /// The rows of one stratum, in which an arm may be empty.
  public struct Stratum: Hashable, Sendable {
    /// The units of the control.
    public let control: [RatioOfSums.Row]
    /// The units of the variant.
    public let variant: [RatioOfSums.Row]

    /// The rows of both arms.
    public init(control: [RatioOfSums.Row], variant: [RatioOfSums.Row]) {
      self.control = control
      self.variant = variant
    }
  }

  /// The strata with trials and at least two units in both arms; never empty.
  public let strata: [RatioOfSums]
  /// How many strata were left out because an arm had no trial or a single unit.
  public let omittedStrata: Int

  /// Throws for negative entries, or when no stratum can be used.
  public init(_ rows: [Stratum]) throws(StatisticsError) {
    func hasTrials(_ arm: [RatioOfSums.Row]) -> Bool { arm.contains { $0.trials > 0 && $0.units > 0 } }
    var strata: [RatioOfSums] = []
    for row in rows where hasTrials(row.control) && hasTrials(row.variant) {
      let pair = try RatioOfSums(control: .init(row.control), variant: .init(row.variant))
      if pair.control.units > 1, pair.variant.units > 1 { strata.append(pair) }
    }
    guard !strata.isEmpty else {
      throw .tooFew(name: "strata", count: 0, expected: "at least one stratum with two units in both arms")
    }
    self.strata = strata
    omittedStrata = rows.count - strata.count
  }

  private var weights: [Double] {
    strata.map { $0.control.trials * $0.variant.trials / ($0.control.trials + $0.variant.trials) }
  }

  /// Σ w d / Σ w.
  public var observedDifference: Double {
    let weights = weights
    return zip(weights, strata).reduce(0) { $0 + $1.0 * $1.1.observedDifference } / weights.reduce(0, +)
  }

  /// Standard error of ``observedDifference``.
  public var standardError: Double {
    let weights = weights
    let sum = zip(weights, strata).reduce(0) { sum, pair in
      let part = pair.0 * pair.1.standardError
      return sum + part * part
    }
    return sum.squareRoot() / weights.reduce(0, +)
  }

  /// The combined difference with its normal interval. Throws unless 0 < `confidence` < 1.
  public func difference(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try Estimate(normal: observedDifference, standardError: standardError, confidence: confidence)
  }

  /// The test of no difference: statistic z.
  public func test(alternative: Alternative = .twoSided) -> TestResult {
    TestResult(normal: observedDifference, standardError: standardError, alternative)
  }
}

/// Two arms whose rate is a ratio of sums over randomised units: successes per trial when one unit may bring several
/// trials.
///
/// Trials of one unit are not independent, so the binomial formulas are too narrow. The variance comes from the units
/// (delta method; Deng, Knoblich & Lu 2018): r = Σy / Σd, var r = n/(n − 1) · Σ(y − r d)² / (Σd)². Normal approximation:
/// needs some tens of units with successes in each arm; with few, use an exact test on the units instead.
public struct RatioOfSums: Hashable, Sendable {
  /// Units that share the same trials and successes.
  public struct Row: Hashable, Sendable {
    /// Trials of each unit (the part below the fraction line), at least 0.
    public let trials: Int
    /// Successes of each unit (the part above), at least 0.
    public let successes: Int
    /// How many units there are of this kind, at least 0.
    public let units: Int

    /// One kind of unit; checked when an arm is made of it.
    public init(trials: Int, successes: Int, units: Int) {
      self.trials = trials
      self.successes = successes
      self.units = units
    }
  }

  /// One arm: its sums, ratio and standard error.
  public struct Arm: Hashable, Sendable {
    /// Number of units.
    public let units: Int
    /// Σ of the trials.
    public let trials: Double
    /// Σ successes / Σ trials.
    public let ratio: Double
    /// Delta-method standard error of the ratio; infinite with a single unit.
    public let standardError: Double

    /// Throws for negative entries, or when the arm has no trial.
    public init(_ rows: [Row]) throws(StatisticsError) {
      for row in rows {
        for (name, value) in [("trials", row.trials), ("successes", row.successes), ("units", row.units)]
        where value < 0 {
          throw .outOfRange(name: name, value: Double(value), expected: "a whole number of at least 0")
        }
      }
      func sum(_ term: (Row) -> Double) -> Double { rows.reduce(0) { $0 + Double($1.units) * term($1) } }
      let trials = sum { Double($0.trials) }
      guard trials > 0 else {
        throw .tooFew(name: "trials of the arm", count: 0, expected: "at least one trial")
      }
      let ratio = sum { Double($0.successes) } / trials
      let squares = sum {
        let residual = Double($0.successes) - ratio * Double($0.trials)
        return residual * residual
      }
      let n = sum { _ in 1 }
      units = Int(n)
      self.trials = trials
      self.ratio = ratio
      standardError = n > 1 ? (squares * n / (n - 1)).squareRoot() / trials : .infinity
    }
  }

  /// The arm compared against.
  public let control: Arm
  /// The arm of interest.
  public let variant: Arm

  /// The comparison of `variant` with `control`.
  public init(control: Arm, variant: Arm) {
    self.control = control
    self.variant = variant
  }

  /// Variant ratio − control ratio.
  public var observedDifference: Double { variant.ratio - control.ratio }
  /// Standard error of the difference.
  public var standardError: Double {
    (control.standardError * control.standardError + variant.standardError * variant.standardError).squareRoot()
  }

  /// The difference with its normal interval. Throws unless 0 < `confidence` < 1.
  public func difference(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try Estimate(normal: observedDifference, standardError: standardError, confidence: confidence)
  }

  /// The test of no difference: statistic z. Without variation (no success anywhere) the statistic is 0 and p is 1.
  public func test(alternative: Alternative = .twoSided) -> TestResult {
    TestResult(normal: observedDifference, standardError: standardError, alternative)
  }
}

extension Estimate {
  /// A normal estimate ± z standard errors.
  init(normal value: Double, standardError: Double, confidence: Double) throws(StatisticsError) {
    try StatisticsError.requireProbability(confidence, "confidence")
    let half = Normal.quantile(survival: (1 - confidence) / 2) * standardError
    self.init(value: value, lower: value - half, upper: value + half)
  }
}

extension TestResult {
  /// The test of a normal estimate against 0.
  init(normal value: Double, standardError: Double, _ alternative: Alternative) {
    guard value != 0 || standardError > 0 else {
      self.init(statistic: 0, pValue: 1)
      return
    }
    let z = value / standardError
    self.init(statistic: z, pValue: alternative.pValue(z: z))
  }
}

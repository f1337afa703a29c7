import Foundation

/// Power, sample size and detectable effect of the comparison of two rates, by the normal approximation.
///
/// Pooled variance under no effect, each rate's own variance under the effect (Fleiss, Levin & Paik 2003, eq. 4.14
/// without continuity correction): the design counterpart of the score test. Sizes are real numbers; round them up.
/// Not for expected counts under about five: enumerate instead.
public struct TwoProportionPower: Hashable, Sendable {
  /// Rate of the control, strictly between 0 and 1.
  public let control: Double
  /// Error rate of the test, strictly between 0 and 1.
  public let alpha: Double
  /// One or two sides.
  public let sides: Sides
  /// Trials of the variant per trial of the control, above 0.
  public let variantPerControl: Double

  /// A design around the control's rate. Throws when a value is outside its range.
  public init(
    control: Double, alpha: Double = 0.05, sides: Sides = .two, variantPerControl: Double = 1
  ) throws(StatisticsError) {
    try StatisticsError.requireProbability(control, "control rate")
    try StatisticsError.requireProbability(alpha, "alpha")
    try StatisticsError.requirePositive(variantPerControl, "variant trials per control trial")
    self.control = control
    self.alpha = alpha
    self.sides = sides
    self.variantPerControl = variantPerControl
  }

  /// Trials in each arm; real numbers, to be rounded up.
  public struct SampleSize: Hashable, Sendable {
    /// Trials of the control.
    public let control: Double
    /// Trials of the variant.
    public let variant: Double
    /// Trials of both arms.
    public var total: Double { control + variant }
  }

  var criticalZ: Double { Normal.quantile(survival: alpha / Double(sides.rawValue)) }

  /// Standard deviation of the difference times √n₀, with the pooled rate.
  private func nullSpread(_ variant: Double) -> Double {
    let pooled = (control + variantPerControl * variant) / (1 + variantPerControl)
    return (pooled * (1 - pooled) * (1 + 1 / variantPerControl)).squareRoot()
  }

  /// The same with each rate's own variance.
  private func alternativeSpread(_ variant: Double) -> Double {
    (control * (1 - control) + variant * (1 - variant) / variantPerControl).squareRoot()
  }

  /// The chance that the test rejects when the variant's rate is `variant`, with `controlTrials` in the control.
  ///
  /// Both tails count when two-sided. Throws unless 0 < `variant` < 1 and `controlTrials` > 0.
  public func power(variant: Double, controlTrials: Double) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(variant, "variant rate")
    try StatisticsError.requirePositive(controlTrials, "control trials")
    return rejection(variant, controlTrials)
  }

  private func rejection(_ variant: Double, _ controlTrials: Double) -> Double {
    let shift = (variant - control) * controlTrials.squareRoot()
    let critical = criticalZ * nullSpread(variant)
    let spread = alternativeSpread(variant)
    let near = Normal.survival((critical - shift.magnitude) / spread)
    return sides == .one ? near : near + Normal.survival((critical + shift.magnitude) / spread)
  }

  /// The trials needed to reject with probability `power` when the variant's rate is `variant`; the chance of rejecting
  /// on the wrong side is not counted.
  ///
  /// Throws unless both are strictly between 0 and 1, `variant` differs from the control and `power` exceeds the error
  /// rate of one side.
  public func sampleSize(variant: Double, power: Double) throws(StatisticsError) -> SampleSize {
    try requireEffect(variant, power)
    let sum = criticalZ * nullSpread(variant) + Normal.quantile(power) * alternativeSpread(variant)
    let root = sum / (variant - control)
    return SampleSize(control: root * root, variant: root * root * variantPerControl)
  }

  /// The same by the arcsine transformation (Cohen 1988): n = (z_α + z_β)² (1 + 1/k) / h², h = 2 asin √p₁ − 2 asin √p₀.
  public func arcsineSampleSize(variant: Double, power: Double) throws(StatisticsError) -> SampleSize {
    try requireEffect(variant, power)
    let effect = 2 * asin(variant.squareRoot()) - 2 * asin(control.squareRoot())
    let root = (criticalZ + Normal.quantile(power)) / effect
    let size = root * root * (1 + 1 / variantPerControl)
    return SampleSize(control: size, variant: size * variantPerControl)
  }

  /// The trials needed to reject “variant − control = `margin`” in the direction of the truth (Farrington & Manning
  /// 1990, restricted maximum likelihood): non-inferiority with a negative margin, superiority by a margin with a
  /// positive one. Throws when the true difference equals the margin.
  public func farringtonManningSampleSize(
    variant: Double, power: Double, margin: Double
  ) throws(StatisticsError) -> SampleSize {
    try StatisticsError.requireProbability(variant, "variant rate")
    try requirePower(power)
    guard margin > -1, margin < 1 else {
      throw .outOfRange(name: "margin", value: margin, expected: "a number between -1 and 1")
    }
    guard variant - control != margin else {
      throw .outOfRange(
        name: "margin", value: margin, expected: "a margin that differs from the true difference of the rates")
    }
    let cells = TableCells(
      controlSuccesses: control, controlFailures: 1 - control,
      variantSuccesses: variantPerControl * variant, variantFailures: variantPerControl * (1 - variant))
    let rates = cells.restricted(difference: margin)
    let nullSpread = (rates.controlVariance + rates.variantVariance / variantPerControl).squareRoot()
    let sum = criticalZ * nullSpread + Normal.quantile(power) * alternativeSpread(variant)
    let root = sum / (variant - control - margin)
    return SampleSize(control: root * root, variant: root * root * variantPerControl)
  }

  /// The smallest rate above the control's (below, for `.less`) that `controlTrials` detect with probability `power`.
  ///
  /// Nil when no rate in 0...1 is detected that often. `.twoSided` looks above. Throws like ``sampleSize(variant:power:)``.
  public func detectableRate(
    controlTrials: Double, power: Double, direction: Alternative = .greater
  ) throws(StatisticsError) -> Double? {
    try requirePower(power)
    try StatisticsError.requirePositive(controlTrials, "control trials")
    let end: Double = direction == .less ? 0 : 1
    guard rejection(end, controlTrials) >= power else { return nil }
    let rate = Brent.root(from: min(control, end), to: max(control, end)) { rejection($0, controlTrials) - power }
    return rate
  }

  /// The smallest relative lift that `controlTrials` detect with probability `power`: 0.2 is 20 % more than the control.
  /// Nil when none is.
  public func detectableLift(controlTrials: Double, power: Double) throws(StatisticsError) -> Double? {
    try detectableRate(controlTrials: controlTrials, power: power).map { $0 / control - 1 }
  }

  private func requirePower(_ power: Double) throws(StatisticsError) {
    try StatisticsError.requireProbability(power, "power")
    guard power > alpha else {
      throw .outOfRange(name: "power", value: power, expected: "a number above alpha, which is \(alpha)")
    }
  }

  private func requireEffect(_ variant: Double, _ power: Double) throws(StatisticsError) {
    try StatisticsError.requireProbability(variant, "variant rate")
    try requirePower(power)
    guard variant != control else {
      throw .outOfRange(name: "variant rate", value: variant, expected: "a rate that differs from the control's")
    }
  }
}

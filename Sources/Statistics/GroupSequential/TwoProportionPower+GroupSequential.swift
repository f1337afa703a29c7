/// The size of a group-sequential comparison of two rates.
public struct GroupSequentialSize: Hashable, Sendable {
  /// Trials of each arm when the test runs to its last look; real numbers, to be rounded up.
  public let maximum: TwoProportionPower.SampleSize
  /// Maximum over the size of a fixed test of the same error and power.
  public let inflation: Double
  /// The expected Z at information 1 under the alternative.
  public let drift: Double
  /// Expected trials of both arms when the variant has the rate planned for.
  public let expectedUnderAlternative: Double
  /// Expected trials of both arms when the rates are equal.
  public let expectedUnderNull: Double
}

extension TwoProportionPower {
  /// The trials needed to stop above with probability `power` under `bounds`, when the rates are the control's and `variant`.
  ///
  /// The fixed size of ``sampleSize(variant:power:)`` times the inflation of the bounds; stopping on the wrong side is not
  /// counted as power. `bounds` must have the error of this design on their upper side. Throws like `sampleSize`, and when no
  /// upper bound can be reached.
  public func sampleSize(
    variant: Double, power: Double, bounds: StoppingBounds
  ) throws(StatisticsError) -> GroupSequentialSize {
    let fixed = try sampleSize(variant: variant, power: power)
    let side = alpha / Double(sides.rawValue)
    let inflation = try bounds.inflation(alpha: side, power: power)
    let drift = try bounds.drift(power: power)
    let last = bounds.looks.last?.information ?? 1
    let maximum = SampleSize(control: fixed.control * inflation, variant: fixed.variant * inflation)
    return GroupSequentialSize(
      maximum: maximum, inflation: inflation, drift: drift,
      expectedUnderAlternative: try bounds.crossing(drift: drift).expectedInformation / last * maximum.total,
      expectedUnderNull: try bounds.crossing(drift: 0).expectedInformation / last * maximum.total)
  }

  /// The expected Z at information 1 when the rates are the control's and `variant` and information 1 is `controlTrials`;
  /// negative when the variant is below.
  ///
  /// Chosen so that a fixed test has the power of ``power(variant:controlTrials:)`` on the side of the effect: pooled
  /// variance at the bound, each rate's own variance around it. With the drift, `StoppingBounds.crossing` gives power and
  /// expected size. Throws unless 0 < `variant` < 1 and `controlTrials` > 0.
  public func drift(variant: Double, controlTrials: Double) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(variant, "variant rate")
    try StatisticsError.requirePositive(controlTrials, "control trials")
    guard variant != control else { return 0 }
    let pooled = (control + variantPerControl * variant) / (1 + variantPerControl)
    let pooledVariance = pooled * (1 - pooled) * (1 + 1 / variantPerControl)
    let ownVariance = control * (1 - control) + variant * (1 - variant) / variantPerControl
    let shift = (variant - control).magnitude * (controlTrials / ownVariance).squareRoot()
    let drift = shift + criticalZ * (1 - (pooledVariance / ownVariance).squareRoot())
    return variant > control ? drift : -drift
  }
}

public import Experiment
import Statistics

/// What a test could tell of a guardrail, from the figures at hand.
public struct GuardrailPower: Hashable, Sendable {
  /// Chance that a challenger just as good as the control is shown to be within the tolerated worsening.
  public var chanceOfPass: Double
  /// The relative worsening that would be excluded with the power asked for, were there none; readings ask for
  /// ``usualPower``.
  public var excludedWorsening: Double

  /// Four chances in five.
  public static let usualPower = 0.8

  /// The relative worsening of a figure that would be excluded with that power; nil where none would: a share of which
  /// more is better falls by its whole at most.
  public func excludable(of metric: Guardrail.Metric) -> Double? {
    metric.higherIsWorse || excludedWorsening < 1 ? excludedWorsening : nil
  }

  /// Non-inferiority by a normal statistic of the given relative standard error: passed when the worsening is below
  /// `limit` at a one-sided `alpha`. Share by share: opportunity-to-sale of 12.5 % within 10 % has 14 % with 420
  /// opportunities an arm, and 80 % with 8,660.
  init?(relativeError: Double, limit: Double, alpha: Double, power: Double = GuardrailPower.usualPower) {
    guard relativeError > 0, relativeError.isFinite, limit > 0, alpha > 0, alpha < 0.5, power > 0, power < 1 else {
      return nil
    }
    let critical = Normal.quantile(survival: alpha)
    chanceOfPass = Normal.cdf(limit / relativeError - critical)
    excludedWorsening = (critical + Normal.quantile(power)) * relativeError
  }

  /// Of a share seen in both arms: `count` of `total`, pooled under equality.
  init?(
    controlTotal: Int, variantTotal: Int, count: Int, limit: Double, alpha: Double,
    power: Double = GuardrailPower.usualPower
  ) {
    let total = controlTotal + variantTotal
    guard controlTotal > 0, variantTotal > 0, count > 0, count < total else { return nil }
    let share = Double(count) / Double(total)
    let error = ((1 - share) / share * (1 / Double(controlTotal) + 1 / Double(variantTotal))).squareRoot()
    self.init(relativeError: error, limit: limit, alpha: alpha, power: power)
  }
}

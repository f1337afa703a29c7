import Foundation

/// Method of variance estimates recovery: an interval for a contrast from the intervals of both arms.
///
/// Donner & Zou (2012) for ratios, Newcombe (1998) for differences, Fagerland & Newcombe (2013) for odds ratios.
struct Mover: Hashable, Sendable {
  var control: Estimate
  var variant: Estimate

  init(wilsonOf table: TwoProportions, z: Double) {
    control = table.control.wilson(z)
    variant = table.variant.wilson(z)
  }

  /// Jeffreys quantiles around posterior medians.
  init(jeffreysOf table: TwoProportions, tail: Double) {
    func arm(_ proportion: Proportion) -> Estimate {
      let interval = proportion.jeffreys(tail)
      let median = Beta(unchecked: proportion.x + 0.5, Double(proportion.failures) + 0.5).quantile(0.5)
      return Estimate(value: median, lower: interval.lower, upper: interval.upper)
    }
    control = arm(table.control)
    variant = arm(table.variant)
  }

  var difference: Estimate {
    let value = variant.value - control.value
    return Estimate(
      value: value,
      lower: value - hypot(variant.value - variant.lower, control.upper - control.value),
      upper: value + hypot(variant.upper - variant.value, control.value - control.lower)
    ).clamped(to: -1...1)
  }

  func ratio(observed: Double) -> Estimate {
    Estimate(
      value: observed, lower: Self.lowerRatio(variant, control),
      upper: Self.inverse(Self.lowerRatio(control, variant)))
  }

  func oddsRatio(observed: Double) -> Estimate {
    func odds(_ arm: Estimate) -> Estimate {
      Estimate(value: arm.value.odds, lower: arm.lower.odds, upper: arm.upper.odds)
    }
    let (control, variant) = (odds(control), odds(variant))
    return Estimate(
      value: observed, lower: Self.lowerRatio(variant, control),
      upper: Self.inverse(Self.lowerRatio(control, variant)))
  }

  /// The lower limit of numerator / denominator. The upper limit is the inverse of that of the inverse ratio.
  private static func lowerRatio(_ numerator: Estimate, _ denominator: Estimate) -> Double {
    // With an infinite odds nothing can be recovered; the corner of both intervals bounds the ratio from below.
    guard numerator.value.isFinite, denominator.upper.isFinite, denominator.value.isFinite else {
      return denominator.upper.isFinite ? numerator.lower / denominator.upper : 0
    }
    let product = numerator.value * denominator.value
    let below = numerator.lower * (2 * numerator.value - numerator.lower)
    let above = denominator.upper * (2 * denominator.value - denominator.upper)
    guard below > 0 else { return 0 }
    return below / (product + max(0, product * product - below * above).squareRoot())
  }

  private static func inverse(_ x: Double) -> Double { x > 0 ? 1 / x : .infinity }
}

import Foundation

/// Method of variance estimates recovery: an interval for a contrast from the intervals of both arms.
///
/// Donner & Zou (2012) for ratios, Newcombe (1998) for differences, Fagerland & Newcombe (2013) for odds ratios.
struct Mover: Hashable, Sendable {
  /// The rate of an arm with its limits, by their distances from 0 and from 1, so that odds keep their digits.
  struct Arm: Hashable, Sendable {
    var value: UnitSplit
    var lower: UnitSplit
    var upper: UnitSplit

    var rate: Estimate { Estimate(value: value.below, lower: lower.below, upper: upper.below) }
    var odds: Estimate { Estimate(value: value.odds, lower: lower.odds, upper: upper.odds) }
  }

  var control: Arm
  var variant: Arm

  /// Wilson limits around observed rates.
  init(wilsonOf table: TwoProportions, z: Double) {
    func arm(_ proportion: Proportion) -> Arm {
      let limits = proportion.wilsonLimits(z)
      return Arm(
        value: UnitSplit(below: proportion.rate, above: proportion.failureRate), lower: limits.lower,
        upper: limits.upper)
    }
    (control, variant) = (arm(table.control), arm(table.variant))
  }

  /// Jeffreys quantiles around posterior medians.
  init(jeffreysOf table: TwoProportions, tail: Double) {
    func arm(_ proportion: Proportion) -> Arm {
      let posterior = proportion.jeffreysPosterior
      return Arm(
        value: posterior.split(lower: 0.5), lower: posterior.split(lower: tail), upper: posterior.split(upper: tail))
    }
    (control, variant) = (arm(table.control), arm(table.variant))
  }

  var difference: Estimate {
    let value = variant.value.distance(from: control.value)
    return Estimate(
      value: value,
      lower: value
        - hypot(variant.value.distance(from: variant.lower), control.upper.distance(from: control.value)),
      upper: value
        + hypot(variant.upper.distance(from: variant.value), control.value.distance(from: control.lower))
    ).clamped(to: -1...1)
  }

  func ratio(observed: Double? = nil) -> Estimate {
    Self.quotient(variant.rate, control.rate, observed)
  }

  func oddsRatio(observed: Double? = nil) -> Estimate {
    Self.quotient(variant.odds, control.odds, observed)
  }

  /// The quotient of two independent quantities; `observed` where a quotient of zeros or infinities has a meaning.
  private static func quotient(_ numerator: Estimate, _ denominator: Estimate, _ observed: Double?) -> Estimate {
    let value = observed ?? numerator.value / denominator.value
    // Rounding must not put the value outside an interval of next to no width.
    return Estimate(
      value: value, lower: min(value, lowerRatio(numerator, denominator)),
      upper: max(value, inverse(lowerRatio(denominator, numerator))))
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

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

  /// The ratio of both rates; `observed` where a quotient of zeros has a meaning.
  func ratio(observed: Double? = nil) -> Estimate {
    variant.rate.recoveredQuotient(
      observed ?? variant.value.below / control.value.below, over: control.rate)
  }

  /// The ratio of both odds; `observed` where a quotient of zeros or infinities has a meaning.
  func oddsRatio(observed: Double? = nil) -> Estimate {
    variant.odds.recoveredQuotient(observed ?? variant.value.odds / control.value.odds, over: control.odds)
  }
}

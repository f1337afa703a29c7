import Foundation

extension TwoProportionPower {
  /// ``sampleSize(variant:power:)`` by the arcsine transformation, whatever the approximation of the design.
  public func arcsineSampleSize(variant: Double, power: Double) throws(StatisticsError) -> SampleSize {
    try TwoProportionPower(
      control: control, alpha: alpha, sides: sides, variantPerControl: variantPerControl, approximation: .arcsine,
      sampling: sampling
    ).sampleSize(variant: variant, power: power)
  }

  /// ``sampleSize(variant:power:)`` to reject “variant − control = `margin`” in the direction of the truth:
  /// non-inferiority with a negative margin, superiority by a margin with a positive one.
  public func farringtonManningSampleSize(
    variant: Double, power: Double, margin: Double
  ) throws(StatisticsError) -> SampleSize {
    try TwoProportionPower(
      control: control, alpha: alpha, sides: sides, variantPerControl: variantPerControl,
      approximation: .farringtonManning, margin: margin, sampling: sampling
    ).sampleSize(variant: variant, power: power)
  }

  /// What is detected, on the scale of the approximation.
  func effect(_ variant: Double) -> Double {
    guard approximation == .arcsine else { return variant - control - margin }
    return 2 * asin(variant.squareRoot()) - 2 * asin(control.squareRoot())
  }

  /// Standard deviation of the observed effect times √n₀, under the hypothesis and under the alternative.
  func spread(_ variant: Double) -> (null: Double, alternative: Double) {
    let k = variantPerControl
    let own = (control * (1 - control) + variant * (1 - variant) / k).squareRoot()
    switch approximation {
    case .arcsine:
      let both = (1 + 1 / k).squareRoot()
      return (both, both)
    case .unpooled: return (own, own)
    case .pooled:
      let pooled = (control + k * variant) / (1 + k)
      return ((pooled * (1 - pooled) * (1 + 1 / k)).squareRoot(), own)
    case .farringtonManning:
      let rates = restricted(variant)
      return ((rates.controlVariance + rates.variantVariance / k).squareRoot(), own)
    }
  }

  /// The rates that the null variance is taken at.
  private func restricted(_ variant: Double) -> RestrictedRates {
    TableCells(
      controlSuccesses: control, controlFailures: 1 - control, variantSuccesses: variantPerControl * variant,
      variantFailures: variantPerControl * (1 - variant)
    ).restricted(difference: margin)
  }

  /// The chance of rejecting, on the side of the effect or on both sides.
  func rejection(_ variant: Double, _ controlTrials: Double, tails: Sides) -> Double {
    guard controlTrials > 0 else { return 0 }
    let spread = spread(variant)
    var (null, alternative) = (
      spread.null * spread.null / controlTrials, spread.alternative * spread.alternative / controlTrials
    )
    let shift = effect(variant).magnitude
    switch sampling {
    case .independent: break
    case .repeated(let effect), .clusters(let effect):
      null *= effect.value
      alternative *= effect.value
    case .list(let list):
      let rates = approximation == .unpooled ? (control, variant) : nullRates(variant)
      null = list.corrected(null, control: rates.0, variant: rates.1)
      alternative = list.corrected(alternative, control: control, variant: variant)
    }
    let (nullError, error) = (null.squareRoot(), alternative.squareRoot())
    if case .clusters(let effect) = sampling {
      let clusters = controlTrials * (1 + variantPerControl) / effect.meanSize
      guard clusters >= 3 else { return 0 }
      let law = StudentT(unchecked: clusters - 2)
      let tail = ShiftedStudentTail(degreesOfFreedom: clusters - 2)
      let bound = law.quantile(survival: alpha / Double(sides.rawValue)) * nullError / error
      let near = tail(shift: shift / error, bound: bound)
      return tails == .one ? near : near + tail(shift: -shift / error, bound: bound)
    }
    let critical = criticalZ * nullError
    // Without any error left the effect is seen when it exceeds the bound.
    guard error > 0 else { return shift > critical ? 1 : 0 }
    let near = Normal.survival((critical - shift) / error)
    return tails == .one ? near : near + Normal.survival((critical + shift) / error)
  }

  private func nullRates(_ variant: Double) -> (Double, Double) {
    let rates = restricted(variant)
    return (rates.control, rates.variant)
  }
}

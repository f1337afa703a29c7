/// What a score interval is about: the parameter whose value is tested.
enum ScoreContrast: Hashable, Sendable {
  /// variant − control, in −1...1.
  case difference
  /// variant / control, from 0.
  case ratio
  /// Odds of the variant / odds of the control, from 0.
  case oddsRatio
}

/// The score of one table at one value of the parameter, with its second and third central moments.
struct ScoreMoments: Hashable, Sendable {
  /// The score, 0 on average when the value is true.
  var score: Double
  /// Its variance at the restricted rates, times N/(N − 1) when asked for.
  var variance: Double
  /// Its third central moment.
  var thirdMoment: Double
  /// The rates at which they are evaluated.
  var rates: RestrictedRates
}

extension TwoProportions {
  /// The moments of the score for `contrast` = `value` (Laud 2017, appendix S1; Gart & Nam 1988, 1990).
  ///
  /// - Parameters:
  ///   - isUnbiased: whether the variance carries the factor N/(N − 1) of Miettinen & Nurminen.
  ///
  /// The odds-ratio score is centred on its expectation (Gart 1985; Laud 2018).
  func scoreMoments(_ contrast: ScoreContrast, at value: Double, isUnbiased: Bool) -> ScoreMoments {
    let factor = isUnbiased ? total / (total - 1) : 1
    switch contrast {
    case .difference:
      let rates = cells.restricted(difference: value)
      let (v1, v0) = (rates.variantVariance / variant.n, rates.controlVariance / control.n)
      return ScoreMoments(
        score: crossDifference / (variant.n * control.n) - value,
        variance: (v1 + v0) * factor,
        thirdMoment: v1 * rates.variantSkew / variant.n - v0 * rates.controlSkew / control.n,
        rates: rates)
    case .ratio:
      let rates = cells.restricted(ratio: value)
      let (v1, v0) = (rates.variantVariance / variant.n, value * value * rates.controlVariance / control.n)
      return ScoreMoments(
        score: variant.rate - control.rate * value,
        variance: (v1 + v0) * factor,
        thirdMoment: v1 * rates.variantSkew / variant.n - v0 * value * rates.controlSkew / control.n,
        rates: rates)
    case .oddsRatio:
      let rates = cells.restricted(oddsRatio: value)
      guard !isOneSided else { return ScoreMoments(score: 0, variance: .infinity, thirdMoment: 0, rates: rates) }
      let (i1, i0) = (variant.n * rates.variantVariance, control.n * rates.controlVariance)
      let raw = 1 / i1 + 1 / i0
      let bias = (rates.variant - rates.control) / (i1 + i0)
      return ScoreMoments(
        score: variantExcess(rates) * raw - bias,
        variance: raw * factor,
        thirdMoment: rates.variantSkew / (i1 * i1) - rates.controlSkew / (i0 * i0),
        rates: rates)
    }
  }

  /// x₁ − n₁p₁, which all four cells share up to their sign, from the cell that loses the fewest digits.
  private func variantExcess(_ rates: RestrictedRates) -> Double {
    let (variantSuccesses, variantFailures) = (variant.n * rates.variant, variant.n * rates.variantFailure)
    let (controlSuccesses, controlFailures) = (control.n * rates.control, control.n * rates.controlFailure)
    let least = min(variantSuccesses, variantFailures, controlSuccesses, controlFailures)
    if least == variantSuccesses { return variant.x - variantSuccesses }
    if least == variantFailures { return variantFailures - Double(variant.failures) }
    if least == controlSuccesses { return controlSuccesses - control.x }
    return Double(control.failures) - controlFailures
  }
}

extension RestrictedRates {
  var controlVariance: Double { control * controlFailure }
  var variantVariance: Double { variant * variantFailure }
  /// 1 − 2p.
  var controlSkew: Double { controlFailure - control }
  var variantSkew: Double { variantFailure - variant }
}

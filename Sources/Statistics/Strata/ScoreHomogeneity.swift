/// The scale on which an effect may be the same in all strata.
public enum EffectScale: String, Hashable, Sendable, CaseIterable {
  /// variant − control.
  case difference
  /// variant / control.
  case ratio
  /// Odds of the variant / odds of the control.
  case oddsRatio = "odds-ratio"

  var contrast: ScoreContrast {
    switch self {
    case .difference: .difference
    case .ratio: .ratio
    case .oddsRatio: .oddsRatio
    }
  }
}

/// Whether an effect is the same in all strata, by the score Q.
public struct HomogeneityResult: Hashable, Sendable {
  /// Q, a chi-square under homogeneity.
  public let statistic: Double
  /// Strata that say something about the effect, less one; 0 when there is nothing to compare.
  public let degreesOfFreedom: Int
  /// The probability of a Q at least this large under homogeneity.
  public let pValue: Double
  /// I² = max(0, (Q − df)/Q): the share of the variation between strata that chance does not explain, in 0...1 (Higgins
  /// & Thompson 2002).
  public let inconsistency: Double
  /// The common effect at which the strata are compared.
  public let effect: Double
}

extension StratifiedTwoProportions {
  /// The score test of one effect in all strata: Q = Σ S²/V at the common effect θ that solves Σ w S(θ) = 0, variance
  /// with N/(N − 1) (Gart & Nam 1990; Laud 2017, eq. S3).
  ///
  /// Unlike ``breslowDayTarone()`` it asks on the scale of choice: an effect that is constant as a ratio is not as a
  /// difference when the strata's base rates differ. A stratum without success (and for the odds ratio without failure)
  /// says nothing about a ratio and is not counted. The weights only settle θ; by default Mantel–Haenszel's, and for the
  /// odds ratio the inverse variances, since its score grows without bound in strata with few successes. A large p is no proof of homogeneity: with few successes the test
  /// sees little.
  public func scoreHomogeneity(
    on scale: EffectScale, weighting: StratumWeighting? = nil
  ) -> HomogeneityResult {
    let weighting = weighting ?? (scale == .oddsRatio ? .inverseVarianceScore : .mantelHaenszel)
    let informative = strata.filter { table in
      switch scale {
      case .difference: true
      case .ratio: table.successes > 0
      case .oddsRatio: !table.isOneSided
      }
    }
    let model = ScoreModel(
      tables: informative, contrast: scale.contrast, isUnbiased: true, isSkewnessCorrected: false,
      weighting: weighting)
    guard let first = informative.first else {
      return HomogeneityResult(
        statistic: 0, degreesOfFreedom: 0, pValue: 1, inconsistency: 0, effect: scale == .difference ? 0 : 1)
    }
    guard informative.count > 1 else {
      let effect =
        switch scale {
        case .difference: first.observedDifference
        case .ratio: first.observedRatio
        case .oddsRatio: first.observedOddsRatio
        }
      return HomogeneityResult(statistic: 0, degreesOfFreedom: 0, pValue: 1, inconsistency: 0, effect: effect)
    }
    let effect = model.common
    let degrees = informative.count - 1
    // At an end of the parameter space every stratum agrees with it: nothing differs.
    guard scale == .difference || (effect > 0 && effect < .infinity) else {
      return HomogeneityResult(statistic: 0, degreesOfFreedom: degrees, pValue: 1, inconsistency: 0, effect: effect)
    }
    let statistic = informative.reduce(0.0) { sum, table in
      let moments = table.scoreMoments(scale.contrast, at: effect, isUnbiased: true)
      guard moments.score != 0, moments.variance < .infinity else { return sum }
      return sum + moments.score / moments.variance * moments.score
    }
    return HomogeneityResult(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: ChiSquare(unchecked: Double(degrees)).survival(statistic),
      inconsistency: statistic > 0 ? max(0, (statistic - Double(degrees)) / statistic) : 0, effect: effect)
  }
}

extension ScoreModel {
  /// The effect with score 0, for several strata.
  fileprivate var common: Double {
    let shared = StratifiedTwoProportions(informative: tables)
    let observed =
      switch contrast {
      case .difference: shared.observedMantelHaenszelDifference
      case .ratio: shared.observedMantelHaenszelRatio
      case .oddsRatio: shared.observedMantelHaenszelOddsRatio
      }
    return interval(z: 1, observed: observed).value
  }
}

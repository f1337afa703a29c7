import Foundation

/// Intervals for the difference of two rates, variant − control, in −1...1.
public enum DifferenceInterval: String, Hashable, Sendable, CaseIterable {
  /// Observed difference ± z unpooled standard errors. For comparison only: far below its level at low rates, and of
  /// no width at 0 successes in both arms.
  case wald
  /// Wald's interval after one success and one failure are added to each arm (Agresti & Caffo 2000).
  case agrestiCaffo = "agresti-caffo"
  /// Wilson limits of both arms recovered into one interval (Newcombe 1998, method 10). Closed form, close to its level.
  case newcombe
  /// The same recovery from Jeffreys quantiles and posterior medians (Laud 2017).
  case moverJeffreys = "mover-jeffreys"
  /// Score interval without the factor N/(N − 1) (Mee 1984): the differences the score test does not reject.
  case mee
  /// Score interval with the factor N/(N − 1) (Miettinen & Nurminen 1985). The default from five expected counts on.
  case miettinenNurminen = "miettinen-nurminen"
  /// Skewness-corrected score interval (Laud 2017): each side errs equally often, also at low rates and unequal arms.
  case scas
  /// Exact unconditional interval by inverting two score-ordered tests (Chan & Zhang 1999), each exact. Up to
  /// 2,000 trials in all, where it takes about two seconds.
  case exact
  /// The same inverted over the rates inside the arms' own confidence limits, whose error of 2·10⁻⁷ is paid for (Berger &
  /// Boos 1994): leaves out 0 exactly when the exact score test rejects. The default below
  /// five expected counts; up to standard deviations of the
  /// arms' successes of 500 in all, where it takes seconds.
  case exactScore = "exact-score"
}

extension TwoProportions {
  /// The difference of rates with an interval.
  ///
  /// The value is the observed difference, except ``DifferenceInterval/scas`` (the difference with score 0),
  /// ``DifferenceInterval/agrestiCaffo`` (the shifted one) and ``DifferenceInterval/moverJeffreys`` (posterior medians).
  /// Throws unless 0 < `confidence` < 1, and for ``DifferenceInterval/exact`` and ``DifferenceInterval/exactScore`` beyond
  /// their sizes.
  public func difference(
    _ method: DifferenceInterval = .miettinenNurminen, confidence: Double = 0.95
  ) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let tail = (1 - confidence) / 2
    let z = Normal.quantile(survival: tail)
    switch method {
    case .wald: return waldDifference(z)
    case .agrestiCaffo: return agrestiCaffo.waldDifference(z)
    case .newcombe: return Mover(wilsonOf: self, z: z).difference
    case .moverJeffreys: return Mover(jeffreysOf: self, tail: tail).difference
    case .mee: return score(.difference).interval(z: z, observed: observedDifference)
    case .miettinenNurminen:
      return score(.difference, isUnbiased: true).interval(z: z, observed: observedDifference)
    case .exact: return try exactDifference(tail)
    case .exactScore: return try exactScoreDifference(tail)
    case .scas:
      return score(.difference, isUnbiased: true, isSkewnessCorrected: true).interval(
        z: z, observed: observedDifference)
    }
  }

  func score(
    _ contrast: ScoreContrast, isUnbiased: Bool = false, isSkewnessCorrected: Bool = false
  ) -> ScoreModel {
    ScoreModel(
      tables: [self], contrast: contrast, isUnbiased: isUnbiased, isSkewnessCorrected: isSkewnessCorrected)
  }

  private func exactDifference(_ tail: Double) throws(StatisticsError) -> Estimate {
    guard control.trials + variant.trials <= ExactDifference.largestTotal else {
      throw .beyondReach(
        method: "The exact interval for a difference", size: "\(control.trials + variant.trials) trials",
        instead: "miettinen-nurminen, which is as good there")
    }
    return Estimate(
      value: observedDifference, lower: ExactDifference(table: self, tail: tail).lower,
      upper: -ExactDifference(table: exchanged, tail: tail).lower)
  }

  /// Standard error of the difference with each arm's own rate.
  var unpooledStandardError: Double {
    (control.rate * control.failureRate / control.n + variant.rate * variant.failureRate / variant.n).squareRoot()
  }

  private func waldDifference(_ z: Double) -> Estimate {
    let half = z * unpooledStandardError
    return Estimate(value: observedDifference, lower: observedDifference - half, upper: observedDifference + half)
      .clamped(to: -1...1)
  }

  private var agrestiCaffo: TwoProportions {
    func shifted(_ arm: Proportion) -> Proportion { Proportion(unchecked: arm.successes + 1, of: arm.trials + 2) }
    return TwoProportions(control: shifted(control), variant: shifted(variant))
  }
}

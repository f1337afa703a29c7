extension TwoProportions {
  /// Whether ``test(_:alternative:)`` computes a method itself at these counts, or answers with the stand-in documented
  /// there, which says the same to all practical purposes.
  public func answers(_ method: DifferenceTest) -> Bool {
    let trials = control.trials + variant.trials
    guard trials <= ExactUnconditional.largestTotal else { return !method.isUnconditional }
    return method != .exactScore
      || pooledSpread
        <= (smallestExpected < PrimaryComparison.enoughExpected
          ? ExactScore.largestSparseSpread : ExactScore.largestSpread)
  }

  /// The standard deviations of the successes of both arms at the pooled rate, summed.
  private var pooledSpread: Double {
    let variance = Double(successes) / total * (Double(failures) / total)
    return ((control.n * variance).squareRoot() + (variant.n * variance).squareRoot())
  }

  func barnard(_ alternative: Alternative) -> TestResult {
    guard answers(.barnard) else { return pooledZ(alternative) }
    let p =
      switch alternative {
      case .twoSided: ExactUnconditional(table: self).barnard(isTwoSided: true)
      case .greater: ExactUnconditional(table: self).barnard(isTwoSided: false)
      case .less: ExactUnconditional(table: exchanged).barnard(isTwoSided: false)
      }
    return TestResult(statistic: nil, pValue: p)
  }

  func boschloo(_ alternative: Alternative) -> TestResult {
    let p =
      switch alternative {
      case .greater: boschlooGreater
      case .less: exchanged.boschlooGreater
      case .twoSided: min(1, 2 * min(boschlooGreater, exchanged.boschlooGreater))
      }
    return TestResult(statistic: nil, pValue: p)
  }

  /// Boschloo's p for the variant above the control; beyond reach Fisher's, which is never below it.
  var boschlooGreater: Double {
    answers(.boschloo)
      ? ExactUnconditional(table: self).boschlooGreater() : conditional.atLeast(variant.successes)
  }
}

extension DifferenceTest {
  /// Whether p is a supremum over the common rate.
  fileprivate var isUnconditional: Bool {
    switch self {
    case .barnard, .boschloo, .exactScore: true
    case .zPooled, .pearson, .yates, .nMinusOne, .likelihoodRatio, .fisher, .fisherMidP: false
    }
  }
}

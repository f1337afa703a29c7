import Foundation

extension TwoProportions {
  /// x₁n₀ − x₀n₁: the difference of the rates without its denominators, correctly rounded (Kahan).
  var crossDifference: Double {
    let product = control.x * variant.n
    let error = product.addingProduct(-control.x, variant.n)
    return (-product).addingProduct(variant.x, control.n) + error
  }

  /// The difference over its standard error at the pooled rate; 0 without information.
  public var pooledStatistic: Double {
    guard !isOneSided else { return 0 }
    let margins = control.n * variant.n * (Double(successes) * Double(failures))
    return crossDifference * (total / margins).squareRoot()
  }

  func pooledZ(_ alternative: Alternative) -> TestResult {
    guard !isOneSided else { return TestResult(statistic: 0, pValue: 1) }
    return TestResult(statistic: pooledStatistic, pValue: alternative.pValue(z: pooledStatistic))
  }

  var pearsonStatistic: Double { pooledStatistic * pooledStatistic }

  var yatesStatistic: Double {
    guard !isOneSided else { return 0 }
    // |observed − expected| of each cell is |x₁n₀ − x₀n₁| / N.
    let gap = crossDifference.magnitude / total
    let corrected = gap - min(0.5, gap)
    return corrected * corrected * total / (control.n * variant.n)
      * (total * total / (Double(successes) * Double(failures)))
  }

  var likelihoodRatioStatistic: Double {
    guard !isOneSided else { return 0 }
    let pooled = Double(successes) / total
    let pooledFailure = Double(failures) / total
    // Sums of deviances are the same quantity as Σ O log(O/E) and do not cancel.
    let sum = [control, variant].reduce(0.0) { sum, arm in
      sum + Stirling.deviance(arm.x, mean: arm.n * pooled)
        + Stirling.deviance(Double(arm.failures), mean: arm.n * pooledFailure)
    }
    return 2 * max(0, sum)
  }

  func chiSquare(_ statistic: Double, _ alternative: Alternative) -> TestResult {
    guard !isOneSided else { return TestResult(statistic: 0, pValue: 1) }
    let root = statistic.squareRoot()
    return TestResult(
      statistic: statistic, pValue: alternative.pValue(z: crossDifference < 0 ? -root : root))
  }
}

import Foundation

extension TwoProportions {
  /// The conditional odds ratio with its exact interval (Cornfield 1956): both margins fixed, each bound the odds ratio
  /// at which the tail beyond the observed table is half the error.
  ///
  /// The value is the conditional maximum-likelihood estimate. Never below its level, hence wide; consistent with
  /// one-sided Fisher tests. 0...∞ when the table says nothing.
  func exactConditionalOddsRatio(tail: Double) -> Estimate {
    let law = conditional
    let x = variant.successes
    let (isLowest, isHighest) = (x == law.support.lowerBound, x == law.support.upperBound)
    if isLowest, isHighest { return Estimate(value: 1, lower: 0, upper: .infinity) }
    let cells = [control.x, Double(control.failures), variant.x, Double(variant.failures)].map { $0 + 0.5 }
    let start = log(cells[2] / cells[3] * (cells[1] / cells[0]))
    let spread = cells.reduce(0) { $0 + 1 / $1 }.squareRoot()
    func root(from start: Double, _ point: (NoncentralHypergeometric) -> Chebyshev.Point) -> Double {
      exp(
        Chebyshev.root(from: start, width: min(1, spread), limit: 700) {
          point(NoncentralHypergeometric(central: law, logOddsRatio: $0))
        })
    }
    let reach = Normal.quantile(survival: tail) * spread
    return Estimate(
      value: isLowest
        ? 0
        : isHighest
          ? .infinity
          : root(from: start) { law in
            let parts = law.parts(at: x)
            let all = parts.below + parts.at + parts.above
            return Chebyshev.Point(value: all.mean, slope: all.variance, bend: all.skew)
          },
      lower: isLowest ? 0 : root(from: start - reach) { $0.logTail(from: x, over: tail) },
      upper: isHighest ? .infinity : root(from: start + reach) { $0.logTail(through: x, under: tail) })
  }
}

extension NoncentralHypergeometric {
  /// log(P(at least k) / tail), which rises with the log odds ratio: its slope is the mean of that tail above the mean
  /// of all, its second derivative the same difference of variances.
  fileprivate func logTail(from k: Int, over tail: Double) -> Chebyshev.Point {
    let parts = parts(at: k)
    let (part, all) = (parts.at + parts.above, parts.below + parts.at + parts.above)
    guard part.mass > 0 else { return Chebyshev.Point(value: -.infinity, slope: 1, bend: 0) }
    return Chebyshev.Point(
      value: log(part.mass / all.mass / tail), slope: part.mean - all.mean, bend: part.variance - all.variance)
  }

  /// log(tail / P(at most k)), which rises too.
  fileprivate func logTail(through k: Int, under tail: Double) -> Chebyshev.Point {
    let parts = parts(at: k)
    let (part, all) = (parts.below + parts.at, parts.below + parts.at + parts.above)
    guard part.mass > 0 else { return Chebyshev.Point(value: .infinity, slope: 1, bend: 0) }
    return Chebyshev.Point(
      value: -log(part.mass / all.mass / tail), slope: all.mean - part.mean, bend: all.variance - part.variance)
  }
}

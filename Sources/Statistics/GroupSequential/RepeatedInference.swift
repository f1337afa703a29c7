import Foundation

extension LookBounds {
  /// The repeated confidence interval for the drift at this look, with Z/√t as its centre (Jennison & Turnbull 1989).
  ///
  /// The intervals of all looks hold the drift at once with probability 1 − the error of the bounds, whether the test stops
  /// by its bounds or goes on; an end whose bound cannot be reached is infinite. At a stop ``StagewiseAnalysis`` is shorter.
  /// Throws unless `statistic` is finite.
  public func repeatedInterval(statistic: Double) throws(StatisticsError) -> Estimate {
    guard statistic.isFinite else {
      throw .outOfRange(name: "statistic", value: statistic, expected: "a finite Z")
    }
    let root = information.squareRoot()
    return Estimate(
      value: statistic / root, lower: (statistic - upper) / root, upper: (statistic - lower) / root)
  }
}

extension ErrorSpending {
  /// The same spending with another error, split between the sides in the same proportion.
  func scaled(to total: Double) -> ErrorSpending {
    let factor = total / alpha
    func scaled(_ side: Side?) -> Side? {
      side.map { Side(unchecked: $0.alpha * factor, $0.function) }
    }
    return ErrorSpending(unchecked: scaled(upper), scaled(lower))
  }

  /// The repeated p by now: the smallest error, of both sides together, at which one of the looks so far would have stopped.
  ///
  /// Valid at every look whether or not the test stopped or should have (Jennison & Turnbull 2000, sec. 9.5), and never
  /// rising from look to look; it may enter Holm's adjustment. 1 when no error below 1 would have stopped. Values below
  /// 1e-250 are given as 1e-250. Throws when the lists differ in length, a Z is NaN, or information does not increase.
  public func repeatedPValue(
    statistics: [Double], information: [Double], endsAtLast: Bool = false
  ) throws(StatisticsError) -> Double {
    guard statistics.count == information.count else {
      throw .unequalLengths(
        first: "statistics", firstCount: statistics.count, second: "information", secondCount: information.count)
    }
    for statistic in statistics where statistic.isNaN {
      throw .outOfRange(name: "statistic", value: statistic, expected: "a number or infinity")
    }
    try StoppingBounds.require(information: information)
    func excess(_ logAlpha: Double) -> Double {
      let looks = scaled(to: exp(logAlpha)).solved(information, endsAtLast)
      return zip(looks, statistics).reduce(-.infinity) { worst, pair in
        // An infinite bound is not crossed even by an infinite Z.
        let above = pair.0.upper < .infinity ? pair.1 - pair.0.upper : -.infinity
        let below = pair.0.lower > -.infinity ? pair.0.lower - pair.1 : -.infinity
        return max(worst, max(above, below))
      }
    }
    let (low, high) = (log(1e-250), log1p(-1e-9))
    if excess(high) < 0 { return 1 }
    if excess(low) >= 0 { return 1e-250 }
    return exp(Brent.root(from: low, to: high, relative: 1e-14, excess))
  }
}

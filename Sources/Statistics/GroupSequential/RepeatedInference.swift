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
  /// Valid at every look whether or not the test stopped or should have (Jennison & Turnbull 2000, ch. 9), and never
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
    return Self.smallestError(around: alpha, excess)
  }

  /// The repeated p of the exact rule: the smallest error, of both sides together, at which one of the looks so far would
  /// have stopped by ``exactLooks(tables:information:endsAtLast:)``.
  ///
  /// At most this rule's alpha exactly when a look so far stops by the rule itself. Throws like `exactLooks`.
  public func exactRepeatedPValue(
    tables: [TwoProportions], information: [Double], endsAtLast: Bool = false
  ) throws(StatisticsError) -> Double {
    guard tables.count == information.count else {
      throw .unequalLengths(
        first: "tables", firstCount: tables.count, second: "information", secondCount: information.count)
    }
    try StoppingBounds.require(information: information)
    var blocks: [[TwoStreamBlock]] = []
    var before: TwoProportions?
    for table in tables {
      blocks.append([try Self.added(to: before, by: table)])
      before = table
    }
    return exactRepeatedPValue(blocks: blocks, information: information, endsAtLast: endsAtLast)
  }

  /// The same for looks given by the blocks that came between them, as ``ExactSequentialTest`` takes them.
  ///
  /// `blocks` and `information` have one entry a look; entries without a partner are left out.
  public func exactRepeatedPValue(
    blocks: [[TwoStreamBlock]], information: [Double], endsAtLast: Bool = false
  ) -> Double {
    func stops(_ rule: ErrorSpending) -> Bool {
      var test = ExactSequentialTest(rule)
      for (index, (blocks, time)) in zip(blocks, information).enumerated()
      where test.look(blocks, information: time, isFinal: endsAtLast && index == information.count - 1).side != nil {
        return true
      }
      return false
    }
    var (low, high) = (log(Self.leastError), log1p(-1e-9))
    if stops(self) {
      high = log(alpha)
    } else {
      low = log(alpha)
      guard stops(scaled(to: exp(high))) else { return 1 }
    }
    while high - low > 1e-13 * max(1, low.magnitude) {
      let middle = 0.5 * (low + high)
      if stops(scaled(to: exp(middle))) { high = middle } else { low = middle }
    }
    return min(exp(high), high == log(alpha) ? alpha : 1)
  }

  private static var leastError: Double { 1e-250 }

  /// The error at which `excess` of its logarithm turns positive; on the side of `alpha` where its sign says, so that the p
  /// and the decision at `alpha` agree even where bounds do not move evenly with the error.
  private static func smallestError(around alpha: Double, _ excess: (Double) -> Double) -> Double {
    let own = log(alpha)
    let (low, high) = (log(leastError), log1p(-1e-9))
    if excess(own) >= 0 {
      if excess(low) >= 0 { return leastError }
      return min(alpha, exp(Brent.root(from: low, to: own, relative: 1e-14, excess)))
    }
    if own >= high || excess(high) < 0 { return 1 }
    return max(alpha.nextUp, exp(Brent.root(from: own, to: high, relative: 1e-14, excess)))
  }
}

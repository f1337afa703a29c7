extension Dunnett {
  /// The adjusted p of each statistic by the step-down procedure (Dunnett & Tamhane 1991): uniformly sharper than the
  /// single step of ``pValue(_:sides:)``, which it equals for the most extreme statistic.
  ///
  /// The statistics are taken up from the most extreme one; each is compared with the largest of those that are left, and
  /// no adjusted p is below an earlier one. `statistics` are in the order of the variants. Throws when their number is
  /// not that of the variants, or one is NaN.
  public func stepDown(_ statistics: [Double], sides: Sides = .two) throws(StatisticsError) -> [Double] {
    let order = try descending(statistics, sides)
    var adjusted = statistics
    var bound = 0.0
    for (rank, index) in order.enumerated() {
      bound = max(bound, only(order[rank...]).pValue(statistics[index], sides: sides))
      adjusted[index] = bound
    }
    return adjusted
  }

  /// The order in which the step-down procedure tests the variants at `alpha`, with the p that each z has alone and, as
  /// its threshold, the same p of the bound of that step. Stops at the first that is kept.
  ///
  /// Throws like ``stepDown(_:sides:)``, and unless 0 < `alpha` < 1.
  public func order(
    _ statistics: [Double], alpha: Double = 0.05, sides: Sides = .two
  ) throws(StatisticsError) -> TestingOrder {
    try StatisticsError.requireProbability(alpha, "alpha")
    let order = try descending(statistics, sides)
    let adjusted = try stepDown(statistics, sides: sides)
    func alone(_ z: Double) -> Double {
      sides == .two ? min(1, 2 * Normal.survival(z.magnitude)) : Normal.survival(z)
    }
    var thresholds: [Double] = []
    for rank in order.indices {
      thresholds.append(alone(try only(order[rank...]).critical(alpha: alpha, sides: sides)))
    }
    return TestingOrder(
      statistics.map(alone), adjusted: adjusted, order: order, alpha: alpha, stopsAtRejection: false
    ) { thresholds[$0] }
  }

  private func descending(_ statistics: [Double], _ sides: Sides) throws(StatisticsError) -> [Int] {
    guard statistics.count == comparisons else {
      throw .unequalLengths(
        first: "statistics", firstCount: statistics.count, second: "variants", secondCount: comparisons)
    }
    for z in statistics where z.isNaN {
      throw .outOfRange(name: "statistic", value: z, expected: "a number")
    }
    func extremeness(_ index: Int) -> Double { sides == .two ? -statistics[index].magnitude : -statistics[index] }
    return statistics.indices.sorted { (extremeness($0), $0) < (extremeness($1), $1) }
  }
}

/// The levels × arms table of one covariate, sparse levels pooled, against planned shares.
struct BalanceTable {
  private(set) var pooled: [Int] = []
  private(set) var statistic = 0.0
  private(set) var degreesOfFreedom = 0
  private(set) var pValue = 1.0
  private(set) var farthest: CovariateBalance.Departure?

  private struct Row {
    var levels: [Int]
    var counts: [Int]
    var expected: [Double]
    var total: Double { counts.reduce(0) { $0 + Double($1) } }
    /// In the arm where it is least.
    var leastExpected: Double { expected.min() ?? 0 }

    init(level: Int, counts: [Int], shares: [Double]) {
      levels = [level]
      self.counts = counts
      let total = counts.reduce(0) { $0 + Double($1) }
      expected = shares.map { total * $0 }
    }

    mutating func merge(_ other: Row) {
      levels = (levels + other.levels).sorted()
      counts = zip(counts, other.counts).map { $0 + $1 }
      expected = zip(expected, other.expected).map { $0 + $1 }
    }
  }

  /// `shares` by level sum to 1.
  init(_ counts: [[Int]], shares: [[Double]], designEffect: Double) {
    let rows = zip(counts, shares).enumerated().map { Row(level: $0, counts: $1.0, shares: $1.1) }
    let tested = pool(rows.filter { $0.total > 0 })
    guard let first = tested.first else { return }
    for row in tested {
      for (arm, (count, expected)) in zip(row.counts, row.expected).enumerated() {
        let gap = Double(count) - expected
        statistic += gap * gap / expected / designEffect
        let deviation = gap / (expected * (1 - expected / row.total) * designEffect).squareRoot()
        if deviation.magnitude > (farthest?.deviation.magnitude ?? -1) {
          farthest = CovariateBalance.Departure(
            levels: row.levels, arm: arm, observed: count, expected: expected, deviation: deviation)
        }
      }
    }
    degreesOfFreedom = tested.count * (first.counts.count - 1)
    pValue = ChiSquare(unchecked: Double(degreesOfFreedom)).survival(statistic)
  }

  /// Levels that expect too little in some arm become one; while that one does, the smallest of the others joins it.
  /// Empty when all units together are too few.
  private mutating func pool(_ rows: [Row]) -> [Row] {
    let least = CovariateBalance.leastExpected
    var large = rows.filter { $0.leastExpected >= least }
    let small = rows.filter { $0.leastExpected < least }
    guard var merged = small.first else { return large }
    for row in small.dropFirst() { merged.merge(row) }
    while merged.leastExpected < least {
      let smallest = large.indices.min { (large[$0].total, $0) < (large[$1].total, $1) }
      guard let smallest else { return [] }
      merged.merge(large.remove(at: smallest))
    }
    // A single level of its own is not a pool.
    if merged.levels.count > 1 { pooled = merged.levels }
    large.append(merged)
    return large
  }
}

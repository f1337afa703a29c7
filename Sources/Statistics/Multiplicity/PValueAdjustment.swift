/// Adjustments of several p values for having asked several questions.
public enum PValueAdjustment: String, Hashable, Sendable, CaseIterable {
  /// Step-down Bonferroni (Holm 1979): controls the chance of any false claim, under any dependence. The default.
  case holm
  /// Step-up (Hochberg 1988): sharper than Holm, valid for independent or positively dependent tests only.
  case hochberg
  /// Hommel (1988): at least as sharp as Hochberg, valid under the same condition.
  case hommel
  /// p times the number of tests.
  case bonferroni
  /// Benjamini & Hochberg (1995): controls the expected share of false claims, not the chance of any.
  case benjaminiHochberg = "benjamini-hochberg"

  /// The largest number of tests that Hommel's adjustment, whose work grows with its square, is answered for.
  public static let mostForHommel = 20_000

  /// The adjusted p values, in the order given; each at least its p and at most 1.
  ///
  /// Throws when an entry is outside 0...1, and for Hommel beyond ``mostForHommel`` tests. Never for stage-wise p of sequential tests, and the last three steps-up not
  /// while looking.
  public func adjusted(_ p: [Double]) throws(StatisticsError) -> [Double] {
    if self == .hommel, p.count > Self.mostForHommel {
      throw .beyondReach(method: "Hommel's adjustment", size: "\(p.count) tests", instead: "hochberg, or holm")
    }
    for value in p where !(value >= 0 && value <= 1) {
      throw .outOfRange(name: "p", value: value, expected: "a number from 0 to 1")
    }
    let n = Double(p.count)
    switch self {
    case .bonferroni: return p.map { min(1, n * $0) }
    case .holm: return Self.cumulative(p, ascending: true) { n - Double($0) }
    case .hochberg: return Self.cumulative(p, ascending: false) { n - Double($0) }
    case .benjaminiHochberg: return Self.cumulative(p, ascending: false) { n / Double($0 + 1) }
    case .hommel: return Self.hommel(p)
    }
  }

  /// p times `factor(rank)`, made monotone: from the smallest p with running maxima, or from the largest with minima.
  private static func cumulative(_ p: [Double], ascending: Bool, factor: (Int) -> Double) -> [Double] {
    let order = p.indices.sorted { p[$0] < p[$1] }
    var adjusted = p
    var bound = ascending ? 0.0 : 1.0
    for rank in ascending ? Array(order.indices) : order.indices.reversed() {
      let scaled = min(1, p[order[rank]] * factor(rank))
      bound = ascending ? max(bound, scaled) : min(bound, scaled)
      adjusted[order[rank]] = bound
    }
    return adjusted
  }

  /// The smallest level at which Simes' test rejects every intersection that holds the hypothesis (Wright 1992).
  private static func hommel(_ p: [Double]) -> [Double] {
    let order = p.indices.sorted { p[$0] < p[$1] }
    let sorted = order.map { p[$0] }
    let n = sorted.count
    guard n > 1 else { return p }
    let simes = sorted.enumerated().map { Double(n) * $1 / Double($0 + 1) }.min() ?? 1
    var best = [Double](repeating: simes, count: n)
    for size in stride(from: n - 1, through: 2, by: -1) {
      let split = n - size + 1
      // The smallest p of an intersection of `size` hypotheses, the others being the largest.
      let upper = (2...size).map { Double(size) * sorted[split + $0 - 2] / Double($0) }.min() ?? 1
      var level = [Double](repeating: 0, count: n)
      for i in 0..<split { level[i] = min(Double(size) * sorted[i], upper) }
      for i in split..<n { level[i] = level[split - 1] }
      for i in 0..<n { best[i] = max(best[i], level[i]) }
    }
    var adjusted = p
    for (rank, index) in order.enumerated() { adjusted[index] = min(1, max(best[rank], sorted[rank])) }
    return adjusted
  }
}

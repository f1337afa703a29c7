/// The order in which an adjustment takes up its hypotheses, the threshold that each p has to meet, and where the chain
/// stops.
///
/// What a reader needs to retrace a closed test by hand: an adjusted p says only the end of it. A hypothesis is rejected
/// exactly when its adjusted p is at most alpha.
public struct TestingOrder: Hashable, Sendable {
  /// One hypothesis in its turn.
  public struct Step: Hashable, Sendable {
    /// Its position in the list of p values given, from 0.
    public let hypothesis: Int
    /// Its p.
    public let pValue: Double
    /// What p is compared with.
    public let threshold: Double
    /// The smallest alpha at which it is rejected.
    public let adjusted: Double
    /// Whether it is rejected.
    public let isRejected: Bool
    /// Whether the procedure compared p with the threshold; hypotheses after the chain's end follow without a test of
    /// their own.
    public let isTested: Bool
  }

  /// The hypotheses in the order in which they are taken up.
  public let steps: [Step]
  /// The index in ``steps`` at which the chain ended: for step-down procedures (Holm, Dunnett) the first that was kept,
  /// and everything after it is kept too; for step-up procedures (Hochberg, Benjamini–Hochberg) the first that was
  /// rejected, and everything after it is rejected too. Nil when the chain went through all.
  public let stop: Int?

  init(steps: [Step], stop: Int?) {
    self.steps = steps
    self.stop = stop
  }

  /// A chain that goes on while `continues`, with thresholds by rank in the order given.
  init(
    _ p: [Double], adjusted: [Double], order: [Int], alpha: Double, stopsAtRejection: Bool?,
    threshold: (Int) -> Double
  ) {
    let rejected = order.map { adjusted[$0] <= alpha }
    let stop = stopsAtRejection.flatMap { kind in rejected.firstIndex(of: kind) }
    steps = order.enumerated().map { rank, hypothesis in
      Step(
        hypothesis: hypothesis, pValue: p[hypothesis], threshold: threshold(rank), adjusted: adjusted[hypothesis],
        isRejected: rejected[rank], isTested: stop.map { rank <= $0 } ?? true)
    }
    self.stop = stop
  }
}

extension PValueAdjustment {
  /// The order in which the hypotheses of `p` are tested at `alpha`, each with its threshold.
  ///
  /// - Holm: from the smallest p, thresholds α/m, α/(m − 1), …; stops at the first that is kept.
  /// - Hochberg: from the largest p, thresholds α, α/2, …; stops at the first that is rejected.
  /// - Benjamini–Hochberg: from the largest p, thresholds α, α(m − 1)/m, …; stops likewise.
  /// - Hommel: from the smallest p, all against α/j, where j is the size of the largest set of hypotheses that Simes'
  ///   test does not reject as a whole (α when there is none); no chain.
  /// - Bonferroni: from the smallest p, all against α/m; no chain.
  ///
  /// Equal p keep the order given. Throws for a p outside 0...1 and unless 0 < `alpha` < 1.
  public func order(_ p: [Double], alpha: Double = 0.05) throws(StatisticsError) -> TestingOrder {
    try StatisticsError.requireProbability(alpha, "alpha")
    let adjusted = try adjusted(p)
    let m = Double(p.count)
    let ascending = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    switch self {
    case .holm:
      return TestingOrder(p, adjusted: adjusted, order: ascending, alpha: alpha, stopsAtRejection: false) {
        alpha / (m - Double($0))
      }
    case .hochberg:
      return TestingOrder(p, adjusted: adjusted, order: ascending.reversed(), alpha: alpha, stopsAtRejection: true) {
        alpha / Double($0 + 1)
      }
    case .benjaminiHochberg:
      return TestingOrder(p, adjusted: adjusted, order: ascending.reversed(), alpha: alpha, stopsAtRejection: true) {
        alpha * (m - Double($0)) / m
      }
    case .bonferroni:
      return TestingOrder(p, adjusted: adjusted, order: ascending, alpha: alpha, stopsAtRejection: nil) { _ in
        alpha / m
      }
    case .hommel:
      let size = Self.largestAccepted(ascending.map { p[$0] }, alpha)
      return TestingOrder(p, adjusted: adjusted, order: ascending, alpha: alpha, stopsAtRejection: nil) { _ in
        alpha / Double(max(1, size))
      }
    }
  }

  /// The largest j for which p₍ₘ₋ⱼ₊ₖ₎ > kα/j for all k = 1…j; 0 when there is none (Hommel 1988).
  private static func largestAccepted(_ sorted: [Double], _ alpha: Double) -> Int {
    let m = sorted.count
    return stride(from: m, to: 0, by: -1).first { j in
      (1...j).allSatisfy { Double(j) * sorted[m - j + $0 - 1] / Double($0) > alpha }
    } ?? 0
  }
}

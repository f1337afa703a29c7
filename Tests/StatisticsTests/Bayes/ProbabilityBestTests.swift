import Testing

@testable import Statistics

@Suite("The probability of being best")
struct ProbabilityBestTests {
  /// mpmath with 30 digits: the density of each arm's Beta(x + 1, n − x + 1) times the incomplete beta functions of the
  /// others, by Gauss–Legendre on the rate.
  static let figures: [(counts: [(Int, Int)], best: [Double])] = [
    ([(300, 10000), (360, 10000)], [0.0087846336941855, 0.99121536630581]),
    ([(12, 400), (19, 400)], [0.1030086308654, 0.8969913691346]),
    ([(3, 100), (6, 90), (2, 110)], [0.11842725970124, 0.84730379998389, 0.034268940314865]),
    (
      [(40, 1500), (55, 1500), (47, 1450), (61, 1700)],
      [0.013651841091214, 0.46706120487369, 0.14571900309505, 0.37356795094004]
    ),
  ]

  private func arms(_ counts: [(Int, Int)]) throws -> [Proportion?] {
    try counts.map { try Proportion($0.0, of: $0.1) }
  }

  @Test("against an independent quadrature", arguments: figures.indices)
  func quadrature(row: Int) throws {
    let (counts, best) = Self.figures[row]
    let sampling = try ExplorationSampling(arms(counts))
    for (own, known) in zip(sampling.probabilityBest, best) { #expect((own - known).magnitude < 1e-10 * known + 1e-13) }
    // Thompson's shares: floor + (1 − K floor) p.
    let shares = try sampling.thompsonShares(floor: 0.1)
    for (share, known) in zip(shares, best) {
      #expect((share - (0.1 + (1 - 0.1 * Double(best.count)) * known)).magnitude < 1e-10)
    }
    #expect((shares.reduce(0, +) - 1).magnitude < 1e-12)
  }

  @Test("the normal law of the log odds is near enough for simulations", arguments: [(8, 2, 0.012), (30, 6, 0.012)])
  func approximation(least: Int, arms: Int, bound: Double) throws {
    var source = RandomSource(seed: 11)
    var worst = 0.0
    for _ in 0..<60 {
      let rate = 0.01 + 0.05 * source.uniform()
      var counts: [(Int, Int)] = []
      for _ in 0..<arms {
        let trials = Int((Double(least) * (1 + source.uniform()) / rate * (1 + 2 * source.uniform())).rounded())
        counts.append((max(least, source.binomial(trials, rate)), trials))
      }
      let known = try self.arms(counts)
      let exact = try ExplorationSampling(known).probabilityBest
      let near = try ExplorationSampling(logOddsOf: known.compactMap { $0.map(BetaPrior.uniform.posterior) })
        .probabilityBest
      #expect((near.reduce(0, +) - 1).magnitude < 1e-12)
      worst = zip(exact, near).reduce(worst) { max($0, ($1.0 - $1.1).magnitude) }
    }
    #expect(worst <= bound && worst > bound / 20, "\(worst)")
  }
}

import Statistics
import Testing

@Suite("exact power")
struct ExactPowerTests {
  /// Every table of a small pair of arms.
  static func tables(_ n0: Int, _ n1: Int) throws -> [TwoProportions] {
    try (0...n0).flatMap { x0 in
      try (0...n1).map { x1 in try TwoProportions(control: Proportion(x0, of: n0), variant: Proportion(x1, of: n1)) }
    }
  }

  @Test("a region holds exactly the tables whose p is at most alpha", arguments: DifferenceTest.allCases)
  func region(test: DifferenceTest) throws {
    for (n0, n1) in [(1, 1), (2, 7), (9, 9), (13, 8), (20, 5), (11, 24)] {
      let tables = try Self.tables(n0, n1)
      for alternative in Alternative.allCases {
        let p = tables.map { $0.pValue(test, alternative: alternative) }
        for alpha in [0.01, 0.05, 0.3] {
          let region = try RejectionRegion(
            test, alpha: alpha, alternative: alternative, controlTrials: n0, variantTrials: n1)
          for (table, p) in zip(tables, p) {
            let isRejected = region.contains(
              controlSuccesses: table.control.successes, variantSuccesses: table.variant.successes)
            #expect(isRejected == (p <= alpha), "\(alternative) \(alpha) \(table): \(p)")
          }
        }
      }
    }
  }

  @Test("the power is the sum of the masses of the rejected tables", arguments: DifferenceTest.allCases)
  func sum(test: DifferenceTest) throws {
    let (n0, n1, p0, p1) = (17, 29, 0.12, 0.45)
    let region = try RejectionRegion(test, controlTrials: n0, variantTrials: n1)
    let (control, variant) = try (Binomial(trials: n0, probability: p0), Binomial(trials: n1, probability: p1))
    let wanted = try Self.tables(n0, n1).filter { $0.pValue(test) <= 0.05 }.reduce(0) {
      $0 + control.mass($1.control.successes) * variant.mass($1.variant.successes)
    }
    #expect(agrees(try region.probability(control: p0, variant: p1), wanted, within: 1e-12))
  }
}

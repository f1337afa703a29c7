import Statistics
import Testing

/// Questions on which widespread software is wrong, with the right answers.
@Suite("where other software fails")
struct KnownFailuresOfOthersTests {
  /// statsmodels 0.15 gives another interval at ordinary tables and raises an error without successes. Right answers from
  /// a restricted likelihood maximised with 40 digits.
  @Test(
    "statsmodels: the Miettinen–Nurminen interval, also without any success",
    arguments: [
      ((7, 34), (1, 34), 0.027041626583446762, 0.3452912169662238),
      ((0, 100), (3, 100), -0.084712946570791282, 0.0077322692313362432),
      ((0, 10), (0, 20), -0.16576022754217165, 0.28438133953437734),
    ])
  func miettinenNurminen(variant: (Int, Int), control: (Int, Int), lower: Double, upper: Double) throws {
    let interval = try comparison(variant, control).difference(.miettinenNurminen)
    #expect(agrees(interval.lower, lower, within: 1e-12))
    #expect(agrees(interval.upper, upper, within: 1e-12))
  }

  @Test("scipy: Barnard's test counts the tables that tie with the observed one")
  func barnardTies() throws {
    // scipy 1.17 answers 0.006931: rounding puts mirrored tables, whose statistic is equal, outside the region.
    let table = try comparison((9, 10), (3, 10))
    #expect(agrees(table.pValue(.barnard), 0.007955551147460955, within: 1e-9))
    // 9/10 v 3/10 and 7/10 v 1/10 have the same statistic, as 0.006931 would deny.
    #expect(agrees(try comparison((7, 10), (1, 10)).pValue(.barnard), table.pValue(.barnard), within: 1e-9))
  }

  @Test("coarse grids: Boschloo's p is the supremum over the common rate, not the largest of some")
  func boschlooSupremum() throws {
    let p = try comparison((3, 400), (11, 380)).pValue(.boschloo, alternative: .less)
    // The supremum by a grid of 40,000 with local maximisation.
    #expect(agrees(p, 0.038973186581526154 / 2, within: 1e-9))
    let fisher = try comparison((3, 400), (11, 380)).pValue(.fisher, alternative: .less)
    // The region: for each number of successes in the control, the variant's counts up to an end that only grows.
    var ends = [Int]()
    var end = -1
    for x0 in 0...380 {
      while end < 400,
        try comparison((end + 1, 400), (x0, 380)).pValue(.fisher, alternative: .less) <= fisher * (1 + 1e-12)
      { end += 1 }
      ends.append(end)
    }
    let grid = try (1...49).map { step in
      let rate = Double(step) / 50
      let (law1, law0) = (try Binomial(trials: 400, probability: rate), try Binomial(trials: 380, probability: rate))
      return ends.indices.reduce(0) { $0 + law0.mass($1) * law1.cdf(ends[$1]) }
    }
    let largest = try #require(grid.max())
    #expect(largest < p * (1 - 1e-4))
    #expect(largest > p * 0.9)
  }

  @Test("gbstats: no success at all in one arm is evidence, not p = 1")
  func noSuccess() throws {
    let table = try comparison((20, 1_000), (0, 1_000))
    // Both arms of one size: the one-sided Fisher p is C(1000, 20)/C(2000, 20).
    let tail = (0..<20).reduce(1.0) { $0 * Double(1_000 - $1) / Double(2_000 - $1) }
    #expect(agrees(table.pValue(.fisher), 2 * tail, within: 1e-12))
    #expect(table.pValue(.zPooled) < 1e-5)
    #expect(table.pValue(.boschloo) <= table.pValue(.fisher))
    #expect(try table.difference().lower > 0)
    #expect(try table.ratio().lower > 1)
    #expect(try table.ratio().upper == .infinity)
  }
}

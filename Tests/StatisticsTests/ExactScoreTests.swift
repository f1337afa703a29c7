import Foundation
import Statistics
import Testing

@Suite("the exact score test and its intervals")
struct ExactScoreTests {
  /// An independent oracle (Python, scipy 1.16 binomials): the same order with integer ties, rates inside the
  /// Clopper–Pearson limits on a grid of 4,001, plus 10⁻⁷ a side.
  static let oracle: [((Int, Int), (Int, Int), Double)] = [
    ((9, 10), (3, 10), 0.007955751013982087),
    ((9, 1000), (1, 1000), 0.010808576870237329),
    ((11, 380), (3, 400), 0.02510702994368427),
    ((5, 56), (0, 29), 0.10909713533460944),
    ((3, 40000), (4, 10000), 0.03636407703277729),
  ]

  @Test("two-sided p of an independent oracle, never below it", arguments: oracle)
  func figures(variant: (Int, Int), control: (Int, Int), p: Double) throws {
    let table = try comparison(variant, control)
    for got in [table.pValue(.exactScore), try comparison(control, variant).pValue(.exactScore)] {
      #expect(agrees(got, p, within: 2e-6))
      #expect(got >= p * (1 - 1e-12))
    }
  }

  @Test("the limits are those of full inversion (Chan & Zhang), but for rates the arms rule out")
  func limits() throws {
    for (variant, control) in [((9, 10), (3, 10)), ((2, 3), (1, 3)), ((0, 5), (0, 7)), ((3, 3), (3, 3))] {
      let table = try comparison(variant, control)
      let full = try table.difference(.exact)
      let restricted = try table.difference(.exactScore)
      #expect((full.lower - restricted.lower).magnitude < 1e-5)
      #expect((full.upper - restricted.upper).magnitude < 1e-5)
    }
    let table = try comparison((5, 56), (0, 29))
    #expect(try table.difference(.exactScore).lower > table.difference(.exact).lower + 0.005)
  }

  @Test("where arms are no longer tiny the test says what the score test says")
  func largeCounts() throws {
    let table = try comparison((360, 10_000), (300, 10_000))
    #expect(agrees(table.pValue(.exactScore), table.pValue(.nMinusOne), within: 1e-3))
  }

  /// Masses of every table of two arms at a pair of rates.
  private func masses(_ n1: Int, _ p1: Double, _ n0: Int, _ p0: Double) throws -> [[Double]] {
    let (law1, law0) = (try Binomial(trials: n1, probability: p1), try Binomial(trials: n0, probability: p0))
    return (0...n1).map { x1 in (0...n0).map { law1.mass(x1) * law0.mass($0) } }
  }

  @Test(
    "the test never rejects more often than its level, at any common rate", arguments: [(8, 8), (4, 14)])
  func size(n1: Int, n0: Int) throws {
    var p = [[Double]](repeating: [], count: n1 + 1)
    for x1 in 0...n1 { p[x1] = try (0...n0).map { try comparison((x1, n1), ($0, n0)).pValue(.exactScore) } }
    for step in 1..<24 {
      let rate = Double(step) / 24
      let masses = try masses(n1, rate, n0, rate)
      for level in [0.05, 0.2] {
        var rejected = 0.0
        for x1 in 0...n1 { for x0 in 0...n0 where p[x1][x0] <= level { rejected += masses[x1][x0] } }
        #expect(rejected <= level)
      }
    }
  }

  @Test("the intervals of difference and ratio never cover less than they say")
  func coverage() throws {
    let (n1, n0, level) = (5, 8, 0.8)
    var differences: [[Estimate]] = []
    var ratios: [[Estimate]] = []
    for x1 in 0...n1 {
      let tables = try (0...n0).map { try comparison((x1, n1), ($0, n0)) }
      differences.append(try tables.map { try $0.difference(.exactScore, confidence: level) })
      ratios.append(try tables.map { try $0.ratio(.exactScore, confidence: level) })
    }
    for step1 in 1..<20 {
      for step0 in 1..<20 {
        let (p1, p0) = (Double(step1) / 20, Double(step0) / 20)
        let masses = try masses(n1, p1, n0, p0)
        var (covered, coveredRatio) = (0.0, 0.0)
        for x1 in 0...n1 {
          for x0 in 0...n0 {
            // Values on a limit are settled to 1e-5 of a standard error.
            let (d, r) = (differences[x1][x0], ratios[x1][x0])
            if d.lower <= p1 - p0 + 1e-9, d.upper >= p1 - p0 - 1e-9 { covered += masses[x1][x0] }
            if r.lower <= p1 / p0 * (1 + 1e-9), r.upper >= p1 / p0 * (1 - 1e-9) { coveredRatio += masses[x1][x0] }
          }
        }
        #expect(covered >= level)
        #expect(coveredRatio >= level)
      }
    }
  }

  @Test("where the arms' limits lie far apart, one side is certain and the other out of the question")
  func farApart() throws {
    let table = try comparison((30_000, 1_000_000), (10, 10))
    #expect(table.pValue(.exactScore, alternative: .greater) == 1)
    #expect(table.pValue(.exactScore, alternative: .less) < 1e-6)
    let difference = try table.difference(.exactScore)
    #expect(difference.lower < -0.9703 && difference.lower > -0.9705 && difference.upper < -0.6)
    let many = try comparison((3_000_000, 10_000_000), (10, 10_000))
    for test in [DifferenceTest.boschloo, .barnard] {
      #expect(many.pValue(test, alternative: .less) > 0.999)
      #expect(many.pValue(test, alternative: .greater) < 1e-6)
    }
  }

  @Test("exchanging the arms turns p, difference and ratio round", arguments: smallTables)
  func exchange(variant: (Int, Int), control: (Int, Int)) throws {
    guard variant.1 + control.1 < 1_000 else { return }
    let (there, back) = (try comparison(variant, control), try comparison(control, variant))
    #expect(agrees(there.pValue(.exactScore), back.pValue(.exactScore), within: 1e-12))
    let (d, b) = (try there.difference(.exactScore), try back.difference(.exactScore))
    #expect(d.lower == -b.upper && d.upper == -b.lower)
    let (r, s) = (try there.ratio(.exactScore), try back.ratio(.exactScore))
    #expect(s.upper == .infinity ? r.lower == 0 : agrees(r.lower, 1 / s.upper, within: 1e-9))
  }
}

@Suite("the default pair of test and interval")
struct PrimaryComparisonTests {
  @Test("the smallest expected count decides: the score pair from five on, the exact one below")
  func rule() throws {
    #expect(try comparison((9, 1000), (1, 1000)).primaryPair == .score)
    #expect(try comparison((8, 1000), (1, 1000)).primaryPair == .exactScore)
    #expect(try comparison((8, 4000), (16, 1000)).primaryPair == .exactScore)
    #expect(try comparison((999, 1000), (992, 1000)).primaryPair == .exactScore)
    #expect(try comparison((0, 10_000_000), (0, 10_000_000)).primaryPair == .exactScore)
    #expect(try comparison((20, 1000), (0, 1000)).primary().test.statistic ?? 0 > 4)
  }

  @Test("test and intervals never disagree about equality, over hundreds of tables")
  func duality() throws {
    var source = RandomSource(seed: 20)
    func draw(_ bound: Int) -> Int { Int(source.next() % UInt64(bound)) }
    for round in 0..<120 {
      // Small arms, where the exact pair is used in most tables; every twentieth at the counts of the field.
      let (n1, n0) = round % 20 == 0 ? (200 + draw(3_000), 200 + draw(3_000)) : (1 + draw(12), 1 + draw(12))
      let rate = round % 20 == 0 ? 40 : 1
      let table = try comparison((draw(n1 / rate + 1), n1), (draw(n0 / rate + 1), n0))
      for confidence in round % 20 == 0 ? [0.95] : [0.8, 0.95] {
        let primary = try table.primary(confidence: confidence)
        let rejects = primary.test.pValue < 1 - confidence
        #expect(rejects == (primary.difference.lower >= 0 || primary.difference.upper <= 0) || table.isTrivial)
        #expect(rejects == (primary.ratio.lower >= 1 || primary.ratio.upper <= 1) || table.isTrivial)
        #expect(primary.difference.contains(table.observedDifference))
        #expect(primary.ratio.lower <= table.observedRatio && primary.ratio.upper >= table.observedRatio)
        #expect(primary.test.pValue == table.primaryPValue())
      }
    }
  }

  @Test("a tiny arm beside a large one is judged by its own binomial law, ties broken by the large one")
  func tinyArm() throws {
    let table = try comparison((4, 20), (3_000, 100_000))
    #expect(table.primaryPair == .exactScore)
    #expect(try comparison((4, 20), (300_000, 10_000_000)).primaryPair == .exactScore)
    let law = try Binomial(trials: 20, probability: 0.03)
    let p = table.pValue(.exactScore, alternative: .greater)
    #expect(p > law.survival(4) && p < law.survival(3) * 1.02)
    #expect(table.pValue(.nMinusOne, alternative: .greater) < p / 100)
  }

  @Test("one side: the limit on that side leaves out 0 exactly when the one-sided test rejects")
  func oneSided() throws {
    for x1 in 0...5 {
      for x0 in 0...3 {
        let table = try comparison((x1, 60), (x0, 45))
        let primary = try table.primary(confidence: 0.9, alternative: .greater)
        #expect((primary.test.pValue < 0.05) == (primary.difference.lower >= 0 && x1 > 0))
      }
    }
  }

  @Test(
    "counts from nothing to ten million are answered",
    arguments: [
      ((0, 1), (0, 1)), ((1, 1), (0, 1)), ((1, 1), (0, 10_000_000)), ((1, 10_000_000), (1, 1)),
      ((7, 10_000_000), (2, 10_000_000)), ((9, 10_000_000), (3, 10_000_000)), ((10_000_000, 10_000_000), (3, 3)),
      ((2, 10), (300_000, 10_000_000)), ((5_000_000, 10_000_000), (1, 2)),
    ])
  func extremes(variant: (Int, Int), control: (Int, Int)) throws {
    let primary = try comparison(variant, control).primary()
    let (d, r) = (primary.difference, primary.ratio)
    #expect(d.lower >= -1 && d.upper <= 1 && d.lower <= d.value && d.value <= d.upper)
    #expect(r.lower >= 0 && r.lower <= r.value && r.value <= r.upper)
    #expect((0...1).contains(primary.test.pValue))
    #expect((primary.test.pValue < 0.05) == (d.lower > 0 || d.upper < 0))
  }
}

extension TwoProportions {
  /// Whether no test can reject: nobody, or everybody, succeeded.
  fileprivate var isTrivial: Bool {
    control.successes + variant.successes == 0 || control.failures + variant.failures == 0
  }
}

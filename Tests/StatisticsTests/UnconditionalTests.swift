import Foundation
import Statistics
import Testing

@Suite("exact unconditional tests")
struct UnconditionalTests {
  /// Independent oracles: integer ties, grids of 6,000 to 40,000 with local maximisation.
  static let published: [(DifferenceTest, (Int, Int), (Int, Int), Alternative, Double)] = [
    (.barnard, (9, 10), (3, 10), .twoSided, 0.007955551147460955),
    (.barnard, (3, 400), (11, 380), .twoSided, 0.024871516343378263),
    (.barnard, (2, 50), (9, 50), .greater, 1),
    (.barnard, (30, 500), (18, 450), .greater, 0.10549084451814514),
    (.barnard, (6, 150), (0, 200), .twoSided, 0.004330017095362502),
    (.barnard, (10, 10), (0, 10), .greater, 9.5367431640625e-07),
    (.barnard, (1, 3), (2, 3), .twoSided, 0.6875),
    (.boschloo, (9, 10), (3, 10), .twoSided, 0.007955551147460955),
    (.boschloo, (3, 400), (11, 380), .twoSided, 0.038973186581526154),
    (.boschloo, (3, 400), (11, 380), .greater, 0.9944373835969562),
    (.boschloo, (5, 56), (0, 29), .twoSided, 0.1552628482703008),
    (.boschloo, (70, 1000), (50, 1000), .greater, 0.03432780490464505),
    (.boschloo, (6, 7), (2, 7), .less, 0.9814453125000014),
    (.boschloo, (7, 15), (12, 15), .less, 0.03410915466159747),
  ]

  @Test("figures of independent oracles", arguments: published)
  func figures(
    method: DifferenceTest, variant: (Int, Int), control: (Int, Int), alternative: Alternative, p: Double
  ) throws {
    let got = try comparison(variant, control).pValue(method, alternative: alternative)
    #expect(agrees(got, p, within: 1e-8))
  }

  @Test("for every table of 5 and 7 trials, p is the supremum over a fine grid and never below it")
  func enumeration() throws {
    let (n1, n0) = (5, 7)
    // Masses of both arms at each of 401 rates.
    let laws = try (0...400).map { step in
      let rate = Double(step) / 400
      let (law1, law0) = (try Binomial(trials: n1, probability: rate), try Binomial(trials: n0, probability: rate))
      return ((0...n1).map { law1.mass($0) }, (0...n0).map { law0.mass($0) })
    }
    for x1 in 0...n1 {
      for x0 in 0...n0 {
        let observed = try comparison((x1, n1), (x0, n0))
        let fisher = observed.pValue(.fisher, alternative: .greater)
        var boschloo = [[Bool]](repeating: [Bool](repeating: false, count: n0 + 1), count: n1 + 1)
        var barnard = boschloo
        for y1 in 0...n1 {
          for y0 in 0...n0 {
            let table = try comparison((y1, n1), (y0, n0))
            boschloo[y1][y0] = table.pValue(.fisher, alternative: .greater) <= fisher * (1 + 1e-12)
            barnard[y1][y0] =
              table.pooledStatistic.magnitude >= observed.pooledStatistic.magnitude - 1e-12
          }
        }
        for (region, p) in [
          (boschloo, observed.pValue(.boschloo, alternative: .greater)), (barnard, observed.pValue(.barnard)),
        ] {
          let grid =
            laws.map { law1, law0 in
              var sum = 0.0
              for y1 in 0...n1 { for y0 in 0...n0 where region[y1][y0] { sum += law1[y1] * law0[y0] } }
              return sum
            }.max() ?? 0
          #expect(p >= grid * (1 - 1e-12))
          #expect(p <= grid * 1.001 + 1e-12)
        }
      }
    }
  }

  @Test("Boschloo is never above Fisher, and exchanging arms or outcomes changes nothing")
  func laws() throws {
    for (variant, control) in [((4, 30), (1, 45)), ((0, 12), (3, 9)), ((36, 400), (30, 700)), ((5, 5), (2, 6))] {
      let table = try comparison(variant, control)
      let back = try comparison(control, variant)
      let mirrored = try comparison(
        (control.1 - control.0, control.1), (variant.1 - variant.0, variant.1))
      #expect(
        table.pValue(.boschloo, alternative: .greater) <= table.pValue(.fisher, alternative: .greater) * (1 + 1e-10))
      for method in [DifferenceTest.boschloo, .barnard] {
        let p = table.pValue(method, alternative: .greater)
        #expect(agrees(p, back.pValue(method, alternative: .less), within: 1e-10))
        #expect(agrees(p, mirrored.pValue(method, alternative: .greater), within: 1e-9))
      }
    }
  }

  @Test("figures at ten thousand trials an arm")
  func large() throws {
    let table = try comparison((360, 10_000), (300, 10_000))
    #expect(agrees(table.pValue(.boschloo, alternative: .greater), 0.0189760912 / 2, within: 1e-8))
    #expect(agrees(table.pValue(.barnard), 0.0178433325, within: 1e-8))
  }

  // On the side against the evidence thousands of tables have a Fisher tail within 2e-11 of the observed one.
  @Test("a table far from even, with arms of 10,582 and 247, is settled on both sides")
  func tailsNearOne() throws {
    let table = try comparison((160, 247), (4_701, 10_582))
    let fisher = table.pValue(.fisher, alternative: .greater)
    let greater = table.pValue(.boschloo, alternative: .greater)
    #expect(fisher < 1e-9)
    #expect(greater > 0 && greater <= fisher)
    #expect(table.pValue(.boschloo, alternative: .less) > 1 - 1e-9)
    #expect(agrees(table.pValue(.boschloo), 2 * greater, within: 1e-12))
  }
}

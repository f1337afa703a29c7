import Foundation
import Statistics
import Testing

@Suite("evidence against planned shares that differ by stratum")
struct StratifiedSampleRatioTests {
  typealias Stratum = GoodnessOfFit.Stratum

  @Test(
    "the next unit, of whatever stratum, is expected to change nothing",
    arguments: [[[0, 0, 0], [0, 0, 0]], [[12, 7, 3], [90, 2, 14]], [[400, 380, 160], [5, 60, 300]]])
  func martingale(counts: [[Int]]) throws {
    let shares = [[0.4, 0.4, 0.2], [0.1, 0.2, 0.7]]
    func value(_ counts: [[Int]]) throws -> Double {
      let strata = zip(counts, shares).map { Stratum(counts: $0, shares: $1) }
      return exp(try StratifiedSampleRatioEvidence(strata, concentration: 150).logValue)
    }
    let now = try value(counts)
    for stratum in 0..<2 {
      let next = try (0..<3).reduce(0.0) { sum, arm in
        var more = counts
        more[stratum][arm] += 1
        return sum + shares[stratum][arm] * (try value(more))
      }
      #expect(agrees(next, now, within: 1e-12))
    }
  }

  @Test("before any unit it is 1, and a unit where none was planned refutes the plan")
  func ends() throws {
    let none = try StratifiedSampleRatioEvidence([Stratum(counts: [0, 0], shares: [1, 1])], concentration: 100)
    #expect(none.logValue.magnitude < 1e-12 && none.pValue > 0.999999)
    let refuted = try StratifiedSampleRatioEvidence([Stratum(counts: [9, 1], shares: [1, 0])], concentration: 100)
    #expect(refuted.pValue == 0)
  }

  @Test("a small fault in many lists is found in their sum")
  func pooled() throws {
    // The odds of the first arm are 1.25 times the planned ones in each of ten lists, none of which is striking.
    let lists = (0..<10).map { list -> Stratum in
      let share = 0.2 + 0.06 * Double(list)
      let tilted = share * 1.25 / (1 + share * 0.25)
      let first = Int((1000 * tilted).rounded())
      return Stratum(counts: [first, 1000 - first], shares: [share, 1 - share])
    }
    for list in lists { #expect(try StratifiedSampleRatioEvidence([list], concentration: 625).pValue > 0.01) }
    #expect(try StratifiedSampleRatioEvidence(lists, concentration: 625).pValue < 1e-10)
  }

  @Test("what has no meaning is refused")
  func refused() {
    #expect(throws: StatisticsError.self) { try StratifiedSampleRatioEvidence([], concentration: 100) }
    for stratum in [
      Stratum(counts: [1], shares: [1]), Stratum(counts: [1, 2], shares: [1]),
      Stratum(counts: [-1, 2], shares: [1, 1]),
      Stratum(counts: [1, 2], shares: [0, 0]),
    ] {
      #expect(throws: StatisticsError.self) { try StratifiedSampleRatioEvidence([stratum], concentration: 100) }
    }
    #expect(throws: StatisticsError.self) {
      try StratifiedSampleRatioEvidence([Stratum(counts: [1, 2], shares: [1, 1])], concentration: 0)
    }
  }
}

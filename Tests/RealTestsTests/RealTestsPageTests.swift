import Foundation
import Statistics
import Testing

@testable import real_tests_proof

/// A few short pairs, read anew; all of them are read by `make proof`.
@Suite("real tests, look by look")
struct RealTestsPageTests {
  /// The four pairs with two looks of one experiment, two that end undecided, and one with a winner.
  static let names = ["b2da2e / 1", "b2da2e / 2", "b2da2e / 3", "b2da2e / 4", "84f653 / 1", "591c2c / 1", "ee6ff7 / 1"]

  private static func study(of names: some Collection<String>) async throws -> Study {
    try await Study.run(RealData.series.get().filter { names.contains($0.name) })
  }

  private static func committed() throws -> [Substring] {
    let page = RealData.root.appending(path: "docs/proof/real-tests.md")
    return try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
  }

  @Test("the rows of the page are those that a run gives now")
  func rows() async throws {
    let study = try await Self.study(of: Self.names)
    #expect(study.pairs.count == Self.names.count)
    let committed = Set(try Self.committed())
    let rows = Page(study: study).everyPair.split(separator: "\n").filter { row in
      Self.names.contains { row.hasPrefix("| \($0) |") }
    }
    #expect(rows.count == Self.names.count)
    for row in rows { #expect(committed.contains(row), "not on the page: \(row)") }
  }

  @Test("the page counts the pairs of the file, and refuses the one whose units fall")
  func counts() throws {
    let read = try RealData.series.get()
    let refused = read.filter { !$0.falls.isEmpty }
    #expect(read.count == 59)
    #expect(refused.map(\.name) == ["4db6c7 / 2"])
    #expect(refused.first?.falls == [Series.Fall(row: 26, day: 18, count: .variantUnits, from: 636_737, to: 633_555)])
    #expect(read.count { $0.falls.isEmpty && $0.lateIntervals > 0 } == 33)
    let page = try Self.committed()
    #expect(page.contains { $0.hasPrefix("Of the 59 pairs 1 is refused and 58 are used.") })
    #expect(page.contains("| 4db6c7 / 2 | 26 of 54 | 18 | `count_t` | 636,737 | 633,555 |"))
  }

  /// By hand: the score z with the N − 1 variance at every look of every pair.
  @Test("naive peeking stops, and the fixed test decides, as often as the page says")
  func naivePeeking() throws {
    var (decided, undecided, stoppedAndUndecided) = (0, 0, 0)
    for series in try RealData.series.get() where series.falls.isEmpty {
      let significant = series.rows.map { look in
        let (control, variant) = (look.table.control, look.table.variant)
        let (n0, n1) = (Double(control.trials), Double(variant.trials))
        let pooled = Double(control.successes + variant.successes) / (n0 + n1)
        let variance = pooled * (1 - pooled) * (1 / n0 + 1 / n1) * (n0 + n1) / (n0 + n1 - 1)
        let z = (Double(variant.successes) / n1 - Double(control.successes) / n0) / variance.squareRoot()
        return z.magnitude > 1.959963984540054
      }
      if significant.last == true {
        decided += 1
      } else {
        undecided += 1
        if significant.contains(true) { stoppedAndUndecided += 1 }
      }
    }
    #expect((decided, undecided, stoppedAndUndecided) == (16, 42, 12))
    let row = try #require(try Self.committed().first { $0.hasPrefix("| naive peeking |") && $0.contains(" of 42 ") })
    #expect(row.contains("| 12 of 42 | 29 % |"))
  }

  @Test("information that stands still makes one look of several, the last")
  func schedule() throws {
    func look(_ day: Double, _ successes: Int, _ units: Int) throws -> Look {
      let arm = try Proportion(successes, of: units)
      return Look(day: day, table: TwoProportions(control: arm, variant: arm))
    }
    let looks = [try look(1, 10, 100), try look(2, 20, 100), try look(3, 40, 200)]
    #expect(Information.units.schedule(looks).looks == [1, 2])
    #expect(Information.units.schedule(looks).shares == [0.5, 1])
    // Odds of 1/9, 1/4 and 1/4.
    #expect(Information.counts.schedule(looks).looks == [0, 1, 2])
    let shares = Information.counts.schedule(looks).shares
    #expect(abs(shares[0] - 2.0 / 9) < 1e-15 && abs(shares[1] - 0.5) < 1e-15 && shares[2] == 1)
  }

  @Test("the median counts pairs that are never stopped as the longest")
  func median() {
    #expect(Tally.median([0.2, .infinity, 0.4]) == 0.4)
    #expect(Tally.median([0.2, .infinity]) == .infinity)
    #expect(Tally.median([.infinity, .infinity]) == .infinity)
    #expect(Tally.median([0.1, 0.3]) == 0.2)
  }

  @Test("a run gives the same page every time")
  func determinism() async throws {
    let names = Self.names.prefix(6)
    let (first, second) = (try await Self.study(of: names), try await Self.study(of: names))
    #expect(try Page(study: first).markdown() == Page(study: second).markdown())
  }
}

import Decision
import Experiment
import ProofKit
import Statistics
import Testing

@testable import looking_early_proof

/// The studies of `make proof` with few tests. They are seeded: what they give never changes by chance.
@Suite("Simulated tests that are read early, few of them")
struct LookingEarlyStudyTests {
  @Test("give the same counts with any number of threads", arguments: [1, 3])
  func threads(threads: Int) async throws {
    func counts(_ threads: Int) async throws -> [Int] {
      try await Replicates(number: 50, stream: 9, threads: threads).counts(2, state: 0) { source, state, counts in
        state += 1
        counts[0] += source.binomial(100, 0.3)
        counts[1] += 1
      }
    }
    let two = try await counts(2)
    #expect(try await counts(threads) == two)
    #expect(two[1] == 50)
  }

  @Test("are marked only beyond three standard errors")
  func marks() {
    // At 2.5 % of 10,000 tests three standard errors are 0.468 points.
    #expect(!Share(296, of: 10_000).exceeds(0.025))
    #expect(Share(297, of: 10_000).exceeds(0.025))
    #expect(!Share(204, of: 10_000).fallsShort(of: 0.025))
    #expect(Share(203, of: 10_000).fallsShort(of: 0.025))
    #expect(Share(250, of: 10_000).text(2, fails: true) == "2.50 % ± 0.16 (!)")
  }

  @Test("are read by the whole check as by the rule on counts, with an estimate that is not biased")
  func estimates() async throws {
    let study = EstimateStudy(spending: try Spending(.pocock), rate: 0.01, split: .quarter, lift: 0.2)
    let line = try await study.line(tests: 60, stream: 103)
    #expect(line.disagreements == 0)
    // Four standard errors.
    #expect((line.above.value - 0.5).magnitude < 0.26)
    #expect(line.covered.value > 0.85)
  }

  @Test("name the faster script unless the window covers the tail of the delays")
  func delays() async throws {
    let lines = try await DelayStudy.all.asyncMap { try await $0.line(tests: 150, stream: 200) }
    let better = lines.map(\.sides.better.value)
    #expect(better[0] > 0.5 && better[1] > 0.5)
    #expect(better[2] > 0.04 && better[2] < 0.25)
    #expect(better[3] < 0.07 && better[4] < 0.07)
    // The check notices too short a window, and little where delays are alike.
    #expect(lines[1].warned.value > 0.7 && lines[2].warned.value > 0.9)
    #expect(lines[1].proposed.value > 0.7)
    #expect(lines[4].warned.value < 0.05)
  }

  @Test("never find evidence and confidence sequence on two sides", arguments: HookTest.Split.allCases)
  func everyCall(split: HookTest.Split) async throws {
    let study = EveryCallStudy(rate: 0.06, split: split, calls: 2000)
    let line = try await study.line(tests: 150, stream: 300)
    #expect(line.contradictions == 0)
    #expect(!line.sides.exceeds)
  }

  @Test("find what design promises at the size it asks for", arguments: Monitoring.Method.allCases)
  func power(method: Monitoring.Method) throws {
    let line = try PowerStudy(rate: 0.06, method: method).line(tests: 400, stream: 400)
    // 6,715 calls a script by the formula, in ten equal days.
    #expect(line.calls == 13_440)
    // Four standard errors of the simulation, and those of the design's own.
    #expect((line.found.value - line.promised).magnitude < 0.15)
    #expect(line.promised > 0.55)
  }

  @Test("err too often by the pooled z at few opportunities, and not by exact boundaries")
  func smallCounts() async throws {
    for study in try SmallCountsStudy.all() {
      let line = try await study.line(tests: 3000, stream: 500)
      #expect(line.pooled.better.value > line.exact.better.value)
      #expect(!line.exact.exceeds)
      #expect(line.pooled.better.exceeds(0.025) || study.challenger == 700)
    }
  }

  @Test("conclude as the whole check does when they were made longer", arguments: [0, 2])
  func longerTests(line: Int) throws {
    let study = try ExtensionStudy.all()[line]
    let plan = try HookTest(rate: study.rate, split: study.split, monitoring: study.monitoring).plan()
    var test = try DrawnTest(ExtensionStudy.longer(plan))
    #expect(test.dates.count == 15)
    let source = RandomSource(seed: 5)
    for number in 0..<12 {
      var stream = source.split(UInt64(number))
      test.draw([0.03, 0.036], from: &stream)
      let (ending, reading) = try #require(try test.ending())
      let date = test.rule.readings[reading].date
      let conclusion = try check(test.plan, test.evidence(asOf: date), asOf: date).conclusion
      #expect(EstimateStudy.agree(ending, conclusion))
    }
  }

  @Test("stay in their error when they are made longer with daily looks, and not without the rule")
  func extensions() async throws {
    let study = try #require(try ExtensionStudy.all().first)
    let line = try await study.line(tests: 1500, stream: 600)
    #expect(line.forgotten == 0)
    #expect(!line[.chance].exceeds)
    let plain = line[.nearWithoutRule]
    #expect(plain.better.value + plain.worse.value > 0.055)
  }
}

extension Sequence where Element: Sendable {
  /// The results of an asynchronous transformation, in order.
  fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}

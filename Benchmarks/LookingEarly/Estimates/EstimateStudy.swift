import Decision
import Experiment
import ProofKit
import Statistics

/// Whether the difference that is reported of a test read early is as often too high as too low, and whether its interval
/// holds the truth.
struct EstimateStudy: Sendable {
  static let tests = 20_000
  /// What the share of estimates above the truth may be away from one half.
  static let tolerance = 0.01

  let spending: Spending
  let rate: Double
  let split: HookTest.Split
  let lift: Double

  static func all() throws -> [EstimateStudy] {
    try [.obrienFleming, Spending(.pocock)].flatMap { spending in
      [(0.03, HookTest.Split.equal), (0.01, .quarter)].flatMap { rate, split in
        [0, 0.2].map { EstimateStudy(spending: spending, rate: rate, split: split, lift: $0) }
      }
    }
  }

  struct Line: Hashable, Sendable {
    /// Share above the truth, those equal to it counted half.
    var above: Share
    var covered: Share
    var plainAbove: Share
    var plainCovered: Share
    /// Tests in which `check` and the rule on counts conclude differently.
    var disagreements: Int

    var isBiased: Bool { (above.value - 0.5).magnitude > EstimateStudy.tolerance }
    var isTooShort: Bool { covered.fallsShort(of: 0.95) }
  }

  func line(tests: Int, stream: UInt64) async throws -> Line {
    let test = HookTest(rate: rate, split: split, monitoring: HookTest.tenLooks(spending))
    let rates = [rate, rate * (1 + lift)]
    let truth = rates[1] - rates[0]
    let counts = try await Replicates(number: tests, stream: stream).counts(5, state: DrawnTest(test.plan())) {
      source, drawn, counts in
      drawn.draw(rates, from: &source)
      guard let (ending, reading) = try drawn.ending() else { return }
      let date = drawn.rule.readings[reading].date
      let whole = try check(drawn.plan, drawn.evidence(asOf: date), asOf: date)
      let comparison = whole.comparisons[0]
      guard let reported = comparison.difference, let plain = comparison.uncorrected?.difference else { return }
      counts[0] += Self.halvesAbove(reported, truth)
      counts[1] += Self.holds(reported, truth) ? 1 : 0
      counts[2] += Self.halvesAbove(plain, truth)
      counts[3] += Self.holds(plain, truth) ? 1 : 0
      counts[4] += Self.agree(ending, whole.conclusion) ? 1 : 0
    }
    return Line(
      above: Share(Double(counts[0]) / Double(2 * tests), of: tests), covered: Share(counts[1], of: tests),
      plainAbove: Share(Double(counts[2]) / Double(2 * tests), of: tests), plainCovered: Share(counts[3], of: tests),
      disagreements: tests - counts[4])
  }

  private static func halvesAbove(_ estimate: Estimate, _ truth: Double) -> Int {
    estimate.value > truth ? 2 : estimate.value == truth ? 1 : 0
  }

  private static func holds(_ estimate: Estimate, _ truth: Double) -> Bool {
    estimate.lower <= truth && truth <= estimate.upper
  }

  /// Whether the rule on counts and the whole check conclude the same.
  static func agree(_ ending: CountsRule.Ending, _ conclusion: Conclusion) -> Bool {
    switch (ending, conclusion) {
    case (.rollOut, .rollOut), (.keepControl, .keepControl), (.noWinner, .noWinner): true
    default: false
    }
  }
}

import Statistics
import Testing

/// Shares of simulated two-week tests, two blocks a day, that end in each reading.
private struct Outcome {
  var variantAbove = 0.0
  var controlAbove = 0.0
  var inequality = 0.0
  var missed = 0.0
  let standardError: Double

  /// `tests` tests of the size at which a fixed test finds +20 % with 80 % power, at base rate `rate`.
  init(
    rate: Double, lift: Double, variantPerControl: Double, tests: Int, seed: UInt64, intervals: Bool = false
  ) throws {
    let size = try TwoProportionPower(control: rate, variantPerControl: variantPerControl)
      .sampleSize(variant: 1.2 * rate, power: 0.8)
    let (n0, n1) = (Int(size.control.rounded(.up)), Int(size.variant.rounded(.up)))
    let design = try TwoStreamDesign(worth: .lift(0.2), baseRate: rate, plannedTrials: (n0, n1))
    let share = 1 / Double(tests)
    standardError = (0.025 * 0.975 * share).squareRoot()
    let root = RandomSource(seed: seed)
    for test in 0..<tests {
      var source = root.split(UInt64(test))
      var sequence = TwoStreamSequence(design)
      for block in 0..<20 {
        let (a0, a1) = (n0 * (block + 1) / 20 - n0 * block / 20, n1 * (block + 1) / 20 - n1 * block / 20)
        sequence.add(
          try TwoStreamBlock(
            controlSuccesses: source.binomial(a0, rate), controlTrials: a0,
            variantSuccesses: source.binomial(a1, rate * (1 + lift)), variantTrials: a1))
      }
      if sequence.evidence.isVariantAbove { variantAbove += share }
      if sequence.evidence.isControlAbove { controlAbove += share }
      if sequence.evidence.inequality.rejects(at: 0.05) { inequality += share }
      if intervals, !sequence.difference.contains(lift * rate) || !sequence.ratio.contains(1 + lift) {
        missed += share
      }
    }
  }
}

@Suite("error and power of two streams read after every block")
struct TwoStreamOperatingTests {
  @Test(
    "without an effect each direction is declared in at most α/2 of tests, within three standard errors",
    arguments: [0.01, 0.03, 0.06], [0.25, 1, 4])
  func error(rate: Double, variantPerControl: Double) throws {
    let outcome = try Outcome(rate: rate, lift: 0, variantPerControl: variantPerControl, tests: 1500, seed: 5)
    #expect(outcome.variantAbove <= 0.025 + 3 * outcome.standardError)
    #expect(outcome.controlAbove <= 0.025 + 3 * outcome.standardError)
    #expect(outcome.inequality <= 0.05 + 3 * 1.4 * outcome.standardError)
    // A rule that never speaks would pass the lines above.
    #expect(outcome.variantAbove + outcome.controlAbove > 0.01)
  }

  @Test(
    "the effect worth detecting is found in at least 60 % of tests where a fixed test finds it in 80 %",
    arguments: [0.01, 0.03, 0.06], [0.25, 1, 4])
  func power(rate: Double, variantPerControl: Double) throws {
    let outcome = try Outcome(rate: rate, lift: 0.2, variantPerControl: variantPerControl, tests: 1500, seed: 6)
    #expect(outcome.variantAbove >= 0.6)
    #expect(outcome.controlAbove <= 0.002)
    #expect(outcome.inequality >= outcome.variantAbove)
  }

  @Test(
    "the intervals for difference and ratio hold the truth at all blocks in at least 95 % of tests",
    arguments: [0, 0.2])
  func coverage(lift: Double) throws {
    let outcome = try Outcome(
      rate: 0.03, lift: lift, variantPerControl: 1, tests: 400, seed: 7, intervals: true)
    #expect(outcome.missed <= 0.05 + 3 * (0.05 * 0.95 / 400).squareRoot())
  }

  @Test("base rates that change from block to block leave the error where it was")
  func drift() throws {
    let design = try TwoStreamDesign(worth: .lift(0.2), baseRate: 0.03, plannedTrials: (6000, 6000))
    let root = RandomSource(seed: 8)
    var declared = 0
    for test in 0..<1500 {
      var source = root.split(UInt64(test))
      var evidence = TwoStreamEvidence(design)
      for block in 0..<20 {
        let rate = block % 2 == 0 ? 0.01 : 0.08
        let (n0, n1) = block % 3 == 0 ? (500, 100) : (200, 400)
        evidence.add(
          try TwoStreamBlock(
            controlSuccesses: source.binomial(n0, rate), controlTrials: n0,
            variantSuccesses: source.binomial(n1, rate), variantTrials: n1))
      }
      if evidence.isVariantAbove || evidence.isControlAbove { declared += 1 }
    }
    #expect(Double(declared) / 1500 <= 0.05 + 3 * (0.05 * 0.95 / 1500).squareRoot())
    #expect(declared > 5)
  }
}

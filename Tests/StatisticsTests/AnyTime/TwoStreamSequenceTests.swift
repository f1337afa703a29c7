import Statistics
import Testing

/// A test of 20 blocks drawn at the given rates.
private func blocks(
  control: Double, variant: Double, controlTrials: Int = 696, variantTrials: Int = 696, count: Int = 20,
  from source: inout RandomSource
) throws -> [TwoStreamBlock] {
  try (0..<count).map { _ in
    try TwoStreamBlock(
      controlSuccesses: source.binomial(controlTrials, control), controlTrials: controlTrials,
      variantSuccesses: source.binomial(variantTrials, variant), variantTrials: variantTrials)
  }
}

private func exchanged(_ block: TwoStreamBlock) throws -> TwoStreamBlock {
  try TwoStreamBlock(
    controlSuccesses: block.variantSuccesses, controlTrials: block.variantTrials,
    variantSuccesses: block.controlSuccesses, variantTrials: block.controlTrials)
}

@Suite("two streams read at any time")
struct TwoStreamSequenceTests {
  /// +20 % on 3 %, at the 13,914 calls an arm that a fixed test needs for 80 % power.
  let design: TwoStreamDesign

  init() throws {
    design = try TwoStreamDesign(worth: .lift(0.2), baseRate: 0.03, plannedTrials: (13_914, 13_914))
  }

  private func sequence(_ blocks: [TwoStreamBlock]) -> TwoStreamSequence {
    blocks.reduce(TwoStreamSequence(design)) { $0.adding($1) }
  }

  @Test("before any block nothing is known")
  func empty() {
    let sequence = TwoStreamSequence(design)
    #expect(sequence.difference == Estimate(value: 0, lower: -1, upper: 1))
    #expect(sequence.ratio == Estimate(value: 1, lower: 0, upper: .infinity))
    #expect(sequence.evidence.inequality.pValue == 1)
    #expect(!sequence.evidence.isVariantAbove && !sequence.evidence.isControlAbove)
  }

  @Test("a block with an empty arm is no evidence, and teaches the base rate")
  func emptyArm() throws {
    let oneArm = try TwoStreamBlock(controlSuccesses: 90, controlTrials: 1000, variantSuccesses: 0, variantTrials: 0)
    let both = try TwoStreamBlock(controlSuccesses: 20, controlTrials: 700, variantSuccesses: 30, variantTrials: 700)
    let start = TwoStreamEvidence(design)
    let after = start.adding(oneArm)
    #expect(after.variantAbove.pValue == 1 && after.variantAbove.value == start.adding(oneArm).controlAbove.value)
    #expect((after.variantAbove.logValue).magnitude < 1e-15)
    #expect(after.adding(both).variantAbove.logValue != start.adding(both).variantAbove.logValue)
    #expect(sequence([oneArm, oneArm]).difference == Estimate(value: 0, lower: -1, upper: 1))
  }

  @Test("exchanging the arms mirrors the evidence, the difference and the ratio")
  func exchange() throws {
    var source = RandomSource(seed: 1)
    for (n0, n1) in [(696, 696), (300, 1200), (1200, 300)] {
      let counts = try blocks(
        control: 0.03, variant: 0.04, controlTrials: n0, variantTrials: n1, from: &source)
      let plan = try TwoStreamDesign(worth: .lift(0.2), baseRate: 0.03, plannedTrials: (20 * n0, 20 * n1))
      let mirrored = try TwoStreamDesign(worth: .lift(0.2), baseRate: 0.03, plannedTrials: (20 * n1, 20 * n0))
      let one = counts.reduce(TwoStreamSequence(plan)) { $0.adding($1) }
      let other = try counts.reduce(TwoStreamSequence(mirrored)) { $0.adding(try exchanged($1)) }
      #expect(agrees(one.evidence.variantAbove.value, other.evidence.controlAbove.value, within: 1e-10))
      #expect(agrees(one.evidence.inequality.pValue, other.evidence.inequality.pValue, within: 1e-10))
      #expect((one.difference.lower + other.difference.upper).magnitude < 1e-10)
      #expect(agrees(one.ratio.lower, 1 / other.ratio.upper, within: 1e-9))
      #expect(agrees(one.ratio.upper, 1 / other.ratio.lower, within: 1e-9))
    }
  }

  @Test("for any counts the evidence falls as the tested difference or ratio grows")
  func monotone() throws {
    var source = RandomSource(seed: 2)
    for (control, variant) in [(0.03, 0.05), (0.9, 0.95), (0.5, 0.1), (0.0, 0.2), (1.0, 1.0)] {
      let counts = try blocks(
        control: control, variant: variant, controlTrials: 40, variantTrials: 9, count: 12, from: &source)
      let sequence = sequence(counts)
      var last = (Double.infinity, Double.infinity)
      for step in -100...100 {
        let difference = try sequence.evidence(variantAboveBy: Double(step) / 100).logValue
        let ratio = try sequence.evidence(variantAboveTimes: Double(step + 100) / 40).logValue
        #expect(difference <= last.0 + 1e-12 && ratio <= last.1 + 1e-12)
        last = (difference, ratio)
      }
      #expect(try sequence.evidence(variantAboveTimes: .infinity).logValue <= last.1)
    }
  }

  @Test("each end of the interval is where the evidence reaches 2/α, and the decision is its sign")
  func duality() throws {
    var source = RandomSource(seed: 3)
    for variant in [0.02, 0.03, 0.036, 0.042] {
      for _ in 0..<10 {
        let sequence = sequence(try blocks(control: 0.03, variant: variant, from: &source))
        let (difference, ratio) = (sequence.difference, sequence.ratio)
        #expect(difference.lower < difference.value && difference.value < difference.upper)
        let threshold = 40.0
        #expect(
          agrees(1 / (try sequence.evidence(variantAboveBy: difference.lower)).pValue, threshold, within: 1e-6))
        #expect(agrees(1 / (try sequence.evidence(variantAboveTimes: ratio.lower)).pValue, threshold, within: 1e-6))
        #expect(sequence.evidence.isVariantAbove == (difference.lower >= 0))
        #expect(sequence.evidence.isVariantAbove == (ratio.lower >= 1))
        #expect(sequence.evidence.isControlAbove == (difference.upper <= 0))
        #expect(sequence.evidence.isVariantAbove == sequence.evidence.variantAbove.rejects(at: 0.025))
      }
    }
  }

  @Test("the interval never widens, and the path ends at the interval")
  func path() throws {
    var source = RandomSource(seed: 4)
    let counts = try blocks(control: 0.03, variant: 0.037, from: &source)
    let sequence = sequence(counts)
    let path = sequence.differencePath
    let end = try #require(try sequence.differencePath(after: [sequence.blocks]).last)
    #expect(
      path.last.map { agrees($0.lower, end.lower, within: 1e-8) && agrees($0.upper, end.upper, within: 1e-8) } == true)
    #expect(try sequence.differencePath(after: [0]).first == Estimate(value: 0, lower: -1, upper: 1))
    #expect(throws: StatisticsError.self) { try sequence.differencePath(after: [sequence.blocks + 1]) }
    #expect(path.count == 20 && sequence.blocks == 20)
    for (earlier, later) in zip(path, path.dropFirst()) {
      #expect(later.lower >= earlier.lower && later.upper <= earlier.upper)
    }
    for (last, whole) in [(path.last, sequence.difference), (sequence.ratioPath.last, sequence.ratio)] {
      let last = try #require(last)
      #expect(agrees(last.lower, whole.lower, within: 1e-8) && agrees(last.upper, whole.upper, within: 1e-8))
    }
    let prefix = self.sequence(Array(counts.prefix(7))).difference
    #expect(agrees(path[6].lower, prefix.lower, within: 1e-8))
  }

  @Test("extreme counts keep finite evidence and an ordered interval")
  func extremes() throws {
    let tables = [(0, 10, 10, 10), (10, 10, 0, 10), (0, 1, 1, 1), (0, 1, 0, 1), (5, 5, 5, 5), (1 << 40, 1 << 41, 3, 4)]
    for worth in [WorthDetecting.lift(1e-9), .lift(1e9), .difference(0.999), .difference(1e-12)] {
      for baseRate in [1e-300, 0.5, 1 - 0x1p-53] {
        let design = try TwoStreamDesign(worth: worth, baseRate: baseRate)
        for (x0, n0, x1, n1) in tables {
          let block = try TwoStreamBlock(
            controlSuccesses: x0, controlTrials: n0, variantSuccesses: x1, variantTrials: n1)
          let sequence = (0..<5).reduce(TwoStreamSequence(design)) { state, _ in state.adding(block) }
          let difference = sequence.difference
          #expect(!sequence.evidence.variantAbove.logValue.isNaN && !sequence.evidence.inequality.pValue.isNaN)
          #expect(difference.lower <= difference.value && difference.value <= difference.upper)
          #expect(sequence.ratio.lower <= sequence.ratio.upper)
        }
      }
    }
  }

  @Test("unfit input is refused with what was read")
  func refusals() throws {
    #expect(throws: StatisticsError.self) { try TwoStreamDesign(alpha: 1, worth: .lift(0.2), baseRate: 0.03) }
    #expect(throws: StatisticsError.self) { try TwoStreamDesign(worth: .lift(0), baseRate: 0.03) }
    #expect(throws: StatisticsError.self) { try TwoStreamDesign(worth: .difference(1), baseRate: 0.03) }
    #expect(throws: StatisticsError.self) { try TwoStreamDesign(worth: .lift(0.2), baseRate: 0) }
    #expect(throws: StatisticsError.self) {
      try TwoStreamDesign(worth: .lift(0.2), baseRate: 0.03, plannedTrials: (0, 9))
    }
    #expect(
      throws: StatisticsError.outOfRange(
        name: "successes of a block", value: 3, expected: "a whole number from 0 to its 2 trials")
    ) {
      try TwoStreamBlock(controlSuccesses: 3, controlTrials: 2, variantSuccesses: 0, variantTrials: 0)
    }
    #expect(throws: StatisticsError.self) {
      try TwoStreamBlock(controlSuccesses: 0, controlTrials: -1, variantSuccesses: 0, variantTrials: 0)
    }
    #expect(throws: StatisticsError.self) { try TwoStreamSequence(design).evidence(variantAboveBy: 1.5) }
    #expect(throws: StatisticsError.self) { try TwoStreamSequence(design).evidence(variantAboveTimes: -1) }
  }
}

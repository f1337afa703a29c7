import ProofKit
import Statistics

/// The exact any-time comparison, read after every call and stopped at once.
///
/// Calls are dealt in the smallest blocks that have the planned shares: one call of each script, or one and four. Within a
/// block the evidence cannot move: to read it after every block is to read it after every call.
struct EveryCallStudy: Sendable {
  static let tests = 10_000
  /// Two weeks of ten calling days.
  static let calls = 28_800

  let rate: Double
  let split: HookTest.Split
  var lift = 0.0
  var calls = Self.calls

  static let all = HookTest.rates.flatMap { rate in
    HookTest.Split.allCases.map { EveryCallStudy(rate: rate, split: $0) }
  }

  /// +20 % at equal shares and the size at which a fixed test finds it in 80 % of cases.
  static func powerful() throws -> [EveryCallStudy] {
    try HookTest.rates.map {
      EveryCallStudy(rate: $0, split: .equal, lift: 0.2, calls: 10 * (try PowerStudy.callsPerDay(rate: $0)))
    }
  }

  struct Line: Hashable, Sendable {
    var sides: Sides
    /// Stops without an effect at which the end of the confidence sequence is on the wrong side of 0.
    var contradictions: Int
  }

  func line(tests: Int, stream: UInt64) async throws -> Line {
    let block = (control: Int(split.weights.control), challenger: Int(split.weights.challenger))
    let lift = lift
    let planned = calls / (block.control + block.challenger)
    let design = try TwoStreamDesign(
      worth: .lift(0.2), baseRate: rate, plannedTrials: (planned * block.control, planned * block.challenger))
    let rates = [rate, rate * (1 + lift)]
    let counts = try await Replicates(number: tests, stream: stream).counts(3, state: [TwoStreamBlock]()) {
      source, blocks, counts in
      blocks.removeAll(keepingCapacity: true)
      var evidence = TwoStreamEvidence(design)
      while blocks.count < planned, !evidence.isVariantAbove, !evidence.isControlAbove {
        let next = try TwoStreamBlock(
          controlSuccesses: source.binomial(block.control, rates[0]), controlTrials: block.control,
          variantSuccesses: source.binomial(block.challenger, rates[1]), variantTrials: block.challenger)
        blocks.append(next)
        evidence.add(next)
      }
      guard evidence.isVariantAbove || evidence.isControlAbove else { return }
      counts[evidence.isVariantAbove ? 0 : 1] += 1
      // Where most tests stop, the sequence would take most of the time.
      guard lift == 0 else { return }
      let difference = blocks.reduce(into: TwoStreamSequence(design)) { $0.add($1) }.difference
      counts[2] += (evidence.isVariantAbove ? difference.lower >= 0 : difference.upper <= 0) ? 0 : 1
    }
    return Line(
      sides: Sides(better: Share(counts[0], of: tests), worse: Share(counts[1], of: tests)),
      contradictions: counts[2])
  }
}

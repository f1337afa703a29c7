import Foundation

/// The confidence sequence of two arms: intervals for the difference and the ratio of their rates that hold at all
/// blocks together.
///
/// The interval holds every difference δ that the evidence against "θ₁ − θ₀ ≤ δ" and that against "θ₁ − θ₀ ≥ δ" has not
/// yet rejected at α/2 each, at this block or an earlier one (the running intersection). The bets are those of
/// ``TwoStreamEvidence``, the same for every δ; only the null point moves with it.
///
/// **Guaranteed exactly**, under the assumptions named there: the chance that the interval ever misses a difference
/// that is the same in all blocks is at most α; that its lower end ever exceeds it, at most α/2. When the difference
/// changes from block to block, the lower end is, with the same error, at most the largest of the blocks'
/// differences, and the upper end at least the smallest. The same holds for the ratio. The lower end for the
/// difference is at or above 0 exactly when ``TwoStreamEvidence/isVariantAbove`` holds, and the one for the ratio is
/// then at or above 1.
///
/// **Never too short.** For any outcomes the evidence against "at most δ" falls as δ grows (see `TwoStreamStake`),
/// so the accepted values are an interval and its end is one bracketed root, which is rounded outwards. Should the
/// two ends cross, which has a chance of at most α when the effect is the same in all blocks, the interval spans from
/// one end to the other; both directions are then shown, and the effect differs between blocks or the data are wrong.
///
/// Holds one entry a block; an interval costs a few dozen passes over them. For the decision alone, use
/// ``TwoStreamEvidence``, which is what ``evidence`` is.
public struct TwoStreamSequence: Hashable, Sendable {
  /// The state of the decision.
  public private(set) var evidence: TwoStreamEvidence
  private var stakes: [TwoStreamStake] = []

  /// The state before the first block: intervals of −1...1 and 0...∞.
  public init(_ design: TwoStreamDesign) { evidence = TwoStreamEvidence(design) }

  /// The number of blocks taken.
  public var blocks: Int { stakes.count }

  /// The state after `block`.
  public func adding(_ block: TwoStreamBlock) -> TwoStreamSequence {
    var next = self
    next.add(block)
    return next
  }

  /// Takes the next block, in the order of the blocks.
  public mutating func add(_ block: TwoStreamBlock) {
    let stake = evidence.stake(block)
    evidence.settle(stake)
    stakes.append(stake)
  }

  /// The difference of the rates, variant − control: the observed one, and the interval after the last block.
  ///
  /// The observed difference is moved into the interval where it is outside, and 0 while an arm is empty. It is not
  /// corrected for a stop that depended on it.
  public var difference: Estimate { bounds(.difference) }

  /// The ratio of the rates, variant / control, in 0...∞, in the same way; 1 while no arm has a success.
  public var ratio: Estimate { bounds(.ratio) }

  /// ``difference`` after each block, for drawing the path. Takes time with the square of the number of blocks: ask
  /// ``differencePath(after:)`` where not every block is drawn.
  public var differencePath: [Estimate] { path(.difference, after: stakes.indices.map { $0 + 1 }) }

  /// ``ratio`` after each block.
  public var ratioPath: [Estimate] { path(.ratio, after: stakes.indices.map { $0 + 1 }) }

  /// ``difference`` after each of some numbers of blocks, in 0...``blocks``, in order. Throws for others.
  public func differencePath(after blocks: [Int]) throws(StatisticsError) -> [Estimate] {
    var last = 0
    for number in blocks {
      guard number >= last, number <= self.blocks else {
        throw .outOfRange(
          name: "number of blocks", value: Double(number), expected: "numbers from 0 to \(self.blocks), in order")
      }
      last = number
    }
    return path(.difference, after: blocks)
  }

  /// Evidence that the variant's rate exceeds the control's by more than `difference`, in −1...1.
  ///
  /// With a negative difference, that the variant is not worse by as much: non-inferiority. It rejects at α/2 exactly
  /// when the lower end of the interval is at least `difference`, but for the outward rounding of 1e-12.
  public func evidence(variantAboveBy difference: Double) throws(StatisticsError) -> EProcess {
    guard difference >= -1, difference <= 1 else {
      throw .outOfRange(name: "difference", value: difference, expected: "a number from -1 to 1")
    }
    return Self.process(.difference, stakes[...], difference)
  }

  /// Evidence that the variant's rate exceeds `ratio` times the control's; `ratio` in 0...∞.
  public func evidence(variantAboveTimes ratio: Double) throws(StatisticsError) -> EProcess {
    guard ratio >= 0 else {
      throw .outOfRange(name: "ratio", value: ratio, expected: "a number of at least 0")
    }
    return Self.process(.ratio, stakes[...], ratio <= 1 ? ratio - 1 : 1 - 1 / ratio)
  }

  private enum Effect { case difference, ratio }

  private func path(_ effect: Effect, after blocks: [Int]) -> [Estimate] {
    var (lower, upper) = (-1.0, -1.0)
    let exchanged = stakes.map(\.exchanged)
    return blocks.map { end in
      lower = Self.lowerEnd(effect, stakes[..<end], from: lower, threshold: evidence.design.logThreshold)
      upper = Self.lowerEnd(effect, exchanged[..<end], from: upper, threshold: evidence.design.logThreshold)
      return estimate(effect, stakes[..<end], lower, upper)
    }
  }

  private func bounds(_ effect: Effect) -> Estimate {
    let threshold = evidence.design.logThreshold
    return estimate(
      effect, stakes[...],
      Self.lowerEnd(effect, stakes[...], from: -1, threshold: threshold),
      Self.lowerEnd(effect, stakes.map(\.exchanged)[...], from: -1, threshold: threshold))
  }

  /// The estimate from the ends on the scale of −1...1, the upper one as the lower end of the exchanged arms.
  private func estimate(
    _ effect: Effect, _ stakes: ArraySlice<TwoStreamStake>, _ lower: Double, _ mirroredUpper: Double
  ) -> Estimate {
    let low = min(lower, -mirroredUpper)
    let high = max(lower, -mirroredUpper)
    let observed = Self.observed(effect, stakes)
    let scale: (Double) -> Double = effect == .difference ? { $0 } : { RatioPoint(u: $0).ratio }
    return Estimate(value: scale(min(max(observed, low), high)), lower: scale(low), upper: scale(high))
  }

  private static func observed(_ effect: Effect, _ stakes: ArraySlice<TwoStreamStake>) -> Double {
    var (x0, n0, x1, n1) = (0.0, 0.0, 0.0, 0.0)
    for stake in stakes {
      x0 += stake.controlSuccesses
      n0 += stake.controlTrials
      x1 += stake.variantSuccesses
      n1 += stake.variantTrials
    }
    guard n0 > 0, n1 > 0 else { return 0 }
    let (control, variant) = (x0 / n0, x1 / n1)
    switch effect {
    case .difference: return variant - control
    case .ratio: return variant > control ? 1 - control / variant : (control > 0 ? variant / control - 1 : 0)
    }
  }

  /// The evidence against "at most `value`", on the scale of −1...1.
  private static func process(
    _ effect: Effect, _ stakes: ArraySlice<TwoStreamStake>, _ value: Double
  ) -> EProcess {
    var bets = TwoStreamStake.Bets.logWeights
    var process = EProcess()
    for stake in stakes {
      switch effect {
      case .difference: bets.settle(stake, stake.variantAbove, difference: value)
      case .ratio: bets.settle(stake, stake.variantAbove, ratio: RatioPoint(u: value))
      }
      process.move(toLog: bets.logTotal)
    }
    return process
  }

  /// The largest value of −1...1 under which everything has been rejected, at least `start`.
  ///
  /// The maximum over the blocks of the log of the evidence falls with the value and is under the threshold at 1, so
  /// that the running intersection needs one root.
  private static func lowerEnd(
    _ effect: Effect, _ stakes: ArraySlice<TwoStreamStake>, from start: Double, threshold: Double
  ) -> Double {
    func excess(_ value: Double) -> Double { process(effect, stakes, value).logMaximum - threshold }
    guard excess(start) >= 0 else { return start }
    // From the observed effect, where little is rejected, outwards to a bracket.
    var low = start
    var high = min(max(observed(effect, stakes), start), 1)
    var reach = 0.25 * (high - start)
    while high < 1, excess(high) >= 0 {
      low = high
      high = min(1, high + max(reach, 0.01))
      reach *= 2
    }
    // 0 decides: the end and ``TwoStreamEvidence`` must be on the same side of it.
    if low < 0, high > 0 {
      if excess(0) >= 0 { low = 0 } else { high = 0 }
    }
    let root = Brent.root(from: low, to: high, relative: 1e-13, excess)
    return max(low, root - 1e-12)
  }
}

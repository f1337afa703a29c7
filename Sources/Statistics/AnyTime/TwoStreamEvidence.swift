import Foundation

/// Evidence that one arm's rate is above the other's, valid after every block: the default any-time comparison.
///
/// A value that takes the next block and is the new state; constant size and time per block.
///
/// **Guaranteed exactly**, for every sample size, base rate and split, when the trials are independent and the blocks
/// fixed beforehand (see ``TwoStreamBlock``): if in every block the variant's rate is at most the control's, the
/// chance that ``isVariantAbove`` ever becomes true is at most α/2; the same for the control; and if the rates are
/// equal in every block, the chance that ``inequality`` ever rejects at α is at most α. Rates may change from block
/// to block, and from trial to trial. Nothing is asymptotic. Not guaranteed when leads are called several times and
/// each call counts as a trial, when agents or slots are what was randomised, or when late successes are added to a
/// block already read.
///
/// **Rejecting equality is not superiority**: only ``isVariantAbove``, which is the same as a lower bound of the
/// confidence sequence at or above 0, allows a roll-out.
///
/// **What is bet.** Before each block the pooled rate is predicted from the past; see `TwoStreamStake` for the
/// e-value. Nine tenths of the stake bet on the effect worth detecting, raised by up to a half as far as the evidence
/// has to grow faster to reach 2/α by the planned size; one tenth bets on twice the effect. Beyond the planned size
/// the bets shrink with the square root of the size, so that smaller effects are found in the end. Where a test of
/// fixed size finds the effect in 80 % of cases, this one does, with the same calls, in about 65 % when read in 20
/// blocks, 63 % in 10, and 70 % after every pair of calls; a base rate believed three times too low or too high costs
/// a point.
public struct TwoStreamEvidence: Hashable, Sendable {
  /// What was settled beforehand.
  public let design: TwoStreamDesign
  /// Evidence against "the variant's rate is at most the control's".
  public private(set) var variantAbove = EProcess()
  /// Evidence against "the control's rate is at most the variant's".
  public private(set) var controlAbove = EProcess()
  /// Evidence against "the rates are equal": the mean of the other two. No statement about which arm is better.
  public private(set) var inequality = EProcess()

  private var variantStakes = TwoStreamStake.Bets.logWeights
  private var controlStakes = TwoStreamStake.Bets.logWeights
  private var successes: Double
  private var trials: Double
  private var size = 0.0

  /// The state before the first block.
  public init(_ design: TwoStreamDesign) {
    self.design = design
    successes = design.baseRate * design.baseRateTrials
    trials = design.baseRateTrials
  }

  /// Whether the variant's rate has been shown to be above the control's, with error at most α/2 over all looks.
  public var isVariantAbove: Bool { variantAbove.logMaximum >= design.logThreshold }
  /// Whether the control's rate has been shown to be above the variant's, with error at most α/2 over all looks.
  public var isControlAbove: Bool { controlAbove.logMaximum >= design.logThreshold }

  /// The state after `block`.
  public func adding(_ block: TwoStreamBlock) -> TwoStreamEvidence {
    var next = self
    next.add(block)
    return next
  }

  /// Takes the next block, in the order of the blocks.
  public mutating func add(_ block: TwoStreamBlock) { settle(stake(block)) }

  /// The bets on a block; they depend on its numbers of trials and on earlier blocks, not on its outcomes.
  func stake(_ block: TwoStreamBlock) -> TwoStreamStake {
    // Kept off the ends, where a rate has no variance to scale a bet by.
    let pooled = min(max(successes / trials, 1e-100), 1 - 0x1p-53)
    var stake = TwoStreamStake(
      controlSuccesses: Double(block.controlSuccesses), controlTrials: Double(block.controlTrials),
      variantSuccesses: Double(block.variantSuccesses), variantTrials: Double(block.variantTrials),
      pooled: pooled, variantAbove: .none, controlAbove: .none)
    guard block.controlTrials > 0, block.variantTrials > 0 else { return stake }
    stake.variantAbove = bets(
      better: stake.variantTrials, other: stake.controlTrials, pooled: stake.pooled, after: variantAbove)
    stake.controlAbove = bets(
      better: stake.controlTrials, other: stake.variantTrials, pooled: stake.pooled, after: controlAbove)
    return stake
  }

  private func bets(better: Double, other: Double, pooled: Double, after evidence: EProcess) -> TwoStreamStake.Bets {
    let blockSize = TwoStreamDesign.size(better, other)
    let variance = pooled * (1 - pooled)
    let worth = design.worthDifference(pooled: pooled, shareOfBetter: better / (better + other))
    guard worth > 0 else { return .none }
    // Without a plan: the size at which a bet on the effect just reaches the threshold on the expected path.
    let planned = design.plannedSize ?? 2 * design.logThreshold * variance / (worth * worth)
    let remaining = planned - size
    var multiple = 1.0
    var shrink = 1.0
    if remaining > 0 {
      // The bet under which the least excess is needed to gain what is missing in what remains.
      let missing = max(0, design.logThreshold - evidence.logValue)
      let needed = (2 * missing * variance / max(remaining, blockSize)).squareRoot() / worth
      multiple = min(max(needed, 1), 1.5)
    } else {
      shrink = (planned / (size + blockSize)).squareRoot()
    }
    let unit = shrink * worth * blockSize / variance
    // No single outcome may cost more than three quarters of the stake.
    let most = 0.75 * min(better, other)
    return TwoStreamStake.Bets(steady: min(multiple * unit, most), fast: min(2 * unit, most))
  }

  mutating func settle(_ stake: TwoStreamStake) {
    variantStakes.settle(stake, stake.variantAbove, difference: 0)
    controlStakes.settle(stake.exchanged, stake.controlAbove, difference: 0)
    variantAbove.move(toLog: variantStakes.logTotal)
    controlAbove.move(toLog: controlStakes.logTotal)
    inequality.move(toLog: logSum(variantAbove.logValue, controlAbove.logValue) - log(2))
    successes += stake.controlSuccesses + stake.variantSuccesses
    trials += stake.controlTrials + stake.variantTrials
    size += TwoStreamDesign.size(stake.controlTrials, stake.variantTrials)
  }
}

extension TwoStreamStake.Bets {
  /// The log of the whole stake, where the members are logs of its parts.
  var logTotal: Double { logSum(steady, fast) }

  /// Multiplies the parts, as logs, by what the bets on a block won against θ₁ − θ₀ ≤ `difference`.
  mutating func settle(_ stake: TwoStreamStake, _ bets: TwoStreamStake.Bets, difference: Double) {
    steady += stake.logValue(difference: difference, bet: bets.steady)
    fast += stake.logValue(difference: difference, bet: bets.fast)
  }

  /// The same against θ₁ ≤ ρ θ₀.
  mutating func settle(_ stake: TwoStreamStake, _ bets: TwoStreamStake.Bets, ratio: RatioPoint) {
    steady += stake.logValue(ratio: ratio, bet: bets.steady)
    fast += stake.logValue(ratio: ratio, bet: bets.fast)
  }
}

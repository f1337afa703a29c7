import Foundation

/// The effect one wants to be able to see, which is what the any-time evidence bets on.
public enum WorthDetecting: Hashable, Sendable {
  /// The better arm's rate is 1 + lift times the other's; above 0, so 0.2 for +20 %.
  case lift(Double)
  /// The better arm's rate exceeds the other's by this much, in 0...1, so 0.006 for 0.6 points.
  case difference(Double)
}

/// What is settled before the first call about the any-time comparison of two arms.
///
/// Nothing here is needed for the evidence to be valid: a wrong base rate, effect or size costs power, never error.
public struct TwoStreamDesign: Hashable, Sendable {
  /// Error rate of the two-sided procedure; half of it is spent on each direction. Strictly between 0 and 1.
  public let alpha: Double
  /// The effect bet on, in both directions.
  public let worth: WorthDetecting
  /// The expected rate of both arms together, strictly between 0 and 1, until the blocks have shown a better one.
  public let baseRate: Double
  /// The number of trials that ``baseRate`` is worth against observed ones.
  public let baseRateTrials: Double
  /// 1/(1/n₀ + 1/n₁) of the planned trials, or `nil` when no size is planned.
  let plannedSize: Double?
  /// log(2/α): what each one-sided process must reach.
  let logThreshold: Double

  /// A design.
  ///
  /// - Parameters:
  ///   - alpha: error rate over both directions, strictly between 0 and 1; 0.05 by default.
  ///   - worth: the effect worth detecting; a finite lift above 0, or a difference strictly between 0 and 1.
  ///   - baseRate: the expected rate, strictly between 0 and 1.
  ///   - baseRateTrials: how many trials that expectation is worth, above 0; by default as many as bring ten successes.
  ///   - plannedTrials: the trials planned in the control and in the variant, each at least 1. Without them, the bets
  ///     aim at the size at which the effect would just be found.
  public init(
    alpha: Double = 0.05, worth: WorthDetecting, baseRate: Double, baseRateTrials: Double? = nil,
    plannedTrials: (control: Int, variant: Int)? = nil
  ) throws(StatisticsError) {
    try StatisticsError.requireProbability(alpha, "alpha")
    try StatisticsError.requireProbability(baseRate, "base rate")
    switch worth {
    case .lift(let lift): try StatisticsError.requirePositive(lift, "lift worth detecting")
    case .difference(let difference): try StatisticsError.requireProbability(difference, "difference worth detecting")
    }
    let weight = baseRateTrials ?? min(10 / baseRate, 0x1p53)
    try StatisticsError.requirePositive(weight, "trials that the base rate is worth")
    if let plannedTrials {
      for trials in [plannedTrials.control, plannedTrials.variant] where trials < 1 {
        throw .outOfRange(name: "planned trials", value: Double(trials), expected: "at least 1 in each arm")
      }
    }
    self.alpha = alpha
    self.worth = worth
    self.baseRate = baseRate
    self.baseRateTrials = weight
    plannedSize = plannedTrials.map { Self.size(Double($0.control), Double($0.variant)) }
    logThreshold = log(2) - log(alpha)
  }

  /// 1/(1/n₀ + 1/n₁): the number of trials whose variance is that of the comparison; 0 when an arm is empty.
  static func size(_ control: Double, _ variant: Double) -> Double {
    let total = control + variant
    return total > 0 ? control / total * variant : 0
  }

  /// The difference of the rates when their mean over the block's trials is `pooled` and the better arm, with a share
  /// of `share` of the trials, is better by what is worth detecting.
  func worthDifference(pooled: Double, shareOfBetter share: Double) -> Double {
    switch worth {
    case .lift(let lift): pooled * (lift / (1 + lift * share))
    case .difference(let difference): difference
    }
  }
}

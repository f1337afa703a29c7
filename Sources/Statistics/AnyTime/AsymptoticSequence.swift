import Foundation

/// The asymptotic confidence sequence: for ratios, money and any metric with an estimate and a standard error.
///
/// estimate ± se · √(2(nρ² + 1)/(nρ²) · log(√(nρ² + 1)/α)), with n units and ρ² = (−2 log α + log(1 − 2 log α)) / t*,
/// which makes it narrowest near t* units (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2024, "Time-uniform central
/// limit theory and asymptotic confidence sequences", theorem 2.2).
///
/// **Guaranteed only asymptotically**: its error over all times tends to α when the first look moves to ever larger
/// counts. Read from the first call on, while an arm may still be without success, it missed a difference of 0 in 3 to
/// 13 % of simulated tests instead of 5 % (rates of 1 to 6 %, every call a look, tuned at 5,000 calls or at the planned
/// size alike). Tuned at the planned size and offered from ``leastSuccesses`` successes in each arm onwards, it missed
/// in at most 1.6 % on each side, where 2.5 % are allowed (rates of 1, 3 and 6 %, splits of 1:4, 1:1 and 4:1, 2,000
/// looks, 10,000 tests each). Money has longer tails than successes: there the number is a minimum, not a promise. Say
/// "asymptotic" beside it. For rates of independent trials use ``TwoStreamSequence``, which is exact.
public struct AsymptoticSequence: Hashable, Sendable {
  /// The number of successes in each arm from which the sequence may be shown.
  public static let leastSuccesses = 50

  /// The error rate over all times.
  public let alpha: Double
  /// The number of units, over both arms, at which the interval is narrowest: the planned size.
  public let tunedAt: Double

  /// A sequence. Throws unless 0 < `alpha` < 1 and `tunedAt` is positive and finite.
  public init(alpha: Double = 0.05, tunedAt: Double) throws(StatisticsError) {
    try StatisticsError.requireProbability(alpha, "alpha")
    try StatisticsError.requirePositive(tunedAt, "tunedAt")
    self.alpha = alpha
    self.tunedAt = tunedAt
  }

  /// The factor of the standard error after `units`, which is above 0 and finite: what 1.96 is to a single look.
  public func multiplier(units: Double) throws(StatisticsError) -> Double {
    try StatisticsError.requirePositive(units, "units")
    let signal = units * (NormalMixtureBoundary.tuningConstant(alpha: alpha) / tunedAt)
    return ((1 + 1 / signal) * (log1p(signal) - 2 * log(alpha))).squareRoot()
  }

  /// The always-valid p of an `estimate` against 0, both directions: the smallest α at which the interval with this
  /// sequence's mixture leaves out 0; 1 without evidence. At most `alpha` exactly when ``interval(estimate:standardError:units:)``
  /// leaves out 0. Asymptotic as the interval is.
  ///
  /// Throws unless the estimate is finite, its `standardError` positive, and `units` positive.
  public func pValue(estimate: Double, standardError: Double, units: Double) throws(StatisticsError) -> Double {
    guard estimate.isFinite else { throw .outOfRange(name: "estimate", value: estimate, expected: "a finite number") }
    try StatisticsError.requirePositive(standardError, "standard error")
    try StatisticsError.requirePositive(units, "units")
    let signal = units * (NormalMixtureBoundary.tuningConstant(alpha: alpha) / tunedAt)
    let z = estimate / standardError
    return min(1, exp(0.5 * (log1p(signal) - z * z * (signal / (1 + signal)))))
  }

  /// The interval around a finite `estimate` with its `standardError` (at least 0; ∞ leaves it unbounded) from `units`.
  public func interval(
    estimate: Double, standardError: Double, units: Double
  ) throws(StatisticsError) -> Estimate {
    guard estimate.isFinite else { throw .outOfRange(name: "estimate", value: estimate, expected: "a finite number") }
    guard standardError >= 0 else {
      throw .outOfRange(name: "standard error", value: standardError, expected: "a number of at least 0")
    }
    let half = try multiplier(units: units) * standardError
    return Estimate(value: estimate, lower: estimate - half, upper: estimate + half)
  }

  /// The interval for the difference of two rates, within −1...1, with the unpooled standard error.
  ///
  /// Without variation, such as no success in either arm, it has no width and says nothing: see ``leastSuccesses``.
  public func difference(_ arms: TwoProportions) throws(StatisticsError) -> Estimate {
    func variance(_ arm: Proportion) -> Double { arm.rate * arm.failureRate / arm.n }
    let interval = try interval(
      estimate: arms.observedDifference,
      standardError: (variance(arms.control) + variance(arms.variant)).squareRoot(),
      units: arms.total)
    return interval.clamped(to: -1...1)
  }

  /// The interval for the difference of two ratios of sums, on their units (leads, say).
  public func difference(_ arms: RatioOfSums) throws(StatisticsError) -> Estimate {
    try interval(
      estimate: arms.observedDifference, standardError: arms.standardError,
      units: Double(arms.control.units) + Double(arms.variant.units))
  }
}

import Foundation

/// The mixture sequential probability ratio test of a normal mean: for comparison with the exact methods.
///
/// The likelihood ratio of N(θ, V/n) against mean 0, mixed over θ ~ N(0, τ²), is √(V/(V + nτ²)) ·
/// exp(n²τ²θ̂²/(2V(V + nτ²))) (Robbins 1970; Johari, Pekelis & Walsh 2022). It is below 1/α for ever with
/// probability at least 1 − α under mean 0.
///
/// **Guaranteed exactly** for normal observations with the known variance V, and **only asymptotically** for rates
/// with an estimated variance: at base rates of a few percent it errs too often while successes are few. The exact
/// comparison of two arms is ``TwoStreamEvidence``.
public struct MixtureSequentialTest: Hashable, Sendable {
  /// Variance τ² of the effects mixed over.
  public let mixingVariance: Double
  /// Variance V of one observation; of one pair's difference, p₁(1 − p₁) + p₀(1 − p₀), when pairs are counted.
  public let variance: Double

  /// A test. Throws unless both variances are positive and finite.
  public init(mixingVariance: Double, variance: Double) throws(StatisticsError) {
    try StatisticsError.requirePositive(mixingVariance, "mixing variance")
    try StatisticsError.requirePositive(variance, "variance")
    self.mixingVariance = mixingVariance
    self.variance = variance
  }

  /// log of the likelihood ratio after `trials` observations (at least 0, finite) with the finite mean `effect`.
  ///
  /// An always-valid p is the smallest 1/ratio up to now, at most 1.
  public func logLikelihoodRatio(effect: Double, trials: Double) throws(StatisticsError) -> Double {
    guard trials >= 0, trials.isFinite else {
      throw .outOfRange(name: "trials", value: trials, expected: "a finite number of at least 0")
    }
    guard effect.isFinite else { throw .outOfRange(name: "effect", value: effect, expected: "a finite number") }
    // k = nτ²/V, and the share k/(1 + k) of the squared z, nθ²/V.
    let signal = trials * (mixingVariance / variance)
    let share = signal < .infinity ? signal / (1 + signal) : 1
    let z = effect * (trials / variance).squareRoot()
    return 0.5 * (share * z * z - log1p(signal))
  }
}

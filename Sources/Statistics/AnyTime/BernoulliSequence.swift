import Foundation

/// The confidence sequence of one arm's rate: an interval that holds after every single trial, all of them together.
///
/// A rate p is kept while the likelihood ratio of a beta-binomial mixture against it is below 1/α. The mixture is
/// Beta(κp, κ(1 − p)), with mean p, and its strength κ makes the interval narrowest near ``tunedAt`` trials:
/// κ = t / (2 ln 20 + ln(1 + 2 ln 20)) − 1 and at least 1/1000 (Howard, Ramdas, McAuliffe & Sekhon 2021, "Time-uniform,
/// nonparametric, nonasymptotic confidence sequences", proposition 7, with the rate on both sides of the bound).
///
/// **Guaranteed exactly**: for independent trials of one rate, the chance that the interval ever misses it is at most
/// α, at every sample size. Not for the comparison of two arms (see ``TwoStreamSequence``), nor for calls repeated on
/// a lead.
public struct BernoulliSequence: Hashable, Sendable {
  /// The error rate over all times.
  public let alpha: Double
  /// The number of trials at which the interval is narrowest.
  public let tunedAt: Double
  private let strength: Double

  /// A sequence. Throws unless 0 < `alpha` < 1 and `tunedAt` is positive and finite.
  public init(alpha: Double = 0.05, tunedAt: Double) throws(StatisticsError) {
    try StatisticsError.requireProbability(alpha, "alpha")
    try StatisticsError.requirePositive(tunedAt, "tunedAt")
    self.alpha = alpha
    self.tunedAt = tunedAt
    // 2 ln 20 + ln(1 + 2 ln 20): the tuning of the authors, for 5 % whatever alpha is.
    strength = max(tunedAt / NormalMixtureBoundary.tuningConstant(alpha: 0.05) - 1, 1e-3)
  }

  /// The interval after all trials of `data`, around the observed rate.
  public func interval(_ data: Proportion) -> Estimate {
    Estimate(value: data.rate, lower: lower(data), upper: 1 - lower(data.mirrored))
  }

  /// log of the evidence against the rate `p`; `q` is 1 − p, given apart so that either may be tiny.
  private func logEvidence(_ data: Proportion, _ p: Double, _ q: Double) -> Double {
    let failures = Double(data.failures)
    return logBeta(strength * p + data.x, strength * q + failures) - logBeta(strength * p, strength * q)
      - (data.x > 0 ? data.x * log(p) : 0) - (failures > 0 ? failures * log(q) : 0)
  }

  /// The smallest rate not rejected, found on the scale of log odds. One success or none excludes no small rate.
  private func lower(_ data: Proportion) -> Double {
    guard data.successes > 1 else { return 0 }
    func excess(_ logOdds: Double) -> Double {
      logEvidence(data, 1 / (1 + exp(-logOdds)), 1 / (1 + exp(logOdds))) + log(alpha)
    }
    let observed = data.failures > 0 ? log(data.x / Double(data.failures)) : 700
    guard excess(-700) > 0 else { return 0 }
    let root = Brent.root(from: -700, to: observed, excess)
    return 1 / (1 + exp(-root))
  }
}

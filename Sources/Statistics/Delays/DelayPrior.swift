import Foundation

/// What is known of the delays before these calls: from a past campaign, or stated.
///
/// A normal law of the location and the logarithm of the spread. Outcomes of these calls are then weighed against it.
public struct DelayPrior: Hashable, Sendable {
  /// The delays that are thought likeliest.
  public let distribution: DelayDistribution
  /// Covariance of the location and the log spread: variance, covariance, variance.
  let covariance: (Double, Double, Double)

  /// The delays of past calls, as a fit found them, with their uncertainty.
  public init(_ past: CureModel) {
    distribution = past.distribution
    covariance = past.covariance
  }

  /// Delays that someone states: half come by the end of day `median`, 90 % by the end of day `ninetieth`, either of which
  /// may be wrong by the share `uncertainty` (one standard deviation of its logarithm, 0.25 where nothing better is known).
  ///
  /// Throws unless 0 < median < ninetieth and `uncertainty` is above 0 and at most 2. Of the exponential law the median
  /// alone counts.
  public init(
    _ law: DelayLaw, median: Double, ninetieth: Double, uncertainty: Double = 0.25
  ) throws(StatisticsError) {
    try StatisticsError.requirePositive(median, "median")
    guard ninetieth > median, ninetieth.isFinite else {
      throw .outOfRange(name: "ninetieth", value: ninetieth, expected: "more days than the median, \(median)")
    }
    guard uncertainty > 0, uncertainty <= 2 else {
      throw .outOfRange(name: "uncertainty", value: uncertainty, expected: "a number above 0, at most 2")
    }
    let (low, high) = (law.quantile(0.5), law.quantile(0.9))
    let variance = uncertainty * uncertainty
    guard law.hasShape else {
      distribution = try DelayDistribution(law, location: log1p(median) - low)
      covariance = (variance, 0, 0)
      return
    }
    // Logarithms of the quantiles, with the day itself, are μ + σ w; solved for μ and σ, with errors of the two quantiles independent.
    let spread = (log1p(ninetieth) - log1p(median)) / (high - low)
    distribution = try DelayDistribution(law, location: log1p(median) - spread * low, spread: spread)
    let (first, second) = (high / (high - low), -low / (high - low))
    let step = 1 / ((high - low) * spread)
    covariance = (
      variance * (first * first + second * second), variance * step * (second - first), 2 * variance * step * step
    )
  }

  /// The chance, before any outcome, that delays as far as these from the likeliest ones, or farther, are the true ones;
  /// delays of another law are measured by their location and spread alone.
  ///
  /// Under 1 % for the delays that outcomes and this knowledge together point to, the outcomes contradict it, and what
  /// rests on it is not to be trusted (a prior-data conflict; Evans & Moshonov 2006).
  public func chance(of delays: DelayDistribution) -> Double {
    let distance = 2 * penalty(delays.location, log(delays.spread)).value
    return distribution.law.hasShape ? exp(-distance / 2) : 2 * Normal.survival(distance.squareRoot())
  }

  /// Minus the log density, apart from a constant, with its gradient.
  func penalty(_ location: Double, _ logSpread: Double) -> (value: Double, gradient: (Double, Double)) {
    let (x, y) = (location - distribution.location, logSpread - log(distribution.spread))
    let (a, b, c) = covariance
    guard distribution.law.hasShape else { return (0.5 * x * x / a, (x / a, 0)) }
    let determinant = max(a * c - b * b, .leastNormalMagnitude)
    let (u, v) = ((c * x - b * y) / determinant, (a * y - b * x) / determinant)
    return (0.5 * (x * u + y * v), (u, v))
  }

  /// Whether two priors are the same.
  public static func == (a: DelayPrior, b: DelayPrior) -> Bool {
    a.distribution == b.distribution && a.covariance == b.covariance
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(distribution)
    for value in [covariance.0, covariance.1, covariance.2] { hasher.combine(value) }
  }
}

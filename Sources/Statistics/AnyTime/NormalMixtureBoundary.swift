import Foundation

/// A curve that a sum of centred normal increments (or sub-Gaussian ones) stays below at all times, with error α.
///
/// The sum S after intrinsic time v, the sum of the increments' variances, crosses ±``value(at:)`` at any time, or
/// the one-sided curve upwards, with probability at most α (Howard, Ramdas, McAuliffe & Sekhon 2021, propositions 5
/// and 6). Two-sided: √((v + ρ)(log(1 + v/ρ) + 2 log(1/α))), from a mixture over N(0, 1/ρ). One-sided: the s at which
/// the mixture over the half-normal reaches 1/α. ρ = v* / (2 log(1/α) + log(1 + 2 log(1/α))) makes the curve lowest
/// near the tuning time v*, with 2α for α when one-sided.
///
/// **Guaranteed exactly** for sub-Gaussian increments with known variances; with estimated variances, asymptotically
/// only. For 0/1 outcomes prefer ``BernoulliSequence`` and ``TwoStreamSequence``.
public struct NormalMixtureBoundary: Hashable, Sendable {
  /// The error rate over all times.
  public let alpha: Double
  /// Whether only crossings upwards count, or both.
  public let sides: Sides
  /// The precision of the mixing distribution, in units of intrinsic time.
  public let precision: Double

  /// A boundary that is lowest near the intrinsic time `tunedAt`, positive and finite.
  ///
  /// Throws unless 0 < `alpha` < 1, or < ½ when one-sided: the tuning asks for 2α.
  public init(alpha: Double = 0.05, sides: Sides = .two, tunedAt: Double) throws(StatisticsError) {
    guard alpha > 0, alpha < (sides == .two ? 1 : 0.5) else {
      throw .outOfRange(
        name: "alpha", value: alpha, expected: "a number above 0 and below \(sides == .two ? "1" : "0.5, one-sided")")
    }
    try StatisticsError.requirePositive(tunedAt, "tunedAt")
    self.alpha = alpha
    self.sides = sides
    precision = tunedAt / Self.tuningConstant(alpha: sides == .two ? alpha : 2 * alpha)
  }

  /// 2 log(1/α) + log(1 + 2 log(1/α)).
  static func tuningConstant(alpha: Double) -> Double {
    let twice = -2 * log(alpha)
    return twice + log1p(twice)
  }

  /// The height of the curve at the intrinsic time, which is at least 0 and finite.
  public func value(at intrinsicTime: Double) throws(StatisticsError) -> Double {
    guard intrinsicTime >= 0, intrinsicTime.isFinite else {
      throw .outOfRange(name: "intrinsicTime", value: intrinsicTime, expected: "a finite number of at least 0")
    }
    let growth = log1p(intrinsicTime / precision)
    let scale = (intrinsicTime + precision).squareRoot()
    let twoSided = (growth - 2 * log(alpha)).squareRoot()
    guard sides == .one else { return scale * twoSided }
    // In z = s / scale: ½ z² + log(2 Φ(z)) = ½ growth + log(1/α), increasing in z and negative at 0.
    let goal = 0.5 * twoSided * twoSided
    return scale * Brent.root(from: 0, to: twoSided) { 0.5 * $0 * $0 + log(2 * Normal.cdf($0)) - goal }
  }
}

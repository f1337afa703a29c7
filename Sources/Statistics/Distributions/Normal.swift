import Foundation

/// The standard normal distribution.
public enum Normal {
  private static let rootHalf = 0.707106781186547524400844362105
  private static let rootHalfLow = -4.833646656726457e-17

  /// The density at `z`.
  public static func density(_ z: Double) -> Double {
    // Splitting z keeps the relative error of exp(−z²/2) at 1e-16 far in the tail.
    let head = (z * 65536).rounded() / 65536
    guard head.isFinite else { return 0 }
    let tail = z - head
    return exp(-0.5 * head * head) * exp(-(head + 0.5 * tail) * tail) * 0.398942280401432677939946059934
  }

  /// The probability of a value of at most `z`, to a relative error of 1e-15 in both tails.
  public static func cdf(_ z: Double) -> Double { survival(-z) }

  /// The probability of a value above `z`, to a relative error of 1e-15 in both tails.
  ///
  /// `erfc` at z/√2, whose rounding would be magnified z² times, is corrected to first order (DLMF 7.2.2).
  public static func survival(_ z: Double) -> Double {
    guard z.magnitude < 60 else { return z > 0 ? 0 : (z < 0 ? 1 : .nan) }
    let x = z * rootHalf
    let low = (-x).addingProduct(z, rootHalf) + z * rootHalfLow
    return 0.5 * erfc(x) - low * 1.41421356237309504880 * density(z)
  }

  /// The value that a standard normal variable stays below with probability `p`; ∓∞ at 0 and 1, NaN outside 0...1.
  ///
  /// Relative error below 1e-14 down to p = 1e-300: Wichura's AS 241 (1988, PPND16), then a step of Halley's method
  /// in the tails. For upper tails under 1e-16 use ``quantile(survival:)``.
  public static func quantile(_ p: Double) -> Double {
    let centre = p - 0.5
    if centre.magnitude <= 0.425 { return central(centre) }
    return centre < 0 ? lowerTail(p) : -lowerTail(1 - p)
  }

  /// The value that a standard normal variable exceeds with probability `q`.
  public static func quantile(survival q: Double) -> Double {
    q < 0.075 ? -lowerTail(q) : -quantile(q)
  }

  private static func central(_ q: Double) -> Double {
    let r = 0.180625 - q * q
    let numerator = polynomial(
      r, 3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
      45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727)
    let denominator = polynomial(
      r, 1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
      39307.895800092710610, 28729.085735721942674, 5226.4952788528545610)
    return q * numerator / denominator
  }

  private static func lowerTail(_ p: Double) -> Double {
    guard p > 0 else { return p == 0 ? -.infinity : .nan }
    var r = (-log(p)).squareRoot()
    var z: Double
    if r <= 5 {
      r -= 1.6
      z =
        -polynomial(
          r, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
          1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4)
        / polynomial(
          r, 1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590,
          0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9)
    } else {
      r -= 5
      z =
        -polynomial(
          r, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
          0.0265321895265761230930, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7)
        / polynomial(
          r, 1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
          7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15)
    }
    let density = density(z)
    guard density > 1e-305 else { return z }
    let step = (cdf(z) - p) / density
    z -= step / (1 + 0.5 * z * step)
    return z
  }

  /// The polynomial with these coefficients from the constant on.
  private static func polynomial(
    _ x: Double, _ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double, _ c5: Double, _ c6: Double,
    _ c7: Double
  ) -> Double {
    let low = c0 + x * (c1 + x * (c2 + x * c3))
    let high = c4 + x * (c5 + x * (c6 + x * c7))
    return low + x * x * (x * x) * high
  }
}

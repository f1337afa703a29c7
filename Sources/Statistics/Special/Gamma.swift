import Foundation

/// log Γ(x) for x > 0, to about one unit in the last place (the C library's `lgamma_r`, which is free of shared state).
///
/// Not for differences of large arguments: see ``logChoose(_:_:)`` and ``logBeta(_:_:)``. Infinite at 0,
/// undefined (NaN) below, where the Gamma function changes sign.
public func logGamma(_ x: Double) -> Double {
  guard x >= 0 else { return .nan }
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

/// log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b) for a, b > 0, without the cancellation of its three terms.
public func logBeta(_ a: Double, _ b: Double) -> Double {
  let (small, large) = a < b ? (a, b) : (b, a)
  guard small > 0 else { return .infinity }
  let sum = small + large
  let ratio = small / large
  // −b log(1 + a/b) − a log((a + b)/a) + ½ log(1/a + 1/b) + ½ log 2π + remainders
  return Stirling.halfLogTwoPi - large * log1p(ratio) + small * (log(small) - log(sum))
    + 0.5 * (log(sum) - log(small) - log(large))
    + (Stirling.remainder(small) + Stirling.remainder(large) - Stirling.remainder(sum))
}

/// log of the number of ways to choose `k` of `n`; −∞ outside 0...n.
///
/// Relative error about 1e-15 for every size (Stirling's formula with its remainder; all terms have one sign).
public func logChoose(_ n: Int, _ k: Int) -> Double {
  guard k >= 0, k <= n else { return -.infinity }
  guard k > 0, k < n else { return 0 }
  let few = Double(min(k, n - k))
  let many = Double(max(k, n - k))
  let all = Double(n)
  guard few > 1 else { return log(all) }
  return few * log(all / few) + many * log1p(few / many) - Stirling.halfLogTwoPi
    + 0.5 * log(all / few / many)
    + (Stirling.remainder(all) - Stirling.remainder(few) - Stirling.remainder(many))
}

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), each to its own relative accuracy.
///
/// - Parameters:
///   - a: shape, above 0.
///   - x: upper limit of the integral, at least 0.
/// Series below x = a + 1, Lentz's continued fraction above (DLMF 8.7.1, 8.9.2); the factor in front is a Poisson mass.
public func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
  guard x > 0 else { return (0, 1) }
  guard x < .infinity else { return (1, 0) }
  // x^a e^{-x} / Γ(a)
  let factor = exp(-Stirling.remainder(a) - Stirling.deviance(a, mean: x)) * (a / (2 * .pi)).squareRoot()
  if x < a + 1 {
    var term = 1 / a
    var sum = term
    var k = a
    while true {
      k += 1
      term *= x / k
      let next = sum + term
      if next == sum { break }
      sum = next
    }
    let lower = factor * sum
    return (lower, 1 - lower)
  }
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var fraction = d
  var i = 1.0
  while i < 1e6 {
    let step = -i * (i - a)
    b += 2
    d = step * d + b
    if d.magnitude < tiny { d = tiny }
    c = b + step / c
    if c.magnitude < tiny { c = tiny }
    d = 1 / d
    let delta = d * c
    fraction *= delta
    if (delta - 1).magnitude < 2e-16 { break }
    i += 1
  }
  let upper = factor * fraction
  return (1 - upper, upper)
}

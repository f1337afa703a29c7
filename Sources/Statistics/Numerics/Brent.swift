/// Brent's method for a root inside a bracket ("Algorithms for minimization without derivatives", 1973, ch. 4).
public enum Brent {
  /// The point of [`lower`, `upper`] where `function` changes sign, to machine precision.
  ///
  /// The function must not have the same sign at both ends; if it does, the end whose value is nearer 0 is returned.
  /// Infinite values are allowed and count by their sign. `relative` is the relative accuracy asked for.
  public static func root(
    from lower: Double, to upper: Double, relative: Double = 1e-15, _ function: (Double) -> Double
  ) -> Double {
    var a = lower
    var b = upper
    var fa = function(a)
    var fb = function(b)
    if fa == 0 { return a }
    if fb == 0 { return b }
    if (fa < 0) == (fb < 0) { return fa.magnitude < fb.magnitude ? a : b }
    var c = a
    var fc = fa
    var step = b - a
    var previous = step
    for _ in 0..<2000 {
      if (fb < 0) == (fc < 0) {
        (c, fc) = (a, fa)
        step = b - a
        previous = step
      }
      if fc.magnitude < fb.magnitude {
        (a, b, c) = (b, c, b)
        (fa, fb, fc) = (fb, fc, fb)
      }
      let tolerance = max(b.magnitude * max(relative, 2.3e-16), Double.leastNormalMagnitude)
      let half = 0.5 * (c - b)
      if half.magnitude <= tolerance || fb == 0 { return b }
      if previous.magnitude < tolerance || fa.magnitude <= fb.magnitude || !fa.isFinite || !fc.isFinite {
        (step, previous) = (half, half)
      } else {
        let s = fb / fa
        var p: Double
        var q: Double
        if a == c {
          p = 2 * half * s
          q = 1 - s
        } else {
          let t = fa / fc
          let r = fb / fc
          p = s * (2 * half * t * (t - r) - (b - a) * (r - 1))
          q = (t - 1) * (r - 1) * (s - 1)
        }
        if p > 0 { q = -q } else { p = -p }
        if 2 * p < min(3 * half * q - (tolerance * q).magnitude, (previous * q).magnitude) {
          (previous, step) = (step, p / q)
        } else {
          (step, previous) = (half, half)
        }
      }
      (a, fa) = (b, fb)
      b += step.magnitude > tolerance ? step : (half > 0 ? tolerance : -tolerance)
      fb = function(b)
    }
    return b
  }
}

/// Chebyshev's method of third order for the root of a rising function, inside a bracket that it widens and shrinks
/// itself (Traub, "Iterative methods for the solution of equations", 1964, §5.2).
enum Chebyshev {
  /// A rising function at one point, with its first two derivatives. The value may be infinite.
  struct Point: Hashable, Sendable {
    var value: Double
    var slope: Double
    var bend: Double
  }

  /// Where `function` crosses 0, searched from `start`; ∓∞ when it has one sign as far as ±`limit`.
  ///
  /// `width` is the scale on which the slope changes: steps are kept to a few of it, and the search ends with the step
  /// whose third power is below the last digit.
  static func root(
    from start: Double, width: Double, limit: Double, _ function: (Double) -> Point
  ) -> Double {
    var (lower, upper) = (-limit, limit)
    var x = start
    for _ in 0..<2000 {
      let point = function(x)
      if point.value == 0 { return x }
      if point.value < 0 { lower = x } else { upper = x }
      let first = -point.value / point.slope
      let step = first * (1 - 0.5 * point.bend / point.slope * first)
      // Far off, the second derivative may mislead.
      var next = x + (first.magnitude < 0.5 * width ? step : max(-4 * width, min(4 * width, first)))
      if next == x { return x }
      if next < lower || next > upper || next.magnitude >= limit {
        if next <= -limit { return -.infinity }
        if next >= limit { return .infinity }
        next = 0.5 * (lower + upper)
      }
      let moved = ((next - x) / width).magnitude
      x = next
      if moved * moved * moved * min(1, width) < 1e-17 || upper - lower <= 4e-16 * x.magnitude { break }
    }
    return x
  }
}

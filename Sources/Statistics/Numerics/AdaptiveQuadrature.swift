/// Adaptive Gauss–Legendre quadrature: a rule of 20 nodes against the same rule on both halves, halved until they agree.
public struct AdaptiveQuadrature: Sendable {
  private let rule = GaussLegendre(unchecked: 20)
  /// The relative error asked for.
  public let tolerance: Double

  /// Quadrature to the relative `tolerance` (default 1e-13) of the whole integral.
  public init(tolerance: Double = 1e-13) {
    self.tolerance = max(tolerance, 1e-15)
  }

  /// The integral of `function` over [`lower`, `upper`], finite limits.
  ///
  /// Give `scale`, a first idea of the size of the answer, when the mass sits in a small part of the range; the
  /// recursion stops at 50 halvings, so a discontinuity costs accuracy, never time without end.
  public func integrate(
    from lower: Double, to upper: Double, scale: Double = 0, _ function: (Double) -> Double
  ) -> Double {
    let whole = rule.integrate(from: lower, to: upper, function)
    return refine(
      lower, upper, whole, goal: max(scale.magnitude, whole.magnitude) * tolerance, depth: 50, function)
  }

  private func refine(
    _ lower: Double, _ upper: Double, _ whole: Double, goal: Double, depth: Int, _ function: (Double) -> Double
  ) -> Double {
    let middle = 0.5 * (lower + upper)
    let left = rule.integrate(from: lower, to: middle, function)
    let right = rule.integrate(from: middle, to: upper, function)
    let sum = left + right
    let difference = (sum - whole).magnitude
    // A panel right to a tenth of the tolerance on its own needs no more, even where the first look at the whole range
    // came out far too small: halving further would chase rounding.
    if depth == 0 || difference <= max(goal, max(1e-15, 0.1 * tolerance) * sum.magnitude) { return sum }
    return refine(lower, middle, left, goal: goal, depth: depth - 1, function)
      + refine(middle, upper, right, goal: goal, depth: depth - 1, function)
  }
}

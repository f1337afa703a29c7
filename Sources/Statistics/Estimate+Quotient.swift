/// Quotients and products of estimates whose limits are known and whose sampling laws need not be.
extension Estimate {
  /// This quantity over another, both not negative, with limits recovered from the limits of both.
  ///
  /// Method of variance estimates recovery (Donner & Zou 2012, eq. 7; with a correlation as Zou 2007): Fieller's interval
  /// in which each side of an estimate has the variance that its own limit implies. With a denominator known for sure, or a
  /// numerator, it is the other's interval on another scale; with limits that are symmetric it is Fieller's. Both
  /// intervals are of the same confidence, and so is the quotient's, about.
  ///
  /// - Parameters:
  ///   - denominator: the other quantity; its lower limit may be 0, and the quotient's upper limit is then infinite.
  ///   - correlation: correlation of both estimates, -1...1; 0 where they are independent.
  /// - Returns: the quotient; infinite where this is infinite and over 0, and 0 for 0 over 0.
  public func divided(by denominator: Estimate, correlation: Double = 0) -> Estimate {
    if upper == 0 { return Estimate(value: 0, lower: 0, upper: denominator.lower > 0 ? 0 : .infinity) }
    let quotient =
      value.isInfinite || (denominator.value == 0 && value > 0)
      ? .infinity : denominator.value > 0 ? value / denominator.value : 0
    return recoveredQuotient(quotient, over: denominator, correlation: correlation)
  }

  /// This quantity times an independent one, both not negative, with limits recovered from the limits of both.
  ///
  /// The variance of a product of independent quantities (Goodman 1960, eq. 2), in which each side of an estimate has the
  /// variance that its own limit implies. With one factor known for sure it is the other's interval on another scale. Not
  /// for factors that are correlated.
  public func multiplied(by factor: Estimate) -> Estimate {
    func side(_ one: Double, _ two: Double) -> Double {
      let (first, second, both) = (factor.value * one, value * two, one * two)
      return (first * first + second * second + both * both).squareRoot()
    }
    let product = value * factor.value
    let isBounded = upper.isFinite && factor.upper.isFinite
    return Estimate(
      value: product,
      lower: max(lower * factor.lower, product - side(value - lower, factor.value - factor.lower)),
      upper: isBounded ? product + side(upper - value, factor.upper - factor.value) : .infinity)
  }

  /// The limits of a quotient around its value. Rounding must not put the value outside an interval of next to no width.
  func recoveredQuotient(_ quotient: Double, over denominator: Estimate, correlation: Double = 0) -> Estimate {
    func inverse(_ x: Double) -> Double { x > 0 ? 1 / x : .infinity }
    return Estimate(
      value: quotient, lower: min(quotient, lowerQuotient(over: denominator, correlation)),
      upper: max(quotient, inverse(denominator.lowerQuotient(over: self, correlation))))
  }

  /// The lower limit of this over a denominator. The upper limit is the inverse of that of the inverse quotient.
  private func lowerQuotient(over denominator: Estimate, _ correlation: Double) -> Double {
    // With an infinite value nothing can be recovered; the corner of both intervals bounds the quotient from below.
    guard value.isFinite, denominator.upper.isFinite, denominator.value.isFinite else {
      return denominator.upper.isFinite ? lower / denominator.upper : 0
    }
    let product = value * denominator.value - correlation * (value - lower) * (denominator.upper - denominator.value)
    let below = lower * (2 * value - lower)
    let above = denominator.upper * (2 * denominator.value - denominator.upper)
    guard below > 0 else { return 0 }
    return below / (product + max(0, product * product - below * above).squareRoot())
  }
}

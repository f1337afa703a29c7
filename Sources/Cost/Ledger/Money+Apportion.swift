extension Money {
  /// The amount times a whole number; nil beyond the range of money.
  func times(_ count: Int) -> Money? {
    let (product, overflow) = micros.multipliedReportingOverflow(by: count)
    return overflow ? nil : Money(micros: product)
  }

  /// The amount times `numerator` / `denominator`, rounded half away from zero; nil beyond the range of money.
  func times(_ numerator: Int, over denominator: Int) -> Money? {
    let product = Int128(micros) * Int128(numerator)
    let half = Int128(denominator) / 2
    let rounded = (product >= 0 ? product + half : product - half) / Int128(denominator)
    return Int(exactly: rounded).map(Money.init(micros:))
  }

  /// The amount times a measured share or volume, rounded half away from zero; nil beyond the range of money.
  func times(_ factor: Double) -> Money? {
    let product = (Double(micros) * factor).rounded(.toNearestOrAwayFromZero)
    return Int(exactly: product).map(Money.init(micros:))
  }

  /// The amount divided in proportion to weights, to the last millionth: the parts always add up to the whole.
  ///
  /// Each part is rounded down and the millionths left over go to the largest remainders, the first part first on ties
  /// (Hamilton's method). Weights are not negative; when all are 0 the parts are equal.
  public func apportioned(by weights: [Double]) -> [Money] {
    guard !weights.isEmpty else { return [] }
    let total = weights.reduce(0, +)
    let shares = total > 0 ? weights.map { $0 / total } : weights.map { _ in 1 / Double(weights.count) }
    let exact = shares.map { Double(micros.magnitude) * $0 }
    var parts = exact.map { Int($0.rounded(.down)) }
    var left = Int(micros.magnitude) - parts.reduce(0, +)
    let byRemainder = exact.indices.sorted { first, second in
      let remainders = (exact[first] - exact[first].rounded(.down), exact[second] - exact[second].rounded(.down))
      return remainders.0 != remainders.1 ? remainders.0 > remainders.1 : first < second
    }
    var next = 0
    while left != 0 {
      // Doubles resolve amounts below 2⁵³ millionths exactly; beyond, the parts may be off by a few either way.
      let index = byRemainder[next % byRemainder.count]
      let step = left.signum()
      if parts[index] + step >= 0 {
        parts[index] += step
        left -= step
      }
      next += 1
    }
    return parts.map { Money(micros: micros < 0 ? -$0 : $0) }
  }
}

extension Money {
  /// The amount times the ratio of two others, rounded half away from zero; nil when `whole` is not above zero, and beyond
  /// the range of money.
  public func part(_ part: Money, of whole: Money) -> Money? {
    whole > .zero ? times(part.micros, over: whole.micros) : nil
  }
}

/// A confidence set for a ratio of two normal estimates (Fieller 1954).
///
/// Where the denominator may be 0 the ratio is not bounded, and an honest set is not an interval (Gleser & Hwang 1987).
public enum FiellerSet: Hashable, Sendable {
  /// All values from `lower` to `upper`; one of them is infinite when the denominator is just significant.
  case interval(lower: Double, upper: Double)
  /// All values up to `below`, and all from `above` on: the data exclude what is between, and bound nothing.
  case complement(below: Double, above: Double)
  /// The data exclude nothing.
  case wholeLine

  /// The values τ with (N − τD)² ≤ z² var(N − τD); variances are finite, and D is not 0 without one.
  public init(
    numerator: Double, denominator: Double, variance: Double, covariance: Double, denominatorVariance: Double, z: Double
  ) {
    let square = z * z
    // aτ² − 2bτ + c ≤ 0.
    let a = denominator * denominator - square * denominatorVariance
    let b = numerator * denominator - square * covariance
    let c = (numerator.magnitude - z * variance.squareRoot()) * (numerator.magnitude + z * variance.squareRoot())
    // b² − ac, multiplied out: the products that cancel are gone.
    let spread =
      variance * denominator * denominator - 2 * numerator * denominator * covariance
      + numerator * numerator * denominatorVariance
    let excess = variance * denominatorVariance - covariance * covariance
    let discriminant = square * (spread - square * excess)
    if a == 0 {
      self = Self.line(b, c)
      return
    }
    guard a > 0 || discriminant > 0 else {
      self = .wholeLine
      return
    }
    let root = max(0, discriminant).squareRoot()
    // The larger root first: the smaller follows from their product without cancellation.
    let far = b + (b < 0 ? -root : root)
    let (first, second) = far == 0 ? (0, 0) : (far / a, c / far)
    let (low, high) = (min(first, second), max(first, second))
    self = a > 0 ? .interval(lower: low, upper: high) : .complement(below: low, above: high)
  }

  /// −2bτ + c ≤ 0.
  private static func line(_ b: Double, _ c: Double) -> FiellerSet {
    if b > 0 { return .interval(lower: c / (2 * b), upper: .infinity) }
    if b < 0 { return .interval(lower: -.infinity, upper: c / (2 * b)) }
    return .wholeLine
  }

  /// Whether the set holds `value`.
  public func contains(_ value: Double) -> Bool {
    switch self {
    case .interval(let lower, let upper): lower <= value && value <= upper
    case .complement(let below, let above): value <= below || value >= above
    case .wholeLine: true
    }
  }
}

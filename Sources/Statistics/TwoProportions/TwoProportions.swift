/// Two independent arms with successes among trials: the 2×2 table that most questions of an A/B test start from.
///
/// Tests, intervals for the difference, the ratio and the odds ratio are methods on it, each with its choices listed in
/// an enumeration. Differences are variant − control, ratios variant / control.
public struct TwoProportions: Hashable, Sendable {
  /// The arm compared against.
  public let control: Proportion
  /// The arm of interest.
  public let variant: Proportion

  /// The comparison of `variant` with `control`.
  public init(control: Proportion, variant: Proportion) {
    self.control = control
    self.variant = variant
  }

  /// Variant rate − control rate, in −1...1.
  public var observedDifference: Double { variant.rate - control.rate }

  /// Variant rate / control rate; ∞ when only the control has no success, and 1 when neither arm has one.
  public var observedRatio: Double {
    Self.quotient(Double(variant.successes) * control.n, variant.n * Double(control.successes))
  }

  /// Odds of the variant / odds of the control; ∞ when only the denominator is 0, and 1 when the table says nothing.
  public var observedOddsRatio: Double {
    Self.quotient(
      Double(variant.successes) * Double(control.failures), Double(variant.failures) * Double(control.successes))
  }

  var total: Double { control.n + variant.n }
  var successes: Int { control.successes + variant.successes }
  var failures: Int { control.failures + variant.failures }
  /// Whether every trial, or none, succeeded.
  var isOneSided: Bool { successes == 0 || failures == 0 }
  var exchanged: TwoProportions { TwoProportions(control: variant, variant: control) }
  var mirrored: TwoProportions { TwoProportions(control: control.mirrored, variant: variant.mirrored) }

  private static func quotient(_ numerator: Double, _ denominator: Double) -> Double {
    if denominator > 0 { return numerator / denominator }
    return numerator > 0 ? .infinity : 1
  }
}

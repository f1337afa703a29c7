import Foundation

/// The power of the pooled z test by enumeration of every table, with the rejection region decided in integers.
///
/// Exact where the normal approximation is not: low expected counts, unequal arms. Linear in the number of trials.
public struct ExactPower: Hashable, Sendable {
  /// Rate of the control, in 0...1.
  public let control: Double
  /// Rate of the variant, in 0...1.
  public let variant: Double
  /// Trials of the control, at least 1.
  public let controlTrials: Int
  /// Trials of the variant, at least 1.
  public let variantTrials: Int

  /// The largest number of trials in an arm.
  public static let largestTrials = 10_000_000

  /// Throws for rates outside 0...1 or trials outside 1...``largestTrials``.
  public init(
    control: Double, variant: Double, controlTrials: Int, variantTrials: Int
  ) throws(StatisticsError) {
    for (name, rate) in [("control rate", control), ("variant rate", variant)] where !(rate >= 0 && rate <= 1) {
      throw .outOfRange(name: name, value: rate, expected: "a number from 0 to 1")
    }
    for (name, trials) in [("control trials", controlTrials), ("variant trials", variantTrials)]
    where trials < 1 || trials > Self.largestTrials {
      throw .outOfRange(name: name, value: Double(trials), expected: "a whole number from 1 to 10000000")
    }
    self.control = control
    self.variant = variant
    self.controlTrials = controlTrials
    self.variantTrials = variantTrials
  }

  /// The chance that the pooled z test rejects at `alpha`; one-sided against a higher rate of the variant.
  public func pooledZ(alpha: Double, sides: Sides = .two) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(alpha, "alpha")
    let critical = Normal.quantile(survival: alpha / Double(sides.rawValue))
    func z(_ x0: Int, _ x1: Int) -> Double {
      TwoProportions(
        control: Proportion(unchecked: x0, of: controlTrials), variant: Proportion(unchecked: x1, of: variantTrials)
      ).pooledStatistic
    }
    let law0 = Binomial(unchecked: controlTrials, control)
    let law1 = Binomial(unchecked: variantTrials, variant)
    let reach = law0.reach
    // The bounds of the region rise with the control's successes, so each is followed and never searched anew.
    var (upper, lower) = (0, -1)
    var power = 0.0
    for x0 in reach {
      while upper <= variantTrials, z(x0, upper) < critical { upper += 1 }
      var rejected = law1.survival(upper - 1)
      if sides == .two {
        while lower < variantTrials, z(x0, lower + 1) <= -critical { lower += 1 }
        rejected += law1.cdf(lower)
      }
      power += law0.mass(x0) * rejected
    }
    return min(1, power)
  }
}

extension Binomial {
  /// The values outside which less than 1e-18 of the mass lies.
  var reach: ClosedRange<Int> {
    let mean = Double(trials) * probability
    let width = 9.5 * (mean * (1 - probability)).squareRoot() + 60
    return max(0, Int(mean - width))...min(trials, Int(mean + width) + 1)
  }
}

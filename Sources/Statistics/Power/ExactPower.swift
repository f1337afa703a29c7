import Foundation

/// Power, sample size and detectable rate of any test of equal rates, by enumeration of its ``RejectionRegion``.
///
/// The counterpart of ``TwoProportionPower`` for low expected counts and unequal arms. The power of a discrete test
/// rises with the sample in a saw-tooth, and with the rate smoothly.
public struct ExactPower: Hashable, Sendable {
  /// The test planned.
  public let test: DifferenceTest
  /// Rate of the control, in 0...1.
  public let control: Double
  /// Nominal error rate of the test, strictly between 0 and 1.
  public let alpha: Double
  /// The side it looks at.
  public let alternative: Alternative
  /// Trials of the variant per trial of the control, above 0; the variant's trials are rounded to the nearest number.
  public let variantPerControl: Double

  /// A design around the control's rate. Throws when a value is outside its range.
  public init(
    _ test: DifferenceTest, control: Double, alpha: Double = 0.05, alternative: Alternative = .twoSided,
    variantPerControl: Double = 1
  ) throws(StatisticsError) {
    guard control >= 0, control <= 1 else {
      throw .outOfRange(name: "control rate", value: control, expected: "a number from 0 to 1")
    }
    try StatisticsError.requireProbability(alpha, "alpha")
    try StatisticsError.requirePositive(variantPerControl, "variant trials per control trial")
    self.test = test
    self.control = control
    self.alpha = alpha
    self.alternative = alternative
    self.variantPerControl = variantPerControl
  }

  /// Whole trials of each arm with the power they have.
  public struct SampleSize: Hashable, Sendable {
    /// Trials of the control.
    public let control: Int
    /// Trials of the variant.
    public let variant: Int
    /// The chance of rejecting with them.
    public let power: Double
  }

  /// The region with `controlTrials` in the control.
  public func region(controlTrials: Int) throws(StatisticsError) -> RejectionRegion {
    let exact = (Double(controlTrials) * variantPerControl).rounded()
    guard exact <= Double(RejectionRegion.largestTrials) else {
      throw .outOfRange(name: "variant trials", value: exact, expected: "a whole number from 1 to 10000000")
    }
    return try RejectionRegion(
      test, alpha: alpha, alternative: alternative, controlTrials: controlTrials, variantTrials: max(1, Int(exact)))
  }

  /// The chance of rejecting when the variant's rate is `variant`.
  public func power(variant: Double, controlTrials: Int) throws(StatisticsError) -> Double {
    try region(controlTrials: controlTrials).probability(control: control, variant: variant)
  }

  /// A sample that reaches `power` while one trial less in the control does not.
  ///
  /// The size is found by bisection from the normal design. Because the power is a saw-tooth, a somewhat smaller size
  /// may reach it as well, and a somewhat larger one may fall short by a little. Throws when the rates are equal, when
  /// `power` is not between the error rate and 1, when the effect points away from a one-sided alternative, and when the
  /// size is beyond what is enumerated.
  public func sampleSize(variant: Double, power: Double) throws(StatisticsError) -> SampleSize {
    try StatisticsError.requireProbability(power, "power")
    guard power > alpha else {
      throw .outOfRange(name: "power", value: power, expected: "a number above alpha, which is \(alpha)")
    }
    let isRight =
      switch alternative {
      case .twoSided: variant != control
      case .greater: variant > control
      case .less: variant < control
      }
    guard isRight, variant >= 0, variant <= 1 else {
      throw .outOfRange(
        name: "variant rate", value: variant, expected: "a rate in 0...1 on the side of the alternative")
    }
    func reached(_ trials: Int) throws(StatisticsError) -> Double {
      try self.power(variant: variant, controlTrials: trials)
    }
    var upper = Int(min(max(guess(variant, power), 2), 1e7))
    var lower = 0
    var best = try reached(upper)
    // Upwards while it is too small; downwards, in steps, to where it is not enough.
    while best < power {
      lower = upper
      upper += max(1, upper / 4)
      best = try reached(upper)
    }
    var step = max(1, upper / 8)
    while lower == 0, upper > 1 {
      let trial = max(1, upper - step)
      let reach = try reached(trial)
      if reach >= power { (upper, best) = (trial, reach) } else { lower = trial }
      step *= 2
    }
    while upper - lower > 1 {
      let middle = lower + (upper - lower) / 2
      let reach = try reached(middle)
      if reach >= power { (upper, best) = (middle, reach) } else { lower = middle }
    }
    let arms = try region(controlTrials: upper)
    return SampleSize(control: upper, variant: arms.variantTrials, power: best)
  }

  /// The normal design's size with rates kept off the ends.
  private func guess(_ variant: Double, _ power: Double) -> Double {
    let p0 = min(max(control, 1e-6), 1 - 1e-6)
    let p1 = min(max(variant, 1e-6), 1 - 1e-6)
    let sides = alternative == .twoSided ? 2.0 : 1
    let z = Normal.quantile(survival: alpha / sides) + Normal.quantile(power)
    let spread = p0 * (1 - p0) + p1 * (1 - p1) / variantPerControl
    return z * z * spread / ((p1 - p0) * (p1 - p0))
  }

  /// The rate nearest to the control's, on the side of `direction`, that is detected with probability `power`; nil when
  /// none is. `.twoSided` looks above.
  ///
  /// The region is found once. Throws like ``sampleSize(variant:power:)``, and when `direction` points away from a
  /// one-sided alternative.
  public func detectableRate(
    controlTrials: Int, power: Double, direction: Alternative = .greater
  ) throws(StatisticsError) -> Double? {
    try StatisticsError.requireProbability(power, "power")
    guard power > alpha else {
      throw .outOfRange(name: "power", value: power, expected: "a number above alpha, which is \(alpha)")
    }
    let isBelow = direction == .less
    guard alternative == .twoSided || (alternative == .less) == isBelow else {
      throw .outOfRange(
        name: "direction", value: isBelow ? -1 : 1, expected: "the side of the alternative, \(alternative.rawValue)")
    }
    let region = try region(controlTrials: controlTrials)
    let end: Double = isBelow ? 0 : 1
    guard try region.probability(control: control, variant: end) >= power else { return nil }
    var (near, far) = (control, end)
    // Bisection keeps the far end detected; forty halvings of the gap reach any rate worth naming.
    for _ in 0..<60 where (far - near).magnitude > 1e-13 * far.magnitude {
      let middle = 0.5 * (near + far)
      let reach = try region.probability(control: control, variant: middle)
      if reach >= power { far = middle } else { near = middle }
    }
    return far
  }

  /// The same as a relative lift over the control's rate: 0.2 is 20 % more, −0.2 is 20 % less. Nil when none is
  /// detected, or when the control's rate is 0.
  public func detectableLift(
    controlTrials: Int, power: Double, direction: Alternative = .greater
  ) throws(StatisticsError) -> Double? {
    guard control > 0 else { return nil }
    return try detectableRate(controlTrials: controlTrials, power: power, direction: direction).map { $0 / control - 1 }
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

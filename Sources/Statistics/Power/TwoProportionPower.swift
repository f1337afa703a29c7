import Foundation

/// The normal approximation that a plan uses.
public enum PowerApproximation: String, Hashable, Sendable, CaseIterable {
  /// Pooled variance under no effect, each rate's own variance under the effect (Fleiss, Levin & Paik 2003, eq. 4.14
  /// without continuity correction): the design counterpart of the score test. The default.
  case pooled
  /// Each rate's own variance under both (Chow, Shao & Wang 2008, ch. 4): the counterpart of Wald's test.
  case unpooled
  /// The arcsine transformation (Cohen 1988, ch. 6), whose variance does not depend on the rates.
  case arcsine
  /// The null variance at the rates restricted to the margin (Farrington & Manning 1990, eq. 4): the counterpart of the
  /// score test against a margin; the same as ``pooled`` when the margin is 0.
  case farringtonManning = "farrington-manning"
}

/// Power, sample size and detectable effect of the comparison of two rates, by a normal approximation.
///
/// Sizes are real numbers of trials; round them up. Not for expected counts under about five: use ``ExactPower`` instead.
public struct TwoProportionPower: Hashable, Sendable {
  /// Rate of the control, strictly between 0 and 1.
  public let control: Double
  /// Error rate of the test, strictly between 0 and 1.
  public let alpha: Double
  /// One or two sides.
  public let sides: Sides
  /// Trials of the variant per trial of the control, above 0.
  public let variantPerControl: Double
  /// The normal approximation.
  public let approximation: PowerApproximation
  /// The difference that is to be rejected, in −1...1; 0 for a test of equal rates.
  public let margin: Double
  /// How the trials hang together.
  public let sampling: DesignSampling

  /// A design around the control's rate.
  ///
  /// Throws when a value is outside its range, for a margin with ``PowerApproximation/pooled`` or
  /// ``PowerApproximation/arcsine``, which know of none, and for a finite list with the latter.
  public init(
    control: Double, alpha: Double = 0.05, sides: Sides = .two, variantPerControl: Double = 1,
    approximation: PowerApproximation = .pooled, margin: Double = 0, sampling: DesignSampling = .independent
  ) throws(StatisticsError) {
    try StatisticsError.requireProbability(control, "control rate")
    try StatisticsError.requireProbability(alpha, "alpha")
    try StatisticsError.requirePositive(variantPerControl, "variant trials per control trial")
    guard margin > -1, margin < 1 else {
      throw .outOfRange(name: "margin", value: margin, expected: "a number between -1 and 1, both excluded")
    }
    if margin != 0, approximation == .pooled || approximation == .arcsine {
      throw .outOfRange(
        name: "margin", value: margin, expected: "0, or the farrington-manning or unpooled approximation")
    }
    if case .list(let list) = sampling, approximation == .arcsine {
      throw .outOfRange(
        name: "leads of the list", value: Double(list.leads), expected: "no list with the arcsine approximation")
    }
    self.control = control
    self.alpha = alpha
    self.sides = sides
    self.variantPerControl = variantPerControl
    self.approximation = approximation
    self.margin = margin
    self.sampling = sampling
  }

  /// Trials in each arm; real numbers, to be rounded up.
  public struct SampleSize: Hashable, Sendable {
    /// Trials of the control.
    public let control: Double
    /// Trials of the variant.
    public let variant: Double
    /// Trials of both arms.
    public var total: Double { control + variant }
  }

  var criticalZ: Double { Normal.quantile(survival: alpha / Double(sides.rawValue)) }

  /// The chance that the test rejects when the variant's rate is `variant`, with `controlTrials` in the control.
  ///
  /// Both tails count when two-sided; a one-sided test looks to the side of the truth. Throws unless 0 < `variant` < 1
  /// and `controlTrials` > 0, and when a list is shorter than the test. With fewer than three clusters in all the power
  /// is 0.
  public func power(variant: Double, controlTrials: Double) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(variant, "variant rate")
    try StatisticsError.requirePositive(controlTrials, "control trials")
    try requireRoom(controlTrials)
    return rejection(variant, controlTrials, tails: sides)
  }

  /// The trials needed to reject with probability `power` when the variant's rate is `variant`; the chance of rejecting
  /// on the wrong side is not counted.
  ///
  /// Throws unless both are strictly between 0 and 1, `variant` differs from the control by something else than the
  /// margin and `power` exceeds the error rate, and when a list is too short for any test to be that sure.
  public func sampleSize(variant: Double, power: Double) throws(StatisticsError) -> SampleSize {
    try StatisticsError.requireProbability(variant, "variant rate")
    try requirePower(power)
    // A difference equal to the margin may differ from it by rounding.
    guard (variant - control - margin).magnitude > 4 * max(variant, control).ulp else {
      throw .outOfRange(
        name: "variant rate", value: variant, expected: "a rate that differs from the control's by more than the margin"
      )
    }
    let sum = criticalZ * spread(variant).null + Normal.quantile(power) * spread(variant).alternative
    let root = sum / effect(variant)
    let trials =
      switch sampling {
      case .independent: root * root
      case .repeated(let effect): root * root * effect.value
      case .clusters(let effect): solve(variant, power, from: root * root * effect.value)
      case .list(let list): try solve(variant, power, list)
      }
    return SampleSize(control: trials, variant: trials * variantPerControl)
  }

  /// With Student's t the size is somewhat above the normal one.
  private func solve(_ variant: Double, _ power: Double, from normal: Double) -> Double {
    var upper = normal
    while rejection(variant, upper, tails: .one) < power { upper *= 2 }
    let root = Brent.root(from: 0, to: upper, relative: 1e-13) { rejection(variant, $0, tails: .one) - power }
    return root
  }

  private func solve(_ variant: Double, _ power: Double, _ list: FiniteList) throws(StatisticsError) -> Double {
    let most = Double(list.leads) / (1 + variantPerControl)
    guard rejection(variant, most, tails: .one) >= power else {
      throw .outOfRange(
        name: "leads of the list", value: Double(list.leads),
        expected: "a longer list: calling all of it does not reach the power of \(power)")
    }
    let root = Brent.root(from: 0, to: most, relative: 1e-13) { rejection(variant, $0, tails: .one) - power }
    return root
  }

  /// The rate nearest to the control's (beyond the margin), on the side of `direction`, that `controlTrials` detect with
  /// probability `power`; nil when no rate in 0...1 is. `.twoSided` looks above.
  ///
  /// Throws like ``sampleSize(variant:power:)``.
  public func detectableRate(
    controlTrials: Double, power: Double, direction: Alternative = .greater
  ) throws(StatisticsError) -> Double? {
    try requirePower(power)
    try StatisticsError.requirePositive(controlTrials, "control trials")
    try requireRoom(controlTrials)
    let end: Double = direction == .less ? 0 : 1
    let start = min(max(control + margin, 0), 1)
    guard start != end, rejection(end, controlTrials, tails: sides) >= power else { return nil }
    let rate = Brent.root(from: min(start, end), to: max(start, end)) {
      rejection($0, controlTrials, tails: sides) - power
    }
    return rate
  }

  /// The smallest relative lift that `controlTrials` detect with probability `power`: 0.2 is 20 % more than the control,
  /// −0.2 (with the direction `.less`) 20 % less. Nil when none is.
  public func detectableLift(
    controlTrials: Double, power: Double, direction: Alternative = .greater
  ) throws(StatisticsError) -> Double? {
    try detectableRate(controlTrials: controlTrials, power: power, direction: direction).map { $0 / control - 1 }
  }

  private func requirePower(_ power: Double) throws(StatisticsError) {
    try StatisticsError.requireProbability(power, "power")
    guard power > alpha else {
      throw .outOfRange(name: "power", value: power, expected: "a number above alpha, which is \(alpha)")
    }
  }

  private func requireRoom(_ controlTrials: Double) throws(StatisticsError) {
    guard case .list(let list) = sampling else { return }
    let total = controlTrials * (1 + variantPerControl)
    guard total <= Double(list.leads) else {
      throw .outOfRange(
        name: "control trials", value: controlTrials, expected: "at most \(list.leads) trials in both arms, the list")
    }
  }
}

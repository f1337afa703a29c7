/// The effect of hearing the challenger when units were assigned inside strata (lists, waves): both differences, of
/// opportunities and of hearing, are combined with Mantel–Haenszel weights n₁n₂/N on the calls before one is divided by the
/// other.
///
/// The companion of ``StratifiedRatioOfSums``, with which it agrees when every unit hears what it was assigned. What it
/// assumes, and what it is not for, is said at ``ComplierEffect``. Units must not be split between strata.
public struct StratifiedComplierEffect: Hashable, Sendable {
  /// The rows of one stratum, in which an arm may be empty.
  public struct Stratum: Hashable, Sendable {
    /// The units assigned to the current script.
    public let control: [ComplierEffect.Row]
    /// The units assigned to the challenger.
    public let variant: [ComplierEffect.Row]

    /// The rows of both arms.
    public init(control: [ComplierEffect.Row], variant: [ComplierEffect.Row]) {
      self.control = control
      self.variant = variant
    }
  }

  /// How many strata were left out because an arm had no call, or a single unit (no variance to estimate).
  public let omittedStrata: Int
  /// Effect by assignment: the combined difference of opportunities by call.
  public let assignmentEffect: Double
  /// The combined difference in hearing the challenger.
  public let hearingDifference: Double
  private let ratio: InstrumentedRatio

  /// Throws for rows that ``ComplierEffect/Arm`` refuses, when no stratum can be used, and when the assignment moved
  /// nobody.
  ///
  /// `degreesOfFreedom` are those of Student's t in place of the normal law when units are few. Throws unless they are
  /// positive and finite.
  public init(_ strata: [Stratum], degreesOfFreedom: Double? = nil) throws(StatisticsError) {
    func hasCalls(_ arm: [ComplierEffect.Row]) -> Bool { arm.contains { $0.calls > 0 && $0.units > 0 } }
    var arms: [(control: ComplierEffect.Arm, variant: ComplierEffect.Arm)] = []
    for stratum in strata where hasCalls(stratum.control) && hasCalls(stratum.variant) {
      let pair = (control: try ComplierEffect.Arm(stratum.control), variant: try ComplierEffect.Arm(stratum.variant))
      if pair.control.outcome.units > 1, pair.variant.outcome.units > 1 { arms.append(pair) }
    }
    guard !arms.isEmpty else {
      throw .tooFew(name: "strata", count: 0, expected: "at least one stratum with two units in both arms")
    }
    omittedStrata = strata.count - arms.count
    let weights = arms.map { pair in
      let (n0, n1) = (pair.control.outcome.trials, pair.variant.outcome.trials)
      return n0 * n1 / (n0 + n1)
    }
    let total = weights.reduce(0, +)
    var (effect, share) = (0.0, 0.0)
    var (effectVariance, shareVariance, covariance) = (0.0, 0.0, 0.0)
    for (pair, weight) in zip(arms, weights.map({ $0 / total })) {
      let outcome = RatioOfSums(control: pair.control.outcome, variant: pair.variant.outcome)
      let hearing = RatioOfSums(control: pair.control.hearing, variant: pair.variant.hearing)
      effect += weight * outcome.observedDifference
      share += weight * hearing.observedDifference
      effectVariance += weight * weight * outcome.standardError * outcome.standardError
      shareVariance += weight * weight * hearing.standardError * hearing.standardError
      covariance += weight * weight * (pair.control.covariance + pair.variant.covariance)
    }
    (assignmentEffect, hearingDifference) = (effect, share)
    ratio = try InstrumentedRatio(
      effect: effect, effectError: effectVariance.squareRoot(), share: share, shareError: shareVariance.squareRoot(),
      covariance: covariance, degreesOfFreedom: degreesOfFreedom)
  }

  /// Square of z of the combined difference in hearing; infinite when every unit heard what it was assigned.
  public var firstStageF: Double { ratio.firstStageF }
  /// Effect by assignment over difference in hearing, in opportunities by call; nil when the latter is 0.
  public var estimate: Double? { ratio.estimate }

  /// The test that the complier effect is `effect` (Anderson & Rubin 1949), as ``ComplierEffect/test(of:alternative:)``.
  public func test(of effect: Double = 0, alternative: Alternative = .twoSided) -> TestResult {
    ratio.test(of: effect, alternative)
  }

  /// All effects that ``test(of:alternative:)`` does not reject at 1 − `confidence` (Fieller 1954). Throws unless
  /// 0 < `confidence` < 1.
  public func set(confidence: Double = 0.95) throws(StatisticsError) -> FiellerSet {
    try ratio.set(confidence: confidence)
  }
}

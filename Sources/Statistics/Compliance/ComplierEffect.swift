import Foundation

/// The effect of hearing the challenger, on the calls that hear it because they were assigned to it: effect of the
/// assignment over difference in hearing (Wald 1940; local average treatment effect, Imbens & Angrist 1994; Angrist, Imbens
/// & Rubin 1996).
///
/// Units (leads, agents) are assigned; each brings calls, opportunities, and calls in which the challenger was really
/// heard, in whichever arm. Both rates are ratios of sums over units with delta-method (co)variances, as in
/// ``RatioOfSums``. With one call a unit that is the case of independent calls.
///
/// Valid only if
/// - *exclusion*: the assignment works through nothing but what was heard. An agent who changes more than the hook for
///   calls of one arm breaks it;
/// - *monotonicity*: no call hears the challenger only because it was not assigned to it;
/// - *no interference*: a call's outcome does not depend on other units' assignments.
///
/// Not for choosing a script: rolled out, a script will again be read by some and not by others, and the effect of the
/// assignment is what the campaign will see. Normal approximation: some tens of opportunities in each arm. Not for
/// comparing those who heard with those who did not, which no randomisation protects.
public struct ComplierEffect: Hashable, Sendable {
  /// Units that share the same calls, opportunities and calls with the challenger heard.
  public struct Row: Hashable, Sendable {
    /// Calls of each unit, at least 0.
    public let calls: Int
    /// Opportunities of each unit, at least 0.
    public let opportunities: Int
    /// Calls of each unit in which the challenger was heard, in 0...calls.
    public let heard: Int
    /// How many units there are of this kind, at least 0.
    public let units: Int

    /// One kind of unit; checked when an arm is made of it.
    public init(calls: Int, opportunities: Int, heard: Int, units: Int) {
      self.calls = calls
      self.opportunities = opportunities
      self.heard = heard
      self.units = units
    }
  }

  /// One arm: its rates and their variances.
  public struct Arm: Hashable, Sendable {
    /// Opportunities by call, as assigned.
    public let outcome: RatioOfSums.Arm
    /// Calls with the challenger heard, by call.
    public let hearing: RatioOfSums.Arm
    /// Delta-method covariance of the two rates; 0 with a single unit, whose variances are infinite.
    public let covariance: Double

    /// Throws for negative entries, more calls heard than made, or an arm without a call.
    public init(_ rows: [Row]) throws(StatisticsError) {
      outcome = try RatioOfSums.Arm(
        rows.map { .init(trials: $0.calls, successes: $0.opportunities, units: $0.units) })
      hearing = try RatioOfSums.Arm(rows.map { .init(trials: $0.calls, successes: $0.heard, units: $0.units) })
      for row in rows where row.heard > row.calls {
        throw .outOfRange(name: "calls heard", value: Double(row.heard), expected: "at most the calls, \(row.calls)")
      }
      let (rate, share, n) = (outcome.ratio, hearing.ratio, Double(outcome.units))
      let products = rows.reduce(0.0) {
        let calls = Double($1.calls)
        let residuals = (Double($1.opportunities) - rate * calls) * (Double($1.heard) - share * calls)
        return $0 + Double($1.units) * residuals
      }
      covariance = n > 1 ? products * n / (n - 1) / (outcome.trials * outcome.trials) : 0
    }
  }

  /// The arm assigned to the current script.
  public let control: Arm
  /// The arm assigned to the challenger.
  public let variant: Arm

  private let ratio: InstrumentedRatio

  /// The comparison of `variant` with `control`. Throws when exactly the same share heard the challenger in both arms and
  /// that share has no error: then the assignment moved nobody, and there is no complier to speak of.
  ///
  /// `degreesOfFreedom` are those of Student's t in place of the normal law when units are few: for agents, their number
  /// less two. Throws unless they are positive and finite.
  public init(control: Arm, variant: Arm, degreesOfFreedom: Double? = nil) throws(StatisticsError) {
    self.control = control
    self.variant = variant
    let assignment = RatioOfSums(control: control.outcome, variant: variant.outcome)
    let hearing = RatioOfSums(control: control.hearing, variant: variant.hearing)
    ratio = try InstrumentedRatio(
      effect: assignment.observedDifference, effectError: assignment.standardError,
      share: hearing.observedDifference, shareError: hearing.standardError,
      covariance: control.covariance + variant.covariance, degreesOfFreedom: degreesOfFreedom)
  }

  /// The comparison by assignment (intention to treat): opportunities by call.
  public var assignment: RatioOfSums { RatioOfSums(control: control.outcome, variant: variant.outcome) }
  /// The difference in hearing the challenger by assignment: the first stage, and an estimate of the share of compliers.
  public var hearing: RatioOfSums { RatioOfSums(control: control.hearing, variant: variant.hearing) }

  /// The test that the assignment changes what is heard; statistic z. z² is the first-stage F: below about 10 the point
  /// estimate means little (Staiger & Stock 1997), while ``set(confidence:)`` stays valid.
  public var firstStage: TestResult { hearing.test() }
  /// z² of ``firstStage``; infinite when every unit heard what it was assigned.
  public var firstStageF: Double { ratio.firstStageF }

  /// Effect by assignment over difference in hearing, in opportunities by call; nil when the observed difference in
  /// hearing is 0.
  public var estimate: Double? { ratio.estimate }

  /// The test that the complier effect is `effect` (Anderson & Rubin 1949): z = (N − τD)/√var(N − τD). At 0 it is the test
  /// by assignment. A statistic without any error is 0 when it is 0, and infinite otherwise.
  public func test(of effect: Double = 0, alternative: Alternative = .twoSided) -> TestResult {
    ratio.test(of: effect, alternative)
  }

  /// All effects that ``test(of:alternative:)`` does not reject at 1 − `confidence` (Fieller 1954; for one instrument the
  /// Anderson–Rubin set). Throws unless 0 < `confidence` < 1.
  ///
  /// It excludes 0 exactly when the two-sided test by assignment rejects, and with every unit hearing what it was assigned
  /// it is the interval by assignment. It is an interval when the first stage is significant at the same level.
  public func set(confidence: Double = 0.95) throws(StatisticsError) -> FiellerSet {
    try ratio.set(confidence: confidence)
  }
}

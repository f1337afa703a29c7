public import Statistics

/// A challenger against the control.
public struct Comparison: Hashable, Sendable {
  /// The challenger.
  public var variant: String
  /// The control.
  public var control: String
  /// The method of test and interval.
  public var method: ComparisonMethod
  /// Difference of rates, challenger minus control; nil without mature calls in both arms.
  public var difference: Estimate?
  /// The same by Newcombe's intervals, for readers who know those; nil where they do not apply.
  public var newcombe: Estimate?
  /// The same interval widened so that all challengers' intervals hold at once (each at alpha over their number); nil
  /// with one challenger, and where the plan adjusts nothing.
  public var simultaneous: Estimate?
  /// Ratio of rates minus 1.
  public var relative: Estimate?
  /// Test statistic (z, or chi-square for strata).
  public var statistic: Double?
  /// p-value on the plan's sides.
  public var p: Double?
  /// p-value adjusted for the number of challengers.
  public var pAdjusted: Double?
  /// Probability that the challenger's rate is higher, uniform priors.
  public var probabilityBetter: Double?
  /// Expected loss in rate from choosing the challenger.
  public var expectedLoss: Double?
  /// How many times the variance of independent calls the comparison's variance is, where whole agents or slots vary
  /// together; nil elsewhere.
  public var designEffect: Double?
  /// What a test that takes calls for independent would have said, where they are not: never to be concluded from.
  public var naive: NaiveEffect?
  /// What hearing the challenger does, where the data say what was heard.
  public var complier: ComplierReading?
  /// Homogeneity of the effect over strata (Breslow–Day–Tarone p); nil without strata.
  public var homogeneityP: Double?
  /// Where it stands at its planned looks; nil under other methods of monitoring.
  public var sequential: SequentialStanding?
  /// Where it stands by always-valid inference; nil without dates, and for leads called more than once while their
  /// opportunities are few.
  public var alwaysValid: AlwaysValidStanding?
  /// The figures as if the last look had been the only one, where `difference`, `relative` and `p` allow for all looks.
  public var uncorrected: UncorrectedEffect?
  /// Whether a difference is shown by the plan's monitoring: pAdjusted below alpha in a fixed test, a boundary crossed at a
  /// planned look, or the always-valid pAdjusted at most alpha.
  public var isSignificant: Bool
}

/// How two arms are compared. In each method the interval leaves out 0 exactly when the test rejects.
public enum ComparisonMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Score test with Miettinen–Nurminen intervals: independent calls, no strata.
  case score
  /// The exact score test with the intervals that invert it: independent calls, no strata, a smallest expected count
  /// under five.
  case exactScore = "exact-score"
  /// Cochran–Mantel–Haenszel test with stratified Miettinen–Nurminen intervals.
  case stratifiedScore = "stratified-score"
  /// Ratio of sums linearised by lead: leads called more than once.
  case ratioOfSums = "ratio-of-sums"
  /// The same within strata.
  case stratifiedRatioOfSums = "stratified-ratio-of-sums"
  /// Cluster-robust difference (CR2) by agent: agents were randomised.
  case agentClusters = "agent-clusters"
  /// Randomisation test that draws the plan's own schedule again: the script goes by slot.
  case slotRandomisation = "slot-randomisation"

  /// Whether whole groups of calls, rather than leads, came to their variant together.
  public var isByGroup: Bool { self == .agentClusters || self == .slotRandomisation }
}

/// What a test that takes calls for independent says of calls that are not.
public struct NaiveEffect: Hashable, Sendable {
  /// Difference of rates with its Miettinen–Nurminen interval.
  public var difference: Estimate
  /// p-value of the score test.
  public var p: Double
}

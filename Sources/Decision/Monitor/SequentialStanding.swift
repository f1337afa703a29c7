public import Experiment
public import Statistics

/// Where a comparison stands against the boundaries of its planned looks.
///
/// Statistics and boundaries are on the scale of Z: the score statistic given all opportunities of each look and stratum
/// (for leads called more than once, the linearised difference over its standard error).
public struct SequentialStanding: Hashable, Sendable {
  /// The looks so far, the last one that of this reading. Looks without a new call are one with the next.
  public var looks: [SequentialLook]
  /// The looks to come at the present pace, with the boundaries they are expected to have.
  public var planned: [PlannedLook]
  /// How the looks ended the comparison, where they did.
  public var ending: Ending?
  /// Error of this comparison over both sides: the plan's alpha, or the share of it that Holm's procedure leaves.
  public var level: Double
  /// The smallest error at which one of the looks so far would have stopped; valid at every look, and what Holm's
  /// procedure adjusts.
  public var repeatedP: Double
  /// Whether the boundaries count exact probabilities (independent calls) or those of a normal law.
  public var isExact: Bool
  /// How far it is from a conclusion; nil once it is concluded.
  public var outlook: Outlook?

  /// The look of this reading; nil before the first.
  public var latest: SequentialLook? { looks.last }

  /// How looks end a comparison.
  public struct Ending: Hashable, Sendable {
    /// What was crossed.
    public var reason: Reason
    /// The number of the look.
    public var look: Int
    /// The day at whose end it stood; nil for undated counts.
    public var date: CivilDate?
  }

  /// What ends a comparison.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// The challenger is better.
    case efficacy
    /// The challenger is worse.
    case harm
    /// The effect worth detecting is out of reach; only where the plan asks for it.
    case futility
    /// The last look, and no boundary crossed.
    case end
  }
}

/// One look of a comparison.
public struct SequentialLook: Hashable, Sendable {
  /// Its number, from 1.
  public var number: Int
  /// The day at whose end it stands; nil for undated counts.
  public var date: CivilDate?
  /// Fraction of the planned information; above 1 where more calls were placed than planned.
  public var informationFraction: Double
  /// The statistic.
  public var statistic: Double
  /// The least statistic that stops for the challenger; nil where none can at this look.
  public var efficacyBoundary: Double?
  /// The largest statistic that stops against the challenger; nil where none can, and in one-sided tests.
  public var harmBoundary: Double?
  /// The largest statistic that stops for futility; nil where the plan does not ask for it, and at the last look.
  public var futilityBoundary: Double?
  /// The boundary that the normal law would set, for comparison with other software; nil where none can be reached.
  public var normalBoundary: Double?
  /// Risk of a false alarm released by the spending function up to this look, both sides together.
  public var alphaSpent: Double
  /// The probability, without an effect, of having stopped by this look: exact, at most `alphaSpent`.
  public var alphaUsed: Double
}

/// A look to come.
public struct PlannedLook: Hashable, Sendable {
  /// The day at whose end it stands.
  public var date: CivilDate
  /// Fraction of the planned information that it will have at the present pace.
  public var informationFraction: Double
  /// The boundary for the challenger that it will have, by the normal law.
  public var efficacyBoundary: Double?
  /// The boundary against the challenger.
  public var harmBoundary: Double?
}

/// How far a comparison is from a conclusion.
public struct Outlook: Hashable, Sendable {
  /// The next look; nil where readings conclude on any day.
  public var nextLook: CivilDate?
  /// The first day on which it would conclude if things go on as they did; nil: not by the planned end.
  public var expectedConclusion: CivilDate?
  /// Chance that the challenger is found better by the planned end, given the results so far (flat prior); nil where
  /// it cannot be computed.
  public var chanceBetter: Double?
  /// Chance that it is found worse.
  public var chanceWorse: Double?
}

/// Figures of one look as if it had been the only one, beside those that allow for all looks.
public struct UncorrectedEffect: Hashable, Sendable {
  /// Difference of rates, challenger minus control.
  public var difference: Estimate?
  /// Ratio of rates minus 1.
  public var relative: Estimate?
  /// p-value on the plan's sides.
  public var p: Double?
}

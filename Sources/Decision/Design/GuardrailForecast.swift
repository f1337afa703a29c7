public import Experiment

/// What the planned calls can tell of a guardrail for one challenger, were nothing worse.
///
/// By the test that reads it: one-sided at the plan's alpha, calls taken for independent. Shares are summed over all outcomes
/// of as many calls or opportunities as are expected; talk times go by the normal law of the logarithm of their ratio.
public struct GuardrailForecast: Hashable, Sendable {
  /// The guardrail.
  public var guardrail: Guardrail
  /// The challenger.
  public var variant: String
  /// What can be told.
  public var outlook: Outlook

  /// What can be told.
  public enum Outlook: Hashable, Sendable {
    /// The chances of the planned calls.
    case known(Figures)
    /// Nothing, for want of something.
    case unknown(Missing)
  }

  /// The chances of the planned calls.
  public struct Figures: Hashable, Sendable {
    /// What is expected of both arms: a share, or a mean talk time in seconds.
    public var baseline: Double
    /// Calls or opportunities of the control by which it is told.
    public var controlUnits: Int
    /// The same of the challenger.
    public var variantUnits: Int
    /// Chance that the guardrail is passed at the end, were nothing worse.
    public var chanceOfPass: Double
    /// The smallest relative worsening that would be excluded with the plan's power; nil where none would be.
    public var excludedWorsening: Double?
    /// Whether all outcomes were summed; otherwise by a normal law.
    public var isExact: Bool
  }

  /// What is not known of a guardrail before the first call.
  public enum Missing: String, CaseIterable, Hashable, Sendable, Codable {
    /// The number of calls.
    case calls
    /// Talk times of past calls.
    case talkTimes = "talk-times"
    /// Past calls that tell whether they were answered.
    case answers
    /// Past calls whose disposition is told.
    case dispositions
    /// Past opportunities that sales judged.
    case judgements
    /// The share of opportunities that are sold.
    case shareSold = "share-sold"
    /// Calls enough that the figure is to be expected in each arm.
    case volume
  }

  /// The figures; nil where something is missing.
  public var figures: Figures? { if case .known(let figures) = outlook { figures } else { nil } }
  /// What is missing; nil where the figures are known.
  public var missing: Missing? { if case .unknown(let missing) = outlook { missing } else { nil } }
}

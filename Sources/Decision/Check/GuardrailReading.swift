public import Experiment
public import Statistics

/// A guardrail's state for one challenger.
public struct GuardrailReading: Hashable, Sendable {
  /// What is known.
  public enum Status: String, Hashable, Sendable, Codable {
    /// Shown to be within the tolerated worsening.
    case pass
    /// Shown to be beyond it.
    case fail
    /// The data cannot tell.
    case unknown
  }

  /// The guardrail.
  public var guardrail: Guardrail
  /// The challenger.
  public var variant: String
  /// What is known.
  public var status: Status
  /// Relative worsening against control with its interval (positive is worse); nil without data.
  public var worsening: Estimate?
  /// What the figures at hand could tell; nil without data.
  public var power: GuardrailPower?
  /// Relative worsening of a mean against control where the data do not tell how much single calls differ, as in
  /// counts: it has no interval, so it shows nothing. Nil otherwise.
  public var meanWorsening: Double?
}

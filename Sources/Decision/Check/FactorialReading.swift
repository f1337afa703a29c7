public import Experiment
public import Statistics

/// Scripts crossed with calling windows: what each does by itself, and whether they depend on each other.
public struct FactorialReading: Hashable, Sendable {
  /// The effect of one level of a factor against the control's level, averaged with equal weights over the levels of the
  /// other factor.
  public struct MainEffect: Hashable, Sendable {
    /// The factor.
    public var factor: Factor
    /// The level of interest: a script or a window.
    public var level: String
    /// The level of the control.
    public var reference: String
    /// Difference of rates.
    public var difference: Estimate
    /// p-value, two-sided.
    public var p: Double
    /// The same adjusted by Holm's procedure over all main effects.
    public var pAdjusted: Double
  }

  /// How much more a script changes the rate in one window than in the control's.
  public struct Interaction: Hashable, Sendable {
    /// The script.
    public var script: String
    /// The window.
    public var window: String
    /// Difference of differences.
    public var difference: Estimate
    /// p-value, two-sided.
    public var p: Double
  }

  /// The main effects, scripts first, in plan order.
  public var mainEffects: [MainEffect]
  /// One entry for each script and window other than the control's.
  public var interactions: [Interaction]
  /// p-value of the test of no interaction at all.
  public var interactionP: Double

  /// Whether scripts are shown not to work alike in all windows.
  public func showsInteraction(at alpha: Double) -> Bool { interactionP < alpha }
}

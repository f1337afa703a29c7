public import Statistics

/// What hearing the challenger does to leads who hear it because they were assigned to it.
///
/// The effect of assignment divided by the difference in hearing (complier average effect; Angrist, Imbens & Rubin 1996),
/// with Fieller's set. It assumes that assignment works through hearing alone (exclusion), that nobody hears the challenger
/// because of being assigned to the control (monotonicity), and that leads do not tell each other. It stands beside the
/// effect of assignment and never decides.
public struct ComplierReading: Hashable, Sendable {
  /// Effect of hearing the challenger on the rate; nil where hearing does not differ between the arms.
  public var estimate: Double?
  /// Values of the effect that the data do not exclude.
  public var set: FiellerSet
  /// Share of the challenger's calls in which a challenger was heard.
  public var heardAsAssigned: Double
  /// Share of the control's calls in which a challenger was heard.
  public var heardInControl: Double
  /// F statistic of the difference in hearing: below 10 assignment hardly moves what is heard.
  public var firstStageF: Double
}

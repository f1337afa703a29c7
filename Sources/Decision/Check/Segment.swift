public import Statistics

/// Calls of one arm in a part of the data.
public struct Segment: Hashable, Sendable {
  /// What the parts are made of.
  public enum Dimension: String, CaseIterable, Hashable, Sendable, Codable {
    /// Strata of the plan.
    case stratum
    /// Call windows.
    case window
    /// Weekdays.
    case weekday
  }

  /// What the part is made of.
  public var dimension: Dimension
  /// Name of the part.
  public var name: String
  /// The arm.
  public var variant: String
  /// Mature calls.
  public var calls: Int
  /// Their opportunities.
  public var opportunities: Int
  /// Rate with its Wilson interval; nil without calls.
  public var tco: Estimate?
  /// Difference to the control in the same part with its Miettinen–Nurminen interval, not adjusted for the number of
  /// parts; nil for the control and without calls.
  public var difference: Estimate?
}

public import Statistics

/// Whether a challenger's effect differs between the parts of a dimension, and what it is in each once chance is allowed for.
public struct SegmentEffects: Hashable, Sendable {
  /// The effect in one part.
  public struct Part: Hashable, Sendable {
    /// Name of the part.
    public var name: String
    /// The difference of rates to the control, drawn towards the common effect as far as chance explains its distance.
    public var difference: Estimate
    /// What to do in this part.
    public var advice: Advice
  }

  /// What to do in one part.
  public enum Advice: String, CaseIterable, Hashable, Sendable, Codable {
    /// The challenger is better here, by more than it costs.
    case challenger
    /// The control is better here.
    case control
    /// Neither is shown here.
    case open
  }

  /// What the parts are made of.
  public var dimension: Segment.Dimension
  /// The challenger.
  public var variant: String
  /// The chance that one effect in all parts differs this much between them (score Q on the difference).
  public var p: Double
  /// The same, adjusted by Holm for all dimensions and challengers asked about.
  public var pAdjusted: Double
  /// How the effect differs, where that is credible: the adjusted p is at most the plan's alpha and the test is over.
  public var difference: Difference?

  /// How an effect differs between parts.
  public struct Difference: Hashable, Sendable {
    /// The spread of the true effects between parts: the posterior mean of their standard deviation.
    public var spread: Double
    /// The parts in the order of the segments.
    public var parts: [Part]
  }
}

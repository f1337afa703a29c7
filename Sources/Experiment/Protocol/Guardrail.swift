/// A figure that a roll-out must not spoil.
public struct Guardrail: Hashable, Sendable, Codable {
  /// The figure watched.
  public enum Metric: String, CaseIterable, Hashable, Sendable, Codable {
    /// Mean talk time per call in seconds; higher is worse (it costs agent time).
    case talkSeconds = "talk-seconds"
    /// Share of opportunities sold; lower is worse.
    case opportunityToSale = "opportunity-to-sale"
    /// Share of opportunities sales accept; lower is worse.
    case acceptedShare = "accepted-share"
    /// Share of calls answered; lower is worse.
    case answeredShare = "answered-share"
    /// Share of calls that end with a complaint; higher is worse.
    case complaintShare = "complaint-share"

    /// Whether a larger figure is the worse one.
    public var higherIsWorse: Bool { self == .talkSeconds || self == .complaintShare }
  }

  /// What an undecided guardrail does to a roll-out.
  public enum WhenUnknown: String, Hashable, Sendable, Codable {
    /// Roll out with a warning.
    case warn
    /// No roll-out.
    case block
  }

  /// The figure watched.
  public var metric: Metric
  /// Largest tolerated worsening relative to control: 0.15 is 15 %.
  public var worseByAtMost: Double
  /// What an undecided guardrail does.
  public var whenUnknown: WhenUnknown
  /// Values of the `disposition` column that mean a complaint; nil for other metrics.
  public var dispositions: Set<String>?

  /// A guardrail; an undecided one warns by default.
  public init(
    metric: Metric, worseByAtMost: Double, whenUnknown: WhenUnknown = .warn, dispositions: Set<String>? = nil
  ) {
    self.metric = metric
    self.worseByAtMost = worseByAtMost
    self.whenUnknown = whenUnknown
    self.dispositions = dispositions
  }
}

extension TestProtocol {
  /// Dispositions that mean a complaint, where a guardrail watches them.
  public var complaints: DispositionWords? {
    guardrails.first { $0.metric == .complaintShare }?.dispositions.map { DispositionWords($0) }
  }
}

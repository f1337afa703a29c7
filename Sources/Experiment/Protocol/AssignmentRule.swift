/// How units come to their variant.
public struct AssignmentRule: Hashable, Sendable, Codable {
  /// The assignment method.
  public enum Method: String, CaseIterable, Hashable, Sendable, Codable {
    /// A hash of unit and seed; recomputable at any time.
    case hashed
    /// Seeded permuted blocks within strata of a list known beforehand.
    case blocked
    /// Agents are randomised.
    case agents
    /// Every agent uses every variant in a balanced order of half-days.
    case agentsCrossOver = "agents-cross-over"
    /// The variant alternates by slot.
    case switchback
    /// Shares change by wave.
    case waves
    /// Another system drew the variants; the data's own `variant` is the assignment.
    case recorded
  }

  /// The assignment method.
  public var method: Method
  /// Names of the data columns whose values are the strata of the analysis (and of blocking).
  public var by: [String]
  /// The seed; hashed with the unit's id. Changing it changes every assignment.
  public var seed: String
  /// Planned shares that change by stratum or wave, where the plan names a file of them.
  public var plannedShares: PlannedShares?
  /// How planned shares follow results; nil where they do not.
  public var adaptive: AdaptiveShares?

  /// Units of a permuted block; nil: the smallest number that holds every share (``blockLength(of:)``).
  public var blockSize: Int?
  /// The part of the units that this test may use, where tests on the same leads exclude each other.
  public var layer: Namespace?
  /// Share of the units, 0..<1, that keep the current script outside the test.
  public var holdout: Double
  /// By what a lead is known again.
  public var identity: LeadIdentity
  /// Two-letter country whose national phone numbers need no country code.
  public var country: String?
  /// How the calling time is cut into slots, where the script goes by slot.
  public var slots: SlotRule

  /// An assignment rule; hashed by default.
  public init(
    method: Method = .hashed, by: [String] = [], seed: String, plannedShares: PlannedShares? = nil,
    adaptive: AdaptiveShares? = nil, blockSize: Int? = nil, layer: Namespace? = nil, holdout: Double = 0,
    identity: LeadIdentity = .leadID, country: String? = nil, slots: SlotRule = SlotRule()
  ) {
    self.method = method
    self.by = by
    self.seed = seed
    self.plannedShares = plannedShares
    self.adaptive = adaptive
    self.blockSize = blockSize
    self.layer = layer
    self.holdout = holdout
    self.identity = identity
    self.country = country
    self.slots = slots
  }

  /// Share of the units that take part in the test, 0...1: those of its part of a layer that are not held out.
  public var participation: Double {
    (layer.map { max(0, $0.range.end - $0.range.start) } ?? 1) * (1 - min(1, max(0, holdout)))
  }

  /// Whether the script goes by the time of the call: all calls of a lead then belong to the slot of its first one.
  public var goesBySlot: Bool { method == .switchback || method == .agentsCrossOver }

  /// Whether each agent has a script, or an order of scripts, of its own.
  public var goesByAgent: Bool { method == .agents || method == .agentsCrossOver }
}

/// Planned shares that differ by stratum: the waves of an adaptive test, lists with shares of their own.
public struct PlannedShares: Hashable, Sendable, Codable {
  /// Shares by stratum and variant; within a stratum they sum to 1.
  public var byStratum: [String: [String: Double]]

  /// Shares by stratum and variant.
  public init(byStratum: [String: [String: Double]]) {
    self.byStratum = byStratum
  }
}

/// What is randomised.
public enum RandomisationUnit: String, CaseIterable, Hashable, Sendable, Codable {
  /// A lead keeps its variant across calls.
  case lead
  /// All leads of a company share a variant.
  case company
  /// All leads of an agent share a variant.
  case agent
  /// All calls of a half-day share a variant.
  case slot
}

/// What is varied.
public enum Factor: String, CaseIterable, Hashable, Sendable, Codable {
  /// The opening line or script.
  case script
  /// The window of the call.
  case window
}

/// Key of the calls by the slot of their lead's first call.
///
/// All calls of a lead, and what came of them, belong to the slot (and the agent, where each has an order of scripts)
/// in which it was first called.
public struct SlotKey: Hashable, Sendable, Codable, Comparable {
  /// The variant of the slot.
  public var variant: String
  /// The slot of the lead's first call.
  public var slot: Slot
  /// The agent of the lead's first call; nil where all agents have the same script.
  public var agent: String?

  /// A key of the margin by slot.
  public init(variant: String, slot: Slot, agent: String? = nil) {
    self.variant = variant
    self.slot = slot
    self.agent = agent
  }

  /// By variant, slot, agent.
  public static func < (left: SlotKey, right: SlotKey) -> Bool {
    if left.variant != right.variant { return left.variant < right.variant }
    if left.slot != right.slot { return left.slot < right.slot }
    return precedes(left.agent, right.agent)
  }
}

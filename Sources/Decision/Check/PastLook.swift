/// A look recorded before, as later looks need it.
public struct PastLook: Hashable, Sendable {
  /// What was written down.
  public var look: Look
  /// Whether the plan was amended since: its boundaries are no longer those of the plan, and what they spent stays spent.
  public var isUnderEarlierPlan: Bool

  /// A look recorded before.
  public init(_ look: Look, isUnderEarlierPlan: Bool = false) {
    self.look = look
    self.isUnderEarlierPlan = isUnderEarlierPlan
  }
}

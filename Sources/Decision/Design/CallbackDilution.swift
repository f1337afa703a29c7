/// How much of the scripts' difference a comparison of slots sees where callbacks hear the script of the slot they fall into.
///
/// All calls of a lead belong to the slot of its first one, while its callbacks hear whatever script their own slot has. Of
/// c calls a lead, the first one has the script it counts for. The others fall into other slots of the week, which holds
/// both scripts equally often: of the n − 1 slots left of n, slightly more have the other script, so that the callbacks of
/// both arms differ by −1/(n − 1) of the effect. The comparison sees 1/c − (1 − 1/c)/(n − 1) of it: with 1.3 calls a lead
/// in ten half-days 74 %, and a test needs nearly twice as many calls. Where each lead keeps its script (`keep-script`),
/// nothing is lost.
public struct CallbackDilution: Hashable, Sendable {
  /// Calls a lead, at least 1; nil where no call log tells.
  public let callsPerLead: Double?
  /// The share of the effect that the comparison sees, 0...1; nil where calls a lead are not known: the design then plans
  /// as if nothing were lost.
  public let effectShare: Double?

  /// What so many calls a lead (fewer than 1 count as 1) leave of the effect, in weeks of so many slots.
  public init(callsPerLead: Double?, slotsOfWeek: Int) {
    let calls = callsPerLead.flatMap { $0.isFinite ? max(1, $0) : nil }
    self.callsPerLead = calls
    effectShare = calls.map { calls in
      let first = 1 / calls
      return max(0, first - (slotsOfWeek > 1 ? (1 - first) / Double(slotsOfWeek - 1) : 0))
    }
  }
}

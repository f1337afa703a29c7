public import Decision
public import Experiment

/// A count of an arm that is lower than at the look before.
public struct FallenCount: Hashable, Sendable {
  /// What was counted.
  public enum Quantity: String, CaseIterable, Hashable, Sendable {
    /// Mature calls: rows are missing where they fall.
    case calls
    /// Their opportunities: deals are un-qualified where they fall.
    case opportunities

    /// A number of them in words.
    fileprivate func text(_ count: Int) -> String {
      switch self {
      case .calls: count == 1 ? "1 call" : "\(count) calls"
      case .opportunities: count == 1 ? "1 opportunity" : "\(count) opportunities"
      }
    }
  }

  /// The arm.
  public var variant: String
  /// What was counted.
  public var quantity: Quantity
  /// The count at the look before.
  public var before: Int
  /// The count now.
  public var now: Int
  /// The day of the look before; nil for undated counts.
  public var asOf: CivilDate?
  /// Line of the look before in `looks.jsonl`.
  public var line: Int
}

extension FallenCount: CustomStringConvertible {
  /// `pitch had 105 opportunities on 2026-03-09, now 103`.
  public var description: String {
    let when = asOf.map { "on \($0)" } ?? "in the look on line \(line)"
    return "\(variant) had \(quantity.text(before)) \(when), now \(now)"
  }
}

extension RecordedLook {
  /// What a look says anew: counts fell since an earlier one, which stays recorded.
  public struct Revision: Hashable, Sendable, Codable {
    /// Line of the earlier look.
    public var line: Int
    /// Its counts.
    public var counts: [Look.Counts]
    /// Why the counts fell; nil where only opportunities did and no reason was given.
    public var reason: String?
  }
}

extension LookChain {
  /// The latest day of all looks; nil before the first and for undated counts.
  var latestDay: CivilDate? { looks.compactMap(\.look.asOf).max() }

  /// The last look at the same comparison under the same plan, on the same day or before.
  ///
  /// A plan that was amended may count otherwise, so that its counts are not held against earlier ones.
  func last(before look: Look, plan: String) -> RecordedLook? {
    looks.last { earlier in
      guard earlier.planFingerprint == plan, earlier.look.variant == look.variant, earlier.look.control == look.control
      else { return false }
      switch (earlier.look.asOf, look.asOf) {
      case (nil, nil): return true
      case (let before?, let now?): return before <= now
      case (nil, _?), (_?, nil): return false
      }
    }
  }

  /// What fell since the last looks at the same comparisons, each arm once.
  func fallen(_ looks: [Look], plan: String) -> [FallenCount] {
    var fallen: [FallenCount] = []
    for look in looks {
      guard let earlier = last(before: look, plan: plan) else { continue }
      for arm in look.counts {
        guard let before = earlier.look.counts.first(where: { $0.variant == arm.variant }) else { continue }
        let pairs: [(FallenCount.Quantity, Int, Int)] = [
          (.calls, before.calls, arm.calls), (.opportunities, before.opportunities, arm.opportunities),
        ]
        for (quantity, before, now) in pairs where now < before {
          let count = FallenCount(
            variant: arm.variant, quantity: quantity, before: before, now: now, asOf: earlier.look.asOf,
            line: earlier.index)
          if !fallen.contains(where: { $0.variant == count.variant && $0.quantity == count.quantity }) {
            fallen.append(count)
          }
        }
      }
    }
    return fallen
  }

  /// What fell, once it is explained as far as it must be.
  ///
  /// - Throws: that calls fell without a reason, or that there is a reason and nothing fell.
  func fallen(_ looks: [Look], plan: String, explained reason: String?) throws(RecordError) -> [FallenCount] {
    let fallen = fallen(looks, plan: plan)
    let missing = fallen.filter { $0.quantity == .calls }
    if reason == nil, !missing.isEmpty { throw .callsMissing(missing) }
    if reason != nil, fallen.isEmpty { throw .nothingToRevise }
    return fallen
  }

  /// The revision a look is; nil where none of its counts fell.
  func revision(by look: Look, plan: String, reason: String?) -> RecordedLook.Revision? {
    guard !fallen([look], plan: plan).isEmpty, let earlier = last(before: look, plan: plan) else { return nil }
    return RecordedLook.Revision(line: earlier.index, counts: earlier.look.counts, reason: reason)
  }
}

/// The first minutes of a slot whose script differs from the one before, when agents and callbacks still know the other
/// script: their calls are left out.
public struct WashOut: Hashable, Sendable {
  private let calendar: SlotCalendar
  private let calling: CallingCalendar
  private let minutes: Int

  /// The wash-out of a plan.
  public init(_ test: TestProtocol) {
    calendar = SlotCalendar(test)
    calling = test.calling
    minutes = test.assignment.slots.washOut
  }

  /// The minute of the day at which the wash-out of each slot ends; 0 where nothing changes, and in slots without a script.
  ///
  /// It begins when the first call of the slot may be placed, by windows and law.
  ///
  /// - Parameters:
  ///   - arms: the script of each slot as its place in the plan, nil where it has none.
  ///   - slots: the slots, in time.
  public func ends(of arms: [Int?], in slots: [Slot]) -> [Int] {
    var previous: Int?
    return zip(slots, arms).map { slot, arm in
      guard let arm else { return 0 }
      defer { previous = arm }
      guard minutes > 0, let previous, previous != arm, calendar.parts.indices.contains(slot.part) else { return 0 }
      return opening(of: slot) + minutes
    }
  }

  private func opening(of slot: Slot) -> Int {
    let start = calendar.parts[slot.part].start
    let open = calling.openHours(on: slot.date).first { $0.end > start }
    return max(start, open?.start ?? start)
  }
}

import Experiment

/// A schedule of slots beside the stretches of time in which a campaign places its calls.
struct SlotPlan: Hashable, Sendable {
  let schedule: SlotSchedule
  /// Whether callbacks hear the script of the slot they fall into.
  let followsSlot: Bool
  /// The place in the schedule of each stretch.
  let places: [Int]

  /// Throws that there are no slots where a stretch lies outside the schedule.
  init(_ schedule: SlotSchedule, calling slots: [CallingSlot], test: TestProtocol) throws(AssignmentError) {
    let calendar = SlotCalendar(test)
    var places: [Int] = []
    for slot in slots {
      guard let place = calendar.slot(on: slot.date, minute: slot.start / 60).flatMap(schedule.index) else {
        throw .noSlots
      }
      places.append(place)
    }
    self.schedule = schedule
    self.places = places
    followsSlot = test.assignment.slots.callbacks == .followSlot
  }

  /// The row of an agent: a team has one.
  func row(of agent: Int) -> Int { schedule.rows.count == 1 ? 0 : agent }

  /// The variant in use by an agent in a stretch.
  func arm(slot: Int, agent: Int) -> Int { schedule.rows[row(of: agent)].arms[places[slot]] }
}

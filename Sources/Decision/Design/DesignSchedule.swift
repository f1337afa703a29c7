public import Experiment

/// Which script runs when, in a test whose script goes by half-day or day.
public struct DesignSchedule: Hashable, Sendable {
  /// A part of every calling day.
  public struct Part: Hashable, Sendable {
    /// Its name: the window's, where the plan has hour windows; otherwise `morning` and `afternoon`, or `day`.
    public var name: String
    /// Whether the plan gave the name.
    public var isNamedByPlan: Bool
    /// The hours in which calls of the part may be placed; nil for none.
    public var hours: HourRange?
  }

  /// The script of one slot.
  public struct Entry: Hashable, Sendable {
    /// The slot.
    public var slot: Slot
    /// The variant in use.
    public var variant: String
  }

  /// The parts of a day, in time.
  public var parts: [Part]
  /// The slots in time, each with the script of the whole team; empty where each agent has an order of its own, which is
  /// drawn with the list of agents.
  public var entries: [Entry]
  /// Whether each agent has an order of its own.
  public var isByAgent: Bool
  /// Minutes after a change of script whose calls are left out of the comparison.
  public var washOut: Int

  /// The script of a slot; nil for a slot outside the schedule.
  public func variant(on date: CivilDate, part: Int) -> String? {
    entries.first { $0.slot == Slot(date: date, part: part) }?.variant
  }

  /// The dates of the schedule, in order.
  public var dates: [CivilDate] { Set(entries.map(\.slot.date)).sorted() }
}

extension DesignSchedule {
  /// The schedule of a plan, as `assign` draws it; nil where the script goes by lead, company or agent, and for a plan
  /// without a first day, or too short for its shares.
  init?(_ test: TestProtocol) {
    let isByAgent = test.assignment.method == .agentsCrossOver
    guard isByAgent || test.assignment.method == .switchback, test.starts != nil, test.lastDay != nil else {
      return nil
    }
    let calendar = SlotCalendar(test)
    let windows = Set(test.calling.windows.map(\.name))
    parts = calendar.parts.indices.map { index in
      let name = calendar.parts[index].name
      return Part(name: name, isNamedByPlan: windows.contains(name), hours: calendar.hours(ofPart: index))
    }
    self.isByAgent = isByAgent
    washOut = test.assignment.slots.washOut
    entries = []
    guard !isByAgent else { return }
    do throws(AssignmentError) {
      let schedule = try SwitchbackScheduler(test).schedule(seed: test.assignment.seed)
      guard let row = schedule.rows.first else { return nil }
      entries = zip(schedule.slots, row.arms).map { Entry(slot: $0, variant: test.variants.names[$1]) }
    } catch {
      // `assign` says what such a plan lacks; the other figures of its design stand.
      return nil
    }
  }
}

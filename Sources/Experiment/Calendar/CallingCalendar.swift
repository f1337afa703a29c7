/// When the team calls: weekdays, named windows, closed days and the planned pace.
public struct CallingCalendar: Hashable, Sendable, Codable {
  /// Weekdays on which calls are placed.
  public var weekdays: Set<Weekday>
  /// Named windows in the order of the plan; calls outside all of them have no window.
  public var windows: [CallWindow]
  /// Days without calls: holidays, events.
  public var closed: Set<CivilDate>
  /// Calls one agent is planned to place in a day, where the plan says so.
  public var callsPerAgentDay: Int?
  /// Agents planned on each calling day, where the plan says so.
  public var agents: Int?

  /// A calendar; Monday to Friday without windows by default.
  public init(
    weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday], windows: [CallWindow] = [],
    closed: Set<CivilDate> = [], callsPerAgentDay: Int? = nil, agents: Int? = nil
  ) {
    self.weekdays = weekdays
    self.windows = windows
    self.closed = closed
    self.callsPerAgentDay = callsPerAgentDay
    self.agents = agents
  }

  /// Whether calls are placed on a date.
  public func isCallingDay(_ date: CivilDate) -> Bool {
    weekdays.contains(date.weekday) && !closed.contains(date)
  }

  /// The dates of calling days from `first` to `last`, both included.
  public func callingDays(from first: CivilDate, through last: CivilDate) -> [CivilDate] {
    guard first <= last else { return [] }
    return (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:)).filter(isCallingDay)
  }

  /// The name of the first window that contains a local date and minute of the day, or nil outside all of them.
  public func window(on date: CivilDate, minute: Int) -> String? {
    windows.first { $0.contains(weekday: date.weekday, minute: minute) }?.name
  }

  /// Calls the whole team is planned to place in a day, where agents and pace are both stated.
  public var callsPerDay: Int? {
    guard let agents, let callsPerAgentDay else { return nil }
    return agents * callsPerAgentDay
  }
}

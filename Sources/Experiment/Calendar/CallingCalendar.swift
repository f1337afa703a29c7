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
  /// The law that the team calls under, where the plan names one; hours are then those of the person called.
  public var rules: LegalHours?
  /// Values of the `disposition` column that mean a refusal of further calls; nil where the plan names none.
  public var refusals: Set<String>?

  /// A calendar; Monday to Friday without windows by default.
  public init(
    weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday], windows: [CallWindow] = [],
    closed: Set<CivilDate> = [], callsPerAgentDay: Int? = nil, agents: Int? = nil,
    rules: LegalHours? = nil, refusals: Set<String>? = nil
  ) {
    self.weekdays = weekdays
    self.windows = windows
    self.closed = closed
    self.callsPerAgentDay = callsPerAgentDay
    self.agents = agents
    self.rules = rules
    self.refusals = refusals
  }

  /// Whether calls are placed on a date: a planned weekday, neither closed nor a day without legal hours.
  public func isCallingDay(_ date: CivilDate) -> Bool {
    guard weekdays.contains(date.weekday), !closed.contains(date) else { return false }
    guard let rules else { return true }
    return !rules.legalMinutes(on: date).isEmpty
  }

  /// The dates of calling days from `first` to `last`, both included.
  public func callingDays(from first: CivilDate, through last: CivilDate) -> [CivilDate] {
    guard first <= last else { return [] }
    return (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:)).filter(isCallingDay)
  }

  /// Ten years in days: they hold any test.
  public static let longestTest = 3660

  /// The first calling days from a date on, `count` of them; fewer where ten years have fewer.
  public func callingDays(from first: CivilDate, count: Int) -> [CivilDate] {
    Array((0..<CallingCalendar.longestTest).lazy.map { first + $0 }.filter(isCallingDay).prefix(max(0, count)))
  }

  /// The name of the first window that contains a local date and minute of the day, or nil outside all of them.
  public func window(on date: CivilDate, minute: Int) -> String? {
    windows.first { $0.contains(weekday: date.weekday, minute: minute) }?.name
  }

  /// The hours of a date in which calls may be planned, in order: the windows as far as the law allows them, the legal
  /// hours alone where there are no windows, the whole day without either; none on days without calls.
  ///
  /// No range crosses the border of a window. Local times of the plan are taken for those of the people called.
  public func openHours(on date: CivilDate) -> [HourRange] {
    guard isCallingDay(date) else { return [] }
    guard !windows.isEmpty else { return legalMinutes(on: date) }
    return windows.flatMap { openHours(in: $0, on: date) }.sorted { $0.start < $1.start }
  }

  /// The hours of a window on a date in which calls may be planned, in order.
  public func openHours(in window: CallWindow, on date: CivilDate) -> [HourRange] {
    guard isCallingDay(date) else { return [] }
    switch window.span {
    case .hours(let hours): return legalMinutes(on: date).compactMap { $0.intersection(hours) }
    case .weekdays(let days): return days.contains(date.weekday) ? legalMinutes(on: date) : []
    }
  }

  private func legalMinutes(on date: CivilDate) -> [HourRange] {
    rules?.legalMinutes(on: date) ?? HourRange.wholeDay.map { [$0] } ?? []
  }

  /// Calls the whole team is planned to place in a day, of this test or not, where agents and pace are both stated.
  public var callsPerDay: Int? {
    guard let agents, let callsPerAgentDay else { return nil }
    return agents * callsPerAgentDay
  }
}

/// Whether the list of leads lasts until the end of the test.
///
/// At the pace of new leads so far, over the calling days to come. A list that is used up early leaves retries only, and fewer
/// leads than were planned; the check then warns. It needs the file of assignments, which tells how many leads
/// there are.
public struct ListCheck: HealthCheck {
  /// The check.
  public init() {}

  /// `list`.
  public var name: HealthCheckName { .list }

  /// Whether the data tell the whole list.
  public func concerns(_ inspection: Inspection) -> Bool {
    let units = inspection.tally.units
    return inspection.asOf != nil && units.source == .assignments && units.called != nil
  }

  /// The state of the check.
  public func finding(for inspection: Inspection) -> HealthFinding {
    let units = inspection.tally.units
    let days = Set(inspection.tally.byDay.cells.keys.compactMap(\.date)).count
    guard let asOf = inspection.asOf, let called = units.called, called > 0, days > 0 else {
      return HealthFinding(check: name, status: .notApplicable, detail: .undated)
    }
    let all = units.counts.values.reduce(0, +)
    let left = max(0, all - called)
    // New leads a day, as a fraction; the day on which the last one is called.
    let daysLeft = (left * days + called - 1) / called
    let until = lastDay(after: asOf, callingDays: daysLeft, inspection.test.calling)
    let planned = inspection.test.lastDay
    let isShort = planned.flatMap { planned in until.map { asOf < planned && lasts($0, short: planned, inspection) } }
    return HealthFinding(
      check: name, status: isShort == true ? .warn : .pass,
      detail: .list(called: called, of: all, until: left > 0 ? until : asOf, planned: planned))
  }

  /// Whether calling days are left after the list is used up and before the test ends.
  private func lasts(_ until: CivilDate, short planned: CivilDate, _ inspection: Inspection) -> Bool {
    !inspection.test.calling.callingDays(from: until + 1, through: planned).isEmpty
  }

  /// The date of a calling day so many ahead; nil beyond ten years.
  private func lastDay(after date: CivilDate, callingDays: Int, _ calling: CallingCalendar) -> CivilDate? {
    guard callingDays > 0 else { return date }
    var left = callingDays
    for ahead in 1...3650 where calling.isCallingDay(date + ahead) {
      left -= 1
      if left == 0 { return date + ahead }
    }
    return nil
  }
}

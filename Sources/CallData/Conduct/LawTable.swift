import Experiment

/// Legal hours as tables, so that each call costs two look-ups.
struct LawTable: Sendable {
  let hours: LegalHours
  /// Whether the plan has windows that calls may lie outside of.
  let hasWindows: Bool
  let refusals: DispositionWords?
  /// The time zones that files have named so far.
  let zones = LeadZones()
  /// Whether a call is legal at each minute of a week that begins on Monday.
  private let legal: [Bool]
  /// Whether any minute of a weekday is.
  private let hasHours: [Bool]
  /// Whether each day from 1970-01-01 on is a holiday.
  private let isHoliday: [Bool]

  init(_ hours: LegalHours, hasWindows: Bool, refusals: Set<String>?) {
    self.hours = hours
    self.hasWindows = hasWindows
    self.refusals = refusals.map { DispositionWords($0) }
    legal = Weekday.allCases.flatMap { weekday in
      let ranges = hours.hours(of: weekday)
      return (0..<1440).map { minute in ranges.contains { $0.contains(minute) } }
    }
    hasHours = Weekday.allCases.map { !hours.hours(of: $0).isEmpty }
    var isHoliday = [Bool](repeating: false, count: TimestampReader.acceptedDays.upperBound)
    for year in 1970...2105 {
      for holiday in hours.holidays?.holidays ?? [] {
        guard let day = holiday.date(in: year)?.dayNumber, isHoliday.indices.contains(day) else { continue }
        isHoliday[day] = true
      }
    }
    self.isHoliday = isHoliday
  }

  /// Whether the law asks for a rest after a refusal and the plan says what a refusal is.
  var knowsRest: Bool { hours.restAfterRefusal != nil && refusals != nil }

  /// How a call at a local second of a day stands; a second below 0: only the day is known.
  func flags(day: Int, second: Int) -> ConductFlags {
    if isHoliday.indices.contains(day), isHoliday[day] { return .onHoliday }
    // 1970-01-01 was a Thursday; where the lead is it may be two days earlier.
    let weekday = (day &+ 10) % 7
    let isLegal = second >= 0 ? legal[weekday &* 1440 &+ second / 60] : hasHours[weekday]
    return isLegal ? [] : .outsideHours
  }
}

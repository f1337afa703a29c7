/// The days at whose end a test is looked at, all settled before the first call.
///
/// A look at the end of a day sees the calls whose maturity window has closed by then. The last look is that of the
/// decision: for a test of so many days the day on which its last day has matured, for a test of so many calls the first
/// look at which that many are mature.
public struct LookSchedule: Hashable, Sendable {
  /// A planned look.
  public struct Look: Hashable, Sendable {
    /// The day at whose end it stands.
    public let date: CivilDate
    /// Calling days whose calls are mature by then.
    public let callingDays: Int
    /// Whether it ends the test, where the length of the test is stated in days.
    public let isLast: Bool
  }

  /// The looks in order. For a test of so many calls, those of its first ten years.
  public let looks: [Look]
  /// Calling days of the whole test; nil for a test that ends by calls.
  public let callingDays: Int?

  /// The looks of a protocol; nil without a first day.
  public init?(_ test: TestProtocol) {
    guard let starts = test.starts else { return nil }
    let within = test.goal.within ?? 0
    let lastDay = test.lastDay ?? starts + 3650
    let days = test.calling.callingDays(from: starts, through: lastDay)
    let end = lastDay + within
    var dates: [CivilDate]
    switch test.monitoring.looks {
    case .daily: dates = days.map { $0 + within }
    case .weekly:
      dates = stride(from: 6, through: lastDay - starts, by: 7).map { starts + ($0 + within) }
    case .dates(let stated): dates = stated.filter { $0 <= end }
    case .count(let count):
      // Spread over the days of a test that ends by calls, they would have no end to be spread to: its looks are
      // every so many calls, which `Decision` knows how to count.
      dates =
        test.lastDay == nil
        ? days.map { $0 + within }
        : (1...count).compactMap { number in
          // The last is that of the decision, even where the test ends on days without calls.
          if number == count { return end }
          let reached = (number * days.count + count - 1) / count
          return reached > 0 ? days[reached - 1] + within : nil
        }
    }
    if test.lastDay != nil, dates.last != end { dates.append(end) }
    if let last = test.extensions.last, let earlier = LookSchedule(test.before(last)) {
      // Looks that a longer test spreads otherwise stay where they were until the day it was decided: what was seen and
      // spent then is not forgotten.
      dates = earlier.looks.map(\.date).filter { $0 <= last.decidedOn } + dates.filter { $0 > last.decidedOn }
    }
    var seen: Set<CivilDate> = []
    dates = dates.filter { seen.insert($0).inserted }
    var matured = 0
    looks = dates.map { date in
      while matured < days.count, days[matured] + within <= date { matured += 1 }
      return Look(date: date, callingDays: matured, isLast: test.lastDay != nil && date == end)
    }
    callingDays = test.lastDay == nil ? nil : days.count
  }
}

extension TestProtocol {
  /// The test as it was before its last extension.
  fileprivate func before(_ last: Extension) -> TestProtocol {
    var test = self
    test.length = last.before
    test.extensions.removeLast()
    return test
  }
}

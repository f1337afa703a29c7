/// The part of a test that costs are computed for, as calendar days.
public struct CostingPeriod: Hashable, Sendable {
  /// One calendar day.
  public struct Day: Hashable, Sendable {
    /// Days since 1970-01-01.
    public var number: Int
    /// Days of the month it lies in, 28...31.
    public var daysInMonth: Int

    /// A calendar day.
    public init(number: Int, daysInMonth: Int) {
      self.number = number
      self.daysInMonth = daysInMonth
    }
  }

  /// The calendar days covered, in order; empty for undated data.
  public var days: [Day]
  /// First and last day of the planned test, where it is dated: what a cost without a day of its own goes from or to.
  public var planned: ClosedRange<Int>?
  /// Share of the planned test that is covered, 0...1: what has been used up of a cost stated for the whole test.
  /// Costs that are spent once count in full from the start.
  public var coveredShare: Double

  /// A part of a test; the whole of an undated one by default.
  public init(days: [Day] = [], planned: ClosedRange<Int>? = nil, coveredShare: Double = 1) {
    self.days = days
    self.planned = planned
    self.coveredShare = coveredShare
  }

  /// The days of the period on which a cost applies.
  func days(of period: CostItem.Period) -> [Day] {
    days.filter { period.contains($0.number) }
  }

  /// Whether a cost has days of its own that are all outside the planned test; false where the days of the test are not
  /// known.
  func isOutside(_ period: CostItem.Period) -> Bool {
    guard let planned else { return false }
    return period.firstDay.map { $0 > planned.upperBound } ?? false
      || period.lastDay.map { $0 < planned.lowerBound } ?? false
  }

  /// How much of a cost stated for the whole test has been used up, 0...1: its part of the test, or, where it has days of
  /// its own, the part of these that is covered. What is spent once is spent in full from its first day on.
  func usedShare(of item: CostItem) -> Double {
    guard item.period != CostItem.Period(), let planned, !days.isEmpty else { return item.once ? 1 : coveredShare }
    let covered = days(of: item.period).count
    if item.once { return covered > 0 ? 1 : 0 }
    let first = item.period.firstDay ?? planned.lowerBound
    let last = item.period.lastDay ?? planned.upperBound
    return first <= last ? Double(covered) / Double(last - first + 1) : 0
  }
}

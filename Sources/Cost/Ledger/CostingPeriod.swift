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
  /// Share of the planned test that is covered, 0...1: what has been used up of a cost stated for the whole test.
  /// Costs that are spent once count in full from the start.
  public var coveredShare: Double

  /// A part of a test; the whole of an undated one by default.
  public init(days: [Day] = [], coveredShare: Double = 1) {
    self.days = days
    self.coveredShare = coveredShare
  }

  /// The days of the period on which a cost applies.
  func days(of period: CostItem.Period) -> [Day] {
    days.filter { day in
      period.firstDay.map { day.number >= $0 } ?? true && period.lastDay.map { day.number <= $0 } ?? true
    }
  }
}

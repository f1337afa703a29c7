import Foundation

/// The share of calls that have brought an opportunity within 0, 1, 2 … days, from calls followed for different times.
///
/// One minus the product-limit estimate (Kaplan & Meier 1958): at risk on a day are the calls followed at least as long
/// that had no opportunity before. Calls without one are censored at the end of their follow-up, so that young calls
/// count for the days they have seen. With censoring that has nothing to do with the outcome (a call's age), the
/// curve is unbiased by youth, where opportunities over calls is not.
public struct CumulativeIncidence: Hashable, Sendable {
  /// Calls of one age, and their opportunities by delay.
  public struct Cohort: Hashable, Sendable {
    /// Days from the calls to the reading, 0...``TruncatedDelays/mostFollowUp``.
    public let followUp: Int
    /// Calls, at least as many as events.
    public let calls: Int
    /// Calls by days to their opportunity, 0...`followUp`.
    public let events: [Int: Int]

    /// Calls of one age; checked when the curve is made of them.
    public init(followUp: Int, calls: Int, events: [Int: Int]) {
      self.followUp = followUp
      self.calls = calls
      self.events = events
    }
  }

  /// One day of the curve.
  public struct Point: Hashable, Sendable {
    /// Days since the call.
    public let day: Int
    /// Calls followed at least this long without an opportunity before.
    public let atRisk: Int
    /// Opportunities on this day.
    public let events: Int
    /// Share of calls with an opportunity by the end of this day, with its interval.
    public let share: Estimate
  }

  /// The curve from day 0 to the longest follow-up; empty without calls.
  public let points: [Point]

  /// The curve of some calls.
  ///
  /// The interval at each day by itself is Greenwood's (1926) on the scale of log(−log(1 − share)), which stays in
  /// 0...1 (Kalbfleisch & Prentice 1980, section 1.3); before the first opportunity, and once all calls have one, it is the
  /// Wilson interval of the calls at risk on the first day. Throws for a confidence outside (0, 1), a follow-up out of
  /// range, a delay outside 0...followUp, a negative number, and more opportunities than calls.
  public init(_ cohorts: [Cohort], confidence: Double = 0.95) throws(StatisticsError) {
    try StatisticsError.requireProbability(confidence, "confidence")
    for cohort in cohorts { try Self.check(cohort) }
    let counted = cohorts.filter { $0.calls > 0 }
    guard let longest = counted.map(\.followUp).max() else {
      points = []
      return
    }
    var events = [Int](repeating: 0, count: longest + 1)
    var followed = events
    for cohort in counted {
      followed[cohort.followUp] += cohort.calls
      for (delay, number) in cohort.events { events[delay] += number }
    }
    // Calls that leave after a day without an opportunity.
    var censored = followed
    for cohort in counted { censored[cohort.followUp] -= cohort.events.values.reduce(0, +) }
    let z = Normal.quantile(survival: (1 - confidence) / 2)
    var atRisk = followed.reduce(0, +)
    let all = atRisk
    var without = 1.0
    var greenwood = 0.0
    var points: [Point] = []
    for day in 0...longest {
      let y = Double(atRisk)
      let d = Double(events[day])
      if d > 0 {
        without *= (y - d) / y
        greenwood += d / (y * (y - d))
      }
      points.append(
        Point(
          day: day, atRisk: atRisk, events: events[day],
          share: try Self.estimate(without: without, greenwood: greenwood, z: z, calls: all, confidence: confidence)))
      atRisk -= events[day] + censored[day]
    }
    self.points = points
  }

  private static func estimate(
    without: Double, greenwood: Double, z: Double, calls: Int, confidence: Double
  ) throws(StatisticsError) -> Estimate {
    guard without > 0, without < 1 else {
      let x = without > 0 ? 0 : calls
      let interval = try Proportion(x, of: calls).interval(.wilson, confidence: confidence)
      return Estimate(value: 1 - without, lower: interval.lower, upper: interval.upper)
    }
    let width = z * greenwood.squareRoot() / -log(without)
    // without^exp(±width): 1 − that by expm1, which keeps small shares exact.
    return Estimate(
      value: 1 - without, lower: -expm1(log(without) * exp(-width)), upper: -expm1(log(without) * exp(width)))
  }

  private static func check(_ cohort: Cohort) throws(StatisticsError) {
    guard (0...TruncatedDelays.mostFollowUp).contains(cohort.followUp) else {
      throw .outOfRange(
        name: "follow-up", value: Double(cohort.followUp),
        expected: "whole days from 0 to \(TruncatedDelays.mostFollowUp)")
    }
    guard (0...Proportion.largestTrials).contains(cohort.calls) else {
      throw .outOfRange(name: "calls", value: Double(cohort.calls), expected: "a whole number from 0 to 2⁵³")
    }
    var left = cohort.calls
    for (delay, number) in cohort.events.sorted(by: { $0.key < $1.key }) {
      guard (0...cohort.followUp).contains(delay) else {
        throw .outOfRange(
          name: "delay", value: Double(delay), expected: "whole days from 0 to the follow-up of \(cohort.followUp)")
      }
      guard (0...left).contains(number) else {
        throw .outOfRange(
          name: "opportunities of a day", value: Double(number),
          expected: "a whole number of at least 0, no more than the \(left) calls left")
      }
      left -= number
    }
  }
}

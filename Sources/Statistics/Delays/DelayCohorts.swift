/// Calls of one group by how long they were followed, and their outcomes by delay.
///
/// Days are calendar days: a call of age 0 was placed on the day of the reading, and an outcome has delay 0 when it falls on
/// the day of its call. A call of age a has been followed through the end of day a, so that its delays are 0...a. All that a
/// model needs of a million calls are the numbers by age and by delay.
public struct DelayCohorts: Hashable, Sendable {
  /// Calls of one age.
  public struct Cohort: Hashable, Sendable {
    /// Days from the calls to the reading, 0...``TruncatedDelays/mostFollowUp``.
    public let age: Int
    /// How many calls.
    public let calls: Int
    /// How many of them have had their outcome, by delay in days from 0; at most `age` + 1 entries, later ones are 0.
    public let outcomes: [Int]

    /// Some calls; checked when ``DelayCohorts`` is made of them.
    public init(age: Int, calls: Int, outcomes: [Int]) {
      self.age = age
      self.calls = calls
      self.outcomes = outcomes
    }

    /// Calls with an outcome, at whatever delay.
    var answered: Int { outcomes.reduce(0, +) }
  }

  /// Cohorts with calls, one for each age, from the youngest.
  public let cohorts: [Cohort]

  /// Cohorts of calls; those of one age are put together.
  ///
  /// Throws for ages outside 0...``TruncatedDelays/mostFollowUp``, negative numbers, more outcomes than calls, an outcome
  /// later than its cohort's age, or without a call.
  public init(_ cohorts: [Cohort]) throws(StatisticsError) {
    var byAge: [Int: (calls: Int, outcomes: [Int])] = [:]
    var all = 0
    for cohort in cohorts {
      guard (0...TruncatedDelays.mostFollowUp).contains(cohort.age) else {
        throw .outOfRange(
          name: "age", value: Double(cohort.age), expected: "whole days from 0 to \(TruncatedDelays.mostFollowUp)")
      }
      guard (0...Proportion.largestTrials).contains(cohort.calls) else {
        throw .outOfRange(name: "calls", value: Double(cohort.calls), expected: "a whole number from 0 to 2⁵³")
      }
      guard cohort.outcomes.count <= cohort.age + 1 else {
        throw .outOfRange(
          name: "days of delay", value: Double(cohort.outcomes.count),
          expected: "at most \(cohort.age + 1), one for each day from 0 to the age")
      }
      var total = 0
      for count in cohort.outcomes {
        guard count >= 0, count <= cohort.calls - total else {
          throw .outOfRange(
            name: "outcomes", value: Double(count), expected: "no negative number, and no more in all than the calls")
        }
        total += count
      }
      guard cohort.calls > 0 else { continue }
      guard all <= Proportion.largestTrials - cohort.calls else {
        throw .outOfRange(name: "calls", value: Double(all), expected: "at most 2⁵³ of all ages")
      }
      all += cohort.calls
      var known = byAge[cohort.age] ?? (0, [])
      known.calls += cohort.calls
      while known.outcomes.count < cohort.outcomes.count { known.outcomes.append(0) }
      for (day, count) in cohort.outcomes.enumerated() { known.outcomes[day] += count }
      byAge[cohort.age] = known
    }
    guard !byAge.isEmpty else { throw .tooFew(name: "calls", count: 0, expected: "at least 1") }
    self.cohorts = byAge.sorted { $0.key < $1.key }.map {
      Cohort(age: $0.key, calls: $0.value.calls, outcomes: $0.value.outcomes)
    }
  }

  /// Single calls: each with its age, and its delay where it has had its outcome.
  ///
  /// Throws like ``init(_:)``, and for delays that are negative or longer than the age.
  public init(calls: [(age: Int, delay: Int?)]) throws(StatisticsError) {
    var byAge: [Int: (calls: Int, outcomes: [Int])] = [:]
    for call in calls {
      var known = byAge[call.age] ?? (0, [])
      known.calls += 1
      if let delay = call.delay {
        guard delay >= 0, delay <= call.age else {
          throw .outOfRange(
            name: "delay", value: Double(delay), expected: "whole days from 0 to the age of the call, \(call.age)")
        }
        while known.outcomes.count <= delay { known.outcomes.append(0) }
        known.outcomes[delay] += 1
      }
      byAge[call.age] = known
    }
    try self.init(byAge.map { Cohort(age: $0.key, calls: $0.value.calls, outcomes: $0.value.outcomes) })
  }

  /// Calls of all ages.
  public var calls: Int { cohorts.reduce(0) { $0 + $1.calls } }
  /// Outcomes seen so far.
  public var outcomes: Int { cohorts.reduce(0) { $0 + $1.answered } }
  /// The longest age.
  public var longestAge: Int { cohorts.last?.age ?? 0 }

  /// Outcomes with a delay of at most so many days.
  public func outcomes(within days: Int) -> Int {
    cohorts.reduce(0) { $0 + $1.outcomes.prefix(max(0, days + 1)).reduce(0, +) }
  }

  /// Outcomes of all ages by delay.
  var byDelay: [Int] {
    var days = [Int](repeating: 0, count: cohorts.map(\.outcomes.count).max() ?? 0)
    for cohort in cohorts {
      for (day, count) in cohort.outcomes.enumerated() { days[day] += count }
    }
    return days
  }
}

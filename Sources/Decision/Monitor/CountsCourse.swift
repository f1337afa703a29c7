import Experiment
import Foundation
import Statistics

/// The readings of one test on its counts, one after the other: the state of a ``CountsRule`` between readings.
public struct CountsCourse: Sendable {
  /// The rule.
  public let rule: CountsRule
  private var nextReading = 0
  private var matureDays = 0
  private var placedDays = 0
  private(set) var calls: [Int]
  private(set) var opportunities: [Int]
  private var units: [Int]
  /// The totals at the planned look before.
  private var lookedAt: (calls: [Int], opportunities: [Int])
  private var milestone = 0
  private var isOver = false
  private(set) var evidence: [TwoStreamEvidence]
  /// By challenger, then by number of open comparisons less one.
  private(set) var courses: [ComparisonCourse]
  private let shares: [Double]

  init(_ rule: CountsRule) {
    self.rule = rule
    let variants = rule.plan.test.variants
    calls = [Int](repeating: 0, count: variants.all.count)
    opportunities = calls
    units = calls
    lookedAt = (calls, calls)
    shares = variants.shares
    evidence = rule.designs.map(TwoStreamEvidence.init)
    courses = rule.challengers.flatMap { _ in rule.monitors.map(ComparisonCourse.init) }
  }

  /// Goes back to before the first reading.
  public mutating func restart() {
    nextReading = 0
    matureDays = 0
    placedDays = 0
    milestone = 0
    isOver = false
    for variant in calls.indices {
      calls[variant] = 0
      opportunities[variant] = 0
      units[variant] = 0
      lookedAt.calls[variant] = 0
      lookedAt.opportunities[variant] = 0
    }
    for index in evidence.indices { evidence[index] = TwoStreamEvidence(rule.designs[index]) }
    for index in courses.indices { courses[index].restart() }
  }

  /// What the next reading concludes; nil where the test goes on, and when there is none left.
  ///
  /// Of `counts`, calls of days that are over at the reading and opportunities of days that are mature are read.
  public mutating func read(_ counts: CountsByDay) throws(DecisionError) -> CountsRule.Ending? {
    guard nextReading < rule.readings.count else { return nil }
    let reading = rule.readings[nextReading]
    nextReading += 1
    while placedDays < reading.placedDays {
      for variant in units.indices { units[variant] += counts.calls[placedDays * units.count + variant] }
      placedDays += 1
    }
    let method = rule.plan.test.monitoring.method
    while matureDays < reading.matureDays {
      if method == .anytime { try bet(on: matureDays, counts) }
      for variant in calls.indices {
        calls[variant] += counts.calls[matureDays * calls.count + variant]
        opportunities[variant] += counts.opportunities[matureDays * calls.count + variant]
      }
      matureDays += 1
    }
    if method == .groupSequential, !isOver { try look(reading) }
    if rule.checksUnits, try areUnitsOff() { return .unhealthy }
    return try conclusion(isComplete: isComplete(reading))
  }

  private func isComplete(_ reading: CountsRule.Reading) -> Bool {
    if case .calls(let planned) = rule.plan.test.length { return calls.reduce(0, +) >= planned }
    return reading.isComplete
  }

  /// Whether the sample-ratio check fails. Its evidence is a mean of likelihood ratios, which are at most exp(χ²).
  private func areUnitsOff() throws(DecisionError) -> Bool {
    let total = Double(units.reduce(0, +))
    var chiSquare = 0.0
    for (count, share) in zip(units, shares) {
      let expected = total * share
      if expected > 0 { chiSquare += (Double(count) - expected) * (Double(count) - expected) / expected }
    }
    guard chiSquare > -log(SampleRatioCheck.failsAtSequential) - 0.001 else { return false }
    return try asking { () throws(StatisticsError) in
      try SampleRatioEvidence(arms: units.count, concentration: rule.concentration).adding(units, shares: shares)
        .process.pValue <= SampleRatioCheck.failsAtSequential
    }
  }

  private func block(_ challenger: Int, _ calls: (Int) -> Int, _ opportunities: (Int) -> Int)
    throws(DecisionError) -> TwoStreamBlock
  {
    let control = rule.control
    do {
      return try TwoStreamBlock(
        controlSuccesses: opportunities(control), controlTrials: calls(control),
        variantSuccesses: opportunities(challenger), variantTrials: calls(challenger))
    } catch {
      throw .statistics(error)
    }
  }

  private mutating func bet(on day: Int, _ counts: CountsByDay) throws(DecisionError) {
    let first = day * calls.count
    for (index, challenger) in rule.challengers.enumerated() {
      evidence[index].add(
        try block(challenger, { counts.calls[first + $0] }, { counts.opportunities[first + $0] }))
    }
  }

  /// Takes a planned look in every comparison.
  private mutating func look(_ reading: CountsRule.Reading) throws(DecisionError) {
    let test = rule.plan.test
    var isLast = reading.isLastLook
    var isHeld = false
    if case .calls(let planned) = test.length {
      let placed = calls.reduce(0, +)
      isLast = placed >= planned
      if case .count(let count) = test.monitoring.looks {
        let reached = min(count, placed * count / planned)
        isHeld = reached <= milestone && !isLast
        milestone = max(milestone, reached)
      }
    }
    let levels = rule.monitors.count
    for (index, challenger) in rule.challengers.enumerated() {
      let new = try block(
        challenger, { calls[$0] - lookedAt.calls[$0] }, { opportunities[$0] - lookedAt.opportunities[$0] })
      let information = rule.scales[(nextReading - 1) * rule.challengers.count + index].information(
        control: calls[rule.control], variant: calls[challenger])
      for level in 0..<levels {
        if isHeld {
          courses[index * levels + level].hold(new)
        } else {
          try courses[index * levels + level].take(
            new, on: reading.date, information: information, isLast: isLast)
        }
      }
    }
    for variant in calls.indices {
      lookedAt.calls[variant] = calls[variant]
      lookedAt.opportunities[variant] = opportunities[variant]
    }
    isOver = isLast
  }
}

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
  private var calls: [Int]
  private var opportunities: [Int]
  private var units: [Int]
  /// The totals at the planned look before.
  private var lookedAt: (calls: [Int], opportunities: [Int])
  private var milestone = 0
  private var isOver = false
  private var evidence: [TwoStreamEvidence]
  /// By challenger, then by number of open comparisons less one.
  private var courses: [ComparisonCourse]
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

  private func conclusion(isComplete: Bool) throws(DecisionError) -> CountsRule.Ending? {
    let challengers = rule.challengers
    var better: Int?
    var (shown, betterOnes, hopeless) = (0, 0, 0)
    func show(_ challenger: Int, isBetter: Bool) {
      shown += 1
      guard isBetter else { return }
      betterOnes += 1
      better = challenger
    }
    let hasBegun = calls.allSatisfy { $0 > 0 }
    switch rule.plan.test.monitoring.method {
    case .fixed:
      guard isComplete, hasBegun else { return nil }
      if rule.plan.test.goal.adjustment == .dunnett, challengers.count > 1 { return .wholeRule }
      for challenger in try fixed() { show(challenger, isBetter: difference(challenger) > 0) }
    case .anytime:
      for challenger in try anytime() { show(challenger, isBetter: difference(challenger) > 0) }
    case .groupSequential:
      for (challenger, reason) in groupSequential() {
        switch reason {
        case .efficacy: show(challenger, isBetter: true)
        case .harm: show(challenger, isBetter: false)
        case .futility: hopeless += 1
        case .end: break
        }
      }
    }
    if isComplete, !hasBegun { return nil }
    if let better { return betterOnes > 1 || rule.mayNeedWholeRule ? .wholeRule : .rollOut(better) }
    if isComplete { return shown == challengers.count ? .keepControl : .noWinner }
    return shown + hopeless == challengers.count ? .keepControl : nil
  }

  private func difference(_ challenger: Int) -> Double {
    Double(opportunities[challenger]) / Double(calls[challenger])
      - Double(opportunities[rule.control]) / Double(calls[rule.control])
  }

  private func isCompared(_ challenger: Int) -> Bool { calls[challenger] > 0 && calls[rule.control] > 0 }

  /// Challengers whose plain test is significant, adjusted over all of them.
  private func fixed() throws(DecisionError) -> [Int] {
    let goal = rule.plan.test.goal
    return try asking { () throws(StatisticsError) in
      let control = try Proportion(opportunities[rule.control], of: calls[rule.control])
      var p: [Double] = []
      for challenger in rule.challengers {
        let variant = try Proportion(opportunities[challenger], of: calls[challenger])
        p.append(TwoProportions(control: control, variant: variant).primaryPValue(alternative: goal.alternative))
      }
      if p.count > 1 {
        switch goal.adjustment {
        case .holm: p = try PValueAdjustment.holm.adjusted(p)
        case .hochberg: p = try PValueAdjustment.hochberg.adjusted(p)
        case .dunnett, .none: break
        }
      }
      return zip(rule.challengers, p).filter { $0.1 < goal.alpha }.map(\.0)
    }
  }

  /// Challengers that differ by their always-valid p, adjusted over all that are compared.
  private func anytime() throws(DecisionError) -> [Int] {
    let goal = rule.plan.test.goal
    if evidence.count == 1, !evidence[0].isVariantAbove, !evidence[0].isControlAbove { return [] }
    let compared = rule.challengers.indices.filter { isCompared(rule.challengers[$0]) }
    var p = compared.map { index in
      let (better, worse) = (evidence[index].variantAbove.pValue, evidence[index].controlAbove.pValue)
      return goal.sides == 2 ? min(1, 2 * min(better, worse)) : better
    }
    if p.count > 1, goal.adjustment != .none {
      let raw = p
      p = try asking { () throws(StatisticsError) in try PValueAdjustment.holm.adjusted(raw) }
    }
    return zip(compared, p).filter { $0.1 <= goal.alpha }.map { rule.challengers[$0.0] }
  }

  /// What ended the comparisons, by Holm's procedure: what is rejected leaves its share of the error to the others.
  private func groupSequential() -> [(challenger: Int, reason: SequentialStanding.Reason)] {
    let levels = rule.monitors.count
    if levels == 1, rule.challengers.count == 1 {
      guard isCompared(rule.challengers[0]), let reason = courses[0].ending else { return [] }
      return [(rule.challengers[0], reason)]
    }
    var open = rule.challengers.indices.filter { isCompared(rule.challengers[$0]) }
    var endings: [(challenger: Int, reason: SequentialStanding.Reason)] = []
    while !open.isEmpty {
      let level = min(levels, open.count) - 1
      func ending(_ index: Int) -> SequentialStanding.Reason? { courses[index * levels + level].ending }
      func isRejected(_ index: Int) -> Bool { ending(index) == .efficacy || ending(index) == .harm }
      let rejected = open.filter(isRejected)
      let isSettled = rejected.isEmpty || levels == 1
      for index in isSettled ? open : rejected {
        if let reason = ending(index) { endings.append((rule.challengers[index], reason)) }
      }
      if isSettled { break }
      open.removeAll(where: isRejected)
    }
    return endings
  }
}

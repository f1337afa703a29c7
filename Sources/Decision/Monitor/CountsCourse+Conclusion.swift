import Experiment
import Statistics

extension CountsCourse {
  func conclusion(isComplete: Bool) throws(DecisionError) -> CountsRule.Ending? {
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

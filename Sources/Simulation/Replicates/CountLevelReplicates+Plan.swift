public import Decision
import Experiment
import Statistics

extension CountLevelReplicates {
  /// Replicates under the plan's own rule: each stops at the first reading at which the plan concludes.
  ///
  /// The same rule as the product's, on counts by day (``CountsRule``): a few microseconds a replicate for one challenger
  /// and a rule of significance and health. With several challengers, guardrails or profit in the rule, answers and talk times
  /// are drawn as well, and the whole rule is asked once something is shown. Without a maturity window opportunities count
  /// as they come, so that each reading takes all counts anew.
  ///
  /// Throws what the rule throws, for the first replicate that fails.
  public func runPlan(threads: Int? = nil) throws(DecisionError) -> Replication {
    let rule = try CountsRule(plan, dates: model.dates)
    let dates = rule.readings.map(\.date)
    let state = PlanState(rule, days: model.dates.count)
    let end = dates.count - 1
    guard rule.mayNeedWholeRule || model.within == nil else {
      return try replicate(threads: threads, dates: dates, state: state) { source, state throws(DecisionError) in
        state.course.restart()
        var (placed, mature) = (0, 0)
        for (index, reading) in rule.readings.enumerated() {
          while placed < reading.placedDays {
            model.drawCalls(of: placed, into: &state.counts, from: &source)
            placed += 1
          }
          while mature < reading.matureDays {
            model.drawOpportunities(of: mature, into: &state.counts, from: &source)
            mature += 1
          }
          if let ending = try state.course.read(state.counts) {
            return (Declaration(ending) ?? .noWinner, index)
          }
        }
        return (.noWinner, end)
      }
    }
    return try replicate(threads: threads, dates: dates, state: state) { source, state throws(DecisionError) in
      let history = CountHistory(model, &source)
      if model.within != nil { history.count(asOf: nil, into: &state.counts) }
      state.course.restart()
      for (index, date) in dates.enumerated() {
        var ending: CountsRule.Ending?
        if model.within != nil {
          ending = try state.course.read(state.counts)
        } else {
          history.count(asOf: date, into: &state.counts)
          state.course.restart()
          for _ in 0...index { ending = try state.course.read(state.counts) }
        }
        guard let ending else { continue }
        if let declaration = Declaration(ending) { return (declaration, index) }
        let conclusion = try check(plan, history.evidence(asOf: date), asOf: date).conclusion
        if let declaration = Declaration(conclusion, variants: model.names) { return (declaration, index) }
      }
      return (.noWinner, end)
    }
  }
}

/// What the replicates of a thread use one after the other.
private struct PlanState: Sendable {
  var counts: CountsByDay
  var course: CountsCourse

  init(_ rule: CountsRule, days: Int) {
    counts = CountsByDay(days: days, variants: rule.plan.test.variants.all.count)
    course = rule.course()
  }
}

extension Declaration {
  /// What a rule on counts concluded; nil where it leaves that to the whole rule.
  init?(_ ending: CountsRule.Ending) {
    switch ending {
    case .rollOut(let place): self = .rollOut(place)
    case .keepControl: self = .keepControl
    case .noWinner: self = .noWinner
    case .unhealthy: self = .unhealthy
    case .wholeRule: return nil
    }
  }

  /// What a reading concluded; nil where the test goes on.
  init?(_ conclusion: Conclusion, variants: [String]) {
    switch conclusion {
    case .keepRunning: return nil
    case .rollOut(let winner, _): self = variants.firstIndex(of: winner).map { .rollOut($0) } ?? .noWinner
    case .keepControl: self = .keepControl
    case .noWinner: self = .noWinner
    case .unhealthy: self = .unhealthy
    }
  }
}

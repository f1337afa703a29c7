import Cost
import Experiment
import Statistics

extension Conclusion {
  /// The conclusion of a plan that goes by profit: on while another week is worth more than it costs, then the script that
  /// is expected to earn most, if the rest of the rule holds. It controls no error rate, and says so.
  init(
    byProfitOf plan: Plan, progress: Progress, variants: [VariantReading], comparisons: [Comparison],
    nextWeek: NextWeek?, projection: [VariantProjection], clauses: (Comparison) -> [Clause]
  ) {
    if variants.contains(where: { $0.calls == 0 }) {
      self = .keepRunning(.noMatureCalls)
      return
    }
    if !progress.isComplete {
      if let nextWeek {
        if nextWeek.isWorthIt {
          self = .keepRunning(.weekPays(nextWeek))
          return
        }
      } else if let waiting = KeepRunning(plan: plan, progress: progress, variants: variants) {
        self = .keepRunning(waiting)
        return
      }
    }
    let ranked = comparisons.compactMap { challenger in
      (projection.first { $0.variant == challenger.variant }?.gainOverRollout?.value).map { (challenger, gain: $0) }
    }.sorted { $0.gain > $1.gain }
    guard let best = ranked.first else {
      self = .noWinner(.profitUnknown)
      return
    }
    let paying = ranked.filter { $0.gain > 0 }.map(\.0)
    for challenger in paying {
      let clauses = clauses(challenger)
      if clauses.allSatisfy(\.holds) {
        self = .rollOut(winner: challenger.variant, clauses: clauses)
        return
      }
    }
    if let leader = paying.first {
      self = .keepControl(.ruleNotMet(leader: leader.variant, clauses: clauses(leader)))
    } else {
      self = .keepControl(.earnsLess(best: best.0.variant, gain: best.gain))
    }
  }
}

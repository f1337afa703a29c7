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
    func gain(_ variant: String) -> Double {
      projection.first { $0.variant == variant }?.gainOverRollout?.value ?? 0
    }
    let ranked = comparisons.filter { gain($0.variant) > 0 }.sorted { gain($0.variant) > gain($1.variant) }
    for challenger in ranked {
      let clauses = clauses(challenger)
      if clauses.allSatisfy(\.holds) {
        self = .rollOut(winner: challenger.variant, clauses: clauses)
        return
      }
    }
    if let leader = ranked.first {
      self = .keepControl(.ruleNotMet(leader: leader.variant, clauses: clauses(leader)))
    } else {
      let best = comparisons.max { gain($0.variant) < gain($1.variant) }
      self = .keepControl(.earnsLess(best: best?.variant ?? "", gain: best.map { gain($0.variant) } ?? 0))
    }
  }
}

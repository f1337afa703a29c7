import Cost
import Experiment
import Statistics

extension Conclusion {
  /// The conclusion of a reading: health first, then the clock, then the figures, then the plan's rule.
  init(
    plan: Plan, progress: Progress, variants: [VariantReading], comparisons: [Comparison],
    guardrails: [GuardrailReading], health: [HealthFinding], projection: [VariantProjection], nextWeek: NextWeek? = nil
  ) {
    let failed = plan.failedChecks(health)
    if plan.rule.and.contains(.healthy), !failed.isEmpty {
      self = .unhealthy(failed)
    } else if plan.rule.when == .profit {
      self.init(
        byProfitOf: plan, progress: progress, variants: variants, comparisons: comparisons, nextWeek: nextWeek,
        projection: projection,
        clauses: { challenger in
          Clause.all(
            plan: plan, challenger: challenger, failedChecks: failed, guardrails: guardrails, projection: projection)
        })
    } else if let early = Conclusion(
      beforeEndOf: plan, progress: progress, comparisons: comparisons,
      clauses: { challenger in
        Clause.all(
          plan: plan, challenger: challenger, failedChecks: failed, guardrails: guardrails, projection: projection)
      }, gains: gains(projection))
    {
      self = early
    } else if let waiting = KeepRunning(plan: plan, progress: progress, variants: variants) {
      self = .keepRunning(waiting)
    } else {
      self.init(
        atEndOf: plan, isUndated: progress.day == nil, comparisons: comparisons,
        clauses: { challenger in
          Clause.all(
            plan: plan, challenger: challenger, failedChecks: failed, guardrails: guardrails, projection: projection)
        },
        gains: gains(projection))
    }
    func gains(_ projection: [VariantProjection]) -> [String: Double?] {
      Dictionary(
        projection.map { ($0.variant, $0.gainOverRollout?.value) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// What planned looks or any-time readings show before the planned end; nil while they show nothing.
  private init?(
    beforeEndOf plan: Plan, progress: Progress, comparisons: [Comparison], clauses: (Comparison) -> [Clause],
    gains: [String: Double?]
  ) {
    guard plan.test.monitoring.method != .fixed, !progress.isComplete else { return nil }
    let significant = comparisons.filter(\.isSignificant)
    if significant.contains(where: { ($0.difference?.value ?? 0) > 0 }) {
      let conclusion = Conclusion(
        atEndOf: plan, isUndated: false, comparisons: comparisons, clauses: clauses, gains: gains)
      if case .keepControl(.ruleNotMet(let leader, let clauses)) = conclusion,
        clauses.allSatisfy({ $0.holds || $0.isUnknown })
      {
        self = .keepRunning(.ruleUnknown(leader: leader, clauses: clauses))
      } else {
        self = conclusion
      }
      return
    }
    let hopeless = comparisons.filter { $0.sequential?.ending?.reason == .futility }
    guard !comparisons.isEmpty, significant.count + hopeless.count == comparisons.count else { return nil }
    self = .keepControl(
      hopeless.isEmpty ? .harm(significant.map(\.variant)) : .futile(hopeless.map(\.variant)))
  }

  private init(
    atEndOf plan: Plan, isUndated: Bool, comparisons: [Comparison], clauses: (Comparison) -> [Clause],
    gains: [String: Double?]
  ) {
    let significant = comparisons.filter(\.isSignificant)
    let better = significant.filter { ($0.difference?.value ?? 0) > 0 }
    // Several winners: the one that earns most over the roll-out, else the one with the largest difference.
    let ranked = better.sorted { first, second in
      let (one, other) = (gains[first.variant] ?? nil, gains[second.variant] ?? nil)
      if let one, let other, one != other { return one > other }
      return (first.difference?.value ?? 0) > (second.difference?.value ?? 0)
    }
    if let leader = ranked.first {
      for challenger in ranked {
        let clauses = clauses(challenger)
        if clauses.allSatisfy(\.holds) {
          self = .rollOut(winner: challenger.variant, clauses: clauses)
          return
        }
      }
      self = .keepControl(.ruleNotMet(leader: leader.variant, clauses: clauses(leader)))
    } else if !significant.isEmpty, significant.count == comparisons.count {
      self = .keepControl(.harm(significant.map(\.variant)))
    } else {
      self = .noWinner(isUndated ? .undatedCounts : .plannedEnd)
    }
  }
}

extension Plan {
  /// The failed checks that the plan does not waive.
  func failedChecks(_ health: [HealthFinding]) -> [HealthCheckName] {
    health.filter { $0.status == .fail && waivers[$0.check.rawValue] == nil }.map(\.check)
  }
}

extension Conclusion.KeepRunning {
  /// Why nothing can be concluded yet; nil at the end of the test.
  init?(plan: Plan, progress: Progress, variants: [VariantReading]) {
    if !progress.isComplete {
      if let lastDay = progress.lastDay, let decisionDay = progress.decisionDay {
        // The last calls may be days before the test's last day, which may be a Sunday.
        let isOver = (progress.day ?? 0) >= (progress.plannedDays ?? Int.max) || progress.callingDaysLeft == 0
        self =
          isOver
          ? .awaitingMaturity(decisionDay: decisionDay, immatureCalls: progress.immatureCalls)
          : .beforePlannedEnd(lastDay: progress.lastCallingDay ?? lastDay, decisionDay: decisionDay)
      } else {
        self = .beforePlannedCalls(placed: progress.matureCalls, planned: progress.plannedCalls ?? 0)
      }
    } else if variants.contains(where: { $0.calls == 0 }) {
      self = .noMatureCalls
    } else {
      return nil
    }
  }
}

extension Clause {
  /// Whether the clause fails only because it cannot be told yet.
  fileprivate var isUnknown: Bool {
    if case .guardrails(let failed, _) = requirement { failed.isEmpty } else { false }
  }

  /// The clauses of the plan's rule for a challenger, in the order they are explained.
  static func all(
    plan: Plan, challenger: Comparison, failedChecks: [HealthCheckName], guardrails: [GuardrailReading],
    projection: [VariantProjection]
  ) -> [Clause] {
    let p = challenger.pAdjusted ?? 1
    let own = projection.first { $0.variant == challenger.variant }
    let gain = own?.gainOverRollout?.value
    var clauses: [Clause]
    switch plan.rule.when {
    case .significant:
      clauses = [Clause(.significant(pAdjusted: p, alpha: plan.test.goal.alpha), holds: challenger.isSignificant)]
    case .profit:
      clauses = [
        Clause(.earnsMore(gain: gain, probability: own?.probabilityBest), holds: gain.map { $0 > 0 } ?? false)
      ]
    }
    for condition in plan.rule.and where !(condition == .profit && plan.rule.when == .profit) {
      switch condition {
      case .healthy:
        clauses.append(Clause(.healthy(failed: failedChecks), holds: failedChecks.isEmpty))
      case .guardrails:
        let own = guardrails.filter { $0.variant == challenger.variant }
        let failed = own.filter { $0.status == .fail }
        let unknown = own.filter { $0.status == .unknown }
        let blocking = unknown.filter { $0.guardrail.whenUnknown == .block }
        clauses.append(
          Clause(
            .guardrails(failed: failed.map(\.guardrail.metric), unknown: unknown.map(\.guardrail.metric)),
            holds: failed.isEmpty && blocking.isEmpty))
      case .profit:
        clauses.append(Clause(.profit(gain: gain), holds: gain.map { $0 > 0 } ?? false))
      }
    }
    return clauses
  }
}

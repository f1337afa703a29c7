import Cost
import Experiment

extension TestPlanner {
  /// What a call of one variant costs beyond what calls of all variants do.
  func ownCostPerCall(_ variant: String) -> Double { costPerCall { $0 == variant } }

  /// The recurring costs by the call that some bearers have.
  private func costPerCall(of bearers: (String?) -> Bool) -> Double {
    (plan.ledger?.items ?? []).reduce(0) { sum, item in
      bearers(item.variant) && item.basis == .call && !item.once ? sum + item.amount.units * item.share : sum
    }
  }

  /// What each variant costs at so many calls, by the ledger.
  private struct Costs {
    var statements: [CostStatement]
    var notices: [LedgerNotice]
    var activities: [Activity]
    var period: CostingPeriod

    /// Costs whose volume the plan does not tell.
    var unforeseen: [String] {
      notices.compactMap { if case .withoutVolume(let item, _) = $0 { item } else { nil } }
    }
  }

  private func costs(_ ledger: Ledger, calls: Calls) throws(DecisionError) -> Costs {
    let test = plan.test
    let agentDays = assumptions.callsPerAgentDay.map { Double(calls.total) / Double($0) }
    let activities = zip(test.variants.names, assumptions.shares).map { name, share in
      let own = (Double(calls.total) * share).rounded()
      // Past calls tell how long calls are, and not which script makes them longer.
      return Activity(
        variant: name, calls: Int(own), talkSeconds: history?.talk.map { Int((own * $0.mean).rounded()) },
        agentDays: agentDays.map { $0 * share }, plannedShare: share)
    }
    let days =
      test.starts.flatMap { starts in
        test.lastDay.map { (starts.dayNumber...$0.dayNumber).map(CivilDate.init(dayNumber:)) }
      } ?? []
    let planned = days.first.flatMap { first in days.last.map { first.dayNumber...$0.dayNumber } }
    let period = CostingPeriod(days: days.map(CostingPeriod.Day.init), planned: planned)
    do {
      let (statements, notices) = try ledger.statements(over: period) { _ in activities }
      return Costs(statements: statements, notices: notices, activities: activities, period: period)
    } catch {
      throw .ledger(error)
    }
  }

  func cost(calls: Calls) throws(DecisionError) -> DesignResult.DesignCost? {
    guard let ledger = plan.ledger else { return nil }
    let costs = try costs(ledger, calls: calls)
    let lines = ledger.derivations(of: costs.statements, over: costs.period) { _ in costs.activities }.map {
      DesignResult.DesignCost.Line(item: $0.item.item, amount: $0.total.units)
    }
    return DesignResult.DesignCost(
      total: costs.statements.reduce(0) { $0 + $1.total.units }, lines: lines, unforeseen: costs.unforeseen)
  }

  /// Every variant at roll-out, as far as the plan tells; nil without a margin or a roll-out. Without a number of calls only
  /// what goes by the call is counted.
  func rolloutAssumptions(calls: Calls?) throws(DecisionError) -> RolloutAssumptions? {
    guard let rollout = plan.rollout, let stated = plan.economics?.marginPerOpportunity else { return nil }
    let costs: Costs? =
      if let ledger = plan.ledger, let calls { try self.costs(ledger, calls: calls) } else { nil }
    func arm(_ name: String) -> (cost: Double, once: Double) {
      guard let costs, let place = costs.activities.firstIndex(where: { $0.variant == name }),
        costs.activities[place].calls > 0
      else { return (costPerCall { $0 == nil || $0 == name }, 0) }
      let statement = costs.statements[place]
      return (
        statement.recurringByVolume.units / Double(costs.activities[place].calls),
        statement.lines.reduce(0) { $1.once && $1.split == nil ? $0 + $1.amount.units : $0 }
      )
    }
    func demand(_ name: String, _ cost: Double) -> CallDemand {
      CallDemand(cost: cost, monthlyCost: plan.monthlyCost(of: name))
    }
    let control = arm(plan.test.variants.control.name)
    let controlDemand = demand(plan.test.variants.control.name, control.cost)
    func outlook(_ name: String) -> RolloutAssumptions.Arm {
      var own = arm(name)
      // Shares of whole calls leave a difference where there is none.
      if (own.cost - control.cost).magnitude <= 1e-6 + 1e-4 * control.cost { own.cost = control.cost }
      let script = demand(name, own.cost)
      return RolloutAssumptions.Arm(
        variant: name, demand: script,
        callsPerMonth: rollout.callsPerMonth(with: script, control: controlDemand), onceInTest: own.once)
    }
    let worth = plan.economics?.worth ?? .opportunities
    let accepted = worth == .accepted ? history?.accepted.value : nil
    let goesByTime =
      plan.ledger?.items.contains { item in
        !item.once
          && (item.basis == .talkHour ? history?.talk != nil : item.variant == nil && item.split == .handlingTime)
      } ?? false
    return RolloutAssumptions(
      control: outlook(plan.test.variants.control.name),
      challengers: plan.test.variants.challengers.map { outlook($0.name) },
      limit: rollout.limit, months: rollout.months, switchingCost: rollout.switchingCost,
      marginPerOpportunity: stated * (accepted ?? 1), worth: worth, pastAcceptedShare: accepted,
      assumesEqualTimes: rollout.limit == .agentHours || goesByTime, leftOut: costs?.unforeseen ?? [])
  }

  /// The smallest lift that pays, for each challenger, by the formula of a reading.
  func payingLifts(_ assumed: RolloutAssumptions?) -> [DesignResult.PayingLift] {
    guard let assumed, let rollout = plan.rollout else { return [] }
    let margin = assumed.marginPerOpportunity
    let (calls, overflows) = rollout.callsPerMonth.multipliedReportingOverflow(by: rollout.months)
    guard !overflows else { return [] }
    return assumed.challengers.compactMap { arm in
      rollout.payingLift(
        of: arm.demand, margin: margin, control: assumed.control.demand, controlMargin: margin,
        rate: assumptions.baseline
      ).map { lift in
        DesignResult.PayingLift(
          variant: arm.variant, relative: lift, rate: assumptions.baseline * (1 + lift),
          switchingCost: rollout.switchingCost, rolloutCalls: calls, marginPerOpportunity: margin)
      }
    }
  }
}

extension CostingPeriod.Day {
  /// The calendar day of a date.
  init(_ date: CivilDate) {
    let (year, month, _) = date.components
    self.init(number: date.dayNumber, daysInMonth: CivilDate.daysInMonth(month, of: year))
  }
}

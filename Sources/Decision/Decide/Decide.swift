import Cost
public import Experiment
import Statistics

/// Decides a test: the reading at the day of the decision, with what stands behind its euros.
///
/// A pure function of the plan and the evidence; the decision is the reading's conclusion, so `check` and `decide` never
/// disagree. Before the planned end the conclusion is to keep running, unless a boundary of the
/// plan's monitoring was crossed.
///
/// - Parameters:
///   - plan: the plan of the test.
///   - evidence: what is known.
///   - looks: the looks recorded before, as for ``check(_:_:looks:asOf:)``.
///   - asOf: the day at whose end the decision stands; the last day of the evidence by default.
///   - override: the reason for a decision against the reading, recorded beside it.
public func decide(
  _ plan: Plan, _ evidence: Evidence, looks: [PastLook] = [], asOf: CivilDate? = nil, override: String? = nil
) throws(DecisionError) -> Verdict {
  let reading = try check(plan, evidence, looks: looks, asOf: asOf)
  let leader = reading.leader
  return Verdict(
    reading: reading, tornado: leader.map { tornado(of: $0, in: reading, plan: plan) } ?? [], leader: leader,
    override: override)
}

extension Reading {
  /// The winner, or the challenger with the best rate; nil without mature calls.
  var leader: String? {
    if case .rollOut(let winner, _) = conclusion { return winner }
    let rated = comparisons.compactMap { comparison in
      comparison.difference.map { (variant: comparison.variant, difference: $0.value) }
    }
    return rated.max { $0.difference < $1.difference }?.variant
  }
}

/// How far a challenger's gain over the roll-out moves with each assumption, widest first.
private func tornado(of leader: String, in reading: Reading, plan: Plan) -> [TornadoBar] {
  guard let rollout = plan.rollout, let own = reading.projection.first(where: { $0.variant == leader }),
    let gain = own.gainOverRollout,
    let reference = reading.projection.first(where: { projection in
      reading.variants.contains { $0.name == projection.variant && $0.role == .control }
    }), let margin = own.marginPerOpportunity, let otherMargin = reference.marginPerOpportunity
  else { return [] }
  let months = Double(rollout.months)
  let switching = rollout.switchingCost.units
  let earned = own.opportunitiesPerMonth.value * margin - reference.opportunitiesPerMonth.value * otherMargin
  let extraCost = own.callsPerMonth * own.costPerCall - reference.callsPerMonth * reference.costPerCall
  /// The gain where margins and calls are other by a factor.
  func gainAt(margins: Double, extraCost: Double, calls: Double = 1) -> Double {
    months * calls * (margins * earned - extraCost) - switching
  }
  let bars = TornadoBar.Assumption.allCases.map { assumption in
    let ends =
      switch assumption {
      case .difference: (gain.lower, gain.upper)
      case .marginPerOpportunity:
        (gainAt(margins: 0.8, extraCost: extraCost), gainAt(margins: 1.2, extraCost: extraCost))
      case .costPerCall:
        (gainAt(margins: 1, extraCost: 1.2 * extraCost), gainAt(margins: 1, extraCost: 0.8 * extraCost))
      case .callsPerMonth:
        (
          gainAt(margins: 1, extraCost: extraCost, calls: 0.8),
          gainAt(margins: 1, extraCost: extraCost, calls: 1.2)
        )
      }
    return TornadoBar(assumption: assumption, low: min(ends.0, ends.1), high: max(ends.0, ends.1))
  }
  return bars.sorted { $0.high - $0.low > $1.high - $1.low }
}

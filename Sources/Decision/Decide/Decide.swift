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
  let (reading, rollout) = try assessment(plan, evidence, looks: looks, asOf: asOf)
  let leader = reading.leader
  let tornado = leader.flatMap { leader in
    rollout?.tornado(of: leader, gain: reading.projection.first { $0.variant == leader }?.gainOverRollout)
  }
  return Verdict(reading: reading, tornado: tornado ?? [], leader: leader, override: override)
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

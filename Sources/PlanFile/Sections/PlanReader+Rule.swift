import Cost
import Decision
import Experiment

extension PlanReader {
  /// A rule that goes by profit needs what profit is made of: margin, costs and a roll-out.
  func checkProfitRule(
    _ plan: Section, _ rule: DecisionRule, economics: Economics?, hasCosts: Bool, rollout: Rollout?
  ) {
    guard rule.when == .profit else { return }
    let missing = [
      economics?.marginPerSale == nil || economics?.opportunityToSale == nil
        ? "economics with opportunity-to-sale and margin-per-sale" : nil,
      hasCosts ? nil : "costs", rollout == nil ? "rollout" : nil,
    ].compactMap { $0 }
    guard !missing.isEmpty else { return }
    plan.fault(
      .conflict, "decide", read: "when: profit without \(Listing.all(missing))",
      expected: "all that profit is made of: economics, costs and rollout",
      hint: "state \(missing.count == 1 ? "it" : "them"), or write `when: significant`")
  }
}

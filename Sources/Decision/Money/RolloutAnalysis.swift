import Cost
import Experiment
import Statistics

/// Each variant at roll-out under the limiting resource, without what is spent once.
struct RolloutAnalysis {
  let plan: Plan
  let mature: MatureCalls
  let variants: [VariantReading]
  let comparisons: [Comparison]

  /// One projection per variant in plan order; empty where the plan states no roll-out or costs, or an arm has no mature
  /// calls.
  func projections() throws(DecisionError) -> [VariantProjection] {
    guard let rollout = plan.rollout, variants.allSatisfy({ $0.costs != nil && $0.tco != nil && $0.calls > 0 }) else {
      return []
    }
    let best = try probabilitiesBest()
    let demands = variants.map(demand)
    guard let controlIndex = variants.firstIndex(where: { $0.role == .control }) else { return [] }
    let reference = Arm(
      rate: variants[controlIndex].tco, demand: demands[controlIndex],
      callsPerMonth: Double(rollout.callsPerMonth))
    return variants.indices.map { index in
      let variant = variants[index]
      let calls = rollout.callsPerMonth(with: demands[index], control: demands[controlIndex])
      let comparison = comparisons.first { $0.variant == variant.name }
      let arm = Arm(
        rate: projectedRate(of: variant, over: variants[controlIndex], comparison), demand: demands[index],
        callsPerMonth: calls)
      let gain = index == controlIndex ? nil : gainPerMonth(of: arm, over: reference, comparison: comparison)
      let indicators = arm.indicators(plan.economics)
      return VariantProjection(
        variant: variant.name, callsPerMonth: calls, costPerCall: demands[index].cost,
        opportunitiesPerMonth: arm.rate.scaled(by: calls), cpq: indicators.cpq, roi: indicators.roi,
        marginRoi: indicators.marginRoi, profitPerMonth: arm.profitPerMonth(plan.economics?.marginPerOpportunity),
        gainPerMonth: gain,
        gainOverRollout: gain.map { gain in
          gain.scaled(by: Double(rollout.months)).shifted(by: -rollout.switchingCost.units)
        }, probabilityBest: best[index])
    }
  }

  /// A challenger's rate at roll-out: the control's plus the difference of the comparison, which allows for strata, so
  /// that profits of two variants differ by just the gain. Without strata it is the rate observed.
  private func projectedRate(
    of variant: VariantReading, over control: VariantReading, _ comparison: Comparison?
  ) -> Estimate? {
    guard let own = variant.tco, let reference = control.tco, let difference = comparison?.difference else {
      return variant.tco
    }
    return own.shifted(by: reference.value + difference.value - own.value)
  }

  private struct Arm {
    let rate: Estimate
    let demand: CallDemand
    let callsPerMonth: Double

    init(rate: Estimate?, demand: CallDemand, callsPerMonth: Double) {
      self.rate = rate ?? Estimate(value: 0, lower: 0, upper: 1)
      self.demand = demand
      self.callsPerMonth = callsPerMonth
    }

    func indicators(_ economics: Economics?) -> IndicatorEstimates {
      IndicatorEstimates(
        tco: rate, costPerCall: demand.cost, revenuePerOpportunity: economics?.revenuePerOpportunity,
        marginPerOpportunity: economics?.marginPerOpportunity, cpqThreshold: economics?.marginPerOpportunity,
        revenueIsObserved: false)
    }

    func profitPerMonth(_ margin: Double?) -> Estimate? {
      margin.map { rate.scaled(by: callsPerMonth * $0).shifted(by: -callsPerMonth * demand.cost) }
    }
  }

  private func demand(_ variant: VariantReading) -> CallDemand {
    let cell = mature.cell(variant.name)
    return CallDemand(
      cost: (variant.costs?.recurring.units ?? 0) / Double(max(1, variant.calls)),
      handlingSeconds: cell.timedCalls > 0 ? Double(cell.handlingSeconds) / Double(cell.timedCalls) : nil)
  }

  /// Profit minus the control's. With the same number of calls the interval is the comparison's own, so that euros and
  /// rates never disagree about zero; otherwise the limits of the two rates are recovered and combined (square-and-add;
  /// Zou & Donner 2008).
  private func gainPerMonth(of arm: Arm, over control: Arm, comparison: Comparison?) -> Estimate? {
    guard let margin = plan.economics?.marginPerOpportunity, let difference = comparison?.difference else { return nil }
    let extraCost = arm.callsPerMonth * arm.demand.cost - control.callsPerMonth * control.demand.cost
    if arm.callsPerMonth == control.callsPerMonth {
      return difference.scaled(by: margin * arm.callsPerMonth).shifted(by: -extraCost)
    }
    let own = arm.rate.scaled(by: arm.callsPerMonth)
    let reference = control.rate.scaled(by: control.callsPerMonth)
    let value = own.value - reference.value
    func root(_ first: Double, _ second: Double) -> Double { (first * first + second * second).squareRoot() }
    let extra = Estimate(
      value: value, lower: value - root(own.value - own.lower, reference.upper - reference.value),
      upper: value + root(own.upper - own.value, reference.value - reference.lower))
    return extra.scaled(by: margin).shifted(by: -extraCost)
  }

  private func probabilitiesBest() throws(DecisionError) -> [Double] {
    var arms: [Beta] = []
    let designEffect = comparisons.compactMap(\.designEffect).max() ?? 1
    for variant in variants {
      guard let proportion = try mature.proportion(variant.name) else { return variants.map { _ in 0 } }
      let effective = try asking { () throws(StatisticsError) in try proportion.deflated(by: designEffect) }
      arms.append(BetaPrior.uniform.posterior(effective))
    }
    return BetaBinomialComparison.probabilityBest(arms)
  }
}

extension Estimate {
  /// The estimate of a quantity times a constant that is not negative.
  func scaled(by factor: Double) -> Estimate {
    Estimate(value: value * factor, lower: lower * factor, upper: upper * factor)
  }

  /// The estimate of a quantity plus a constant.
  func shifted(by constant: Double) -> Estimate {
    Estimate(value: value + constant, lower: lower + constant, upper: upper + constant)
  }
}

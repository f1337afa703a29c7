import Cost
import Experiment
import Statistics

/// The figures of one arm.
extension RolloutAnalysis {
  /// The return of an income per opportunity; the draws' where the share that counts is uncertain too.
  func returned(
    _ income: Double?, _ arm: RolloutArm, cost: CallCost, _ drawn: PayoffDraws.Outcome?
  ) -> Estimate? {
    guard let income, let known = cost.returned(arm.rate, Estimate(known: income)) else { return nil }
    if let drawn, let worth = arm.worth, worth.share != nil || self.worth.saleValueError > 0, worth.margin > 0 {
      return drawn.returned.scaled(by: income / worth.margin).shifted(by: -1).around(known.value)
    }
    return known
  }

  func profitPerCall(
    _ arm: RolloutArm, cost: Double, _ drawn: PayoffDraws.Outcome?
  ) -> (Estimate?, MoneyBasis.Method) {
    guard let margin = arm.worth?.margin else { return (nil, .knownCost) }
    let known = arm.rate.scaled(by: margin).shifted(by: -cost)
    guard let drawn else { return (known, .knownCost) }
    return (drawn.perTrial.around(known.value), .posteriorDraws)
  }

  func profitPerMonth(
    _ arm: RolloutArm, calls: Double, perCall: Estimate?, _ drawn: PayoffDraws.Outcome?
  ) -> Estimate? {
    guard let perCall else { return nil }
    // Without calls nothing comes in, and what is paid by the month is paid all the same.
    let known = calls > 0 ? perCall.scaled(by: calls) : Estimate(known: -arm.monthlyCost)
    return drawn?.perPeriod.around(known.value) ?? known
  }

  /// Profit a month minus the control's, all challengers allowed for. With the same number of calls of the same worth the
  /// interval is the comparison's own, so that euros and rates never disagree about zero; at other numbers the limits of the
  /// two rates are recovered and combined (square-and-add; Zou & Donner 2008); where more than rates is uncertain it is that
  /// of the draws.
  func gain(
    of index: Int, _ model: GainModel, outcomes: [PayoffDraws.Outcome]?
  ) -> (estimate: Estimate, method: MoneyBasis.Method)? {
    let (arm, reference) = (arms[index], arms[control])
    guard let comparison = comparisons.first(where: { $0.variant == arm.name }),
      let difference = comparison.simultaneous ?? comparison.difference
    else { return nil }
    if let outcomes { return (outcomes[index].gain.around(model.monthly), .posteriorDraws) }
    if model.isOfRatesAlone {
      return (
        difference.scaled(by: model.challenger.margin * model.calls).shifted(by: -model.extraCost), .knownCost
      )
    }
    let first = arm.gainRate.scaled(by: model.calls * model.challenger.margin)
    let second = reference.gainRate.scaled(by: model.controlCalls * model.control.margin)
    func root(_ one: Double, _ two: Double) -> Double { (one * one + two * two).squareRoot() }
    let value = first.value - second.value
    let extra = Estimate(
      value: value, lower: value - root(first.value - first.lower, second.upper - second.value),
      upper: value + root(first.upper - first.value, second.value - second.lower))
    return (extra.shifted(by: -model.extraCost), .squareAndAdd)
  }

  /// The lift of the control's rate at which switching pays back.
  func breakEvenLift(of index: Int, rollout: Rollout) -> Double? {
    let (arm, reference) = (arms[index], arms[control])
    guard let own = arm.worth?.margin, let other = reference.worth?.margin else { return nil }
    return rollout.payingLift(
      of: arm.demand, margin: own, control: reference.demand, controlMargin: other, rate: reference.rate.value)
  }
}

extension Estimate {
  /// A gain a month over all months of a roll-out, less the cost of switching.
  func overRollout(_ rollout: Rollout) -> Estimate {
    scaled(by: Double(rollout.months)).shifted(by: -rollout.switchingCost.units)
  }
}

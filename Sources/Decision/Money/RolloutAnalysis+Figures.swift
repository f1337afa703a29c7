import Cost
import Experiment
import Statistics

/// The figures of one arm.
extension RolloutAnalysis {
  /// The return of an income per opportunity; the draws' where the share that counts is uncertain too.
  func returned(
    _ income: Double?, at cpq: Estimate, _ arm: RolloutArm, cost: Double, _ drawn: PayoffDraws.Outcome?
  ) -> Estimate? {
    guard let income, cost > 0 else { return nil }
    let point = income * arm.rate.value / cost - 1
    if let drawn, let worth = arm.worth, worth.share != nil || self.worth.saleValueError > 0, worth.margin > 0 {
      return drawn.returned.scaled(by: income / worth.margin).shifted(by: -1).around(point)
    }
    guard cpq.value.isFinite else {
      return Estimate(value: point, lower: -1, upper: cpq.lower > 0 ? income / cpq.lower - 1 : .infinity)
    }
    return cpq.returned(income)?.around(point)
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
    let known = perCall.scaled(by: calls)
    return drawn?.perPeriod.around(known.value) ?? known
  }

  /// Profit minus the control's. With the same number of calls of the same worth the interval is the comparison's own, all
  /// challengers allowed for, so that euros and rates never disagree about zero; at other numbers the limits of the two rates are recovered and
  /// combined (square-and-add; Zou & Donner 2008); where more than rates is uncertain it is that of the draws.
  func gain(
    of index: Int, calls: [Double], outcomes: [PayoffDraws.Outcome]?
  ) -> (estimate: Estimate, method: MoneyBasis.Method)? {
    let (arm, reference) = (arms[index], arms[control])
    guard let own = arm.worth?.margin, let other = reference.worth?.margin,
      let comparison = comparisons.first(where: { $0.variant == arm.name }),
      let difference = comparison.simultaneous ?? comparison.difference
    else { return nil }
    let extraCost = extraCost(of: index, calls: calls)
    let point = calls[index] * arm.rate.value * own - calls[control] * reference.rate.value * other - extraCost
    if let outcomes { return (outcomes[index].gain.around(point), .posteriorDraws) }
    if calls[index] == calls[control], own == other {
      return (difference.scaled(by: own * calls[index]).shifted(by: -extraCost), .knownCost)
    }
    let (first, second) = (arm.rate.scaled(by: calls[index] * own), reference.rate.scaled(by: calls[control] * other))
    func root(_ one: Double, _ two: Double) -> Double { (one * one + two * two).squareRoot() }
    let value = first.value - second.value
    let extra = Estimate(
      value: value, lower: value - root(first.value - first.lower, second.upper - second.value),
      upper: value + root(first.upper - first.value, second.value - second.lower))
    return (extra.shifted(by: -extraCost), .squareAndAdd)
  }

  /// What a month costs more than with the control.
  func extraCost(of index: Int, calls: [Double]) -> Double {
    func monthly(_ index: Int) -> Double { calls[index] * arms[index].cost + arms[index].monthlyCost }
    return monthly(index) - monthly(control)
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

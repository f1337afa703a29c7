import Cost
import Experiment
import Statistics

/// Money at any look.
extension RolloutAnalysis {
  /// Nil where no range of money holds at any look.
  func anyTimeMoney(
    of index: Int, calls: Double, model: GainModel?, now: SingleReading
  ) throws(DecisionError) -> AnyTimeMoney? {
    let (arm, reference) = (arms[index], arms[control])
    let alpha = 1 - plan.test.goal.confidence
    var money = AnyTimeMoney()
    money.indicators = try anyTime.indicators(
      of: arm.reading, shiftedBy: arm.rate.value - (arm.reading.tco?.value ?? arm.rate.value), alpha: alpha,
      cost: arm.cost(at: calls), costIsUncertain: arm.hasUncertainCost, revenue: arm.worth?.revenue,
      margin: arm.worth?.margin, now: now)
    money.profitPerMonth = money.indicators?.profitPerCall?.scaled(by: calls)
    if let model {
      if model.isOfRatesAlone {
        if let standing = comparisons.first(where: { $0.variant == arm.name })?.alwaysValid {
          money.gainPerMonth = standing.difference.scaled(by: model.challenger.margin * calls)
            .shifted(by: -model.extraCost)
          money.gainGuarantee = standing.guarantee == .exact ? .conditional : .conditionalAsymptotic
        }
      } else if let first = try anyTime.rate(of: arm.reading, alpha: (1 - gainConfidence) / 2),
        let second = try anyTime.rate(of: reference.reading, alpha: (1 - gainConfidence) / 2)
      {
        // Both hold at once with the error of both together.
        let one = first.rate.scaled(by: calls * model.challenger.margin)
        let two = second.rate.scaled(by: model.controlCalls * model.control.margin)
        money.gainPerMonth = Estimate(
          value: one.value - two.value, lower: one.lower - two.upper, upper: one.upper - two.lower
        ).shifted(by: -model.extraCost)
        money.gainGuarantee = first.isExact && second.isExact ? .conditional : .conditionalAsymptotic
      }
    }
    money.gainPerMonth = money.gainPerMonth.map { now.gain.map($0.covering) ?? $0 }
    if let rollout = plan.rollout {
      money.gainOverRollout = money.gainPerMonth?.overRollout(rollout)
    }
    return money.indicators == nil && money.gainPerMonth == nil ? nil : money
  }
}

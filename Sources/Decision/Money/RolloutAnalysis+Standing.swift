import Cost
import Experiment
import Statistics

/// Which arm is best.
extension RolloutAnalysis {
  /// Probability of earning most over the roll-out, and the expected loss of choosing each arm; nil where profit is unknown.
  func standing(
    calls: [Double], rollout: Rollout, outcomes: [PayoffDraws.Outcome]?
  ) throws(DecisionError) -> [(probability: Double, loss: Double)]? {
    if let outcomes { return outcomes.map { ($0.probabilityBest, $0.expectedLoss) } }
    var payoffs: [Payoff] = []
    for (arm, calls) in zip(arms, calls) {
      guard let payoff = try payoff(of: arm, arm.belief, calls: calls, months: Double(rollout.months), rollout)
      else { return nil }
      payoffs.append(payoff)
    }
    let comparison = try asking { () throws(StatisticsError) in try PayoffComparison(payoffs) }
    return Array(zip(comparison.probabilitiesBest, comparison.expectedLosses))
  }

  /// What a roll-out of so many calls a month brings, by a belief about the arm's rate; nil unless its margin is above 0.
  func payoff(
    of arm: RolloutArm, _ belief: Beta, calls: Double, months: Double, _ rollout: Rollout
  ) throws(DecisionError) -> Payoff? {
    guard let margin = arm.worth?.margin, margin > 0 else { return nil }
    let scale = calls * months
    let once = arm.isControl ? 0 : rollout.switchingCost.units
    // Uniform priors draw rates a little towards one half; the shift keeps the arm at the rate it is projected at.
    let shift = arm.rate.value - arm.observed.rate
    return try asking { () throws(StatisticsError) in
      try Payoff(
        belief: belief, perSuccess: scale * margin,
        constant: scale * (margin * shift - arm.cost) - arm.monthlyCost * months - once)
    }
  }

  /// Whether more than rates is uncertain: handling times, the share that counts, or the value of a sale.
  var hasMoreThanRates: Bool {
    worth.saleValueError > 0 || arms.contains { $0.hasUncertainCost || $0.worth?.share != nil }
  }

  /// The draws, where more than the rates is uncertain; nil where rates alone are.
  func outcomes(_ rollout: Rollout) throws(DecisionError) -> [PayoffDraws.Outcome]? {
    guard let unit = arms.first?.worth?.unitMargin, unit >= 0, hasMoreThanRates else { return nil }
    let hasTimes = arms.allSatisfy { ($0.handlingSeconds ?? 0) > 0 }
    let drawn = arms.map { arm in
      PayoffDraws.Arm(
        rate: arm.belief, rateShift: arm.rate.value - arm.observed.rate, share: arm.worth?.share,
        fixedCost: max(0, arm.cost - arm.timedCost), timedCost: arm.timedCost,
        time: hasTimes ? arm.handlingSeconds ?? 1 : 1, timeError: arm.spread.relativeError,
        correlation: arm.spread.correlation, periodCost: arm.monthlyCost,
        once: arm.isControl ? 0 : rollout.switchingCost.units)
    }
    return try asking { () throws(StatisticsError) in
      try PayoffDraws(
        drawn, reference: control, trials: Double(rollout.callsPerMonth), periods: Double(rollout.months), worth: unit,
        worthError: worth.saleValueError, limit: PayoffDraws.Limit(rollout.limit),
        draws: rollout.limit == plan.rollout?.limit ? Self.draws : Self.sideDraws
      ).outcomes(confidence: plan.test.goal.confidence, gainConfidence: gainConfidence)
    }
  }
}

extension PayoffDraws.Limit {
  init(_ limit: Rollout.Limit) {
    switch limit {
    case .leads: self = .trials
    case .agentHours: self = .time
    case .budget: self = .cost
    }
  }
}

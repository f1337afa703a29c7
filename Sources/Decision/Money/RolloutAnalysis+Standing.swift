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
    let months = Double(rollout.months)
    var payoffs: [Payoff] = []
    for (index, arm) in arms.enumerated() {
      guard let margin = arm.worth?.margin, margin > 0 else { return nil }
      let scale = calls[index] * months
      let once = index == control ? 0 : rollout.switchingCost.units
      // Uniform priors draw rates a little towards one half; the shift keeps the arm at the rate it is projected at.
      let shift = arm.rate.value - arm.observed.rate
      payoffs.append(
        try asking { () throws(StatisticsError) in
          try Payoff(
            belief: arm.belief, perSuccess: scale * margin,
            constant: scale * (margin * shift - arm.cost) - arm.monthlyCost * months - once)
        })
    }
    let comparison = try asking { () throws(StatisticsError) in try PayoffComparison(payoffs) }
    return Array(zip(comparison.probabilitiesBest, comparison.expectedLosses))
  }

  /// Whether more than rates is uncertain: handling times, the share that counts, or the value of a sale.
  var hasMoreThanRates: Bool {
    worth.saleValueError > 0 || arms.contains { $0.hasUncertainCost || $0.worth?.share != nil }
  }

  /// The draws, where more than the rates is uncertain; nil where rates alone are.
  func outcomes(_ rollout: Rollout) throws(DecisionError) -> [PayoffDraws.Outcome]? {
    guard let unit = arms.first?.worth?.unitMargin, hasMoreThanRates else { return nil }
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
      ).outcomes(confidence: plan.test.goal.confidence)
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

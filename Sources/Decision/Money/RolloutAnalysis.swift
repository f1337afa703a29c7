import Cost
import Experiment
import Statistics

/// Each variant at roll-out under a limiting resource, without what is spent once.
struct RolloutAnalysis {
  let plan: Plan
  let progress: Progress
  let comparisons: [Comparison]
  let arms: [RolloutArm]
  let control: Int
  let worth: WorthAnalysis
  let anyTime: AnyTimeAnalysis
  /// Probability of the highest rate, arm by arm.
  let bestRates: [Double]

  /// Posterior draws where more than rates is uncertain: their error moves no interval by more than a hundredth of its
  /// width.
  static let draws = 50_000
  /// Draws under limits that are not the plan's own.
  static let sideDraws = 10_000

  /// Nil where the plan states no roll-out or costs, or an arm has no mature calls.
  init?(
    plan: Plan, evidence: Evidence, progress: Progress, mature: MatureCalls, money: TestMoney,
    variants: [VariantReading], comparisons: [Comparison]
  ) throws(DecisionError) {
    guard plan.rollout != nil, variants.allSatisfy({ $0.costs != nil && $0.tco != nil && $0.calls > 0 }),
      let control = variants.firstIndex(where: { $0.role == .control })
    else { return nil }
    self.plan = plan
    self.progress = progress
    self.comparisons = comparisons
    self.control = control
    worth = try WorthAnalysis(
      plan: plan, mature: mature, evidence: evidence,
      revenueIsObserved: money.byVariant.values.allSatisfy(\.revenueIsObserved))
    anyTime = AnyTimeAnalysis(test: plan.test, leads: evidence.tally.leads)
    let designEffect = comparisons.compactMap(\.designEffect).max() ?? 1
    var arms: [RolloutArm] = []
    for variant in variants {
      guard let proportion = try mature.proportion(variant.name) else { return nil }
      let cell = mature.cell(variant.name)
      let spread = HandlingSpread(cell, variant: variant.name, leads: evidence.tally.leads)
      arms.append(
        RolloutArm(
          reading: variant,
          rate: Self.projectedRate(
            of: variant, over: variants[control], comparisons.first { $0.variant == variant.name }),
          observed: try asking { () throws(StatisticsError) in try proportion.deflated(by: designEffect) },
          cost: (variant.costs?.recurringByVolume.units ?? 0) / Double(max(1, variant.calls)),
          timedCost: (variant.costs?.timedByVolume.units ?? 0) / Double(max(1, variant.calls)),
          monthlyCost: plan.ledger?.monthlyCost(of: variant.name) ?? 0, spread: spread,
          handlingSeconds: cell.timedCalls > 0 ? Double(cell.handlingSeconds) / Double(cell.timedCalls) : nil,
          worth: worth.byVariant[variant.name]))
    }
    self.arms = arms
    bestRates = BetaBinomialComparison.probabilityBest(arms.map(\.belief))
  }

  private static func projectedRate(
    of variant: VariantReading, over control: VariantReading, _ comparison: Comparison?
  ) -> Estimate {
    guard let own = variant.tco else { return Estimate(value: 0, lower: 0, upper: 1) }
    guard let reference = control.tco, let difference = comparison?.difference else { return own }
    return own.shifted(by: reference.value + difference.value - own.value)
  }

  /// The projections under the plan's own limit, then those under each limit.
  func projections() throws(DecisionError) -> (planned: [VariantProjection], limits: [LimitProjection]) {
    guard let rollout = plan.rollout else { return ([], []) }
    var limits: [LimitProjection] = []
    for limit in Rollout.Limit.allCases where limit == rollout.limit || isKnown(limit) {
      limits.append(
        LimitProjection(limit: limit, isPlanned: limit == rollout.limit, projections: try projections(under: limit)))
    }
    return (limits.first { $0.isPlanned }?.projections ?? [], limits)
  }

  /// Whether the data say what each call takes of a resource.
  private func isKnown(_ limit: Rollout.Limit) -> Bool {
    switch limit {
    case .leads: true
    case .budget: arms.allSatisfy { $0.cost > 0 }
    case .agentHours: arms.allSatisfy { ($0.handlingSeconds ?? 0) > 0 }
    }
  }

  private func projections(under limit: Rollout.Limit) throws(DecisionError) -> [VariantProjection] {
    guard var rollout = plan.rollout else { return [] }
    rollout.limit = limit
    let calls = arms.map { rollout.callsPerMonth(with: $0.demand, control: arms[control].demand) }
    let outcomes = try outcomes(rollout)
    let standing = try standing(calls: calls, rollout: rollout, outcomes: outcomes)
    var projections: [VariantProjection] = []
    for (index, arm) in arms.enumerated() {
      let margin = arm.worth?.margin
      let cost = arm.cost(at: calls[index])
      let cpq = arm.callCost(at: calls[index], confidence: plan.test.goal.confidence).cpq(arm.rate)
      let (profitPerCall, profitMethod) = profitPerCall(arm, cost: cost, outcomes?[index])
      let gain = index == control ? nil : gain(of: index, calls: calls, outcomes: outcomes)
      var basis = MoneyBasis()
      basis.cpq = arm.hasUncertainCost ? .recoveredLimits : .knownCost
      basis.profit = profitMethod
      basis.gain = gain?.method ?? profitMethod
      basis.hasUncertainCost = arm.hasUncertainCost
      basis.worth = worth.counted
      basis.saleValueError = worth.saleValueError
      let profit = profitPerMonth(arm, calls: calls[index], perCall: profitPerCall, outcomes?[index])
      projections.append(
        VariantProjection(
          variant: arm.name, callsPerMonth: calls[index], costPerCall: cost,
          opportunitiesPerMonth: arm.rate.scaled(by: calls[index]), cpq: cpq,
          roi: returned(arm.worth?.revenue, at: cpq, arm, cost: cost, outcomes?[index]),
          marginRoi: returned(margin, at: cpq, arm, cost: cost, outcomes?[index]), profitPerMonth: profit,
          gainPerMonth: gain?.estimate,
          gainOverRollout: gain?.estimate.overRollout(rollout),
          probabilityBest: standing?[index].probability ?? (margin == nil ? bestRates[index] : nil),
          probabilityBestRate: bestRates[index], cpqOfTest: arm.reading.indicators?.cpq,
          profitPerCall: profitPerCall, expectedLoss: standing?[index].loss,
          breakEvenLift: index == control ? nil : breakEvenLift(of: index, rollout: rollout),
          marginPerOpportunity: margin, basis: basis,
          anyTime: progress.isComplete || progress.day == nil
            ? nil : try anyTimeMoney(of: index, calls: calls)))
    }
    return projections
  }

  // MARK: - Figures of one arm

  /// The return of an income per opportunity; the draws' where the share that counts is uncertain too.
  private func returned(
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

  private func profitPerCall(
    _ arm: RolloutArm, cost: Double, _ drawn: PayoffDraws.Outcome?
  ) -> (Estimate?, MoneyBasis.Method) {
    guard let margin = arm.worth?.margin else { return (nil, .knownCost) }
    let known = arm.rate.scaled(by: margin).shifted(by: -cost)
    guard let drawn else { return (known, .knownCost) }
    return (drawn.perTrial.around(known.value), .posteriorDraws)
  }

  private func profitPerMonth(
    _ arm: RolloutArm, calls: Double, perCall: Estimate?, _ drawn: PayoffDraws.Outcome?
  ) -> Estimate? {
    guard let perCall else { return nil }
    let known = perCall.scaled(by: calls)
    return drawn?.perPeriod.around(known.value) ?? known
  }

  /// Profit minus the control's. With the same number of calls of the same worth the interval is the comparison's own, all
  /// challengers allowed for, so that euros and rates never disagree about zero; at other numbers the limits of the two rates are recovered and
  /// combined (square-and-add; Zou & Donner 2008); where more than rates is uncertain it is that of the draws.
  private func gain(
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
  private func extraCost(of index: Int, calls: [Double]) -> Double {
    func monthly(_ index: Int) -> Double { calls[index] * arms[index].cost + arms[index].monthlyCost }
    return monthly(index) - monthly(control)
  }

  /// The lift of the control's rate at which switching pays back.
  private func breakEvenLift(of index: Int, rollout: Rollout) -> Double? {
    let (arm, reference) = (arms[index], arms[control])
    guard let own = arm.worth?.margin, let other = reference.worth?.margin else { return nil }
    return rollout.payingLift(
      of: arm.demand, margin: own, control: reference.demand, controlMargin: other, rate: reference.rate.value)
  }

  // MARK: - Which arm is best

  /// Probability of earning most over the roll-out, and the expected loss of choosing each arm; nil where profit is unknown.
  private func standing(
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

  /// The draws, where more than the rates is uncertain; nil where rates alone are.
  private func outcomes(_ rollout: Rollout) throws(DecisionError) -> [PayoffDraws.Outcome]? {
    guard let unit = arms.first?.worth?.unitMargin,
      worth.saleValueError > 0 || arms.contains(where: { $0.hasUncertainCost || $0.worth?.share != nil })
    else { return nil }
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

  // MARK: - At any look

  private func anyTimeMoney(of index: Int, calls: [Double]) throws(DecisionError) -> AnyTimeMoney? {
    let (arm, reference) = (arms[index], arms[control])
    let alpha = 1 - plan.test.goal.confidence
    var money = AnyTimeMoney()
    if let own = try anyTime.rate(of: arm.reading, alpha: alpha) {
      money.cpq = CallCost(arm.cost(at: calls[index])).cpq(own.rate)
      money.cpqGuarantee = own.isExact ? (arm.hasUncertainCost ? .conditional : .exact) : .asymptotic
    }
    if index != control, let own = arm.worth?.margin, let other = reference.worth?.margin {
      let extraCost = extraCost(of: index, calls: calls)
      if own == other, calls[index] == calls[control] {
        if let standing = comparisons.first(where: { $0.variant == arm.name })?.alwaysValid {
          money.gainPerMonth = standing.difference.scaled(by: own * calls[index]).shifted(by: -extraCost)
          money.gainGuarantee = standing.guarantee == .exact ? .conditional : .asymptotic
        }
      } else if let first = try anyTime.rate(of: arm.reading, alpha: alpha / 2),
        let second = try anyTime.rate(of: reference.reading, alpha: alpha / 2)
      {
        // Both hold at once with the error of both together.
        let (one, two) = (first.rate.scaled(by: calls[index] * own), second.rate.scaled(by: calls[control] * other))
        money.gainPerMonth = Estimate(
          value: one.value - two.value, lower: one.lower - two.upper, upper: one.upper - two.lower
        ).shifted(by: -extraCost)
        money.gainGuarantee = first.isExact && second.isExact ? .conditional : .asymptotic
      }
    }
    if let rollout = plan.rollout {
      money.gainOverRollout = money.gainPerMonth?.overRollout(rollout)
    }
    return money.cpq == nil && money.gainPerMonth == nil ? nil : money
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

extension Estimate {
  /// A gain a month over all months of a roll-out, less the cost of switching.
  fileprivate func overRollout(_ rollout: Rollout) -> Estimate {
    scaled(by: Double(rollout.months)).shifted(by: -rollout.switchingCost.units)
  }

  /// A quantity known for sure.
  init(known value: Double) {
    self.init(value: value, lower: value, upper: value)
  }

  /// The estimate of a quantity times a constant that is not negative.
  func scaled(by factor: Double) -> Estimate {
    Estimate(value: value * factor, lower: lower * factor, upper: upper * factor)
  }

  /// The estimate of minus the quantity.
  var negated: Estimate { Estimate(value: -value, lower: -upper, upper: -lower) }

  /// The estimate of a quantity plus a constant.
  func shifted(by constant: Double) -> Estimate {
    Estimate(value: value + constant, lower: lower + constant, upper: upper + constant)
  }
}

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
  /// The confidence at which the gains of all challengers hold at once.
  let gainConfidence: Double
  /// Probability of the highest rate, arm by arm.
  let bestRates: [Double]

  /// Posterior draws where more than rates is uncertain: their error moves no interval by more than a hundredth of its
  /// width.
  static let draws = 50_000
  /// Draws under limits that are not the plan's own.
  static let sideDraws = 10_000

  /// Nil where the plan states no roll-out or costs, or an arm has no mature calls.
  ///
  /// - Parameter gainConfidence: the confidence at which the intervals of all challengers hold at once.
  init?(
    plan: Plan, evidence: Evidence, progress: Progress, mature: MatureCalls, money: TestMoney,
    variants: [VariantReading], comparisons: [Comparison], gainConfidence: Double
  ) throws(DecisionError) {
    guard plan.rollout != nil, variants.allSatisfy({ $0.costs != nil && $0.tco != nil && $0.calls > 0 }),
      let control = variants.firstIndex(where: { $0.role == .control })
    else { return nil }
    self.plan = plan
    self.progress = progress
    self.comparisons = comparisons
    self.control = control
    self.gainConfidence = gainConfidence
    worth = try WorthAnalysis(
      plan: plan, mature: mature, evidence: evidence,
      revenueIsObserved: money.byVariant.values.allSatisfy(\.revenueIsObserved))
    anyTime = AnyTimeAnalysis(test: plan.test, tally: evidence.tally)
    let designEffect = comparisons.compactMap(\.designEffect).max() ?? 1
    var arms: [RolloutArm] = []
    for variant in variants {
      guard let proportion = try mature.proportion(variant.name) else { return nil }
      let cell = mature.cell(variant.name)
      let spread = HandlingSpread(cell, variant: variant.name, leads: evidence.tally.leads)
      let observed = try asking { () throws(StatisticsError) in try proportion.deflated(by: designEffect) }
      let rate = Self.projectedRate(
        of: variant, over: variants[control], comparisons.first { $0.variant == variant.name })
      arms.append(
        RolloutArm(
          reading: variant, rate: rate,
          gainRate: try observed.estimate(confidence: gainConfidence).shiftedRate(by: rate.value - observed.rate),
          observed: observed,
          cost: (variant.costs?.recurringByVolume.units ?? 0) / Double(max(1, variant.calls)),
          timedCost: (variant.costs?.timedByVolume.units ?? 0) / Double(max(1, variant.calls)),
          monthlyCost: plan.monthlyCost(of: variant.name), spread: spread,
          handlingSeconds: cell.meanHandlingSeconds,
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
    return own.shiftedRate(by: reference.value + difference.value - own.value)
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
  func isKnown(_ limit: Rollout.Limit) -> Bool {
    switch limit {
    case .leads: true
    case .budget: arms.allSatisfy { $0.cost > 0 }
    case .agentHours: arms.allSatisfy { ($0.handlingSeconds ?? 0) > 0 }
    }
  }

  /// What a challenger gains under a limit; nil for the control, and where margins are unknown.
  func gainModel(of index: Int, under rollout: Rollout) -> GainModel? {
    guard index != control, let own = arms[index].script, let reference = arms[control].script else { return nil }
    return GainModel(
      challenger: own, control: reference, rollout: rollout, months: Double(rollout.months),
      switchingCost: rollout.switchingCost.units)
  }

  private func projections(under limit: Rollout.Limit) throws(DecisionError) -> [VariantProjection] {
    guard var rollout = plan.rollout else { return [] }
    rollout.limit = limit
    let calls = arms.map { rollout.callsPerMonth(with: $0.demand, control: arms[control].demand) }
    let models = arms.indices.map { gainModel(of: $0, under: rollout) }
    let outcomes = try outcomes(rollout)
    let standing = try standing(calls: calls, rollout: rollout, outcomes: outcomes)
    var projections: [VariantProjection] = []
    for (index, arm) in arms.enumerated() {
      let margin = arm.worth?.margin
      let callCost = arm.callCost(at: calls[index], confidence: plan.test.goal.confidence)
      let (cost, cpq) = (callCost.perCall.value, callCost.cpq(arm.rate))
      let (profitPerCall, profitMethod) = profitPerCall(arm, cost: cost, outcomes?[index])
      let gain = models[index].flatMap { self.gain(of: index, $0, outcomes: outcomes) }
      var basis = MoneyBasis()
      basis.cpq = arm.hasUncertainCost ? .recoveredLimits : .knownCost
      basis.profit = profitMethod
      basis.gain = gain?.method ?? profitMethod
      basis.hasUncertainCost = arm.hasUncertainCost
      basis.worth = worth.counted
      basis.worthMissing = worth.missing
      basis.countsAllSources = plan.revenueAttribution == .sourceTags
      basis.saleValueError = worth.saleValueError
      let profit = profitPerMonth(arm, calls: calls[index], perCall: profitPerCall, outcomes?[index])
      let roi = returned(arm.worth?.revenue, arm, cost: callCost, outcomes?[index])
      let marginRoi = returned(margin, arm, cost: callCost, outcomes?[index])
      projections.append(
        VariantProjection(
          variant: arm.name, callsPerMonth: calls[index], costPerCall: cost,
          opportunitiesPerMonth: arm.rate.scaled(by: calls[index]), cpq: cpq, roi: roi, marginRoi: marginRoi,
          profitPerMonth: profit, gainPerMonth: gain?.estimate,
          gainOverRollout: gain?.estimate.overRollout(rollout),
          probabilityBest: standing?[index].probability ?? (margin == nil ? bestRates[index] : nil),
          probabilityBestRate: bestRates[index], cpqOfTest: arm.reading.indicators?.cpq,
          profitPerCall: profitPerCall, expectedLoss: standing?[index].loss,
          breakEvenLift: index == control ? nil : breakEvenLift(of: index, rollout: rollout),
          marginPerOpportunity: margin, basis: basis,
          anyTime: progress.isInterim
            ? try anyTimeMoney(
              of: index, calls: calls[index], model: models[index],
              now: SingleReading(
                cpq: cpq, roi: roi, marginRoi: marginRoi, profitPerCall: profitPerCall, gain: gain?.estimate))
            : nil))
    }
    return projections
  }
}

import Experiment
import Statistics

/// Each challenger against the control, by the method that fits how the data came about.
struct ComparisonAnalysis {
  let test: TestProtocol
  let tally: Tally
  let mature: MatureCalls
  /// The schedule of slots, where the script goes by slot.
  let schedule: SlotSchedule?
  private let leadRows: [UnitKey: [RatioOfSums.Row]]

  init(test: TestProtocol, tally: Tally, mature: MatureCalls, schedule: SlotSchedule?) {
    self.test = test
    self.tally = tally
    self.mature = mature
    self.schedule = schedule
    leadRows = tally.leads.byArm { RatioOfSums.Row(trials: $0.calls, successes: $0.opportunities, units: $1.leads) }
  }

  /// One comparison per challenger in plan order, p-values adjusted over all of them.
  func comparisons() throws(DecisionError) -> [Comparison] {
    var comparisons: [Comparison] = []
    for challenger in test.variants.challengers {
      comparisons.append(try comparison(of: challenger.name, with: test.variants.control.name))
    }
    let adjusted = comparisons
    return try asking { () throws(StatisticsError) in try adjust(adjusted) }
  }

  /// Opportunities in each arm from which on a rate's spread may be taken from lead to lead. Below, the normal law of the
  /// linearised ratio is not to be trusted (without opportunities its interval has no width), and repeated calls hardly
  /// matter: the score methods, honest at any count, take their place.
  private static let enoughForRatioOfSums = 10

  /// The default pair for two proportions (``PrimaryComparison``) for independent calls, linearised ratios of sums for
  /// leads called more than once; within strata where the data have them, since pooling strata of different rates or shares
  /// can reverse an effect. Agents and slots have methods of their own, since what they were randomised by is what varies.
  private func method(_ challenger: String, _ control: String, _ pair: TwoProportions?) -> ComparisonMethod {
    if test.assignment.goesBySlot { return .slotRandomisation }
    if test.unit == .agent { return .agentClusters }
    let fewest = min(mature.cell(challenger).opportunities, mature.cell(control).opportunities)
    return switch (tally.leads.hasRepeatedCalls && fewest >= Self.enoughForRatioOfSums, mature.isStratified) {
    case (false, false): pair.map { ComparisonMethod($0.primaryPair) } ?? .score
    case (false, true): .stratifiedScore
    case (true, false): .ratioOfSums
    case (true, true): .stratifiedRatioOfSums
    }
  }

  private func comparison(of challenger: String, with control: String) throws(DecisionError) -> Comparison {
    func nothing(_ method: ComparisonMethod) -> Comparison {
      Comparison(variant: challenger, control: control, method: method, isSignificant: false)
    }
    guard let first = try mature.proportion(control), let second = try mature.proportion(challenger) else {
      return nothing(method(challenger, control, nil))
    }
    let pair = TwoProportions(control: first, variant: second)
    let method = method(challenger, control, pair)
    let confidence = test.goal.confidence
    guard let shown = try contrast(method, pair, challenger, control, confidence: confidence) else {
      return nothing(method)
    }
    let simultaneous = try simultaneousConfidence.flatMap { confidence throws(DecisionError) in
      try contrast(method, pair, challenger, control, confidence: confidence)
    }
    let designEffect = method.isByGroup ? shown.designEffect(pair, confidence: confidence) : nil
    return try asking { () throws(StatisticsError) in
      // Calls that vary together say as much as fewer independent ones; without an interval they say nothing yet.
      let bayes =
        method.isByGroup && designEffect == nil
        ? nil
        : BetaBinomialComparison(
          control: try first.deflated(by: designEffect ?? 1), variant: try second.deflated(by: designEffect ?? 1))
      return Comparison(
        variant: challenger, control: control, method: method, difference: shown.difference,
        newcombe: method == .score || method == .exactScore
          ? try pair.difference(.newcombe, confidence: confidence) : nil,
        simultaneous: simultaneous?.difference, relative: shown.relative, statistic: shown.test.statistic,
        p: shown.test.pValue, pAdjusted: shown.test.pValue, probabilityBetter: bayes?.probabilityVariantBetter,
        expectedLoss: bayes?.lossChoosingVariant, designEffect: designEffect,
        naive: test.unit == .lead ? nil : try naive(pair), homogeneityP: shown.homogeneityP, isSignificant: false)
    }
  }

  /// The test of those who take each call for a unit of its own.
  private func naive(_ pair: TwoProportions) throws(StatisticsError) -> NaiveEffect {
    let primary = try pair.primary(confidence: test.goal.confidence, alternative: test.goal.alternative)
    return NaiveEffect(difference: primary.difference, p: primary.test.pValue)
  }

  private func haveCommonStratum(_ challenger: String, _ control: String) -> Bool {
    mature.strata.contains { stratum in
      mature.cell(challenger, stratum: stratum).calls > 0 && mature.cell(control, stratum: stratum).calls > 0
    }
  }

  /// What a method says of a pair; nil where the data do not allow it.
  private func contrast(
    _ method: ComparisonMethod, _ pair: TwoProportions, _ challenger: String, _ control: String, confidence: Double
  ) throws(DecisionError) -> Contrast? {
    switch method {
    case .agentClusters:
      return try AgentContrasts(test: test, tally: tally, through: mature.through)
        .contrast(challenger, control, confidence: confidence)
    case .slotRandomisation:
      guard let schedule else { throw .scheduleMissing }
      return try SlotContrasts(test: test, tally: tally, schedule: schedule)
        .contrast(challenger, control, confidence: confidence)
    case .score, .exactScore, .ratioOfSums, .stratifiedScore, .stratifiedRatioOfSums:
      guard !mature.isStratified || haveCommonStratum(challenger, control) else { return nil }
      return try asking { () throws(StatisticsError) in
        try contrastOfLeads(method, pair, challenger, control, confidence: confidence)
      }
    }
  }

  private func contrastOfLeads(
    _ method: ComparisonMethod, _ pair: TwoProportions, _ challenger: String, _ control: String, confidence: Double
  ) throws(StatisticsError) -> Contrast {
    let alternative = test.goal.alternative
    switch method {
    case .score, .exactScore, .agentClusters, .slotRandomisation:
      let primary = try pair.primary(confidence: confidence, alternative: alternative)
      return Contrast(difference: primary.difference, relative: primary.ratio.minusOne, test: primary.test)
    case .stratifiedScore:
      let tables = mature.strata.map { stratum in
        let first = mature.cell(control, stratum: stratum)
        let second = mature.cell(challenger, stratum: stratum)
        return StratifiedTwoProportions.Stratum(
          controlSuccesses: first.opportunities, controlTrials: first.calls,
          variantSuccesses: second.opportunities, variantTrials: second.calls)
      }
      let strata = try StratifiedTwoProportions(tables)
      return Contrast(
        difference: try strata.difference(.miettinenNurminen, confidence: confidence),
        relative: try strata.ratio(.miettinenNurminen, confidence: confidence).minusOne,
        test: strata.cochranMantelHaenszel(alternative: alternative),
        homogeneityP: try strata.breslowDayTarone().pValue)
    case .ratioOfSums:
      func rows(_ variant: String) -> [RatioOfSums.Row] {
        leadStrata.flatMap { leadRows[UnitKey(variant: variant, stratum: $0)] ?? [] }
      }
      let sums = try RatioOfSums(
        control: RatioOfSums.Arm(rows(control)), variant: RatioOfSums.Arm(rows(challenger)))
      return Contrast(
        difference: try sums.difference(confidence: confidence),
        relative: try sums.ratio(confidence: confidence).minusOne, test: sums.test(alternative: alternative))
    case .stratifiedRatioOfSums:
      let sums = try StratifiedRatioOfSums(
        leadStrata.map { stratum in
          StratifiedRatioOfSums.Stratum(
            control: leadRows[UnitKey(variant: control, stratum: stratum)] ?? [],
            variant: leadRows[UnitKey(variant: challenger, stratum: stratum)] ?? [])
        })
      return Contrast(
        difference: try sums.difference(confidence: confidence),
        relative: try sums.ratio(confidence: confidence).minusOne, test: sums.test(alternative: alternative))
    }
  }

  /// Strata of the lead table, none first.
  private var leadStrata: [String?] { Set(leadRows.keys.map(\.stratum)).sorted { ($0 ?? "") < ($1 ?? "") } }

  /// The confidence at which the intervals of all challengers hold at once: Bonferroni's, or Dunnett's where the plan says
  /// so; nil with one challenger, and without adjustment.
  var simultaneousConfidence: Double? {
    get throws(DecisionError) {
      let challengers = test.variants.challengers.map { mature.cell($0.name).calls }
      let alpha = 1 - test.goal.confidence
      guard challengers.count > 1 else { return nil }
      switch test.goal.adjustment {
      case .none: return nil
      case .holm, .hochberg: return 1 - alpha / Double(challengers.count)
      case .dunnett:
        let called = challengers.filter { $0 > 0 }
        let control = mature.cell(test.variants.control.name).calls
        guard control > 0, !called.isEmpty else { return nil }
        let goal = test.goal
        return try asking { () throws(StatisticsError) in
          let law = try Dunnett(control: control, variants: called)
          return 1 - 2 * Normal.survival(try law.critical(alpha: goal.alpha, sides: goal.sides == 2 ? .two : .one))
        }
      }
    }
  }

  private func adjust(_ unadjusted: [Comparison]) throws(StatisticsError) -> [Comparison] {
    var comparisons = unadjusted
    let tested = comparisons.indices.filter { comparisons[$0].p != nil }
    let raw = tested.compactMap { comparisons[$0].p }
    let adjusted: [Double]
    switch test.goal.adjustment {
    case _ where raw.count < 2, .none: adjusted = raw
    case .holm: adjusted = try PValueAdjustment.holm.adjusted(raw)
    case .hochberg: adjusted = try PValueAdjustment.hochberg.adjusted(raw)
    case .dunnett: adjusted = try dunnett(tested.map { comparisons[$0] })
    }
    for (index, p) in zip(tested, adjusted) {
      comparisons[index].pAdjusted = p
      comparisons[index].isSignificant = p < test.goal.alpha
    }
    return comparisons
  }

  /// Dunnett's adjustment of the normal deviate that goes with each p-value, with the calls of the arms for their sizes:
  /// single-step, as its intervals are.
  private func dunnett(_ comparisons: [Comparison]) throws(StatisticsError) -> [Double] {
    let law = try Dunnett(
      control: mature.cell(test.variants.control.name).calls,
      variants: comparisons.map { mature.cell($0.variant).calls })
    return comparisons.map { comparison in
      let p = comparison.p ?? 1
      let z = Normal.quantile(survival: test.goal.sides == 2 ? p / 2 : p)
      return law.pValue(z, sides: test.goal.sides == 2 ? .two : .one)
    }
  }
}

extension ComparisonMethod {
  init(_ pair: PrimaryComparison.Pair) {
    self =
      switch pair {
      case .score: .score
      case .exactScore: .exactScore
      }
  }
}

import Cost
import Experiment
import Statistics

/// How long to test: the length that earns most over the roll-out beside the classical one, with what each earns and costs.
///
/// Scripts are believed to differ as the plan's prior says, each independently of the others. What their calls cost, how many
/// of them the limit of the roll-out allows and what switching costs are the plan's own (``RolloutAssumptions``); amounts are
/// profits over all calls of the roll-out's horizon, the test's own included.
public struct TestLengths: Hashable, Sendable {
  /// Calls of the horizon, at the control's pace.
  public var horizon: Int
  /// Margin of an opportunity, in currency units.
  public var marginPerOpportunity: Double
  /// Standard deviation of a script's rate, as a share of the baseline.
  public var priorSpread: Double
  /// Whether the plan states the spread; otherwise it follows from the lift worth detecting.
  public var isSpreadStated: Bool
  /// Calls per script that earn most, by the normal closed form (Feit & Berman 2019, eq. 10); nil where it does not hold: it
  /// knows two scripts of equal shares and costs.
  public var normalPerArm: Double?
  /// The variants, the control first.
  public var variants: [String]
  /// Whether all variants have the same share of the calls.
  public var hasEqualShares: Bool
  /// The variant that would be rolled out, or kept, without a test.
  public var leader: String
  /// What the test spends once on challengers, in currency units; every gain is less by it.
  public var onceInTest: Double
  /// Calls of the classical test where the roll-out has no more than these, so that it is not among the lengths; nil else.
  public var classicalBeyond: Int?
  /// The lengths, shortest first.
  public var lengths: [Length]

  /// One length.
  public struct Length: Hashable, Sendable {
    /// Where it comes from.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
      /// Earns most on average; the script that then seems to earn most is rolled out, significant or not.
      case profit
      /// The calls planned; the script that then seems to earn most is rolled out.
      case planned
      /// Needed for the plan's power; a challenger is rolled out only when it is significantly better.
      case classical
    }

    /// Where it comes from.
    public var kind: Kind
    /// Calls of each variant, the control first; 0 where no test earns what it costs.
    public var calls: [Int]
    /// Calling days at the planned pace; nil where no pace is planned.
    public var callingDays: Int?
    /// Expected profit above that of no test, in currency units; negative where the test costs more than it brings.
    public var gain: Double
    /// Expected profit below that of who knows all rates, in currency units.
    public var regret: Double
    /// Chance of rolling out, or keeping, another script than the one that earns most.
    public var errorRate: Double

    /// Calls of the control.
    public var perArm: Int { calls.first ?? 0 }
    /// Calls over all variants.
    public var total: Int { calls.reduce(0, +) }
  }

  /// Why no length is advised.
  public enum Refusal: Hashable, Sendable {
    /// Agents or half-days are drawn: these count, and not calls.
    case clusters
    /// The plan states no margin of an opportunity, or none above 0.
    case margin
    /// The roll-out has too few or too many calls to be computed.
    case horizon
    /// Rates cannot spread so much around the baseline.
    case spread
    /// A script's monthly cost leaves no call of the budget.
    case reach
  }
}

extension TestPlanner {
  /// The lengths, or why there are none.
  struct LengthAdvice {
    var known: TestLengths?
    var refusal: TestLengths.Refusal?
  }

  /// Nil where the plan states no roll-out.
  func lengths(
    sizes: [DesignResult.RequiredSize], rollout assumed: RolloutAssumptions?
  ) throws(DecisionError) -> LengthAdvice? {
    guard let rollout = plan.rollout else { return nil }
    guard clusters == nil else { return LengthAdvice(refusal: .clusters) }
    guard let assumed, assumed.marginPerOpportunity > 0 else { return LengthAdvice(refusal: .margin) }
    let (horizon, overflows) = rollout.callsPerMonth.multipliedReportingOverflow(by: rollout.months)
    guard !overflows, horizon >= 4, horizon <= RolloutValue.largestPopulation else {
      return LengthAdvice(refusal: .horizon)
    }
    guard assumed.challengers.allSatisfy({ $0.callsPerMonth > 0 }) else { return LengthAdvice(refusal: .reach) }
    var goal = plan.test.goal
    goal.baseline = assumptions.baseline
    guard let deviation = goal.scriptDeviation(baseline: assumptions.baseline), let prior = try goal.scriptPrior()
    else {
      return LengthAdvice(refusal: .spread)
    }
    let study = try LengthStudy(self, assumed, horizon: horizon, belief: prior.beta)
    return LengthAdvice(known: try study.lengths(sizes: sizes, deviation: deviation))
  }
}

/// The lengths of one plan.
private struct LengthStudy {
  let planner: TestPlanner
  let assumed: RolloutAssumptions
  let payoffs: RolloutPayoffs
  /// Shares of the calls and calls of the roll-out for one of the control's; the control first, as everything here.
  let shares: [Double]
  let reaches: [Double]

  init(_ planner: TestPlanner, _ assumed: RolloutAssumptions, horizon: Int, belief: Beta) throws(DecisionError) {
    self.planner = planner
    self.assumed = assumed
    let all = [assumed.control] + assumed.challengers
    let reaches = all.map { $0.callsPerMonth / assumed.control.callsPerMonth }
    self.reaches = reaches
    shares = all.map { planner.plan.test.variants.share(of: $0.variant) ?? 0 }
    payoffs = try asking { () throws(StatisticsError) in
      var arms: [RolloutPayoffs.Arm] = []
      for (place, arm) in all.enumerated() {
        arms.append(
          try RolloutPayoffs.Arm(
            belief: belief, worth: assumed.marginPerOpportunity, cost: arm.costPerCall, reach: reaches[place],
            once: place == 0 ? 0 : assumed.switchingCost.units))
      }
      return try RolloutPayoffs(arms, population: horizon)
    }
  }

  private var onceInTest: Double { assumed.challengers.reduce(0) { $0 + $1.onceInTest } }

  func lengths(sizes: [DesignResult.RequiredSize], deviation: Double) throws(DecisionError) -> TestLengths {
    let assumptions = planner.assumptions
    let perfect = try asking { () throws(StatisticsError) in try payoffs.perfectGain() }
    var lengths: [TestLengths.Length] = []
    var beyond: Int?
    func add(
      _ kind: TestLengths.Length.Kind, _ calls: [Int], _ rule: RolloutLaw.Rule, gain known: Double? = nil
    ) throws(DecisionError) {
      let law = try asking { () throws(StatisticsError) in try RolloutLaw(payoffs, trials: calls) }
      var gain = known ?? law.gain(rule)
      if known == nil, case .highestPayoff = rule {
        gain = try asking { () throws(StatisticsError) in try payoffs.gain(trials: calls) }
      }
      let total = calls.reduce(0, +)
      let net = total == 0 ? 0 : gain - onceInTest
      lengths.append(
        TestLengths.Length(
          kind: kind, calls: calls, callingDays: planner.plan.test.callsPerDay.map { planner.quotient(total, $0) },
          gain: net, regret: max(0, perfect - net), errorRate: law.errorRate(rule)))
    }
    let best = try asking { () throws(StatisticsError) in try payoffs.best(shares: shares) }
    try add(
      .profit, best.gain > onceInTest ? best.trials : shares.map { _ in 0 }, .highestPayoff,
      gain: best.gain > onceInTest ? best.gain : 0)
    if let planned = planner.plannedCalls {
      let calls = shares.map { Int(whole: Double(planned.total) * $0) }
      if calls.allSatisfy({ $0 > 0 }), fits(calls) { try add(.planned, calls, .highestPayoff) }
    }
    if let needed = sizes.first(where: { $0.formula == .normal }) {
      let calls = shares.map { Int(whole: Double(needed.control) * $0 / shares[0], rounded: .up) }
      let critical = Normal.quantile(survival: assumptions.alphaPerComparison / Double(assumptions.sides))
      if fits(calls) {
        try add(.classical, calls, .significant(critical: critical))
      } else {
        beyond = calls.reduce(0, +)
      }
    }
    let names = ([assumed.control] + assumed.challengers).map(\.variant)
    let hasEqualShares = shares.allSatisfy { abs($0 - shares[0]) < 1e-12 }
    return TestLengths(
      horizon: payoffs.population, marginPerOpportunity: assumed.marginPerOpportunity,
      priorSpread: deviation / assumptions.baseline, isSpreadStated: planner.plan.test.goal.priorSpread != nil,
      normalPerArm: hasEqualShares && isPlain ? try normalPerArm(deviation) : nil, variants: names,
      hasEqualShares: hasEqualShares, leader: names[payoffs.leader], onceInTest: onceInTest,
      classicalBeyond: beyond, lengths: lengths.sorted { $0.total < $1.total })
  }

  /// Whether there is something left to roll out after a test.
  private func fits(_ calls: [Int]) -> Bool {
    zip(calls, reaches).reduce(0) { $0 + Double($1.0) / $1.1 } < Double(payoffs.population)
  }

  /// Two scripts whose calls cost the same, with nothing to pay for switching.
  private var isPlain: Bool {
    shares.count == 2 && assumed.challengers.allSatisfy { assumed.extraCost(of: $0) == 0 }
      && assumed.switchingCost == .zero
  }

  private func normalPerArm(_ deviation: Double) throws(DecisionError) -> Double {
    let baseline = planner.assumptions.baseline
    return try asking { () throws(StatisticsError) in
      try TestAndRoll(
        population: Double(payoffs.population), priorStandardDeviation: deviation,
        responseStandardDeviation: (baseline * (1 - baseline)).squareRoot()
      ).perArm
    }
  }
}

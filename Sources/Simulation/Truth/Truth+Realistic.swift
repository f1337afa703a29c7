import Cost
public import Decision
import Experiment

extension Truth {
  /// A believable telephone campaign around the rates of a plan, every variant at the plan's baseline.
  ///
  /// The figures are assumptions, chosen to be ordinary rather than measured; set others where the team knows better.
  ///
  /// | figure | value |
  /// |---|---|
  /// | answered | 38 % of calls; more where a rate above 29 % needs it, 1.3 times the highest rate |
  /// | agents | conversion factors with a coefficient of variation of 25 %: one agent in six is 25 % above the mean |
  /// | lists | customers 20 % (conversion × 1.45, answering × 1.15), prospects 50 % (× 1), purchased 30 % (× 0.7, × 0.9) |
  /// | weekdays | Monday and Friday 5 to 7 % below, Wednesday 6 % above the mean |
  /// | hours | late morning and late afternoon convert 5 % above the mean, noon 10 % below but answers more |
  /// | retries | 45 % of unanswered calls, 1 to 4 windows later, 3 calls a lead at most: 1.3 calls a lead |
  /// | talk | median 95 s (log deviation 0.8); 2.2 times as long for an opportunity |
  /// | wrap-up | median 35 s (log deviation 0.6) |
  /// | qualification | median 1 day, 99th percentile 6 days after the call: inside a window of 7 days |
  /// | accepted | 90 % of opportunities |
  /// | sold | the plan's share of opportunities, else 12.5 %; median 20 days later, 99th percentile 81 days |
  /// | value | the plan's mean, else 1,200 (log deviation 0.5); margin the plan's, else a third |
  /// | crossovers | none, so that a stated lift is the lift of the arms as assigned |
  ///
  /// Where the plan states shares by stratum, its strata are the lists. Throws when the plan states no baseline.
  public static func realistic(_ plan: Plan) throws(TruthError) -> Truth {
    guard let baseline = plan.test.goal.baseline else { throw .noBaseline(control: plan.test.variants.control.name) }
    return realistic(plan, rates: [Double](repeating: baseline, count: plan.test.variants.all.count))
  }

  static func realistic(_ plan: Plan, rates: [Double]) -> Truth {
    let economics = plan.economics
    let saleShare = economics?.opportunityToSale ?? 0.125
    let saleValue = economics?.saleValue?.units ?? 1200
    let margin = economics?.marginPerSale.map { saleValue > 0 ? $0.units / saleValue : 0 }
    return Truth(
      variants: zip(plan.test.variants.names, rates).map { name, rate in
        VariantTruth(name: name, rate: rate, acceptedShare: max(0.9, saleShare), saleShare: saleShare)
      },
      agentSpread: 0.25, lists: lists(of: plan), weekdays: ordinaryWeekdays, hours: ordinaryHours,
      answeredShare: min(1, max(0.38, 1.3 * (rates.max() ?? 0))),
      retries: RetryRule(share: 0.45, maximumCalls: 3, farthestWindow: 4),
      talk: LogNormalLaw(median: 95, logDeviation: 0.8), opportunityTalkFactor: 2.2,
      wrap: LogNormalLaw(median: 35, logDeviation: 0.6), delayToSale: LogNormalLaw(median: 20, logDeviation: 0.6),
      saleValue: saleValue, saleSpread: 0.5, marginShare: margin ?? 1.0 / 3, crossovers: 0)
  }

  private static func lists(of plan: Plan) -> [ListTruth] {
    let effects = [
      CallEffect(), CallEffect(conversion: 1.45, answering: 1.15), CallEffect(conversion: 0.7, answering: 0.9),
    ]
    if let strata = plan.test.assignment.plannedShares?.byStratum.keys.sorted(), !strata.isEmpty {
      return strata.enumerated().map { ListTruth(name: $1, share: 1, effect: effects[$0 % effects.count]) }
    }
    return [
      ListTruth(name: "customers", share: 0.2, effect: effects[1]),
      ListTruth(name: "prospects", share: 0.5, effect: effects[0]),
      ListTruth(name: "purchased", share: 0.3, effect: effects[2]),
    ]
  }

  private static let ordinaryWeekdays = [
    CallEffect(conversion: 0.95, answering: 0.97), CallEffect(conversion: 1.03, answering: 1),
    CallEffect(conversion: 1.06, answering: 1.02), CallEffect(conversion: 1.03, answering: 1.02),
    CallEffect(conversion: 0.93, answering: 0.98), CallEffect(conversion: 0.9, answering: 1.05),
    CallEffect(conversion: 0.85, answering: 1),
  ]

  private static let ordinaryHours = (0..<24).map { hour in
    switch hour {
    case 10, 11: CallEffect(conversion: 1.05, answering: 1)
    case 12, 13: CallEffect(conversion: 0.9, answering: 1.1)
    case 14, 15: CallEffect(conversion: 0.98, answering: 0.95)
    case 16, 17: CallEffect(conversion: 1.05, answering: 1.05)
    case 18, 19: CallEffect(conversion: 0.92, answering: 1.15)
    default: CallEffect(conversion: 0.95, answering: 0.95)
    }
  }
}

import Experiment
import Statistics

/// Intervals of one arm's rate that hold at any look.
struct AnyTimeAnalysis {
  let test: TestProtocol
  let leads: LeadTable

  /// The calls at which an interval is narrowest where the plan states no number.
  private static let usualCalls = 10_000.0

  /// Exact for independent calls (``BernoulliSequence``); in the limit for leads called more than once, from
  /// ``AsymptoticSequence/leastSuccesses`` opportunities on (``AsymptoticSequence``). Nil elsewhere: where agents,
  /// half-days or companies are drawn no such interval is offered for one arm.
  func rate(of arm: VariantReading, alpha: Double) throws(DecisionError) -> (rate: Estimate, isExact: Bool)? {
    guard test.unit == .lead, arm.calls > 0, arm.opportunities <= arm.calls else { return nil }
    let planned = InformationClock(test, challenger: arm.name).plannedCalls.map { Double($0) * arm.plannedShare }
    let tunedAt = max(1, planned ?? Self.usualCalls)
    if !leads.hasRepeatedCalls {
      return try asking { () throws(StatisticsError) in
        let sequence = try BernoulliSequence(alpha: alpha, tunedAt: tunedAt)
        return (sequence.interval(try Proportion(arm.opportunities, of: arm.calls)), true)
      }
    }
    guard arm.opportunities >= AsymptoticSequence.leastSuccesses, let moments = LeadMoments(leads, variant: arm.name),
      moments.calls == arm.calls, moments.rateVariance > 0
    else { return nil }
    let interval = try asking { () throws(StatisticsError) in
      try AsymptoticSequence(alpha: alpha, tunedAt: tunedAt).interval(
        estimate: Double(arm.opportunities) / Double(arm.calls), standardError: moments.rateVariance.squareRoot(),
        units: Double(moments.leads))
    }
    return (
      Estimate(value: interval.value, lower: max(0, interval.lower), upper: min(1, interval.upper)), false
    )
  }
}

extension AnyTimeAnalysis {
  /// Indicators of an arm; nil where no interval of its rate holds at any look.
  ///
  /// - Parameters:
  ///   - alpha: error of all looks together.
  ///   - cost: cost of a call in currency units; nil where unknown.
  ///   - costIsUncertain: whether handling times leave it uncertain.
  ///   - revenue: revenue of an opportunity in currency units; nil where unknown.
  ///   - margin: margin of an opportunity, likewise.
  func indicators(
    of arm: VariantReading, alpha: Double, cost: Double?, costIsUncertain: Bool, revenue: Double?, margin: Double?
  ) throws(DecisionError) -> AnyTimeIndicators? {
    guard let (rate, isExact) = try rate(of: arm, alpha: alpha) else { return nil }
    let known = cost.map { CallCost($0) }
    func returned(_ income: Double?) -> Estimate? {
      income.flatMap { income in known.flatMap { $0.returned(rate, Estimate(known: income)) } }
    }
    return AnyTimeIndicators(
      tco: rate, tcoGuarantee: isExact ? .exact : .asymptotic, costIsUncertain: costIsUncertain,
      cpq: known.map { $0.cpq(rate) }, roi: returned(revenue), marginRoi: returned(margin),
      profitPerCall: cost.flatMap { cost in
        margin.map { margin in
          let earned = margin < 0 ? rate.scaled(by: -margin).negated : rate.scaled(by: margin)
          return earned.shifted(by: -cost)
        }
      })
  }

  /// Indicators of an arm's test, at the cost and the value that the test shows.
  func indicators(
    of arm: VariantReading, alpha: Double, money: VariantMoney?
  ) throws(DecisionError) -> AnyTimeIndicators? {
    try indicators(
      of: arm, alpha: alpha, cost: money?.cost.perCall.value, costIsUncertain: money?.cost.isUncertain ?? false,
      revenue: money?.revenuePerOpportunity, margin: money?.marginPerOpportunity)
  }
}

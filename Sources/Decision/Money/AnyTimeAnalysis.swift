import Experiment
import Statistics

/// Intervals of one arm's rate that hold at any look.
struct AnyTimeAnalysis {
  let test: TestProtocol
  let leads: LeadTable
  /// Whether leads were called more than once, but the data do not say how calls fall on leads: no interval holds then.
  let repetitionIsUnknown: Bool

  init(test: TestProtocol, tally: Tally) {
    self.test = test
    leads = tally.leads
    repetitionIsUnknown = tally.repetitionIsUnknown
  }

  /// The calls at which an interval is narrowest where the plan states no number.
  private static let usualCalls = 10_000.0

  /// Exact for independent calls (``BernoulliSequence``); in the limit for leads called more than once, from
  /// ``AsymptoticSequence/leastSuccesses`` opportunities on (``AsymptoticSequence``). Nil elsewhere: where agents,
  /// half-days or companies are drawn no such interval is offered for one arm.
  func rate(of arm: VariantReading, alpha: Double) throws(DecisionError) -> (rate: Estimate, isExact: Bool)? {
    guard test.unit == .lead, !repetitionIsUnknown, arm.calls > 0, arm.opportunities <= arm.calls else { return nil }
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

/// Ranges of a single reading, which those at any look are never narrower than.
struct SingleReading {
  var cpq: Estimate?
  var roi: Estimate?
  var marginRoi: Estimate?
  var profitPerCall: Estimate?
  var gain: Estimate?
}

extension AnyTimeAnalysis {
  /// Indicators of an arm; nil where no interval of its rate holds at any look.
  ///
  /// - Parameters:
  ///   - shift: what the rate differs by from the arm's own, as where strata are allowed for; the interval then holds in the
  ///     limit only.
  ///   - alpha: error of all looks together.
  ///   - cost: cost of a call in currency units; nil where unknown.
  ///   - costIsUncertain: whether handling times leave it uncertain.
  ///   - revenue: revenue of an opportunity in currency units; nil where unknown.
  ///   - margin: margin of an opportunity, likewise.
  ///   - now: the ranges of this reading alone.
  func indicators(
    of arm: VariantReading, shiftedBy shift: Double = 0, alpha: Double, cost: Double?, costIsUncertain: Bool,
    revenue: Double?, margin: Double?, now: SingleReading
  ) throws(DecisionError) -> AnyTimeIndicators? {
    guard let own = try rate(of: arm, alpha: alpha) else { return nil }
    let isShifted = shift.magnitude > 1e-12
    let rate = own.rate.shiftedRate(by: shift)
    let known = cost.map { CallCost($0) }
    func returned(_ income: Double?) -> Estimate? {
      income.flatMap { income in known.flatMap { $0.returned(rate, Estimate(known: income)) } }
    }
    func profit() -> Estimate? {
      guard let cost, let margin else { return nil }
      return rate.scaled(by: margin).shifted(by: -cost)
    }
    return AnyTimeIndicators(
      tco: rate, tcoGuarantee: own.isExact && !isShifted ? .exact : .asymptotic, costIsUncertain: costIsUncertain,
      cpq: known.map { $0.cpq(rate).covering(now.cpq) }, roi: returned(revenue)?.covering(now.roi),
      marginRoi: returned(margin)?.covering(now.marginRoi), profitPerCall: profit()?.covering(now.profitPerCall))
  }

  /// Indicators of an arm's test, at the cost and the value that the test shows.
  func indicators(
    of arm: VariantReading, alpha: Double, money: VariantMoney?
  ) throws(DecisionError) -> AnyTimeIndicators? {
    try indicators(
      of: arm, alpha: alpha, cost: money?.cost.perCall.value, costIsUncertain: money?.cost.isUncertain ?? false,
      revenue: money?.revenuePerOpportunity, margin: money?.marginPerOpportunity,
      now: SingleReading(cpq: arm.indicators?.cpq, roi: arm.indicators?.roi, marginRoi: arm.indicators?.marginRoi))
  }
}

extension Estimate {
  /// Another reading's estimate with limits no narrower than its own and these.
  func covering(_ other: Estimate?) -> Estimate {
    guard let other else { return self }
    return Estimate(value: other.value, lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}

extension Tally {
  /// Whether there are more calls than leads, while nothing says how calls fall on leads.
  var repetitionIsUnknown: Bool {
    leads.rows.isEmpty && units.source == .counts && byDay.total().calls > units.counts.values.reduce(0, +)
  }
}

public import Cost
public import Statistics

/// The indicators of a campaign given by its totals, with the lever to pull first and what to do with the campaign.
public struct IndicatorsAdvice: Hashable, Sendable {
  /// The indicators.
  public var indicators: Indicators
  /// ISO 4217 code of the currency.
  public var currency: String
  /// TCO with its Wilson interval; nil where calls are not stated.
  public var tco: Estimate?
  /// Where the TCO stands among outbound campaigns.
  public var benchmark: TCOBenchmark?
  /// The lever to pull first; nil when nothing is bad.
  public var lever: Lever?
  /// What to do with the campaign; nil where the margin is unknown.
  public var campaign: CampaignReading?
}

/// Advises on a campaign given by its totals.
public func advise(
  cost: Money, calls: Int?, opportunities: Int, economics: Economics, targets: Targets = Targets()
) throws(DecisionError) -> IndicatorsAdvice {
  let indicators = Indicators(cost: cost, calls: calls, opportunities: opportunities, economics: economics)
  var tco: Estimate?
  if let calls {
    guard calls >= opportunities else {
      throw .moreOpportunitiesThanCalls(variant: "the campaign", opportunities: opportunities, calls: calls)
    }
    if calls > 0 {
      tco = try asking { () throws(StatisticsError) in try Proportion(opportunities, of: calls) }
        .estimate(confidence: 0.95)
    }
  }
  let lever = Lever.first(for: indicators, targets: targets)
  let marginRoi = marginRoi(of: indicators, tco: tco, economics: economics)
  let advice = CampaignVerdict.advise(indicators, marginRoi: marginRoi, lever: lever)
  return IndicatorsAdvice(
    indicators: indicators, currency: economics.currency, tco: tco, benchmark: tco.map { TCOBenchmark(tco: $0.value) },
    lever: lever,
    campaign: advice.map {
      CampaignReading(verdict: $0.verdict, reason: $0.reason, indicators: indicators, lever: lever)
    })
}

/// The margin ROI with the interval of the TCO where calls are known, else the point alone.
private func marginRoi(of indicators: Indicators, tco: Estimate?, economics: Economics) -> Estimate? {
  guard let value = indicators.marginRoi else { return nil }
  guard let tco, let calls = indicators.calls else { return Estimate(known: value) }
  return CallCost(indicators.cost.units / Double(calls))
    .returned(tco, economics.marginPerOpportunity.map(Estimate.init(known:)))
}

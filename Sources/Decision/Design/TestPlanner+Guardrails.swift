import Cost
import Experiment
import Foundation
import Statistics

extension TestPlanner {
  /// Every guardrail for every challenger; `calls` nil where neither the plan nor its power tells a number.
  func guardrails(calls: Calls?) throws(DecisionError) -> [GuardrailForecast] {
    var forecasts: [GuardrailForecast] = []
    for guardrail in plan.test.guardrails {
      for challenger in plan.test.variants.challengers {
        forecasts.append(
          GuardrailForecast(
            guardrail: guardrail, variant: challenger.name,
            outlook: try outlook(guardrail, of: challenger.name, calls: calls)))
      }
    }
    return forecasts
  }

  /// One-sided, as the reading's.
  private var guardrailAlpha: Double { min(assumptions.alpha, 0.49) }

  private func outlook(
    _ guardrail: Guardrail, of challenger: String, calls: Calls?
  ) throws(DecisionError) -> GuardrailForecast.Outlook {
    guard let calls else { return .unknown(.calls) }
    let total = Double(calls.total)
    let arms = (control: total * controlShare, variant: total * (plan.test.variants.share(of: challenger) ?? 0))
    let past = history
    /// Units of both arms, where a call brings `rate` of them.
    func share(
      _ share: Double?, per rate: Double, else missing: GuardrailForecast.Missing
    ) throws(DecisionError) -> GuardrailForecast.Outlook {
      guard let share, share > 0, share < 1 else { return .unknown(missing) }
      return try self.outlook(
        guardrail, share: share, control: Int((arms.control * rate).rounded()),
        variant: Int((arms.variant * rate).rounded()))
    }
    func known(_ share: DesignHistory.Share?, of all: Int?) -> Double {
      guard let share, let all, all > 0 else { return 1 }
      return min(1, Double(share.of) / Double(all))
    }
    switch guardrail.metric {
    case .talkSeconds:
      guard let talk = past?.talk else { return .unknown(.talkTimes) }
      return talkOutlook(guardrail, talk, arms, known: past.map { min(1, Double(talk.calls) / Double($0.calls)) } ?? 1)
    case .opportunityToSale:
      return try share(plan.economics?.opportunityToSale, per: assumptions.baseline, else: .shareSold)
    case .acceptedShare:
      return try share(
        past?.accepted.value, per: assumptions.baseline * known(past?.accepted, of: past?.opportunities),
        else: .judgements)
    case .answeredShare:
      return try share(past?.answered.value, per: known(past?.answered, of: past?.calls), else: .answers)
    case .complaintShare:
      return try share(past?.complaints.value, per: known(past?.complaints, of: past?.calls), else: .dispositions)
    }
  }

  private func outlook(
    _ guardrail: Guardrail, share: Double, control: Int, variant: Int
  ) throws(DecisionError) -> GuardrailForecast.Outlook {
    guard control > 0, variant > 0 else { return .unknown(.volume) }
    guard control + variant <= RatioMarginPower.largestTotal else {
      guard
        let power = GuardrailPower(
          controlTotal: control, variantTotal: variant, count: Int((share * Double(control + variant)).rounded()),
          limit: guardrail.worseByAtMost, alpha: guardrailAlpha, power: assumptions.power)
      else { return .unknown(.volume) }
      return .known(
        GuardrailForecast.Figures(
          baseline: share, controlUnits: control, variantUnits: variant, chanceOfPass: power.chanceOfPass,
          excludedWorsening: power.excludable(of: guardrail.metric), isExact: false))
    }
    return try asking { () throws(StatisticsError) in
      let power = try RatioMarginPower(
        share: share, controlTrials: control, variantTrials: variant, alpha: guardrailAlpha,
        higherIsWorse: guardrail.metric.higherIsWorse)
      return .known(
        GuardrailForecast.Figures(
          baseline: share, controlUnits: control, variantUnits: variant,
          chanceOfPass: power.chance(worsening: guardrail.worseByAtMost),
          excludedWorsening: try power.excludedWorsening(power: assumptions.power), isExact: true))
    }
  }

  /// The logarithm of a ratio of means is normal, with the relative variances of both means (`Statistics.RatioOfMeans`).
  private func talkOutlook(
    _ guardrail: Guardrail, _ talk: DesignHistory.Talk, _ arms: (control: Double, variant: Double), known: Double
  ) -> GuardrailForecast.Outlook {
    let (control, variant) = (Int((arms.control * known).rounded()), Int((arms.variant * known).rounded()))
    guard control >= 2, variant >= 2, talk.mean > 0, guardrail.worseByAtMost > 0 else { return .unknown(.volume) }
    let error = talk.deviation / talk.mean * (1 / Double(control) + 1 / Double(variant)).squareRoot()
    let critical = Normal.quantile(survival: guardrailAlpha)
    return .known(
      GuardrailForecast.Figures(
        baseline: talk.mean, controlUnits: control, variantUnits: variant,
        chanceOfPass: error > 0 ? Normal.cdf(log1p(guardrail.worseByAtMost) / error - critical) : 1,
        excludedWorsening: expm1((critical + Normal.quantile(assumptions.power)) * error), isExact: false))
  }
}

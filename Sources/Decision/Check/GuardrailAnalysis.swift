import Cost
import Experiment
import Statistics

/// Whether a challenger spoils what it must not spoil, by the interval of its relative worsening against the control.
///
/// Pass: the whole interval lies within the tolerated worsening. Fail: the whole interval lies beyond it. Otherwise
/// unknown, which is an honest answer: opportunity-to-sale within 10 % takes some 8,660 opportunities an arm.
struct GuardrailAnalysis {
  let test: TestProtocol
  let receipts: Receipts
  let mature: MatureCalls

  /// Of the interval that decides: non-inferiority is one-sided, so that each of its ends errs by at most alpha.
  private var confidence: Double { 1 - 2 * min(test.goal.alpha, 0.49) }

  func readings() throws(DecisionError) -> [GuardrailReading] {
    var readings: [GuardrailReading] = []
    for guardrail in test.guardrails {
      for challenger in test.variants.challengers {
        let worsening = try worsening(guardrail.metric, of: challenger.name)
        readings.append(
          GuardrailReading(
            guardrail: guardrail, variant: challenger.name,
            status: status(worsening, limit: guardrail.worseByAtMost), worsening: worsening,
            power: power(guardrail, of: challenger.name),
            meanWorsening: meanWorsening(guardrail.metric, of: challenger.name)))
      }
    }
    return readings
  }

  private func power(_ guardrail: Guardrail, of challenger: String) -> GuardrailPower? {
    let control = mature.cell(test.variants.control.name)
    let variant = mature.cell(challenger)
    let alpha = (1 - confidence) / 2
    func share(_ first: (Int, Int), _ second: (Int, Int)) -> GuardrailPower? {
      GuardrailPower(
        controlTotal: first.1, variantTotal: second.1, count: first.0 + second.0, limit: guardrail.worseByAtMost,
        alpha: alpha)
    }
    switch guardrail.metric {
    case .talkSeconds:
      guard let first = relativeVariance(control), let second = relativeVariance(variant) else { return nil }
      return GuardrailPower(
        relativeError: (first + second).squareRoot(), limit: guardrail.worseByAtMost, alpha: alpha)
    case .answeredShare: return share((control.answered, control.answerKnown), (variant.answered, variant.answerKnown))
    case .complaintShare:
      return share((control.complaints, control.dispositionKnown), (variant.complaints, variant.dispositionKnown))
    case .acceptedShare:
      return share(
        (control.acceptedOpportunities, control.judgedOpportunities),
        (variant.acceptedOpportunities, variant.judgedOpportunities))
    case .opportunityToSale:
      guard receipts.isObserved else { return nil }
      return share(
        (receipts.total(of: test.variants.control.name).sales, control.opportunities),
        (receipts.total(of: challenger).sales, variant.opportunities))
    }
  }

  /// Squared relative standard error of a mean talk time; nil where it is unknown.
  private func relativeVariance(_ cell: CallCell) -> Double? {
    guard cell.talkSpreadIsKnown else { return nil }
    let calls = Double(cell.timedCalls)
    let mean = Double(cell.talkSeconds) / calls
    return max(0, Double(cell.talkSecondsSquared) / calls / (mean * mean) - 1) / calls
  }

  /// Of mean talk times whose standard error is unknown; nil where it is known, and without times.
  private func meanWorsening(_ metric: Guardrail.Metric, of challenger: String) -> Double? {
    let control = mature.cell(test.variants.control.name)
    let variant = mature.cell(challenger)
    guard metric == .talkSeconds, !control.talkSpreadIsKnown || !variant.talkSpreadIsKnown,
      let reference = control.meanTalkSeconds, let own = variant.meanTalkSeconds, reference > 0
    else { return nil }
    return own / reference - 1
  }

  private func status(_ worsening: Estimate?, limit: Double) -> GuardrailReading.Status {
    guard let worsening else { return .unknown }
    if worsening.upper <= limit { return .pass }
    return worsening.lower > limit ? .fail : .unknown
  }

  private func worsening(_ metric: Guardrail.Metric, of challenger: String) throws(DecisionError) -> Estimate? {
    let control = mature.cell(test.variants.control.name)
    let variant = mature.cell(challenger)
    switch metric {
    case .talkSeconds:
      return try meanRatio(control, variant)?.minusOne
    case .answeredShare:
      return try shareLoss((control.answered, control.answerKnown), (variant.answered, variant.answerKnown))
    case .complaintShare:
      return try shareRatio(
        (control.complaints, control.dispositionKnown), (variant.complaints, variant.dispositionKnown)
      )?.minusOne
    case .acceptedShare:
      return try shareLoss(
        (control.acceptedOpportunities, control.judgedOpportunities),
        (variant.acceptedOpportunities, variant.judgedOpportunities))
    case .opportunityToSale:
      guard receipts.isObserved else { return nil }
      return try shareLoss(
        (receipts.total(of: test.variants.control.name).sales, control.opportunities),
        (receipts.total(of: challenger).sales, variant.opportunities))
    }
  }

  private func meanRatio(_ control: CallCell, _ variant: CallCell) throws(DecisionError) -> Estimate? {
    guard control.talkSpreadIsKnown, variant.talkSpreadIsKnown else { return nil }
    func arm(_ cell: CallCell) throws(StatisticsError) -> RatioOfMeans.Arm {
      try RatioOfMeans.Arm(
        count: cell.timedCalls, sum: Double(cell.talkSeconds), sumOfSquares: Double(cell.talkSecondsSquared))
    }
    return try asking { () throws(StatisticsError) in
      try RatioOfMeans(control: arm(control), variant: arm(variant)).ratio(confidence: confidence)
    }
  }

  /// 1 − ratio of two shares, given as (count, of); nil where a denominator is empty or smaller than its count (sales
  /// of opportunities that are not mature yet).
  private func shareLoss(
    _ control: (Int, Int), _ variant: (Int, Int)
  ) throws(DecisionError) -> Estimate? {
    try shareRatio(control, variant).map { Estimate(value: 1 - $0.value, lower: 1 - $0.upper, upper: 1 - $0.lower) }
  }

  /// Nil also where the control has none at all: there is nothing that a change could be relative to.
  private func shareRatio(_ control: (Int, Int), _ variant: (Int, Int)) throws(DecisionError) -> Estimate? {
    guard control.0 > 0, variant.1 > 0, control.0 <= control.1, variant.0 <= variant.1 else { return nil }
    return try asking { () throws(StatisticsError) in
      try TwoProportions(
        control: try Proportion(control.0, of: control.1), variant: try Proportion(variant.0, of: variant.1)
      ).ratio(.miettinenNurminen, confidence: confidence)
    }
  }
}

import Cost
import Decision
import Experiment

extension English {
  func profitCaption(_ caption: ProfitCaption) -> String {
    switch caption {
    case .risks: "What each choice earns, and risks"
    case .cpqOfTest: "CPQ of the test"
    case .cpqAtRollout: "CPQ at roll-out"
    case .marginRoi: "Margin ROI"
    case .profitPerCall: "Profit per call"
    case .probabilityBest: "Chance it earns most"
    case .probabilityBestRate: "Chance of the best rate"
    case .expectedLoss: "Expected loss if chosen"
    case .breakEvenLift: "Pays from a lift of"
    case .atAnyLook: "at any look"
    case .limits: "If something else is the limit"
    case .limitedBy: "Limited by"
    case .earnsMost: "Earns most"
    case .planned: "the plan's limit"
    case .nextWeek: "Is another week worth it?"
    case .lengths: "How long to test for most profit"
    case .perArm: "Calls per script"
    case .gain: "Earned by testing"
    case .regret: "Short of what perfect information earns"
    case .errorRate: "Worse script chosen"
    case .length: "Length"
    case .calledForProfit: "Decided by profit"
    }
  }

  func limit(_ limit: Rollout.Limit) -> String {
    switch limit {
    case .leads: "leads"
    case .agentHours: "agent hours"
    case .budget: "budget"
    }
  }

  func limits(_ limits: [LimitProjection]) -> String? {
    guard let planned = limits.first(where: \.isPlanned), let best = planned.best else { return nil }
    let others = limits.filter { !$0.isPlanned && $0.best != nil && $0.best != best }
    guard !others.isEmpty else {
      return limits.count > 1 ? "\(script(best)) earns most whichever of these is the limit." : nil
    }
    let turned = others.map { "\(asLimit($0.limit)) it would be \(script($0.best ?? ""))" }
    return "\(script(best)) earns most \(asLimit(planned.limit)); \(list(turned))."
  }

  private func asLimit(_ limit: Rollout.Limit) -> String {
    switch limit {
    case .leads: "with leads as the limit"
    case .agentHours: "with agent hours as the limit"
    case .budget: "with the budget as the limit"
    }
  }

  func nextWeek(of reading: Reading) -> String? {
    guard let week = reading.nextWeek else { return nil }
    let value = about(week.value)
    let cost = numbers.roughMoney(week.cost)
    let sentence =
      "Another week of \(numbers.integer(week.calls)) calls is worth \(value) and costs \(cost)"
      + (week.isWorthIt ? "." : ": what it may still tell does not pay for it.")
    let prior =
      week.isPriorPlanned
      ? " These figures start from what the plan believes of scripts, and count an observed lead for less." : ""
    guard let delay = week.delayCost, delay > 0 else { return sentence + prior }
    if reading.isBoundToItsEnd {
      let end = reading.progress.decisionDay.map { "on \(numbers.dayAndMonth($0))" } ?? "at its planned end"
      return sentence
        + " These figures do not end the test, which decides \(end). If what looks better is better, each week "
        + "of delay costs \(about(delay)).\(prior)"
    }
    return sentence + " \(script(week.leader)) earns most as it looks now: each week in which all calls stay with "
      + "\(script(reading.control)) costs \(about(delay)).\(prior)"
  }

  func worthMissing(_ missing: MoneyBasis.WorthMissing) -> String {
    let reason =
      switch missing {
      case .notJudged(let variant):
        "The data do not say which opportunities of \(script(variant)) sales accepted"
      case .salesComing: "Sales are not all in yet"
      case .withoutSales: "No sale came"
      case .withoutOpportunities(let variant): "\(script(variant)) has no opportunity that could be sold"
      case .moreSalesThanOpportunities(let variant):
        "\(script(variant)) has more sales than opportunities, so no share sold can be told"
      case .withoutMargin: "Neither the sales nor the plan state a margin of each sale"
      }
    return reason + ": at roll-out every opportunity counts at the plan's value."
  }

  func moneyNotes(of reading: Reading) -> [String] {
    guard let first = reading.projection.first else { return [] }
    var notes: [String] = []
    let basis = reading.projection.map(\.basis)
    for arm in reading.projection where arm.callsPerMonth == 0 {
      notes.append("What \(script(arm.variant)) costs by the month leaves no call of the budget.")
    }
    switch first.basis.worth {
    case .opportunities: break
    case .accepted:
      notes.append("Only opportunities that sales accept are worth anything here; each script has its own share.")
    case .sales: notes.append("Opportunities are worth what their sales brought; each script has its own share sold.")
    }
    if basis.contains(where: \.hasUncertainCost) {
      notes.append("The cost of a call carries the spread of handling times.")
    }
    if first.basis.saleValueError > 0 { notes.append("The value of a sale carries the spread of sales.") }
    if first.basis.countsAllSources {
      notes.append("Scripts are compared on the opportunities of all sources, and so is the roll-out.")
    }
    let gains = reading.gainMethods
    let isAlike = first.basis.profit == first.basis.cpq && gains == [first.basis.cpq]
    if first.profitPerCall != nil, isAlike {
      notes.append("All ranges of money: \(moneyMethod(first.basis.cpq)).")
    } else {
      let which = first.basis.incomeIsUncertain ? "Ranges of CPQ" : "Ranges of CPQ and returns"
      notes.append("\(which): \(moneyMethod(first.basis.cpq)).")
    }
    if !gains.isEmpty, first.profitPerCall != nil, !isAlike {
      let profit = moneyMethod(first.basis.profit)
      notes.append(
        gains == [first.basis.profit]
          ? "Ranges of \(first.basis.incomeIsUncertain ? "returns, " : "")profit and gain: \(profit)."
          : "Ranges of profit: \(profit); of the gain: \(gains.map(moneyMethod).joined(separator: ", or ")).")
    }
    let anyTime = reading.projection.compactMap(\.anyTime)
    let indicators = anyTime.compactMap(\.indicators)
    notes += anyTimeNotes([
      ("CPQ", .weakest(indicators.map(\.cpqGuarantee))), ("returns", .weakest(indicators.map(\.returnGuarantee))),
      ("profit", .weakest(indicators.map(\.returnGuarantee))),
      ("gain", .weakest(anyTime.map(\.gainGuarantee))),
    ])
    return notes
  }

  func indicatorRanges(costIsUncertain: Bool, incomeIsUncertain: Bool) -> String {
    switch (costIsUncertain, incomeIsUncertain) {
    case (false, false):
      "Ranges carry the uncertainty of the TCO, at the cost per call and the value of an opportunity shown here."
    case (true, false):
      "Ranges carry the uncertainty of the TCO and of handling times, at the value of an opportunity shown here."
    case (false, true):
      "Ranges carry the uncertainty of the TCO and of the share and value of sales, at the cost per call shown here."
    case (true, true):
      "Ranges carry the uncertainty of the TCO, of handling times, and of the share and value of sales."
    }
  }

  private func moneyMethod(_ method: MoneyBasis.Method) -> String {
    switch method {
    case .knownCost: "the range of the rate at a known cost per call"
    case .squareAndAdd: "the limits of both rates combined (square-and-add)"
    case .recoveredLimits: "the limits of cost per call and rate, both uncertain, combined"
    case .posteriorDraws: "quantiles of posterior draws, since the rates are not all that is uncertain"
    }
  }

  func guardrailPower(_ power: GuardrailPower, of metric: Guardrail.Metric) -> String {
    let excluded =
      power.excludable(of: metric).map { "they can rule out \(numbers.percent($0, places: 0)) worse" }
      ?? "they cannot rule out any worsening"
    return
      "Were nothing worse, these data would show it with a chance of \(numbers.percent(power.chanceOfPass, places: 0)); "
      + "\(excluded)."
  }

  func lengthKind(_ kind: TestLengths.Length.Kind) -> String {
    switch kind {
    case .profit: "most profit"
    case .planned: "as planned, the better one rolled out"
    case .classical: "classical, rolled out if significant"
    }
  }
}

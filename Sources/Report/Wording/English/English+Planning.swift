import Cost
import Decision
import Experiment

extension English {
  func planningCaption(_ caption: PlanningCaption) -> String {
    switch caption {
    case .watched: "Watched"
    case .tolerated: "Worse by at most"
    case .takenAs: "Taken as"
    case .toldBy: "Told by"
    case .chanceOfPass: "Chance to pass"
    case .ruledOut: "Can be ruled out"
    case .callCost: "Cost of a call"
    case .callsPerMonth: "Calls a month"
    case .callsInAll: "Calls in all"
    }
  }

  func guardrails(_ forecasts: [GuardrailForecast], power: Double) -> String {
    let least = GuardrailForecast.leastChances(forecasts)
    let short = least.filter { $0.chance < power }
    guard let lowest = least.map(\.chance).min() else {
      return "What these calls can tell of it is not known before the first one."
    }
    guard !short.isEmpty else {
      return "If nothing gets worse, these calls show it with a chance of \(numbers.chance(lowest, places: 0)) or more"
        + (GuardrailForecast.missing(forecasts).isEmpty ? "." : ", as far as it can be planned.")
    }
    let chances = short.map { "\(numbers.chance($0.chance, places: 0)) (\(guardrailMetric($0.metric).lowercased()))" }
    return "Even if nothing gets worse, these calls may fail to show it: the chance of passing is only "
      + "\(list(chances)), where \(numbers.percent(power, places: 0)) is wished."
  }

  func guardrailNotes(_ forecasts: [GuardrailForecast], alpha: Double) -> [String] {
    var notes = GuardrailForecast.missing(forecasts).map { "\(guardrailMetric($0.metric)): \(takes($0.missing))" }
    let blocking = GuardrailForecast.leastChances(
      forecasts.filter { $0.guardrail.whenUnknown == .block && $0.figures != nil })
    notes += blocking.map {
      "\(guardrailMetric($0.metric)): the plan blocks a roll-out while it cannot be told; with nothing worse at all that "
        + "stops \(numbers.chance(1 - $0.chance, places: 0)) of roll-outs."
    }
    guard forecasts.contains(where: { $0.figures != nil }) else { return notes }
    if forecasts.contains(where: { $0.guardrail.metric == .opportunityToSale && $0.figures != nil }) {
      notes.append("Sales are counted as if all had come; before that less can be told.")
    }
    notes.append(
      "Computed for no change at all, by the one-sided test at \(numbers.plainPercent(alpha)) that reads guardrails; "
        + "calls are taken for independent.")
    return notes
  }

  private func takes(_ missing: GuardrailForecast.Missing) -> String {
    switch missing {
    case .calls: "it takes a number of calls; add the agents and their calls a day to the plan."
    case .talkTimes: "cannot be planned without past calls that tell their talk time; name them with --history FILE."
    case .answers:
      "cannot be planned without past calls that tell whether they were answered; name them with --history FILE."
    case .dispositions:
      "cannot be planned without past calls that ended with one and tell it; name them with --history FILE."
    case .judgements:
      "cannot be planned without past opportunities that sales accepted or refused; name them with --history FILE and "
        + "--history-opportunities FILE."
    case .shareSold: "it takes the share of opportunities sold; add opportunity-to-sale to economics."
    case .volume: "the planned calls are too few to say anything of it."
    }
  }

  func guardrailUnits(_ figures: GuardrailForecast.Figures, of forecast: GuardrailForecast) -> String {
    let isOfCalls = forecast.guardrail.metric.isOfCalls
    let units = plural(
      figures.variantUnits, isOfCalls ? "call" : "opportunity", isOfCalls ? "calls" : "opportunities")
    return figures.controlUnits == figures.variantUnits
      ? "\(units) per script" : "\(numbers.integer(figures.controlUnits)) and \(units)"
  }

  func ruledOut(power: Double) -> String { "with a chance of \(numbers.percent(power, places: 0))" }

  func payingLifts(of design: DesignResult) -> String {
    let lifts = design.payingLifts
    let sought = numbers.percent(design.assumptions.worthDetecting, places: 0, signed: true)
    let dear = design.payingLiftsBeyondSought
    let which = lifts.count == 1 ? "" : " for \(list(dear.map { script($0.variant) }))"
    let all = lifts.enumerated().map { place, lift in paying(lift, isFirst: place == 0) }
    return "\(list(all)); the test looks for \(sought)" + (dear.isEmpty ? "." : ", which would not pay\(which).")
  }

  private func paying(_ lift: DesignResult.PayingLift, isFirst: Bool) -> String {
    let (name, size) = (script(lift.variant), numbers.percent(lift.relative.magnitude, places: 1))
    if lift.relative <= -1 { return "\(name) pays at any rate" }
    if lift.rate >= 1 { return "\(name) pays at no rate" }
    if lift.relative.magnitude < 0.0005 { return "\(name) pays from today’s rate on" }
    if lift.relative < 0 { return "\(name) pays even at a rate \(size) lower" }
    return "\(name)\(isFirst ? " pays" : "") from \(isFirst ? "a lift of " : "")+\(size)"
  }

  func rolloutNotes(_ assumed: RolloutAssumptions) -> [String] {
    var notes: [String] = []
    switch assumed.limit {
    case .leads: notes.append("Leads are the limit: every script places the same number of calls.")
    case .budget:
      let control = assumed.control
      let places = assumed.challengers.map {
        "\(numbers.decimal($0.callsPerMonth, places: 0)) of \(script($0.variant))"
      }
      notes.append(
        "The budget is the limit: \(numbers.decimal(control.callsPerMonth, places: 0)) calls of \(script(control.variant)) a month "
          + "cost as much as \(list(places)).")
    case .agentHours:
      notes.append(
        "Agent hours are the limit. How long calls take is not known before the test: those of all scripts are taken as "
          + "equally long.")
    }
    if assumed.limit != .agentHours, assumed.assumesEqualTimes {
      notes.append(
        "How long the calls of each script take is not known before the test: in what goes by time, those of all scripts are "
          + "taken as equally long.")
    }
    if !assumed.leftOut.isEmpty {
      notes.append("Left out, since the plan does not tell how much of it there is: \(list(assumed.leftOut)).")
    }
    switch assumed.worth {
    case .opportunities: break
    case .accepted:
      notes.append(
        assumed.pastAcceptedShare.map {
          "Only accepted opportunities count: \(numbers.percent($0, places: 0)) of them, as in the past, for every script."
        } ?? "Only accepted opportunities count; before the test every one is taken as accepted.")
    case .sales: notes.append("Opportunities count by their sales; before the test the plan’s own share sold is taken.")
    }
    return notes
  }

  func lengthsRefusal(_ refusal: TestLengths.Refusal) -> String {
    switch refusal {
    case .clusters:
      "No length is advised: agents or half-days are drawn, and it is their number that decides what the test tells, not "
        + "that of its calls."
    case .margin:
      "No length is advised: add opportunity-to-sale and margin-per-sale to economics, so that an opportunity has a worth."
    case .horizon: "No length is advised: it is computed for roll-outs of 4 to 10,000,000 calls."
    case .reach:
      "No length is advised: what one script costs by the month leaves no call of the roll-out’s budget, so it cannot be "
        + "rolled out."
    case .spread:
      "No length is advised: rates cannot differ as much around this baseline as the plan says (prior-spread)."
    }
  }
}

import Cost
import Decision
import Experiment
import Statistics

extension English {
  func headline(of review: Review) -> String {
    switch review.outcome {
    case .confirmed: "Decision confirmed"
    case .reversed: "Reversed"
    case .heldBack: "Earns more, held back"
    case .undecided: "Not settled by sales"
    case .notDecided: "No decision yet"
    case .tooEarly: "Too early"
    }
  }

  func sentence(of review: Review) -> String {
    let outcome =
      review.age.hasForecast && !review.isFollowedThrough
      ? "by the forecast at \(days(review.horizon))"
      : "by what came within \(days(review.horizonReached))"
    let atLimit =
      switch review.limit {
      case .leads: ""
      case .agentHours: ", at equal agent hours"
      case .budget: ", at an equal budget"
      }
    if let followUp = review.followUp, review.isSettledByRollout {
      return followUpOutcome(followUp, control: review.control)
    }
    let basis = outcome + atLimit
    switch review.outcome {
    case .tooEarly(let day):
      return "Too early: no call is \(days(review.age.days)) old before \(numbers.date(day))."
    case .notDecided:
      return
        "No decision yet: the reading says “\(status(review.decided).lowercased())”, so there is nothing to confirm."
    case .confirmed:
      guard let winner = review.winner else { return "Confirmed: no challenger earns more per call, \(basis)." }
      return "Confirmed: \(basis), \(script(winner)) earns \(more(of: winner, in: review))."
    case .reversed(let name):
      return review.winner == nil
        ? "Reversed: \(script(name)) earns more per call than the script that was kept, \(basis)\(figure(of: name, in: review))."
        : "Reversed: \(script(name)) was rolled out and earns less per call, \(basis)\(figure(of: name, in: review))."
    case .heldBack(let name):
      return
        "\(script(name)) earns more per call, \(basis)\(figure(of: name, in: review)), but what must not get worse got worse: "
        + "the plan's rule keeps it out."
    case .undecided:
      if let missing = review.incomparable {
        let why =
          switch missing {
          case .costs: "the plan states no costs"
          case .margin: "neither the sales nor the plan say what a sale earns"
          case .forecast: "there is no forecast"
          case .sales: "a script has fewer than \(Review.fewestSales) sales"
          }
        return "Not settled by sales: profit per call cannot be compared, since \(why). What was decided stands."
      }
      return "Not settled by sales: profit per call, \(basis), may be higher or lower. What was decided stands."
    }
  }

  private func more(of name: String, in review: Review) -> String {
    guard let gain = review.gains.first(where: { $0.variant == name })?.profitPerCall else { return "more per call" }
    let places = numbers.minorDigits
    return "\(numbers.money(gain.value, places: places)) more per call "
      + "(\(numbers.moneyRange(gain, places: places, signed: true)))"
  }

  private func figure(of name: String, in review: Review) -> String {
    guard let gain = review.gains.first(where: { $0.variant == name })?.profitPerCall else { return "" }
    let places = numbers.minorDigits
    return ", by \(numbers.money(gain.value, places: places, signed: true)) "
      + "(\(numbers.moneyRange(gain, places: places, signed: true)))"
  }

  func noForecast(_ reason: Review.NoForecast, _ review: Review) -> String {
    let remedy =
      "Wait, name a past campaign (--history-calls and --history-sales), or state the delay in the plan "
      + "(economics.delay-to-sale)."
    switch reason {
    case .withoutSales: return "No forecast: no sale has come yet, so that nothing tells how late sales come. \(remedy)"
    case .tailNotSeen(let unseen, let longest):
      let share =
        unseen.map {
          "up to \(numbers.chance($0)) of all sales may come later than the \(days(longest)) that calls have been followed"
        }
        ?? "the sales so far do not tell how late sales come, with calls followed for \(days(longest)) at most"
      return "No forecast: \(share). \(remedy)"
    }
  }

  func noForecastBefore(_ reason: Review.NoForecast, _ review: Review) -> String {
    let day = review.forecastDay.map { " on \(numbers.date($0))" } ?? ""
    switch reason {
    case .withoutSales: return "No forecast could be made\(day): no sale had come yet."
    case .tailNotSeen(let unseen, let longest):
      let share =
        unseen.map {
          "up to \(numbers.chance($0)) of all sales might have come later than the \(days(longest)) that calls had been "
            + "followed by then"
        } ?? "the sales until then did not tell how late sales come, with calls followed for \(days(longest)) at most"
      return "No forecast could be made\(day): \(share)."
    }
  }

  func delays(_ source: Review.DelaySource, _ review: Review) -> String {
    let from =
      switch source {
      case .own: "these sales, for each script by itself, since their delays differ"
      case .pooled: "these sales, all scripts together"
      case .history: "the past campaign, weighed against these sales"
      case .stated: "the plan, weighed against these sales"
      }
    let interval = numbers.plainPercent(review.confidence)
    return
      "Sales within \(days(review.horizon)) of each call; delays are known from \(from). Ranges hold what comes with "
      + "\(interval) chance if delays follow one of the laws fitted; a second wave of sales is not foreseen. The range of profit per call is that of calls "
      + "like these, whose own chance it carries too."
  }

  func contradicted(_ review: Review) -> String {
    let source =
      review.arms.compactMap(\.delays).first == .history
      ? "the past campaign says" : "the plan says (economics.delay-to-sale)"
    return
      "These sales do not come as \(source): the forecast leans on delays that they contradict. Mend them, or leave them "
      + "out and let the sales speak."
  }

  func held(_ isInside: Bool) -> String { isInside ? "inside the forecast" : "outside the forecast" }

  func younger(_ calls: Int, _ review: Review) -> String { "\(numbers.integer(calls)) younger" }

  func gain(_ gain: Review.Gain) -> String? {
    gain.profitPerCall.map {
      let places = numbers.minorDigits
      return "\(script(gain.variant)): \(numbers.money($0.value, places: places, signed: true)) a call "
        + "(\(numbers.moneyRange($0, places: places, signed: true)))"
    }
  }

  func followUp(_ followUp: Review.FollowUp, control: String) -> String {
    let share = numbers.plainPercent(followUp.holdOut)
    let opening =
      "\(script(followUp.script)) was rolled out on \(numbers.date(followUp.starts)); \(share) of the leads keep \(script(control))."
    let rates = followUp.rates.compactMap { rate in
      rate.tco.map {
        "\(script(rate.variant)) \(numbers.percent($0.value, places: 1)) of \(plural(rate.calls, "call", "calls"))"
      }
    }
    guard !rates.isEmpty else { return opening + " No call is old enough to be counted yet." }
    let difference = followUp.difference.map {
      let places = NumberFormat.pointPlaces([$0.lower, $0.upper])
      return "; the difference is \(numbers.pointRange($0, places: places))"
    }
    return opening + " Opportunities since: \(list(rates))\(difference ?? "")."
  }

  func followUpOutcome(_ followUp: Review.FollowUp, control: String) -> String {
    let places = numbers.minorDigits
    let gain = followUp.gain?.profitPerCall
    let amount = gain.map { numbers.money($0.value.magnitude, places: places) + " " } ?? ""
    let figure = gain.map { " (\(numbers.moneyRange($0, places: places, signed: true)))" } ?? ""
    guard followUp.isSplitAsPlanned else {
      return
        "The leads are not split as planned between \(script(followUp.script)) and \(script(control)): nothing is concluded from "
        + "the roll-out. See who decides which script a lead hears."
    }
    switch followUp.outcome {
    case .confirmed:
      return
        "Confirmed by the roll-out: \(script(followUp.script)) earns \(amount)more per call than \(script(control)) with the leads held "
        + "out\(figure)."
    case .reversed:
      return
        "Reversed by the roll-out: \(script(followUp.script)) earns \(amount)less per call than \(script(control)) with the leads held "
        + "out\(figure). Go back to \(script(control))."
    case .heldBack, .undecided, .notDecided:
      return "The roll-out does not settle it yet: profit per call may be higher or lower than with the leads held out."
    case .tooEarly(let day):
      return "Too early for the roll-out: none of its calls is old enough before \(numbers.date(day))."
    }
  }

  func overridden(_ reason: String) -> String {
    "The decision was taken against the reading (\(reason)). What follows is about what the reading said."
  }

  func unattributed(_ review: Review) -> String {
    let isOne = review.unattributed.sales == 1
    let sales = plural(review.unattributed.sales, "sale", "sales")
    return
      "\(sales) worth \(numbers.money(review.unattributed.revenue)) \(isOne ? "belongs" : "belong") to no call of the test "
      + "within the attribution window, or \(isOne ? "was closed before its" : "were closed before their") call: in no figure \(review.followUp == nil ? "above" : "of the test")."
      + (review.followUp == nil ? "" : " Those of calls since the roll-out are counted there.")
  }

  func caption(_ caption: ReviewCaption, _ review: Review) -> String {
    switch caption {
    case .title: "Review at \(days(review.age.days))"
    case .came: "What came within \(days(min(review.age.days, review.horizon))) of each call"
    case .forecast:
      review.isFollowedThrough
        ? "What came within \(days(review.horizon))" : "Forecast at \(days(review.horizon))"
    case .beside: "Forecast on \(review.forecastDay.map(numbers.date) ?? "–"), and what came"
    case .sales: "Sales"
    case .revenue: "Revenue"
    case .profitPerCall: "Profit per call"
    case .salesForecast: "Sales forecast"
    case .salesCame: "Sales that came"
    case .revenueForecast: "Revenue forecast"
    case .revenueCame: "Revenue that came"
    case .interval: "Range"
    case .gain: "Profit per call against the control"
    case .gainLead: "Margin less recurring cost of a call, the control's taken off; costs are taken as known."
    case .gainLimited: "For each call of the control, a script counts with as many calls as the plan's limit leaves it."
    case .campaignOfTest: "By the calls of the test and what they cost, not by those since the roll-out."
    case .curve: "When sales come"
    case .curveLead:
      "Share of calls that have sold, by days since the call; each call counts for as long as it was followed "
        + "(Kaplan–Meier), younger ones too."
    case .soldShare: "Calls that sold"
    case .followUp: "Since the roll-out"
    case .duringTest: "During the test"
    case .noForecastBefore: "Without an earlier forecast"
    case .method:
      "Only calls of at least this age count, each with the sales within the same number of days. Forecasts: mixture "
        + "cure models (exponential, Weibull, log-normal), calls censored at their age, mixed by Akaike's weights. Scripts are "
        + "compared on all sales of their assigned leads."
    }
  }
}

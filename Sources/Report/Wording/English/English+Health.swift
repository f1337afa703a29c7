import Cost
import Decision
import Experiment
import Statistics

extension English {
  func healthCheck(_ check: HealthCheckName) -> String {
    switch check {
    case .sampleRatio: "Planned shares"
    case .crossovers: "Right script"
    case .callingDays: "Calling days"
    case .callingHours: "Legal hours"
    case .missingDays: "Days without calls"
    case .duplicates: "Repeated rows"
    case .pace: "Calling pace"
    case .joins: "Matching records"
    case .delays: "Delays to opportunity"
    case .contactRate: "Answered calls"
    case .repeatedCalls: "Calls per lead"
    case .lateOpportunities: "Late opportunities"
    case .novelty: "Early and late days"
    case .list: "Leads left"
    case .balanceLists: "Spread over lists"
    case .balanceAgents: "Spread over agents"
    case .balanceWeekdays: "Spread over weekdays"
    case .balanceWindows: "Spread over windows"
    }
  }

  func healthStatus(_ status: HealthFinding.Status) -> String {
    switch status {
    case .pass: "fine"
    case .warn: "look at it"
    case .fail: "failed"
    case .notApplicable: "does not apply"
    }
  }

  func healthDetail(_ finding: HealthFinding) -> String {
    switch finding.detail {
    case .sampleRatio(let units, let unit, let test):
      let arms = units.map {
        "\(script($0.variant)) \(numbers.integer($0.units)), \(numbers.decimal($0.expected, places: 0)) expected"
      }
      let rule =
        switch test {
        case .chiSquare:
          "Chi-square test of counts read once; fails below \(numbers.decimal(SampleRatioCheck.failsBelow, places: 3))."
        case .sequential:
          "Sequential test, valid at every reading: at most \(numbers.percent(SampleRatioCheck.failsAtSequential, places: 0)) "
            + "of sound tests ever fail it, however often they are read."
        }
      return "\(many(unit).capitalisedFirst) per variant: \(arms.joined(separator: "; ")). \(rule)"
    case .unitsUnknown:
      return "Only calls are known, and calls are not what was drawn at random: leads are called more than once."
    case .crossovers(let count, let total):
      let share = total > 0 ? " (\(numbers.percent(Double(count) / Double(total))))" : ""
      return
        "\(numbers.integer(count)) of \(plural(total, "call", "calls")) used another script than the assigned one\(share)."
    case .deliveryUnknown: return "The data do not say which script was used on each call."
    case .callingDays(let before, let after, let other):
      if before + after + other == 0 { return "All calls fall on planned days." }
      return "\(plural(before, "call", "calls")) before the start, \(numbers.integer(after)) after the end, "
        + "\(numbers.integer(other)) on days without planned calls."
    case .missingDays(let days, let total):
      if days.isEmpty { return "Calls on each of \(plural(total, "planned day", "planned days"))." }
      let shown = days.prefix(5).map { numbers.dayAndMonth($0) } + (days.count > 5 ? ["\(days.count - 5) more"] : [])
      return "No call on \(days.count) of \(plural(total, "planned day", "planned days")): \(list(shown))."
    case .duplicates(let repeated, let conflicting):
      if repeated + conflicting == 0 { return "No call appears twice." }
      return "\(plural(repeated, "row repeats", "rows repeat")) a call word for word, "
        + "\(numbers.integer(conflicting)) with other content; each call counts once."
    case .pace(let mean, let planned):
      let share = planned > 0 ? ": \(numbers.percent(mean / Double(planned), places: 0)) of plan" : ""
      return "\(numbers.significant(mean, digits: 3)) calls per agent and day, \(planned) planned\(share)."
    case .joins(let joined, let unjoined, let unassigned, let changing):
      var parts: [String] = []
      if unjoined > 0 {
        parts.append(
          "\(numbers.integer(unjoined)) of \(plural(joined + unjoined, "opportunity finds", "opportunities find")) no call: "
            + "are leads written the same way in dialer and CRM?")
      }
      if unassigned > 0 {
        parts.append("\(plural(unassigned, "call has", "calls have")) a lead without an assignment.")
      }
      if changing > 0 { parts.append("\(plural(changing, "lead changes", "leads change")) variant between calls.") }
      return parts.isEmpty ? "Every opportunity finds its call." : parts.joined(separator: " ")
    case .callingHours(let finding): return callingHours(finding)
    case .callTimesUnknown: return "The data do not tell when each call was placed."
    case .paceUnknown: return "The data name no agents, or the plan no pace."
    case .delays(let finding): return delays(finding)
    case .delaysUnknown(let least):
      return "Needs the dates of at least \(plural(least, "opportunity", "opportunities")) of each variant."
    case .contactRate(let arms):
      return "Answered: \(list(shares(arms, places: 1))) of calls."
    case .answersUnknown: return "The data do not say which calls were answered."
    case .repeatedCalls(let arms):
      let means = arms.map { "\(script($0.variant)) \(numbers.decimal($0.mean, places: 2))" }
      let most = arms.map(\.most).max() ?? 0
      return "Calls per lead: \(list(means)); at most \(numbers.integer(most)) to one lead."
    case .leadsUnknown: return "The data do not say how calls fall on leads."
    case .lateOpportunities(let arms, let within):
      return
        "Qualified more than \(days(within)) after the call, to the hour where the data tell it, and not counted: \(list(shares(arms, places: 1))) of "
        + "opportunities."
    case .noMaturityWindow: return "The plan has no waiting time for opportunities, or the data have no dates."
    case .novelty(let finding):
      return
        "\(script(finding.variant)): \(numbers.points(finding.first)) before \(numbers.dayAndMonth(finding.since)), "
        + "\(numbers.points(finding.second)) from then on."
    case .noveltyUnknown(let least):
      return
        "Needs \(plural(least, "opportunity", "opportunities")) of each script in both halves of the test."
    case .list(let called, let all, let until, let planned):
      let counted = "\(numbers.integer(called)) of \(plural(all, "lead", "leads")) called"
      guard called < all else { return "\(counted): the list is used up." }
      guard let until else { return "\(counted); at this pace the list lasts for years." }
      let end = planned.map { "; the last day of calls is \(numbers.dayAndMonth($0))" }
      return "\(counted); at this pace the list is used up on \(numbers.dayAndMonth(until))\(end ?? "")."
    case .balance(nil): return "Too few calls to tell."
    case .balance(let departure?):
      return "Farthest from even: \(script(departure.variant)), \(list(levels(departure, of: finding.check))): "
        + "\(plural(departure.calls, "call", "calls")), \(numbers.decimal(departure.expected, places: 0)) expected."
    case .balanceUnknown: return "Some script has no calls yet."
    case .undated: return "The data have no dates."
    }
  }

  private func levels(_ departure: HealthFinding.Departure, of check: HealthCheckName) -> [String] {
    guard check == .balanceWeekdays else { return departure.levels }
    return departure.levels.map { level in Weekday(rawValue: level).map { weekday($0) } ?? level }
  }

  private func shares(_ arms: [HealthFinding.ArmShare], places: Int) -> [String] {
    arms.map { "\(script($0.variant)) \(numbers.percent($0.share, places: places))" }
  }

  func guardrailMetric(_ metric: Guardrail.Metric) -> String {
    switch metric {
    case .talkSeconds: "Talk time per call"
    case .opportunityToSale: "Opportunities that become sales"
    case .acceptedShare: "Opportunities accepted by sales"
    case .answeredShare: "Answered calls"
    case .complaintShare: "Calls that end with a complaint"
    }
  }

  func guardrailStatus(_ status: GuardrailReading.Status) -> String {
    switch status {
    case .pass: "fine"
    case .fail: "too much worse"
    case .unknown: "cannot be told"
    }
  }

  func guardrail(_ reading: GuardrailReading) -> String {
    let limit = numbers.percent(reading.guardrail.worseByAtMost, places: 0)
    func change(_ value: Double) -> String {
      let size = numbers.percent(abs(value), places: 1)
      return value > 0 ? "\(size) worse" : value < 0 ? "\(size) better" : "no change"
    }
    guard let worsening = reading.worsening else {
      guard let mean = reading.meanWorsening else {
        return "Nothing to compare yet; at most \(limit) worse is tolerated."
      }
      return "On average \(change(mean)), but how much single calls differ is unknown: the data cannot tell whether it "
        + "stays within \(limit)."
    }
    let between = "between \(change(worsening.lower)) and \(change(worsening.upper))"
    switch reading.status {
    case .pass: return "\(between.capitalisedFirst): within the \(limit) tolerated."
    case .fail: return "\(between.capitalisedFirst): beyond the \(limit) tolerated."
    case .unknown: return "\(between.capitalisedFirst): the data cannot tell whether it stays within \(limit)."
    }
  }

  func warning(_ warning: ReadingWarning) -> String {
    switch warning {
    case .noMaturityWindow:
      return "The plan has no waiting time for opportunities (`within`): a script whose opportunities are merely "
        + "qualified sooner looks better than it is."
    case .sharesFollowedResults:
      return
        "Shares followed the results, so each script’s own rate mixes scripts with days: compare by the difference, "
        + "which is taken within days, not by the two rates."
    case .interimOfFixedTest:
      return "The test is not over: its one test of significance is at the planned end. Until then figures move, and "
        + "a difference seen now may vanish."
    case .fewerCallsThanPlanned(let placed, let planned):
      return
        "The test ended with \(numbers.integer(placed)) of \(plural(planned, "planned call", "planned calls")): its chance of "
        + "finding a difference is lower than planned."
    case .observedMarginDiffers(let observed, let planned, let turns):
      let both = turns ? " At one of these margins a script pays for itself, at the other it loses money." : ""
      return
        "Returns above are what observed sales brought: \(numbers.money(observed, places: numbers.minorDigits)) of margin an "
        + "opportunity. The roll-out goes by the plan's \(numbers.money(planned, places: numbers.minorDigits)).\(both)"
    case .decidedByProfit:
      return
        "The plan's rule goes by profit: it rolls out what is expected to earn most, and does not control the error of "
        + "declaring a winner."
    case .worthNotObserved(let missing): return worthMissing(missing)
    case .salesWithoutMargin(let count, let all, let standIn):
      let which =
        count == all
        ? "No sale states a margin" : "\(numbers.integer(count)) of \(plural(all, "sale", "sales")) state no margin"
      return standIn.map {
        "\(which): the plan's \(numbers.money($0, places: numbers.minorDigits)) a sale "
          + (count == all ? "stands in." : "stands in for these.")
      } ?? "\(which), and the plan states no margin-per-sale: what sales earned is not known."
    case .campaignNotJudged(let checks):
      return
        "Nothing is advised about the campaign: this check failed: \(list(checks.map { healthCheck($0).lowercased() }))."
    case .fewOpportunities(let variant, let opportunities):
      return
        "\(script(variant)) has only \(plural(opportunities, "opportunity", "opportunities")): ranges are approximate."
    case .repeatedCallsUnknown:
      return "Leads were called more than once, but the data do not say how calls fall on leads: ranges may be "
        + "a little too narrow."
    case .rejectedRows(let rejected, let total):
      return
        "\(numbers.integer(rejected)) of \(plural(total, "row", "rows")) could not be read; each is in the rejects "
        + "file with its reason."
    case .intake(let finding, let rows, let example): return intake(finding, rows: rows, example: example)
    case .waived(let check, let reason): return "\(healthCheck(check)) failed and is waived by the plan: \(reason)"
    case .tooFewSlots(let smallest):
      return
        "The schedule can have come about in so few ways that p is never below \(numbers.percent(smallest, places: 1)): "
        + "whatever the scripts do, this test cannot show it. A longer test, or half-days for whole days, can."
    case .adherenceUnused:
      return "What was really heard was read and not used: the effect of hearing is told apart only where leads or "
        + "companies are drawn and there is one challenger."
    case .unadjusted(let comparisons):
      return
        "\(numbers.integer(comparisons)) comparisons are read without adjustment: the more there are, the likelier "
        + "a false alarm."
    case .revenueStillComing(let days, let isForecast):
      return
        "Sales are counted up to \(plural(days, "day", "days")) after the call, and some are still to come: "
        + (isForecast ? "return is a forecast from the plan's figures." : "there is no return before.")
    case .creditsLose(let losing, let rules, let margin): return creditsLose(losing, of: rules, margin)
    case .otherSources(let sales):
      return
        "\(plural(sales.sales, "sale", "sales")) worth \(numbers.money(sales.revenue)) came through sources the plan does not "
        + "accept: they count in comparisons, not in revenue."
    case .costOutsideTest(let item):
      return
        "The cost \(numbers.language.quoted(item)) is left out of the test's figures: all its days are outside the test."
    case .costsAreNothing:
      return
        "The costs of the plan come to nothing: cost per opportunity, returns and profit say nothing. Write what calls "
        + "cost under `costs`."
    case .handlingTimeUnknown:
      return "Agent hours are the limit, but the data tell no talk times: every script is projected with as many calls."
    case .talkTimesMissing(let variant, let share):
      return
        "\(script(variant)): \(numbers.percent(share, places: 1)) of its calls have no talk time; the others stand for them."
    case .salesDisagree(let variant, let own, let control, let other):
      let places = numbers.minorDigits
      return
        "By the sales that came, a call of \(script(variant)) earned \(numbers.money(own, places: places, signed: true)) and one "
        + "of \(script(control)) \(numbers.money(other, places: places, signed: true)): the plan counts every opportunity alike. "
        + "To decide by sales, write `economics: {worth: sales}`."
    case .splitByCallsInstead(let item):
      return "The cost \(numbers.language.quoted(item)) is split by calls: the data give no handling times."
    case .variantWithoutCosts(let variant):
      return
        "\(script(variant)) bears no cost at all: its cost per opportunity and its profit are too good to be true. "
        + "Give it its share under `costs`."
    case .costWithoutVolume(let item, let basis):
      return
        "The cost \(numbers.language.quoted(item)) (\(costBasis(basis))) is missing from the test's figures: the data "
        + "do not give its volume."
    }
  }
}

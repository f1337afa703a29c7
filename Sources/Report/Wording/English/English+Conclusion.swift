import Decision
import Experiment
import Statistics

extension English {
  func status(_ status: Conclusion.Status) -> String {
    switch status {
    case .keepRunning: "Keep running"
    case .rollOut: "Roll out"
    case .keepControl: "Keep the control"
    case .noWinner: "No winner"
    case .unhealthy: "Mend the data first"
    }
  }

  func headline(of reading: Reading) -> String {
    switch reading.conclusion {
    case .rollOut(let winner, _): "Roll out \(script(winner))"
    case .keepControl: "Keep \(script(reading.control))"
    case .noWinner where !reading.differingSegments.isEmpty: "No single winner"
    case .keepRunning, .noWinner, .unhealthy: status(reading.conclusion.status)
    }
  }

  func conclusion(of reading: Reading) -> String {
    let reason =
      switch reading.conclusion {
      case .keepRunning(let reason): keepRunning(reason, reading)
      case .rollOut(let winner, _): rollOut(winner, reading)
      case .keepControl(let reason): keepControl(reason, reading)
      case .noWinner(let reason) where !reading.differingSegments.isEmpty:
        "\(reading.differingSegments.map { byPart($0, of: reading) }.joined(separator: "; ")); over all parts together, "
          + noWinner(reason, reading)
      case .noWinner(let reason): "\(noWinner(reason, reading)); \(possible(reading))"
      case .unhealthy(let checks): unhealthy(checks)
      }
    return "\(headline(of: reading)): \(reason)."
  }

  private func unhealthy(_ checks: [HealthCheckName]) -> String {
    "\(checks.count == 1 ? "this check fails" : "these checks fail"): "
      + "\(list(checks.map { healthCheck($0).lowercased() })); no verdict until this is mended or waived in the plan"
  }

  private func keepRunning(_ reason: Conclusion.KeepRunning, _ reading: Reading) -> String {
    switch reason {
    case .beforePlannedEnd(let lastDay, let decisionDay):
      guard let days = reading.progress.callingDaysLeft, days > 0 else {
        return "calls until \(numbers.date(lastDay)), decision on \(numbers.date(decisionDay))"
      }
      let next = reading.nextLook.map { ", next look on \(numbers.date($0))" } ?? ""
      return "\(plural(days, "calling day", "calling days")) left\(next), decision on \(numbers.date(decisionDay))"
    case .beforePlannedCalls(let placed, let planned):
      return "\(numbers.integer(placed)) of \(plural(planned, "planned call", "planned calls")) placed, "
        + "\(numbers.integer(max(planned - placed, 0))) to go"
    case .awaitingMaturity(let decisionDay, let calls):
      guard calls > 0 else { return "the calls are over, decision on \(numbers.date(decisionDay))" }
      return "the calls are over; \(plural(calls, "call", "calls")) may still turn into opportunities, "
        + "decision on \(numbers.date(decisionDay))"
    case .ruleUnknown(let leader, let clauses):
      let open = clauses.filter { !$0.holds }.map { short($0.requirement, reading) }
      return "\(script(leader)) is shown to be better, but \(list(open))"
    case .weekPays(let week):
      return "another week is worth \(about(week.value)) and costs \(numbers.roughMoney(week.cost)) "
        + "(a rule for profit, which controls no error)"
    case .noMatureCalls:
      if let names = reading.withoutCallsAlone {
        let (has, it) = names.count == 1 ? ("has", "it") : ("have", "them")
        return
          "\(list(names.map(script))) \(has) no call that counts, and the others have: call leads with \(it), see that the "
          + "data name \(it) as the plan does, or take \(it) out of the next plan"
      }
      let decision = reading.progress.decisionDay.map { ", decision on \(numbers.date($0))" } ?? ""
      return "no call is old enough to be counted yet\(decision)"
    }
  }

  private func rollOut(_ winner: String, _ reading: Reading) -> String {
    let rates = reading.rates(of: winner, in: numbers)
    let effect =
      reading.differenceWithinStrata(winner).map {
        "its rate is \(numbers.points($0, signed: false)) higher, compared within parts of equal shares"
      } ?? rates.map { "\($0.challenger) against \($0.control) of calls become opportunities" }
    let rule = reading.isDecidedByProfit ? "decided by expected profit, which controls no error" : nil
    return [effect, rule, ending(of: winner, reading), gain(of: winner, reading)].compactMap { $0 }.joined(
      separator: "; ")
  }

  /// On which day looking early ended the comparison; nil at the planned end.
  private func ending(of name: String, _ reading: Reading) -> String? {
    guard let comparison = reading.comparison(name) else { return nil }
    if let ending = comparison.sequential?.ending, let date = ending.date, date != reading.progress.decisionDay {
      return "the boundary of look \(numbers.integer(ending.look)) was crossed on \(numbers.date(date))"
    }
    guard reading.method.monitoring == .anytime, let date = comparison.alwaysValid?.concludedOn else { return nil }
    return "shown on \(numbers.date(date)) by figures that hold at every look"
  }

  /// What switching brings or costs a month at roll-out.
  private func gain(of name: String, _ reading: Reading) -> String {
    guard let projection = reading.projection(name), let gain = projection.gainPerMonth else {
      return withoutGain(name, reading)
    }
    let calls = "at \(numbers.significant(projection.callsPerMonth, digits: 3)) calls a month that is about"
    return gain.value < 0
      ? "\(calls) \(numbers.roughMoney(-gain.value)) less margin a month after costs"
      : "\(calls) \(numbers.roughMoney(gain.value)) more margin a month after costs"
  }

  /// What is known of money where the plan lacks what a gain takes.
  private func withoutGain(_ name: String, _ reading: Reading) -> String {
    guard let own = reading.cpq(of: name), let other = reading.cpq(of: reading.control) else {
      return reading.variants.allSatisfy { $0.costs == nil }
        ? "the plan states no costs, so this has no price in money yet"
        : "the plan does not say what an opportunity is worth, so this has no price in money yet"
    }
    let places = numbers.minorDigits
    let costs =
      "an opportunity cost \(numbers.money(own, places: places)) instead of \(numbers.money(other, places: places))"
    return reading.projection.isEmpty
      ? "\(costs); the plan states no roll-out to project this to" : "\(costs); the plan does not say what it is worth"
  }

  private func keepControl(_ reason: Conclusion.KeepControl, _ reading: Reading) -> String {
    switch reason {
    case .harm(let names):
      guard let name = names.first, names.count == 1 else {
        return "\(list(names.map(script))) are worse than \(script(reading.control))"
      }
      let rates = reading.rates(of: name, in: numbers)
      let effect = rates.map { ", \($0.challenger) against \($0.control) of calls become opportunities" } ?? ""
      return "\(script(name)) is worse\(effect)"
    case .futile(let names):
      let effect = "the effect worth detecting is out of reach for \(list(names.map(script)))"
      return "\(effect), and going on would hardly change that"
    case .earnsLess(let best, let gain):
      return
        "no challenger is expected to earn more; the best, \(script(best)), \(numbers.roughMoney(gain, signed: true)) over "
        + "the roll-out (a rule for profit, which controls no error)"
    case .ruleNotMet(let leader, let clauses):
      let failed = clauses.filter { !$0.holds }.map { short($0.requirement, reading) }
      if let losing = losingWinner(leader, clauses, reading) { return losing }
      return "\(script(leader)) has the better rate, but \(failed.isEmpty ? "the rule is not met" : list(failed))"
    }
  }

  /// A better rate that does not pay, with what its calls and opportunities cost.
  private func losingWinner(_ leader: String, _ clauses: [Clause], _ reading: Reading) -> String? {
    let open = clauses.filter { !$0.holds }
    guard open.count == 1, case .profit(let gain?) = open.first?.requirement,
      let rates = reading.rates(of: leader, in: numbers), let projection = reading.projection(leader)
    else { return nil }
    let opening =
      "\(script(leader)) wins on the rate, \(rates.challenger) against \(rates.control), and loses on profit, "
      + "\(numbers.roughMoney(gain, signed: true)) over the roll-out"
    if let monthly = projection.gainPerMonth, monthly.value > 0 {
      return "\(opening): switching costs more than the \(numbers.roughMoney(monthly.value)) it earns a month pay back"
    }
    let own = projection.cpq.value
    guard let other = reading.projection(reading.control)?.cpq.value, own.isFinite, other.isFinite, own > other
    else { return nil }
    let places = numbers.minorDigits
    return "\(opening): its opportunities cost "
      + "\(numbers.money(own, places: places)) instead of \(numbers.money(other, places: places))"
  }

  /// What the plan would have to state; empty where nothing of it is missing.
  private func lacking(_ reading: Reading) -> String {
    let missing = reading.missingForProfit
    return missing.isEmpty ? "" : ": the plan states no \(list(missing.map { "`\($0)`" }))"
  }

  private func short(_ requirement: Clause.Requirement, _ reading: Reading) -> String {
    switch requirement {
    case .significant: "the difference is within chance"
    case .healthy: "the data are not healthy"
    case .guardrails(let failed, let unknown):
      failed.isEmpty
        ? "this cannot be told yet: \(list(unknown.map { guardrailMetric($0).lowercased() }))"
        : "this gets too much worse: \(list(failed.map { guardrailMetric($0).lowercased() }))"
    case .profit(let gain):
      gain.map { "it would not earn more: \(numbers.roughMoney($0, signed: true)) over the roll-out" }
        ?? "its profit is unknown\(lacking(reading))"
    case .earnsMore: "it is not expected to earn more"
    }
  }

  private func noWinner(_ reason: Conclusion.NoWinner, _ reading: Reading) -> String {
    let count = reading.comparisons.count
    let worse = reading.shownWorse.map(script)
    return switch reason {
    case .profitUnknown: "what a challenger gains cannot be told\(lacking(reading))"
    case .plannedEnd where !worse.isEmpty:
      "the test is over; no challenger is shown to be better, and \(list(worse)) \(worse.count == 1 ? "is" : "are") worse "
        + "beyond chance"
    case .undatedCounts where !worse.isEmpty:
      "by these counts no challenger is shown to be better, and \(list(worse)) \(worse.count == 1 ? "is" : "are") worse "
        + "beyond chance"
    case .plannedEnd where count > 1:
      "the test is over and, with \(count) challengers to choose from, no difference is beyond chance"
    case .plannedEnd: "the test is over and the difference is within chance"
    case .undatedCounts where count > 1:
      "with \(count) challengers to choose from, these counts show no difference beyond chance"
    case .undatedCounts: "these counts show no difference beyond chance"
    }
  }

  private func possible(_ reading: Reading) -> String {
    guard let span = reading.possibleDifference else { return "nothing could be compared" }
    let places = NumberFormat.pointPlaces([span.lower, span.upper])
    let lower = numbers.percentFigure(span.lower, places: places, signed: true)
    let several = reading.comparisons.count > 1 ? ", all challengers taken together" : ""
    return "what is still possible: between \(lower) and \(numbers.points(span.upper, places: places))\(several)"
  }

  func progress(of reading: Reading) -> String? {
    let progress = reading.progress
    if let day = progress.day, let planned = progress.plannedDays {
      return day > planned
        ? "Calls ended after \(plural(planned, "day", "days"))" : "Day \(day) of \(planned)"
    }
    if let planned = progress.plannedCalls {
      let placed = progress.matureCalls + progress.immatureCalls
      return "\(numbers.integer(placed)) of \(plural(planned, "planned call", "planned calls"))"
    }
    return nil
  }

  func clause(_ clause: Clause, leader: String, reading: Reading) -> String {
    switch clause.requirement {
    case .significant(let p, let alpha):
      return clause.holds
        ? "The difference is beyond chance (\(numbers.pEquation(p)), below \(numbers.plainPercent(alpha)))."
        : "The difference is within chance (\(numbers.pEquation(p)), not below \(numbers.plainPercent(alpha)))."
    case .healthy(let failed):
      return failed.isEmpty
        ? "The data are healthy."
        : clause.holds
          ? "Failed checks are waived by the plan: \(list(failed.map { healthCheck($0).lowercased() }))."
          : "The data are not healthy: \(list(failed.map { healthCheck($0).lowercased() }))."
    case .guardrails(let failed, let unknown):
      let worse = list(failed.map { guardrailMetric($0).lowercased() })
      let open = list(unknown.map { guardrailMetric($0).lowercased() })
      if failed.isEmpty {
        return unknown.isEmpty
          ? "Nothing got worse than the plan allows."
          : "Nothing was shown to get worse than the plan allows; not known yet: \(open)."
      }
      return "Too much worse: \(worse)." + (unknown.isEmpty ? "" : " Not known yet: \(open).")
    case .profit(let gain):
      guard let gain else { return "The gain over the roll-out is unknown\(lacking(reading))." }
      return clause.holds
        ? "\(script(leader)) earns more over the roll-out: about \(numbers.roughMoney(gain, signed: true)), switching included."
        : "\(script(leader)) does not earn more over the roll-out: about \(numbers.roughMoney(gain, signed: true)), switching included."
    case .earnsMore(let gain, let probability):
      guard let gain else { return "The gain over the roll-out is unknown." }
      let chance = probability.map { ", with a chance of \(numbers.percent($0, places: 0)) of earning most" } ?? ""
      return
        "\(script(leader)) is expected to earn \(numbers.roughMoney(gain, signed: true)) over the roll-out, switching "
        + "included\(chance). This rule goes by profit and does not control the error of declaring a winner."
    }
  }
}

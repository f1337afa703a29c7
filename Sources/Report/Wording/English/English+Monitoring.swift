import Decision
import Experiment

extension English {
  func monitoringName(_ method: Monitoring.Method) -> String {
    switch method {
    case .fixed: "Once, at the end"
    case .groupSequential: "Planned looks"
    case .anytime: "At any time"
    }
  }

  func advice(of comparison: MonitoringComparison) -> String {
    let looks = comparison.worthwhile(.groupSequential)
    let once = chance(comparison.worthwhile(.fixed))
    let most = chance(looks) == once ? "" : " instead of \(once)"
    switch comparison.advice.reason {
    case .looksSaveCalls:
      return
        "Plan looks (in the plan, `method: group-sequential`): if the challenger is worth it, the test ends on average after "
        + "\(sooner(looks, comparison)), and finds it with a chance of \(chance(looks))\(most)."
    case .looksSaveDays:
      return
        "Plan looks (in the plan, `method: group-sequential`): if the challenger is worth it, the answer comes after "
        + "\(sooner(looks, comparison, calls: false)) on average, with a chance of detecting of \(chance(looks))\(most); "
        + "hardly any calls are saved, since most are placed before the first looks."
    case .looksSaveLittle:
      let still = looks.map {
        ": even if the challenger is worth it, planned looks would still take \(stillNeeded($0, comparison)) on average"
      }
      return "Read the test once, at its end (in the plan, `method: fixed`)\(still ?? "")."
    case .looksCostChance:
      return
        "Read the test once, at its end (in the plan, `method: fixed`): planned looks would find a worthwhile challenger with a "
        + "chance of only \(chance(looks))\(most)."
    case .futilityCostsChance:
      let open = comparison.withoutFutility?.outcome(.worthDetecting)
      return
        "Plan looks without stopping for futility (in the plan, `method: group-sequential, futility: none`): a worthwhile challenger "
        + "is found with a chance of \(chance(open)) instead of \(chance(looks)), on average after "
        + "\(sooner(open, comparison))."
    case .callsToSpare:
      let anytime = comparison.worthwhile(.anytime)
      return
        "Read the test whenever you like (in the plan, `method: anytime`): the calls are far more than needed, and a worthwhile "
        + "challenger is found with a chance of \(chance(anytime)), on average after \(sooner(anytime, comparison))."
    case .anytimeReachesTheGoal:
      let anytime = comparison.worthwhile(.anytime)
      return
        "Read the test whenever you like, as planned (in the plan, `method: anytime`): a worthwhile challenger is found with a "
        + "chance of \(chance(anytime)), on average after \(sooner(anytime, comparison))."
    case .onlyFixedFits(let refusal):
      return "Read the test once, at its end (in the plan, `method: fixed`): \(why(refusal))."
    }
  }

  func plannedMonitoring(of comparison: MonitoringComparison) -> String? {
    guard comparison.plannedMethod != comparison.advice.method,
      let outcome = comparison.worthwhile(comparison.plannedMethod)
    else { return nil }
    let isFixed = comparison.plannedMethod == .fixed
    let calls = plural(Int(outcome.expectedCalls.rounded()), "call", "calls")
    let days = outcome.expectedDays.map { " and \(numbers.decimal($0, places: isFixed ? 0 : 1)) days" } ?? ""
    return
      "The plan says “\(monitoringName(comparison.plannedMethod))”: a chance of \(numbers.chance(outcome.chanceAbove)), after "
      + "\(calls)\(days)\(isFixed ? "" : " on average")."
  }

  func unfit(_ unfit: MonitoringComparison.Unfit) -> String {
    "“\(monitoringName(unfit.method))” cannot be used with this plan: \(why(unfit.refusal))."
  }

  func monitoringNotes(of comparison: MonitoringComparison) -> [String] {
    var notes = ["Calls are counted over all scripts as they are placed."]
    if comparison.forecasts.contains(where: { $0.method != .fixed }) {
      notes = [
        "Calls are counted over all scripts as they are placed, and go on being placed while earlier ones mature; a test "
          + "stops at the first reading that shows a better or, where the plan looks for it, a worse challenger."
      ]
    }
    if comparison.callsBasis == .needed {
      let spread = comparison.maximumDays == nil ? "" : ", spread evenly over the planned calling days"
      notes.append(
        "The plan states no team: the figures are for the \(plural(comparison.maximumCalls, "call", "calls")) that one "
          + "test at the end needs\(spread).")
    }
    if comparison.maximumDays == nil {
      notes.append("Days are not foreseen: readings are a like number of calls apart, and all calls count as mature.")
    }
    if let first = comparison.looks.first, first.isAheadOfMaturity(in: comparison) {
      notes.append(
        "At the first look \(numbers.integer(first.callsPlaced)) of "
          + "\(plural(comparison.maximumCalls, "call", "calls")) are placed already, and "
          + "\(numbers.percent(first.information, places: 0)) of the total are old enough to count.")
    }
    if comparison.challengers > 1 {
      notes.append("The figures are for one challenger, the one with the smallest share, against the control.")
    }
    if !comparison.looks.isEmpty, !comparison.looksAreThePlans {
      notes.append(
        "The plan has no looks of its own: shown are looks on every day on which calls mature, with O’Brien–Fleming-type "
          + "spending.")
    }
    if comparison.callingDaysPerReading > 1 {
      notes.append(
        "Long test: one reading for \(plural(comparison.callingDaysPerReading, "calling day", "calling days")).")
    }
    if let tests = comparison.forecast(.anytime)?.replicates, let error = comparison.largestChanceError {
      notes.append(
        "“\(monitoringName(.anytime))” is simulated, \(plural(tests, "test", "tests")) a row: chances are good to "
          + "± \(numbers.points(error, places: 1, signed: false)) (standard error).")
    }
    return notes
  }

  private func chance(_ outcome: MonitoringComparison.Outcome?) -> String {
    outcome.map { numbers.chance($0.chanceAbove) } ?? NumberFormat.absent
  }

  /// `22,174 calls instead of 28,800 and 9.6 days instead of 14`.
  private func sooner(
    _ outcome: MonitoringComparison.Outcome?, _ comparison: MonitoringComparison, calls showsCalls: Bool = true
  ) -> String {
    guard let outcome else { return NumberFormat.absent }
    let calls = plural(Int(outcome.expectedCalls.rounded()), "call", "calls")
    var parts = showsCalls ? ["\(calls) instead of \(numbers.integer(comparison.maximumCalls))"] : []
    if let expected = outcome.expectedDays, let days = comparison.maximumDays {
      parts.append("\(numbers.decimal(expected, places: 1)) days instead of \(numbers.integer(days))")
    }
    return parts.joined(separator: " and ")
  }

  /// `28,783 of 28,800 calls and 20.0 of 21 days`.
  private func stillNeeded(_ outcome: MonitoringComparison.Outcome, _ comparison: MonitoringComparison) -> String {
    let most = plural(comparison.maximumCalls, "call", "calls")
    var parts = ["\(numbers.decimal(outcome.expectedCalls, places: 0)) of \(most)"]
    if let expected = outcome.expectedDays, let days = comparison.maximumDays {
      parts.append("\(numbers.decimal(expected, places: 1)) of \(self.days(days))")
    }
    return parts.joined(separator: " and ")
  }

  private func why(_ refusal: Monitoring.Refusal) -> String {
    switch refusal {
    case .agentsAreFew: "agents are too few for looks before the end"
    case .slotsAreFew: "half-days are judged by re-running their schedule, once, at the end"
    case .callsShareACompany: "calls of one company are not independent"
    case .dunnettNeedsJointBoundaries: "Dunnett’s adjustment would need bounds of all challengers at once"
    case .hochbergNeedsTheJointLaw: "Hochberg’s adjustment does not hold for results that are read several times"
    }
  }
}

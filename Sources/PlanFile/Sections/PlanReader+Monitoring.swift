import Experiment
import Statistics

extension PlanReader {
  /// How often results may be read.
  ///
  /// - Parameters:
  ///   - period: the first day of the test and, where it ends by days, the last.
  ///   - hasPlannedCalls: whether the plan says how many calls it takes.
  func monitoring(
    _ plan: Section, period: (starts: CivilDate, lastDay: CivilDate?)?, unit: RandomisationUnit, goal: Goal,
    hasPlannedCalls: Bool
  ) -> Monitoring {
    let standard = Monitoring()
    guard let section = plan.section("monitoring", table: "monitoring") else { return standard }
    let method: Located<Monitoring.Method>? = section.located("method", .word)
    let chosen = method?.value ?? .fixed
    if section.node("method") == nil || method != nil {
      refuseUnused(section, method: chosen, period: period)
    }
    if let method, let refusal = Monitoring.refusal(method.value, unit: unit, adjustment: goal.adjustment) {
      section.fault(.conflict, method, expected: refusal.expected, hint: refusal.hint)
    }
    let clock: Located<Monitoring.Clock>? = section.located("clock", .word)
    let looks = looks(section, period: period, within: goal.within ?? 0)
    if let clock, clock.value == .calendar, plan.node("calls") != nil {
      section.fault(
        .conflict, clock, expected: "clock: information, since the test ends by calls, not by days")
    }
    if chosen == .groupSequential, !hasPlannedCalls, clock?.value == .information {
      section.fault(
        .conflict, "clock", read: "clock: information",
        expected: "a number of planned calls to measure information by",
        hint: "state agents and calls-per-agent-day under calling, or `calls: …`, or write `clock: calendar`")
    }
    return Monitoring(
      method: chosen, looks: looks ?? standard.looks, spending: spending(section, "spending") ?? standard.spending,
      clock: clock?.value ?? (hasPlannedCalls ? .information : .calendar),
      futility: section.isNone("futility") ? nil : spending(section, "futility"))
  }

  /// Keys that say nothing under the chosen method.
  private func refuseUnused(
    _ section: Section, method: Monitoring.Method, period: (starts: CivilDate, lastDay: CivilDate?)?
  ) {
    guard method != .groupSequential else {
      if period == nil {
        section.fault(
          .conflict, "method", read: "method: group-sequential without `starts`",
          expected: "the first day of the test, since looks are planned by date",
          hint: "add `starts: YYYY-MM-DD`, or write `method: fixed`")
      }
      return
    }
    let reason =
      method == .fixed
      ? "since a fixed test is concluded once, at its planned end" : "since an any-time test may be read on any day"
    for key in ["looks", "spending", "clock", "futility"] where section.node(key) != nil && !section.isNone(key) {
      section.fault(
        .conflict, key, read: "\(key) beside method: \(method.rawValue)", expected: "no \(key), \(reason)",
        hint: "delete `\(key)`, or write `method: group-sequential`")
    }
  }

  private func looks(
    _ section: Section, period: (starts: CivilDate, lastDay: CivilDate?)?, within: Int
  ) -> Monitoring.Looks? {
    guard let node = section.node("looks") else { return nil }
    guard case .list(let nodes, _) = node else { return section.value("looks", .looks) }
    let known = log.faults.count
    let dates = section.list("looks", of: .date) ?? []
    if nodes.isEmpty {
      section.fault(.value, "looks", read: "an empty list", expected: "at least one date, daily, weekly or a number")
    }
    for (earlier, later) in zip(dates, dates.dropFirst()) where later.value < earlier.value {
      section.fault(.conflict, later, expected: "dates in calendar order", hint: "it comes before \(earlier.value)")
    }
    if let period {
      let first = period.starts + within
      let waiting = within > 0 ? ", when the first calls are mature (within: \(within)d)" : ""
      for date in dates where date.value < first {
        section.fault(.conflict, date, expected: "dates on or after \(first)\(waiting)")
      }
      if let lastDay = period.lastDay {
        let end = lastDay + within
        for date in dates where date.value > end {
          section.fault(
            .conflict, date, expected: "dates up to the day of the decision, \(end)",
            hint: "that day is a look of its own and need not be listed")
        }
      }
    }
    return log.faults.count == known ? .dates(dates.map(\.value)) : nil
  }

  /// A spending function by name, or a table of shares by fraction of information.
  private func spending(_ section: Section, _ key: String) -> Spending? {
    guard let node = section.node(key) else { return nil }
    guard case .mapping = node else { return section.value(key, .spending) }
    guard let table = section.section(key, table: nil) else { return nil }
    let before = log.faults.count
    var points: [(information: Double, share: Double)] = []
    for entry in table.all {
      let information: Double
      do {
        information = try Notation<Double>.part.read(entry.key.trimmedOfSpaces)
      } catch {
        log.add(
          PlanFault(
            kind: .value, path: entry.path, line: entry.place.line, column: entry.place.column,
            read: PlanNode.quoted(entry.key), expected: "a share of the planned calls, as 50 %", hint: error.hint))
        continue
      }
      if let share = table.value(entry.key, .part) { points.append((information, share)) }
    }
    guard log.faults.count == before else { return nil }
    do throws(StatisticsError) {
      return Spending(
        try SpendingTable(information: points.map(\.information), shares: points.map(\.share)))
    } catch {
      section.fault(
        .value, key, read: "a table of \(points.count) points",
        expected: "shares of the planned calls that rise to 100 %, each with the share of alpha spent by then, "
          + "the last 100 %",
        hint: error.description)
      return nil
    }
  }
}

extension Section {
  /// Whether a key says `none`.
  fileprivate func isNone(_ key: String) -> Bool {
    if case .scalar(let text, _, _) = node(key) { text == "none" } else { false }
  }
}

extension Notation where Value == Monitoring.Looks {
  /// `daily`, `weekly` or a number of looks.
  fileprivate static var looks: Notation {
    Notation("daily, weekly, a list of dates, or a number of looks from 1 to 1000") { text throws(Complaint) in
      switch text {
      case "daily": return .daily
      case "weekly": return .weekly
      default:
        if let count = Int(text), (1...1000).contains(count) { return .count(count) }
        if CivilDate(iso: text) != nil { throw Complaint("write [\(text)]") }
        throw Complaint(nearMiss: NearMiss.of(text, among: ["daily", "weekly"]))
      }
    }
  }
}

extension Notation where Value == Spending {
  /// A spending function by name, with its parameter where it has one.
  fileprivate static var spending: Notation {
    let names = SpendingFunction.Name.allCases.map(\.rawValue)
    let expected =
      "obrien-fleming, pocock, kim-demets with its power (kim-demets 3), hwang-shih-decani with its gamma "
      + "(hwang-shih-decani -4), or a table ({50 %: 20 %, 100 %: 100 %})"
    return Notation(expected) { text throws(Complaint) in
      let words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
      guard let word = words.first, let name = SpendingFunction.Name(rawValue: word) else {
        throw Complaint(nearMiss: NearMiss.of(words.first ?? text, among: names))
      }
      guard words.count <= 2 else { throw Complaint("one number after the name") }
      let parameter = words.dropFirst().first.map { ($0, Double($0)) }
      if let (word, number) = parameter, number?.isFinite != true {
        throw Complaint("\(PlanNode.quoted(word)) is not a number")
      }
      do throws(StatisticsError) {
        return try Spending(name, parameter: parameter?.1)
      } catch {
        throw Complaint(error.description)
      }
    }
  }
}

extension Monitoring.Refusal {
  /// What a plan may say instead.
  fileprivate var expected: String {
    switch self {
    case .agentsAreFew: "method: fixed where agents are randomised"
    case .slotsAreFew: "method: fixed where half-days are randomised"
    case .callsShareACompany: "method: fixed or group-sequential where companies are randomised"
    case .dunnettNeedsJointBoundaries, .hochbergNeedsTheJointLaw: "adjust: holm with this method"
    }
  }

  /// Why.
  fileprivate var hint: String {
    switch self {
    case .agentsAreFew: "agents are too few for looks before the end: their results are far from a normal law"
    case .slotsAreFew: "half-days are judged by re-running their schedule, once, at the end"
    case .callsShareACompany: "calls of one company are not independent, which an any-time reading rests on"
    case .dunnettNeedsJointBoundaries: "Dunnett's adjustment at several looks needs boundaries of all variants at once"
    case .hochbergNeedsTheJointLaw: "Hochberg's adjustment does not hold for p-values that are read several times"
    }
  }
}

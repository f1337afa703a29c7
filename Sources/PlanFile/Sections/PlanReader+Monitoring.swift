import Experiment

extension PlanReader {
  /// How often results may be read.
  ///
  /// - Parameters:
  ///   - firstDay: the first day of calls; nil where the plan does not say, or says it wrongly.
  ///   - lastDay: the last day of the test; nil where it ends by calls.
  ///   - hasPlannedCalls: whether the plan says how many calls it takes.
  func monitoring(
    _ plan: Section, firstDay: CivilDate?, lastDay: CivilDate?, unit: RandomisationUnit, goal: Goal,
    hasPlannedCalls: Bool
  ) -> Monitoring {
    let standard = Monitoring()
    guard let section = plan.section("monitoring", table: "monitoring") else { return standard }
    let method: Located<Monitoring.Method>? = section.located("method", .word)
    if let method {
      refuse(method, unit: unit, goal: goal, section)
      // What stands beside a method that takes no planned looks is to go, whatever it says.
      if method.value != .groupSequential {
        refusePlannedLooks(section, beside: method.value)
        return Monitoring(method: method.value)
      }
    }
    let known = log.faults.count
    let isPlanned = method?.value == .groupSequential
    let looks = looks(section, firstDay: firstDay, lastDay: lastDay, within: goal.within ?? 0)
    let spending = spending(section, "spending", of: "the risk of a false alarm")
    let futility =
      section.isNone("futility") ? nil : self.spending(section, "futility", of: "the risk of missing the effect")
    let clock = clock(section, plan, hasPlannedCalls: hasPlannedCalls, isPlanned: isPlanned)
    if section.node("method") == nil, log.faults.count == known { refusePlannedLooks(section, beside: .fixed) }
    if isPlanned, plan.node("starts") == nil, !log.refused("starts") {
      plan.missing(
        "starts", expected: "the first day of the test as YYYY-MM-DD, since looks are planned by date",
        hint: "add `starts: …`, or write `method: fixed`")
    }
    if isPlanned, futility != nil, goal.worthDetecting == nil, !log.refused("goal") {
      section.fault(
        .conflict, "futility", read: "futility without an effect worth detecting",
        expected: "`worth-detecting: …` under goal, which futility is judged against",
        hint: "add it, as in `worth-detecting: +20 %`, or write `futility: none`")
    }
    guard isPlanned else { return standard }
    return Monitoring(
      method: .groupSequential, looks: looks ?? standard.looks, spending: spending ?? standard.spending,
      clock: clock ?? (hasPlannedCalls ? .information : .calendar), futility: futility)
  }

  /// A method that the randomised units or the adjustment do not allow; those that were refused themselves are not held
  /// against it.
  private func refuse(_ method: Located<Monitoring.Method>, unit: RandomisationUnit, goal: Goal, _ section: Section) {
    guard !log.refused("unit"), !log.refused("goal.adjust"),
      let refusal = Monitoring.refusal(method.value, unit: unit, adjustment: goal.adjustment)
    else { return }
    section.fault(.conflict, method, expected: refusal.expected, hint: refusal.hint)
  }

  /// Keys that only planned looks have; one fault for all of them.
  private func refusePlannedLooks(_ section: Section, beside method: Monitoring.Method) {
    let keys = ["looks", "spending", "clock", "futility"].filter { key in
      section.node(key) != nil && !(key == "futility" && section.isNone(key))
    }
    guard let first = keys.first else { return }
    let named = Listing.all(keys)
    let isStated = section.node("method") != nil
    let reason =
      method == .fixed
      ? "since a fixed test is concluded once, at its planned end" : "since an any-time test may be read on any day"
    section.fault(
      .conflict, first, read: isStated ? "\(named) beside method: \(method.rawValue)" : "\(named) without a method",
      expected: isStated ? "no \(Listing.oneOf(keys)), \(reason)" : "`method: group-sequential` beside \(named)",
      hint: isStated
        ? "delete \(keys.count == 1 ? "`\(first)`" : "them"), or write `method: group-sequential`"
        : "without it the test is fixed: concluded once, at its planned end")
  }

  private func clock(
    _ section: Section, _ plan: Section, hasPlannedCalls: Bool, isPlanned: Bool
  ) -> Monitoring.Clock? {
    guard let clock = section.located("clock", Notation<Monitoring.Clock>.word) else { return nil }
    switch clock.value {
    case .calendar where plan.node("calls") != nil && plan.node("days") == nil:
      section.fault(.conflict, clock, expected: "clock: information, since the test ends by calls, not by days")
    case .information where isPlanned && !hasPlannedCalls && !log.refused("calling"):
      section.fault(
        .conflict, clock, expected: "a number of planned calls, to measure information by",
        hint: "state agents and calls-per-agent-day under calling, or `calls: …`, or write `clock: calendar`")
    case .calendar, .information: break
    }
    return clock.value
  }

  private func looks(
    _ section: Section, firstDay: CivilDate?, lastDay: CivilDate?, within: Int
  ) -> Monitoring.Looks? {
    guard let node = section.node("looks") else { return nil }
    guard case .list(let nodes, _) = node else { return section.value("looks", .looks) }
    let known = log.faults.count
    let dates = section.list("looks", of: .date) ?? []
    if nodes.isEmpty {
      section.fault(.value, "looks", read: "an empty list", expected: "at least one date, daily, weekly or a number")
    }
    // Bounds that rest on a refused length or maturity window would only repeat that fault.
    let isBounded = !["days", "calls", "goal.within", "calling"].contains(where: log.refused)
    let first = isBounded ? firstDay.map { $0 + within } : nil
    let end = isBounded ? lastDay.map { $0 + within } : nil
    var earlier: CivilDate?
    for date in dates {
      if let first, date.value < first {
        let when = within > 0 ? ", when the first calls are mature (within: \(within)d)" : ", the first day of calls"
        section.fault(.conflict, date, expected: "dates on or after \(first)\(when)")
      } else if let end, date.value > end {
        section.fault(
          .conflict, date, expected: "dates up to the day of the decision, \(end)",
          hint: "that day is a look of its own and need not be listed")
      } else if let earlier, date.value < earlier {
        section.fault(.conflict, date, expected: "dates in calendar order", hint: "it comes before \(earlier)")
      } else {
        earlier = date.value
      }
    }
    return log.faults.count == known ? .dates(dates.map(\.value)) : nil
  }
}

extension Section {
  /// Whether a key says `none`.
  fileprivate func isNone(_ key: String) -> Bool {
    if case .scalar(let text, _, _) = node(key) { text == "none" } else { false }
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

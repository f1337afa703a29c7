import Cost
import Decision
import Experiment

/// Reads a plan section by section; whatever is wrong goes to the log and reading goes on with a default, so that the
/// faults behind it are found too. A document is a plan only if the log stays empty.
struct PlanReader {
  let log: FaultLog

  /// The document, or nil, with faults, where not even the arms of the test can be made out.
  func document(_ root: PlanNode) -> PlanDocument? {
    guard let plan = Section(root, path: "", table: "", log: log) else { return nil }
    let name = plan.required("name", .text("the name of the experiment", atMost: 120))
    let arms = variants(plan)
    let names = arms.map(\.name)
    let starts: CivilDate? = plan.value("starts", .date)
    let length = length(plan)
    let economics = economics(plan)
    let currency = economics?.currency ?? "EUR"
    let (ledger, costsFile, costsFormat) = costs(
      plan, variants: names, currency: currency, exchange: economics?.exchange ?? ExchangeTable())
    let (assignment, sharesFile) = assignment(plan, variants: names)
    let calling = calling(plan)
    let goal = goal(plan)
    let lastDay: CivilDate? = if let starts, case .days(let days) = length { starts + (days - 1) } else { nil }
    let unit = unit(plan, method: assignment.method)
    checkAdjustment(plan, goal, unit: unit)
    checkAttributedCall(plan, byAgent: !assignment.goesBySlot && (unit == .agent || assignment.goesByAgent))
    let guardrails = guardrails(plan)
    let data = data(plan, strata: assignment.by)
    if plan.node("starts") == nil, data.files[.calls] != nil {
      plan.missing(
        "starts", expected: "the first day of the test as YYYY-MM-DD, since the calls have dates",
        hint: "only plans of undated counts do without")
    }
    let monitoring = monitoring(
      plan, firstDay: starts.flatMap { calling.callingDays(from: $0, through: lastDay ?? $0 + 366).first ?? $0 },
      lastDay: lastDay, unit: unit, goal: goal,
      hasPlannedCalls: calling.callsPerDay != nil || plan.node("calls") != nil)
    checkCallingDays(plan, calling: calling, starts: starts, lastDay: lastDay)
    let factors: [Located<Factor>]? = plan.list("factors", of: .word)
    checkSlots(plan, assignment, factors: factors?.map(\.value) ?? [.script], calling: calling)
    checkFactors(plan, factors?.map(\.value) ?? [.script], arms: arms, calling: calling)
    let rule = rule(plan)
    checkAdaptive(plan, assignment, arms: arms, goal: goal, monitoring: monitoring, rule: rule)
    let targets = targets(plan)
    let rollout = rollout(
      plan,
      arms: RolloutArms(
        challengers: arms.filter { $0.role == .challenger }.map(\.name), lastDay: lastDay,
        factors: factors?.map(\.value) ?? [.script]))
    checkProfitRule(plan, rule, economics: economics, hasCosts: plan.node("costs") != nil, rollout: rollout)
    let waivers = waivers(plan)
    let notes = plan.list("notes", of: .remark("a remark"))?.map(\.value) ?? []
    let question = plan.value("question", .remark("the question that the test answers"))
    let timeZone = plan.value("timezone", .timeZone) ?? "UTC"
    if plan.node("factors")?.isEmptyList == true {
      plan.fault(.value, "factors", read: "an empty list", expected: "[script]", hint: "or delete the key")
    }
    guard let name, let checked = checked(arms, plan) else { return nil }
    checkBlocks(plan, assignment, variants: checked)
    let test = TestProtocol(
      name: name, question: question, starts: starts, length: length, timeZone: timeZone, calling: calling,
      unit: unit, factors: factors?.map(\.value) ?? [.script], assignment: assignment, variants: checked,
      goal: goal, monitoring: monitoring, guardrails: guardrails)
    return PlanDocument(
      plan: Plan(
        test: test, economics: economics, ledger: ledger, rollout: rollout, targets: targets, rule: rule,
        waivers: waivers, notes: notes),
      data: data, costsFile: costsFile, costsFormat: costsFormat, sharesFile: sharesFile,
      scripts: Dictionary(
        arms.compactMap { arm in arm.script.map { (arm.name, $0) } }, uniquingKeysWith: { first, _ in first }))
  }

  /// The arms as a test; nil, with a fault, where they are none.
  private func checked(_ arms: [Variant], _ plan: Section) -> Variants? {
    do {
      return try Variants(arms)
    } catch {
      // Faults with lines of their own came first, one for each rule that `Variants` checks.
      if log.faults.isEmpty {
        plan.fault(.conflict, "variants", read: "\(error)", expected: "two or more variants, one of them the control")
      }
      return nil
    }
  }

  private func length(_ plan: Section) -> TestProtocol.Length {
    let days = plan.value("days", .whole(1...3650, of: "days"))
    let calls = plan.value("calls", .whole(1...1_000_000_000, of: "calls"))
    if plan.node("days") != nil, plan.node("calls") != nil {
      plan.fault(
        .conflict, "calls", read: "calls beside days", expected: "one length of the test",
        hint: "delete `days` or `calls`")
    }
    return calls.map { .calls($0) } ?? .days(days ?? 14)
  }

  private func checkCallingDays(_ plan: Section, calling: CallingCalendar, starts: CivilDate?, lastDay: CivilDate?) {
    guard let starts, let lastDay, !calling.weekdays.isEmpty else { return }
    let days = calling.callingDays(from: starts, through: lastDay)
    if days.isEmpty {
      plan.fault(
        .conflict, "starts", read: "\(starts) to \(lastDay)", expected: "at least one calling day in the test",
        hint: PlanReader.holidays(calling, from: starts, through: lastDay).map {
          "check days, calling.weekdays and calling.closed; \($0)"
        } ?? "check days, calling.weekdays and calling.closed")
    } else if calling.rules != nil, !log.refused("calling"), days.allSatisfy({ calling.openHours(on: $0).isEmpty }) {
      plan.fault(
        .conflict, "starts", read: "\(starts) to \(lastDay)",
        expected: "at least one legal hour inside the windows on a calling day",
        hint: "check days, calling.windows and calling.closed")
    }
  }

  private func waivers(_ plan: Section) -> [String: String] {
    guard let waive = plan.section("waive", table: nil) else { return [:] }
    let checks = HealthCheckName.allCases.map(\.rawValue)
    var waivers: [String: String] = [:]
    for entry in waive.all {
      if !checks.contains(entry.key) {
        log.add(
          PlanFault(
            kind: .unknownKey, path: entry.path, line: entry.place.line, column: entry.place.column,
            read: "the unknown check \(PlanNode.quoted(entry.key))",
            expected: "one of \(checks.joined(separator: ", "))",
            nearMiss: NearMiss.of(entry.key, among: checks)))
      }
      waivers[entry.key] = waive.value(entry.key, .remark("the reason why the check may fail"))
    }
    return waivers
  }

  private func rule(_ plan: Section) -> DecisionRule {
    guard let decide = plan.section("decide", table: "decide") else { return DecisionRule() }
    let when: DecisionRule.Evidence? = decide.value("when", .word)
    let conditions: [Located<DecisionRule.Condition>]? = decide.list("and", of: .word)
    let standard = DecisionRule()
    return DecisionRule(when: when ?? standard.when, and: conditions?.map(\.value) ?? standard.and)
  }
}

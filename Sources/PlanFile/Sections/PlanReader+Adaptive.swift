import Decision
import Experiment

extension PlanReader {
  /// How planned shares follow results; nil where they do not or where, with a fault, they cannot.
  func adaptive(_ assignment: Section, method: AssignmentRule.Method, variants: [String]) -> AdaptiveShares? {
    guard assignment.node("adaptive") != nil else { return nil }
    guard method == .waves || log.refused("assignment.method") else {
      assignment.fault(
        .conflict, "adaptive", read: "adaptive beside method: \(method.rawValue)",
        expected: "adaptive only with method: waves, whose shares change by block of days",
        hint: "write `method: waves, by: [wave], shares: shares.csv`, or delete the key")
      return nil
    }
    guard let section = assignment.section("adaptive", table: "assignment.adaptive") else { return nil }
    checkStrata(of: assignment)
    let rule: Located<AdaptiveShares.Rule>? = section.located("rule", .word)
    if section.node("rule") == nil {
      section.missing("rule", expected: "thompson or exploration", hint: "as in `adaptive: {rule: thompson}`")
    }
    if let rule, rule.value == .exploration, variants.count == 2 {
      section.fault(
        .conflict, rule, expected: "rule: thompson with two variants",
        hint: "exploration sampling gives each of two variants half of the calls, whatever the results")
    }
    let every = section.value("every", .duration(1...28)) ?? 1
    let floor = floor(section, variants: variants.count)
    return rule.map { AdaptiveShares(rule: $0.value, floor: floor, every: every) }
  }

  /// One stratum, the block of days, and a file that its shares can be added to.
  private func checkStrata(of assignment: Section) {
    if case .list(let columns, _) = assignment.node("by"), columns.count != 1, !log.refused("assignment.by") {
      assignment.fault(
        .conflict, "by", read: "\(columns.count) columns beside adaptive",
        expected: "one column, which names the block of days of each lead", hint: "as in `by: [wave]`")
    }
    if case .mapping = assignment.node("shares") {
      assignment.fault(
        .conflict, "shares", read: "a mapping beside adaptive",
        expected: "the name of a file, to which `hooktest waves PLAN --append` adds the shares of each block of days",
        hint: "as in `shares: shares.csv`; the file need not exist before the first block")
    }
  }

  private func floor(_ section: Section, variants: Int) -> Double {
    let standard = AdaptiveShares.standardFloor(variants: variants)
    guard let floor = section.located("floor", .part) else { return standard }
    let most = 1 / Double(max(1, variants))
    if floor.value == 0 {
      section.fault(
        .value, floor, expected: "a share above 0 % and up to 1/\(variants)",
        hint: "each block of days must hold every variant: days without one cannot be compared when rates drift")
    } else if floor.value > most * (1 + 1e-9) {
      section.fault(
        .value, floor, expected: "a share above 0 % and up to 1/\(variants), which all variants can have at once",
        hint: "the default is \(Int((standard * 1000).rounded()) / 10) %")
    }
    return floor.value
  }

  /// What shares that follow results need, and what does not go with them.
  func checkAdaptive(
    _ plan: Section, _ assignment: AssignmentRule, arms: [Variant], goal: Goal, monitoring: Monitoring,
    rule: DecisionRule
  ) {
    guard assignment.adaptive != nil else { return }
    if plan.node("starts") == nil {
      plan.missing(
        "starts", expected: "the first day of the test as YYYY-MM-DD, since adaptive shares change by date")
    }
    if goal.within == nil, !log.refused("goal"), let section = plan.section("goal", table: nil) {
      section.missing(
        "within",
        expected: "the days until a call's opportunities are qualified, since shares follow mature calls only",
        hint: "as in `within: 7d`")
    }
    if monitoring.method != .fixed, let section = plan.section("monitoring", table: nil) {
      section.fault(
        .conflict, "method", read: "\(monitoring.method.rawValue) beside adaptive shares",
        expected: "method: fixed, since the split of the calls to come, which bounds rest on, follows the results",
        hint: "an adaptive test is concluded once, at its planned end; for early stops use equal shares")
    }
    if rule.when == .profit, let section = plan.section("decide", table: nil) {
      section.fault(
        .conflict, "when", read: "profit beside adaptive shares",
        expected: "when: significant, since the worth of another week is computed at equal shares",
        hint: "adaptive shares earn during the test already; `and: [profit]` may still ask for profit at roll-out")
    }
    if Set(arms.map(\.weight)).count > 1 {
      plan.fault(
        .conflict, "variants", read: "weights that differ beside adaptive shares", expected: "no weights",
        hint: "shares begin alike and follow the results; `floor` says the least of each")
    }
  }
}

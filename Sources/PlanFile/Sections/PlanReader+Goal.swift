import Experiment

extension PlanReader {
  /// What the test is to show.
  func goal(_ plan: Section) -> Goal {
    let standard = Goal()
    guard let goal = plan.section("goal", table: "goal") else { return standard }
    let metric: Goal.Metric? = goal.value("metric", .word)
    let adjustment: Goal.Adjustment? = goal.value("adjust", .word)
    let baseline = goal.located("baseline", .rate)
    let lift = goal.located("worth-detecting", .lift)
    let sides = goal.value("sides", .sides)
    if let baseline, let lift {
      let reached = lift.value.applied(to: baseline.value)
      if !(reached > 0 && reached < 1) {
        goal.fault(
          .conflict, lift, expected: "a change that leaves the rate between 0 and 1",
          hint: "baseline \(baseline.read) with this change is \((reached * 1e6).rounded() / 1e4) %")
      }
    }
    if let lift, sides == 1, lift.value.difference(at: baseline?.value ?? 0.5) < 0 {
      goal.fault(
        .conflict, lift, expected: "a rise, since one side looks for a better challenger only", hint: "write `sides: 2`"
      )
    }
    return Goal(
      metric: metric ?? standard.metric, baseline: baseline?.value, worthDetecting: lift?.value,
      priorSpread: goal.value("prior-spread", .rate),
      within: goal.value("within", .duration(0...3650)), alpha: goal.value("alpha", .rate) ?? standard.alpha,
      power: goal.value("power", .rate) ?? standard.power, sides: sides ?? standard.sides,
      adjustment: adjustment ?? standard.adjustment)
  }

  /// Dunnett's law is that of independent units in numbers: agents and half-days are too few, and unequal.
  func checkAdjustment(_ plan: Section, _ goal: Goal, unit: RandomisationUnit) {
    guard goal.adjustment == .dunnett, unit == .agent || unit == .slot,
      let section = plan.section("goal", table: "goal"),
      let stated = section.located("adjust", Notation<Goal.Adjustment>.word)
    else { return }
    section.fault(
      .conflict, stated, expected: "adjust: holm where \(unit == .agent ? "agents" : "half-days") are randomised",
      hint: "Dunnett's law is that of many independent leads")
  }

  /// Figures a roll-out must not spoil.
  func guardrails(_ plan: Section) -> [Guardrail] {
    let example = "as in `- {metric: talk-seconds, worse-by-at-most: 15 %}`"
    var first: [Guardrail.Metric: Located<Guardrail.Metric>] = [:]
    return (plan.sections("guardrails", hint: example) ?? []).compactMap { section in
      let metric = section.located("metric", Notation<Guardrail.Metric>.word)
      if section.node("metric") == nil {
        section.missing("metric", expected: Notation<Guardrail.Metric>.word.expected, hint: example)
      }
      let worsening = section.required("worse-by-at-most", .worsening, hint: example)
      let whenUnknown = section.value("unknown", .whenUnknown)
      if let metric {
        if let earlier = first[metric.value] {
          section.fault(
            .conflict, metric, expected: "one guardrail for each metric",
            hint: "line \(earlier.place.line) has it already: delete one of the two")
        } else {
          first[metric.value] = metric
        }
      }
      let dispositions = complaints(section, metric: metric?.value)
      guard let metric, let worsening else { return nil }
      return Guardrail(
        metric: metric.value, worseByAtMost: worsening, whenUnknown: whenUnknown ?? .warn, dispositions: dispositions)
    }
  }

  /// Values of the disposition column that mean a complaint: stated for `complaint-share`, and for nothing else.
  private func complaints(_ section: Section, metric: Guardrail.Metric?) -> Set<String>? {
    let words = dispositions(section, "dispositions")
    guard let metric else { return words }
    let example = "as in `dispositions: [complaint]`"
    if metric == .complaintShare, section.node("dispositions") == nil {
      section.missing(
        "dispositions", expected: "values of the disposition column that mean a complaint", hint: example)
    }
    if metric != .complaintShare, section.node("dispositions") != nil {
      section.fault(
        .conflict, "dispositions", read: "dispositions beside metric: \(metric.rawValue)",
        expected: "dispositions beside metric: complaint-share only", hint: "delete `dispositions`")
    }
    return words
  }
}

extension Notation where Value == Int {
  /// 1 or 2.
  fileprivate static var sides: Notation {
    Notation("1 (only better) or 2 (better or worse)") { text throws(Complaint) in
      guard let sides = Int(text), sides == 1 || sides == 2 else { throw Complaint() }
      return sides
    }
  }
}

extension Notation where Value == Guardrail.WhenUnknown {
  /// `warn` or `block`.
  fileprivate static var whenUnknown: Notation {
    let words = [Guardrail.WhenUnknown.warn.rawValue, Guardrail.WhenUnknown.block.rawValue]
    return Notation(Listing.oneOf(words)) { text throws(Complaint) in
      guard let value = Guardrail.WhenUnknown(rawValue: text) else {
        throw Complaint(nearMiss: NearMiss.of(text, among: words))
      }
      return value
    }
  }
}

import Experiment

extension PlanReader {
  /// What is randomised: as stated, or what the method draws.
  ///
  /// Each method draws units of one kind; another one beside it is a fault.
  func unit(_ plan: Section, method: AssignmentRule.Method) -> RandomisationUnit {
    let stated: Located<RandomisationUnit>? = plan.located("unit", .word)
    let possible = method.units
    guard let stated else { return possible[0] }
    if !possible.contains(stated.value), !log.refused("assignment.method") {
      plan.fault(
        .conflict, stated,
        expected: "\(Listing.oneOf(possible.map(\.rawValue))), which `method: \(method.rawValue)` draws",
        hint: "methods for \(stated.value.rawValue) are \(Listing.all(stated.value.methods.map(\.rawValue)))")
      return possible[0]
    }
    return stated.value
  }

  /// Shares that are drawn in blocks must be whole numbers of units, and a stated block must hold them.
  func checkBlocks(_ plan: Section, _ rule: AssignmentRule, variants: Variants) {
    guard [.blocked, .agents, .agentsCrossOver, .switchback].contains(rule.method) else { return }
    do {
      _ = try rule.blockLength(of: variants)
    } catch {
      if let size = rule.blockSize, let assignment = plan.section("assignment", table: nil) {
        assignment.fault(
          .conflict, "block-size", read: "\(size)", expected: "a size that holds every planned share", hint: "\(error)")
      } else {
        plan.fault(
          .conflict, "variants", read: "shares that no block holds", expected: "shares in small whole numbers",
          hint: "\(error)")
      }
    }
  }

  /// What goes by slot needs to know its days beforehand.
  func checkSlots(_ plan: Section, _ rule: AssignmentRule, factors: [Factor], calling: CallingCalendar) {
    guard rule.goesBySlot else { return }
    if factors.contains(.window) {
      plan.fault(
        .conflict, "factors", read: "window beside method: \(rule.method.rawValue)",
        expected: "windows varied by lead, since a schedule gives each window its script",
        hint: "write `method: hashed` to vary windows, or `factors: [script]`")
    }
    let shortest = calling.windows.compactMap { window -> Int? in
      if case .hours(let hours) = window.span { hours.end - hours.start } else { nil }
    }.min()
    if let shortest, rule.slots.washOut >= shortest, let assignment = plan.section("assignment", table: nil) {
      assignment.fault(
        .conflict, "wash-out", read: "\(rule.slots.washOut)m",
        expected: "fewer minutes than the shortest window has, \(shortest)",
        hint: "nothing of that window would be left to compare")
    }
    let why = "since the schedule of `method: \(rule.method.rawValue)` is drawn for the days of the test"
    if plan.node("starts") == nil {
      plan.missing("starts", expected: "the first day of the test as YYYY-MM-DD, \(why)")
    }
    if plan.node("calls") != nil {
      plan.fault(
        .conflict, "calls", read: "a length in calls", expected: "a length in days, \(why)",
        hint: "write `days: 14` in its place")
    }
  }

  /// Windows as what is varied: each variant names one, and crossed with scripts each pair occurs once.
  func checkFactors(_ plan: Section, _ factors: [Factor], arms: [Variant], calling: CallingCalendar) {
    let variesWindow = factors.contains(.window)
    let names = calling.windows.map(\.name)
    var read: [String: String] = [:]
    for (index, section) in (quietSections(plan, "variants")).enumerated() where index < arms.count {
      let arm = arms[index]
      guard variesWindow else {
        if section.node("window") != nil {
          section.fault(
            .conflict, "window", read: "a window of its own", expected: "windows only where they are varied",
            hint: "write `factors: [window]`, or `[script, window]` to cross them with scripts, or delete the key")
        }
        continue
      }
      guard let window = arm.window else {
        if section.node("window") == nil {
          section.missing(
            "window", expected: "the calling window of this variant, since `factors` has window",
            hint: names.isEmpty ? "name windows under calling.windows first" : "as in `window: \(names[0])`")
        }
        continue
      }
      if !names.contains(window) {
        section.fault(
          .conflict, "window", read: "the unknown window \(PlanNode.quoted(window))",
          expected: names.isEmpty ? "a window named under calling.windows" : Listing.oneOf(names),
          hint: NearMiss.of(window, among: names).map { "did you mean \($0)?" })
        continue
      }
      let script = factors.contains(.script) ? arm.script ?? "" : ""
      if factors.contains(.script), arm.script == nil, section.node("script") == nil {
        section.missing(
          "script", expected: "the script of this variant, since scripts are crossed with windows",
          hint: "as in `script: pitch.md`")
        continue
      }
      let pair = "\(script)\u{0}\(window)"
      if let earlier = read[pair] {
        section.fault(
          .conflict, "window", read: PlanNode.quoted(window),
          expected: factors.contains(.script) ? "each script once in each window" : "a window of its own",
          hint: "\(earlier) has \(factors.contains(.script) ? "this pair" : "it") already")
      }
      read[pair] = arm.name
    }
    guard variesWindow, factors.contains(.script), log.faults.isEmpty else { return }
    let scripts = Set(arms.compactMap(\.script))
    let windows = Set(arms.compactMap(\.window))
    if read.count != scripts.count * windows.count {
      plan.fault(
        .conflict, "variants",
        read: "\(read.count) of the \(scripts.count * windows.count) pairs of script and window",
        expected: "each script in each window, so that both effects can be told apart",
        hint: "add the missing pairs, or write `factors: [window]` for windows alone")
    }
  }

  /// The mappings of a list, without saying its faults a second time.
  private func quietSections(_ plan: Section, _ key: String) -> [Section] {
    guard case .list(let nodes, _) = plan.node(key) else { return [] }
    return nodes.enumerated().compactMap { index, node in
      guard case .mapping = node else { return nil }
      return Section(node, path: "\(plan.path(of: key))[\(index)]", table: nil, log: log)
    }
  }
}

extension AssignmentRule.Method {
  /// The units that a method draws, the usual one first.
  var units: [RandomisationUnit] {
    switch self {
    case .hashed, .blocked: [.lead, .company]
    case .waves: [.lead]
    case .agents, .agentsCrossOver: [.agent]
    case .switchback: [.slot]
    case .recorded: [.lead, .company, .agent]
    }
  }
}

extension RandomisationUnit {
  /// The methods that draw units of this kind.
  var methods: [AssignmentRule.Method] { AssignmentRule.Method.allCases.filter { $0.units.contains(self) } }
}

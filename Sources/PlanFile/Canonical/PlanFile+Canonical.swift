import Cost
import Decision
import Experiment

extension PlanFile {
  /// The canonical form of a document: the same for two texts that mean the same.
  ///
  /// Costs and shares that stand in files belong to it once they are put into the plan; before, only the files' names
  /// do. Shares of an adaptive test are added while it runs, by the rule that is locked: they are free, so that each
  /// addition is recorded, and a lock refuses that one of them changes.
  public static func canonical(_ document: PlanDocument) -> CanonicalPlan {
    var locked = CanonicalValues()
    locked.add(document.plan.test)
    locked.add(document.plan.rule)
    locked["assignment.shares-file"] = document.sharesFile
    locked.add(rowsOf: document.data)
    var free = CanonicalValues()
    let assignment = document.plan.test.assignment
    if assignment.adaptive == nil { locked.add(sharesOf: assignment) } else { free.add(sharesOf: assignment) }
    free.add(costsOf: document)
    free.add(outlookOf: document.plan)
    free.add(filesOf: document.data)
    return CanonicalPlan(locked: locked.values, free: free.values)
  }
}

/// Values by path while they are gathered; absent ones stay absent.
struct CanonicalValues {
  private(set) var values: [String: String] = [:]

  subscript(path: String) -> String? {
    get { values[path] }
    set { values[path] = newValue }
  }

  mutating func add(_ test: TestProtocol) {
    self["name"] = test.name
    self["question"] = test.question
    self["starts"] = test.starts?.description
    switch test.length {
    case .days(let days): self["days"] = "\(days)"
    case .calls(let calls): self["calls"] = "\(calls)"
    }
    self["timezone"] = test.timeZone
    self["unit"] = test.unit.rawValue
    self["factors"] = list(test.factors.map(\.rawValue))
    add(test.calling)
    add(test.assignment)
    for (index, variant) in test.variants.all.enumerated() {
      self["variants[\(index)].name"] = variant.name
      self["variants[\(index)].role"] = variant.role.rawValue
      self["variants[\(index)].weight"] = "\(variant.weight)"
      self["variants[\(index)].script"] = variant.script
      self["variants[\(index)].window"] = variant.window
    }
    add(test.goal)
    add(test.monitoring)
    for guardrail in test.guardrails {
      self["guardrails.\(guardrail.metric.rawValue).worse-by-at-most"] = "\(guardrail.worseByAtMost)"
      self["guardrails.\(guardrail.metric.rawValue).unknown"] = guardrail.whenUnknown.rawValue
      self["guardrails.\(guardrail.metric.rawValue).dispositions"] = guardrail.dispositions.map {
        list(DispositionWords($0).sorted)
      }
    }
  }

  mutating func add(_ rule: DecisionRule) {
    self["decide.when"] = rule.when.rawValue
    self["decide.and"] = list(rule.and.map(\.rawValue))
  }

  /// What makes a row count and how it is understood.
  mutating func add(rowsOf data: DataSources) {
    for (ours, theirs) in data.columns { self["data.columns.\(ours)"] = theirs }
    for (column, kept) in data.keep { self["data.keep.\(column)"] = list(kept.sorted()) }
    self["data.date-format"] = data.dateFormat
    for (kind, own) in data.formats { add(rowsOf: own, of: kind, besides: data) }
  }

  /// What a file states otherwise than the shared settings.
  private mutating func add(rowsOf own: DataSources.FileFormat, of kind: Intake.Source.Kind, besides data: DataSources)
  {
    let path = "data.\(kind.rawValue)"
    for (ours, theirs) in own.columns where data.columns[ours] != theirs { self["\(path).columns.\(ours)"] = theirs }
    if own.dateFormat != data.dateFormat { self["\(path).date-format"] = own.dateFormat }
    let inherited = DataSources(keep: data.keep).format(for: kind).keep
    if let keep = own.keep, keep != inherited {
      for (column, kept) in keep { self["\(path).keep.\(column)"] = list(kept.sorted()) }
      if keep.isEmpty { self["\(path).keep"] = list([]) }
    }
  }

  mutating func add(filesOf data: DataSources) {
    for (kind, file) in data.files { self["data.\(kind.rawValue)"] = file }
    self["data.encoding"] = data.encoding.rawValue
    self["data.delimiter"] = data.delimiter.map(name)
    self["data.decimal-comma"] = data.decimalComma.map { "\($0)" }
    for (kind, own) in data.formats {
      let path = "data.\(kind.rawValue)"
      if own.encoding != data.encoding { self["\(path).encoding"] = own.encoding?.rawValue }
      if own.delimiter != data.delimiter { self["\(path).delimiter"] = own.delimiter.map(name) }
      if own.decimalComma != data.decimalComma { self["\(path).decimal-comma"] = own.decimalComma.map { "\($0)" } }
    }
  }

  mutating func add(costsOf document: PlanDocument) {
    self["costs.file"] = document.costsFile
    let format = document.costsFormat
    for (ours, theirs) in format.columns { self["costs.columns.\(ours)"] = theirs }
    self["costs.encoding"] = format.encoding == .utf8 ? nil : format.encoding.rawValue
    self["costs.delimiter"] = format.delimiter.map(name)
    self["costs.date-format"] = format.dateFormat
    self["costs.decimal-comma"] = format.decimalComma.map { "\($0)" }
    for (index, item) in (document.plan.ledger?.items ?? []).enumerated() {
      let path = "costs[\(index)]"
      self["\(path).item"] = item.item
      self["\(path).amount"] = item.amount.typed
      self["\(path).per"] = item.basis.rawValue
      self["\(path).variant"] = item.variant
      self["\(path).split"] = item.variant == nil ? item.split.rawValue : nil
      self["\(path).share"] = "\(item.share)"
      self["\(path).from"] = item.period.firstDay.map { CivilDate(dayNumber: $0).description }
      self["\(path).to"] = item.period.lastDay.map { CivilDate(dayNumber: $0).description }
      self["\(path).once"] = "\(item.once)"
    }
  }

  /// Economics, roll-out, targets, waivers and notes.
  mutating func add(outlookOf plan: Plan) {
    if let economics = plan.economics {
      self["economics.currency"] = economics.currency
      self["economics.opportunity-to-sale"] = economics.opportunityToSale.map { "\($0)" }
      self["economics.sale-value"] = economics.saleValue.map(\.typed)
      self["economics.margin-per-sale"] = economics.marginPerSale.map(\.typed)
      self["economics.attribution-days"] = "\(economics.attributionDays)"
      self["economics.attribution-call"] = economics.attributedCall == .last ? nil : economics.attributedCall.rawValue
      self["economics.worth"] = economics.worth == .opportunities ? nil : economics.worth.rawValue
      self["economics.sources"] = list(economics.sources.sorted())
      if let delay = economics.delayToSale {
        self["economics.delay-to-sale.median"] = "\(delay.median)d"
        self["economics.delay-to-sale.ninety-percent"] = "\(delay.ninetyPercent)d"
        self["economics.delay-to-sale.law"] = delay.law.rawValue
        self["economics.delay-to-sale.uncertainty"] = "\(delay.uncertainty)"
      }
      for (currency, rate) in economics.exchange.rates { self["economics.rates.\(currency)"] = rate.typed }
      if economics.touchHalfLifeDays != Economics.standardHalfLifeDays {
        self["economics.touch-half-life"] = "\(economics.touchHalfLifeDays)"
      }
    }
    if let rollout = plan.rollout {
      self["rollout.calls-per-month"] = "\(rollout.callsPerMonth)"
      self["rollout.months"] = "\(rollout.months)"
      self["rollout.switching-cost"] = rollout.switchingCost.typed
      self["rollout.limit"] = rollout.limit.rawValue
      if let followUp = rollout.followUp {
        self["rollout.script"] = followUp.script
        self["rollout.starts"] = CivilDate(dayNumber: followUp.firstDay).description
        self["rollout.hold-out"] = "\(followUp.holdOut)"
      }
    }
    self["targets.tco"] = plan.targets.tco.map { "\($0)" }
    self["targets.cpq"] = plan.targets.cpq.map(\.typed)
    self["targets.roi"] = plan.targets.roi.map { "\($0)" }
    for (check, reason) in plan.waivers { self["waive.\(check)"] = reason }
    for (index, note) in plan.notes.enumerated() { self["notes[\(index)]"] = note }
  }

  private mutating func add(_ calling: CallingCalendar) {
    self["calling.weekdays"] = list(calling.weekdays.sorted().map(\.rawValue))
    self["calling.closed"] = calling.closed.isEmpty ? nil : list(calling.closed.sorted().map(\.description))
    // The state of the law belongs to the rules: a test under a newer preset is another test.
    self["calling.rules"] = calling.rules.map { "\($0.name) (\($0.state))" }
    self["calling.refusals"] = calling.refusals.map { list(DispositionWords($0).sorted) }
    self["calling.agents"] = calling.agents.map { "\($0)" }
    self["calling.calls-per-agent-day"] = calling.callsPerAgentDay.map { "\($0)" }
    for window in calling.windows {
      switch window.span {
      case .hours(let hours): self["calling.windows.\(window.name)"] = hours.description
      case .weekdays(let days): self["calling.windows.\(window.name)"] = list(days.sorted().map(\.rawValue))
      }
    }
  }

  private mutating func add(_ assignment: AssignmentRule) {
    self["assignment.method"] = assignment.method.rawValue
    self["assignment.by"] = assignment.by.isEmpty ? nil : list(assignment.by)
    self["assignment.seed"] = assignment.seed.isEmpty ? nil : assignment.seed
    self["assignment.block-size"] = assignment.blockSize.map { "\($0)" }
    self["assignment.layer"] = assignment.layer?.name
    self["assignment.range"] = assignment.layer.map { list(["\($0.range.start)", "\($0.range.end)"]) }
    self["assignment.holdout"] = assignment.holdout > 0 ? "\(assignment.holdout)" : nil
    if assignment.identity != .leadID { self["assignment.identity"] = assignment.identity.rawValue }
    self["assignment.country"] = assignment.country
    if assignment.goesBySlot {
      self["assignment.slot"] = assignment.slots.length.rawValue
      self["assignment.wash-out"] = "\(assignment.slots.washOut)m"
      self["assignment.callbacks"] = assignment.slots.callbacks.rawValue
    }
    if let adaptive = assignment.adaptive {
      self["assignment.adaptive.rule"] = adaptive.rule.rawValue
      self["assignment.adaptive.floor"] = "\(adaptive.floor)"
      self["assignment.adaptive.every"] = "\(adaptive.every)d"
    }
  }

  mutating func add(sharesOf assignment: AssignmentRule) {
    for (stratum, shares) in assignment.plannedShares?.byStratum ?? [:] {
      for (variant, share) in shares { self["assignment.shares.\(stratum).\(variant)"] = "\(share)" }
    }
  }

  private mutating func add(_ goal: Goal) {
    self["goal.metric"] = goal.metric.rawValue
    self["goal.baseline"] = goal.baseline.map { "\($0)" }
    switch goal.worthDetecting {
    case .relative(let share): self["goal.worth-detecting"] = "\(share) relative"
    case .absolute(let difference): self["goal.worth-detecting"] = "\(difference) absolute"
    case nil: break
    }
    self["goal.prior-spread"] = goal.priorSpread.map { "\($0)" }
    self["goal.within"] = goal.within.map { "\($0)" }
    self["goal.alpha"] = "\(goal.alpha)"
    self["goal.power"] = "\(goal.power)"
    self["goal.sides"] = "\(goal.sides)"
    self["goal.adjust"] = goal.adjustment.rawValue
  }

  private mutating func add(_ monitoring: Monitoring) {
    self["monitoring.method"] = monitoring.method.rawValue
    guard monitoring.method == .groupSequential else { return }
    switch monitoring.looks {
    case .daily: self["monitoring.looks"] = "daily"
    case .weekly: self["monitoring.looks"] = "weekly"
    case .dates(let dates): self["monitoring.looks"] = list(dates.map(\.description))
    case .count(let count): self["monitoring.looks"] = "\(count)"
    }
    self["monitoring.spending"] = monitoring.spending.text
    self["monitoring.clock"] = monitoring.clock.rawValue
    self["monitoring.futility"] = monitoring.futility?.text ?? "none"
  }

  /// A list between brackets; entries that hold its signs go between quotes.
  private func list(_ entries: [String]) -> String {
    let written = entries.map { entry in
      entry.contains(where: { ",[]\"".contains($0) })
        ? "\"\(entry.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" : entry
    }
    return "[\(written.joined(separator: ", "))]"
  }

  private func name(_ delimiter: DataSources.Delimiter) -> String {
    switch delimiter {
    case .comma: "comma"
    case .semicolon: "semicolon"
    case .tab: "tab"
    }
  }
}

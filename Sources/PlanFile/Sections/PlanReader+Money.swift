import Cost
import Decision
import Experiment

extension PlanReader {
  /// The costs stated in the plan, or the file they stand in.
  func costs(
    _ plan: Section, variants: [String], currency: String, exchange: ExchangeTable
  ) -> (ledger: Ledger?, file: String?, format: DataSources) {
    guard let node = plan.node("costs") else { return (nil, nil, DataSources()) }
    let example = "as in `- {item: telephony, amount: 0.06, per: call}`, or `costs: {file: costs.csv}`"
    if case .mapping = node {
      guard let section = plan.section("costs", table: "costs") else { return (nil, nil, DataSources()) }
      let file = section.required("file", .path("the file of the costs"), hint: example)
      return (nil, file, costsFormat(section))
    }
    let items = (plan.sections("costs", hint: example) ?? []).compactMap {
      cost($0, variants: variants, currency: currency, exchange: exchange, example: example)
    }
    return (Ledger(currency: currency, items: items), nil, DataSources())
  }

  /// How the file of costs is written: as it says itself, since it comes from elsewhere than the files of `data`.
  private func costsFormat(_ section: Section) -> DataSources {
    DataSources(
      columns: columns(section, known: PlanKeys.costColumns), encoding: section.value("encoding", .encoding) ?? .utf8,
      delimiter: section.value("delimiter", .delimiter), dateFormat: section.value("date-format", .dateFormat),
      decimalComma: section.value("decimal-comma", .yesOrNo))
  }

  private func cost(
    _ section: Section, variants: [String], currency: String, exchange: ExchangeTable, example: String
  ) -> CostItem? {
    let item = section.required("item", .text("what the cost is for"), hint: example)
    var amount = section.required("amount", .amount, hint: example)
    if let foreign = section.located("currency", .currency), foreign.value != currency {
      let converted = amount.flatMap { exchange.converted($0, from: foreign.value) }
      if amount != nil, converted == nil, !log.refused("economics.rates.\(foreign.value)") {
        section.fault(
          .conflict, foreign, expected: "\(currency), or a currency with a rate under economics.rates",
          hint: "as in `economics: {rates: {\(foreign.value): 0.92}}`, what one \(foreign.value) is worth in "
            + "\(currency)")
      }
      amount = converted
    }
    let basis: CostItem.Basis? = section.value("per", .word)
    let variant = section.located("variant", .text("the variant that bears the cost alone"))
    let split: Located<CostItem.Split>? = section.located("split", .word)
    if let variant, !variants.contains(variant.value) {
      unknownVariant(variant.value, path: variant.path, place: variant.place, known: variants)
    }
    if variant != nil, let split {
      section.fault(
        .conflict, split, expected: "no split, since one variant bears the cost alone",
        hint: "delete `split` or `variant`")
    }
    let from = section.located("from", .date)
    let to = section.located("to", .date)
    if let from, let to, to.value < from.value {
      section.fault(
        .conflict, to, expected: "a last day on or after the first, \(from.value)", hint: "swap from and to")
    }
    let share = section.value("share", .positivePart)
    let once = section.value("once", .yesOrNo)
    guard let item, let amount else { return nil }
    return CostItem(
      item: item, amount: amount, basis: basis ?? .campaign, variant: variant?.value, split: split?.value ?? .calls,
      share: share ?? 1,
      period: CostItem.Period(firstDay: from?.value.dayNumber, lastDay: to?.value.dayNumber), once: once ?? false)
  }

  /// What an opportunity is worth.
  func economics(_ plan: Section) -> Economics? {
    guard let section = plan.section("economics", table: "economics") else { return nil }
    let standard = Economics()
    let value = section.located("sale-value", .amount)
    let worth: Economics.Worth? = section.value("worth", .word)
    let margin = section.located("margin-per-sale", .amount)
    if let value, let margin, margin.value > value.value {
      section.fault(
        .conflict, margin, expected: "a margin of at most the sale-value, \(value.value.typed)",
        hint: "check which of the two is the margin")
    }
    let currency = section.value("currency", .currency) ?? standard.currency
    let attributedCall: AttributedCall? = section.value("attribution-call", .word)
    return Economics(
      currency: currency,
      opportunityToSale: section.value("opportunity-to-sale", .part),
      saleValue: value?.value, marginPerSale: margin?.value,
      attributionDays: section.value("attribution-days", .whole(1...3650, of: "days")) ?? standard.attributionDays,
      attributedCall: attributedCall ?? standard.attributedCall,
      sources: section.list("sources", of: .text("a source tag"))?.map(\.value) ?? standard.sources,
      worth: worth ?? standard.worth, delayToSale: delayToSale(section),
      exchange: exchange(section, into: currency),
      touchHalfLifeDays: section.value("touch-half-life", .whole(1...3650, of: "days")) ?? standard.touchHalfLifeDays)
  }

  /// Where scripts go by agent, the first call of a lead may be another script's, which would be credited with the sale.
  func checkAttributedCall(_ plan: Section, byAgent: Bool) {
    guard byAgent,
      let section = plan.section("economics", table: "economics"),
      let stated = section.located("attribution-call", Notation<AttributedCall>.word), stated.value == .first
    else { return }
    section.fault(
      .conflict, stated, expected: "attribution-call: last where scripts go by agent",
      hint: "the first call of a lead may be another agent's, whose script would be credited with the sale")
  }

  /// How late sales come.
  private func delayToSale(_ economics: Section) -> StatedDelay? {
    guard let section = economics.section("delay-to-sale", table: "economics.delay-to-sale") else { return nil }
    let example = "as in `delay-to-sale: {median: 21d, ninety-percent: 60d, law: log-normal}`"
    let median = section.required("median", .duration(1...3650), hint: example)
    let ninety = section.located("ninety-percent", .duration(1...3650))
    let law: StatedDelay.Law? = section.value("law", .word)
    let uncertainty = section.value("uncertainty", .positivePart)
    guard let ninety else {
      _ = section.required("ninety-percent", .duration(1...3650), hint: example)
      return nil
    }
    guard let median else { return nil }
    guard ninety.value > median else {
      section.fault(
        .conflict, ninety, expected: "more days than the median, \(median)d",
        hint: "90 % of sales take longer to come than half of them")
      return nil
    }
    let standard = StatedDelay(median: median, ninetyPercent: ninety.value)
    return StatedDelay(
      median: median, ninetyPercent: ninety.value, law: law ?? standard.law,
      uncertainty: uncertainty ?? standard.uncertainty)
  }

  /// What other currencies are worth in the plan's.
  private func exchange(_ economics: Section, into currency: String) -> ExchangeTable {
    guard let section = economics.section("rates", table: nil) else { return ExchangeTable() }
    var rates: [String: Money] = [:]
    for entry in section.all {
      let isCode = entry.key.utf8.count == 3 && entry.key.utf8.allSatisfy { (65...90).contains($0) }
      if !isCode || entry.key == currency {
        section.fault(
          .value, entry.key, read: "the currency \(PlanNode.quoted(entry.key))",
          expected: "the code of a currency other than \(currency), with what one unit of it is worth",
          hint: "as in `rates: {USD: 0.92}`")
      }
      rates[entry.key] = section.value(entry.key, .exchangeRate)
    }
    return ExchangeTable(rates)
  }

  /// What a roll-out is a roll-out of.
  struct RolloutArms {
    var challengers: [String]
    var lastDay: CivilDate?
    var factors: [Factor]
  }

  /// What is planned after the test.
  func rollout(_ plan: Section, arms: RolloutArms) -> Rollout? {
    guard let section = plan.section("rollout", table: "rollout") else { return nil }
    let calls = section.required(
      "calls-per-month", .whole(1...1_000_000_000, of: "calls"), hint: "as in `calls-per-month: 60000`")
    let limit: Rollout.Limit? = section.value("limit", .word)
    let standard = Rollout(callsPerMonth: calls ?? 1)
    return Rollout(
      callsPerMonth: standard.callsPerMonth,
      months: section.value("months", .whole(1...120, of: "months")) ?? standard.months,
      switchingCost: section.value("switching-cost", .amount) ?? standard.switchingCost, limit: limit ?? standard.limit,
      followUp: followUp(section, arms: arms))
  }

  /// What was rolled out, with the share that is held out: all three keys, or none.
  private func followUp(_ rollout: Section, arms: RolloutArms) -> Rollout.FollowUp? {
    let keys = ["script", "starts", "hold-out"]
    guard keys.contains(where: { rollout.node($0) != nil }) else { return nil }
    let example = "as in `rollout: {…, script: question, starts: 2026-04-01, hold-out: 10 %}`"
    let script = rollout.located("script", .text("the challenger that was rolled out"))
    let starts = rollout.located("starts", .date)
    let holdOut = rollout.located("hold-out", .rate)
    if let key = keys.first(where: { rollout.node($0) == nil }) {
      rollout.missing(
        key, expected: "script, starts and hold-out together, written once a script is rolled out", hint: example)
    }
    guard let script, let starts, let holdOut else { return nil }
    if !arms.challengers.contains(script.value) {
      rollout.fault(.conflict, script, expected: "a challenger of this test: \(Listing.oneOf(arms.challengers))")
    }
    if let last = arms.lastDay, starts.value <= last {
      rollout.fault(
        .conflict, starts, expected: "a day after the last one of the test, \(last)",
        hint: "calls before belong to the test")
    }
    if holdOut.value > 0.5 {
      rollout.fault(
        .conflict, holdOut, expected: "at most 50 %, the share that keeps the old script",
        hint: "10 % is held out by `hold-out: 10 %`")
    }
    if arms.factors != [.script] {
      rollout.fault(
        .conflict, script, expected: "a test of scripts",
        hint: "windows are not held out: delete script, starts and hold-out")
    }
    return Rollout.FollowUp(script: script.value, firstDay: starts.value.dayNumber, holdOut: holdOut.value)
  }

  /// Wishes for the indicators.
  func targets(_ plan: Section) -> Targets {
    guard let section = plan.section("targets", table: "targets") else { return Targets() }
    return Targets(
      tco: section.value("tco", .rate), cpq: section.value("cpq", .positiveAmount), roi: section.value("roi", .multiple)
    )
  }
}

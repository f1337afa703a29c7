import Cost
import Decision
import Statistics

extension ReadingPage {
  var moneySection: PageSection? {
    var blocks: [Block] = []
    if let breakEven { blocks.append(.paragraph(breakEven)) }
    if let costs = costTable { blocks += [.heading(text(costLinesTitle)), .table(costs)] }
    if let projection = projectionTable { blocks += [.heading(text(.projectionTitle)), .table(projection)] }
    blocks += profitBlocks
    if let tornado = tornadoTable {
      blocks += [.heading(text(.tornadoTitle)), .paragraph(text(.tornadoLead)), .table(tornado)]
    }
    if let campaign = reading.campaign {
      blocks += [.heading(text(.campaignTitle)), .paragraph(wording.campaign(campaign))]
      if let lever = campaign.lever { blocks.append(.paragraph(wording.lever(lever))) }
    }
    guard !blocks.isEmpty else { return nil }
    return PageSection(id: "money", title: text(.moneyTitle), lead: text(.moneyLead), blocks: blocks)
  }

  private var breakEven: String? {
    let arms = reading.variants.compactMap { arm in arm.indicators.map { (name: arm.name, cpq: $0.cpq.value) } }
    let thresholds = reading.cpqThresholds
    guard let threshold = thresholds.first, !arms.isEmpty else { return nil }
    // Where each script has its own, they stand beside the bars.
    return thresholds.count == 1 ? wording.breakEven(threshold: threshold, costs: arms) : nil
  }

  private var costLinesTitle: Caption { reading.progress.isComplete ? .costLines : .costLinesSoFar }

  private var costTable: DataTable? {
    let statements = reading.variants.compactMap(\.costs)
    // Costs are those of calls that count: of none there is nothing to show.
    guard !statements.isEmpty, reading.variants.contains(where: { $0.calls > 0 }) else { return nil }
    var items: [CostStatement.Line] = []
    for line in statements.flatMap(\.lines) where !items.contains(where: { $0.number == line.number }) {
      items.append(line)
    }
    items.sort { ($0.number ?? .max) < ($1.number ?? .max) }
    let amounts = statements.flatMap { $0.lines.map(\.amount.units) }
    let places = numbers.moneyPlaces(of: amounts + statements.map(\.total.units))
    let lines = Money.rounded(
      table: items.map { item in
        statements.map { statement in statement.lines.first { $0.number == item.number }?.amount }
      }, places: places)
    func row(_ title: String, _ detail: String?, _ amounts: [Money?]) -> [DataTable.Cell] {
      [DataTable.Cell(title, detail: detail)]
        + amounts.map { DataTable.Cell($0.map { numbers.money($0.units, places: places) } ?? NumberFormat.absent) }
    }
    func sum(where isIncluded: (CostStatement.Line) -> Bool) -> [Money?] {
      statements.indices.map { column in
        zip(items, lines).reduce(Money.zero) { isIncluded($1.0) ? $0 + ($1.1.amounts[column] ?? .zero) : $0 }
      }
    }
    var rows = zip(items, lines).map { item, line in
      let how = [wording.costBasis(item.basis), item.split.map(wording.costSplit), item.once ? text(.onceOnly) : nil]
      return row(item.item, how.compactMap { $0 }.joined(separator: ", "), line.amounts)
    }
    rows.append(row(text(.total), nil, sum { _ in true }))
    if statements.contains(where: { $0.recurring != $0.total }) {
      rows.append(row(text(.recurring), nil, sum { !$0.once }))
    }
    return DataTable(
      caption: text(costLinesTitle),
      columns: [DataTable.Column(text(.item), .words)] + statements.map { DataTable.Column($0.variant, .figures) },
      rows: rows)
  }

  private var projectionTable: DataTable? {
    let arms = reading.projection
    guard !arms.isEmpty else { return nil }
    let gains = arms.map(\.gainPerMonth)
    let hasGain = gains.contains { $0 != nil }
    let hasProfit = arms.contains { $0.profitPerMonth != nil }
    var columns = [
      DataTable.Column(text(.variant), .words), DataTable.Column(text(.callsPerMonth), .figures),
      DataTable.Column(text(.opportunitiesPerMonth), .figures), DataTable.Column(text(.cpq), .figures),
    ]
    if hasProfit { columns.append(DataTable.Column(text(.profitPerMonth), .figures)) }
    if hasGain {
      columns.append(DataTable.Column(text(.gainPerMonth), .figures))
      columns.append(
        DataTable.Column(text(.gainPerMonth), .bars(gainAxis(gains + arms.map { $0.anyTime?.gainPerMonth }))))
    }
    let rows = arms.map { arm in
      var cells = [
        DataTable.Cell(arm.variant), DataTable.Cell(numbers.significant(arm.callsPerMonth, digits: 4), isQuiet: true),
        DataTable.Cell(numbers.significant(arm.opportunitiesPerMonth.value, digits: 3), isQuiet: true),
        DataTable.Cell(arm.cpq.value.isFinite ? numbers.money(arm.cpq.value, places: cpqPlaces) : NumberFormat.absent),
      ]
      if hasProfit {
        cells.append(DataTable.Cell(arm.profitPerMonth.map { numbers.roughMoney($0.value) } ?? NumberFormat.absent))
      }
      if hasGain {
        let gain = arm.gainPerMonth
        cells.append(
          DataTable.Cell(
            gain.map { numbers.roughMoney($0.value, signed: true) } ?? NumberFormat.absent,
            detail: arm.anyTime?.gainPerMonth.map { "\(wording.profitCaption(.atAnyLook)) \(roughRange($0))" }
              ?? gain.map(roughRange)))
        cells.append(barCell(gain, tone: .accent, wings: arm.anyTime?.gainPerMonth) { roughRange($0) })
      }
      return cells
    }
    let totals = arms.compactMap { arm in
      arm.gainOverRollout.map {
        let range =
          arm.anyTime?.gainOverRollout.map { "\(wording.profitCaption(.atAnyLook)) \(roughRange($0))" }
          ?? roughRange($0)
        let gain = "\(text(.gainOverRollout).lowercased()) \(numbers.roughMoney($0.value, signed: true)) (\(range))"
        return language.labelled(arm.variant, gain)
      }
    }
    return DataTable(
      caption: text(.projectionTitle), columns: columns, rows: rows,
      footnote: totals.isEmpty ? nil : totals.joined(separator: " · "))
  }

  private func roughRange(_ estimate: Estimate) -> String {
    numbers.range(
      numbers.roughMoney(estimate.lower, signed: true), numbers.roughMoney(estimate.upper, signed: true))
  }

  private func gainAxis(_ gains: [Estimate?]) -> BarAxis {
    BarAxis(
      covering: gains, references: [BarAxis.Tick(value: 0, label: text(.nothingGained))], tickCount: 2, isInText: true,
      isWhole: true
    ) { value, _ in
      numbers.money(value, places: 0, signed: true)
    }
  }

  private var tornadoTable: DataTable? {
    guard let verdict, let leader = verdict.leader, case let bars = verdict.tornado, !bars.isEmpty else { return nil }
    let estimates = bars.map {
      Estimate(value: ($0.low + $0.high) / 2, lower: min($0.low, $0.high), upper: max($0.low, $0.high))
    }
    let axis = gainAxis(estimates)
    let rows = zip(bars, estimates).map { bar, estimate in
      guard !bar.isWithoutEffect else {
        return [
          DataTable.Cell(wording.assumption(bar.assumption, of: leader)),
          DataTable.Cell(NumberFormat.absent, isQuiet: true),
          DataTable.Cell(wording.withoutInfluence(bar.assumption), isQuiet: true),
        ]
      }
      return [
        DataTable.Cell(wording.assumption(bar.assumption, of: leader)),
        DataTable.Cell(
          roughRange(estimate),
          bar: IntervalMark(lower: estimate.lower, value: .nan, upper: estimate.upper, tone: .accent)),
        DataTable.Cell(roughRange(estimate)),
      ]
    }
    return DataTable(
      caption: text(.tornadoTitle),
      columns: [
        DataTable.Column(text(.assumption), .words), DataTable.Column(text(.gainOverRollout), .bars(axis)),
        DataTable.Column(text(.range), .figures),
      ], rows: rows)
  }
}

import Cost
import Decision
import Statistics

extension ReadingPage {
  var attributionSection: PageSection? {
    guard let attribution = reading.attribution else { return nil }
    var blocks: [Block] = [.paragraph(wording.dependence(of: attribution)), .table(ruleTable(attribution))]
    if attribution.channels.count > 1 {
      blocks += [
        .heading(wording.attribution(.byChannel)),
        .table(
          revenueTable(
            attribution, wording.attribution(.byChannel), columns: attribution.channels.map { wording.channel($0) },
            \.byChannel)),
      ]
    }
    blocks += [
      .heading(wording.attribution(.byVariant)),
      .table(
        revenueTable(
          attribution, wording.attribution(.byVariant), columns: attribution.variants, \.byVariant)),
    ]
    if attribution.countsAllSources { blocks.append(.notice(wording.attribution(.allSources))) }
    if attribution.unattributed != Receipts.Row() {
      blocks.append(.notice(wording.withoutTouch(attribution.unattributed, days: attribution.attributionDays)))
    }
    if attribution.isStillComing {
      blocks.append(.notice(wording.creditsSoFar(attribution.attributionDays)))
    }
    return PageSection(
      id: "attribution", title: wording.attribution(.title), lead: wording.attribution(.lead), blocks: blocks)
  }

  private func ruleTable(_ attribution: AttributionReading) -> DataTable {
    let places = numbers.minorDigits
    let absent = NumberFormat.absent
    func percent(_ value: Double?) -> String { value.map { numbers.percent($0, places: 0) } ?? absent }
    func returned(_ value: Estimate?) -> DataTable.Cell {
      DataTable.Cell(percent(value?.value), detail: value.map(numbers.returnRange))
    }
    let hasCosts = attribution.rules.contains { $0.roi != nil }
    let hasMargin = attribution.rules.contains { $0.margin != nil }
    var columns = [
      DataTable.Column(wording.attribution(.rule), .words), DataTable.Column(wording.attribution(.revenue), .figures),
      DataTable.Column(wording.attribution(.share), .figures),
    ]
    if hasMargin { columns.append(DataTable.Column(wording.attribution(.margin), .figures)) }
    if hasCosts {
      columns += [DataTable.Column(text(.cpq), .figures), DataTable.Column(text(.roi), .figures)]
      if hasMargin { columns.append(DataTable.Column("\(text(.roi)) \(text(.onMargin))", .figures)) }
    }
    let rows = attribution.rules.map { rule in
      var cells = [
        DataTable.Cell(
          wording.rule(rule.rule), detail: wording.ruleDetail(rule.rule, halfLifeDays: attribution.halfLifeDays)),
        DataTable.Cell(numbers.money(rule.phone.revenue.units, places: places)), DataTable.Cell(percent(rule.share)),
      ]
      if hasMargin {
        cells.append(DataTable.Cell(rule.margin.map { numbers.money($0.units, places: places) } ?? absent))
      }
      if hasCosts {
        cells.append(DataTable.Cell(rule.cpq.map { numbers.money($0, places: places) } ?? absent))
        cells.append(returned(rule.roi))
        if hasMargin { cells.append(returned(rule.marginRoi)) }
      }
      return cells
    }
    return DataTable(
      caption: wording.attribution(.title), columns: columns, rows: rows,
      footnote: hasCosts ? wording.attribution(.cpqNote) : nil)
  }

  /// Revenue under each rule, to the cent, each row adding up to the rounded total of its rule.
  private func revenueTable(
    _ attribution: AttributionReading, _ caption: String, columns: [String],
    _ revenues: (AttributionReading.Rule) -> [Money]
  ) -> DataTable {
    let places = numbers.minorDigits
    func money(_ amount: Money) -> DataTable.Cell { DataTable.Cell(numbers.money(amount.units, places: places)) }
    return DataTable(
      caption: caption,
      columns: [DataTable.Column(wording.attribution(.rule), .words)] + columns.map { DataTable.Column($0, .figures) }
        + [DataTable.Column(text(.total), .figures)],
      rows: attribution.rules.map { rule in
        let parts = Money.rounded(revenues(rule), places: places)
        return [DataTable.Cell(wording.rule(rule.rule))] + parts.map(money) + [money(parts.reduce(.zero, +))]
      })
  }
}

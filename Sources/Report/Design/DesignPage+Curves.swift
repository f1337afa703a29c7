import Decision

extension DesignPage {
  var neededSection: PageSection {
    PageSection(id: "needed", title: text(.neededTitle), lead: lead(.neededLead), blocks: [.table(sizesTable)])
  }

  /// Calls each planning formula asks for, and calls available.
  var sizesTable: DataTable {
    let absent = NumberFormat.absent
    // Columns that a plan without a team leaves empty would only raise questions.
    let hasAgentDays = design.sizes.contains { $0.agentDays != nil }
    let hasCallingDays = design.sizes.contains { $0.callingDays != nil }
    func row(_ name: String, _ calls: [Int], agentDays: Int?, callingDays: Int?) -> [DataTable.Cell] {
      var cells = [DataTable.Cell(name)] + calls.map { DataTable.Cell(numbers.integer($0)) }
      if hasAgentDays { cells.append(DataTable.Cell(agentDays.map { numbers.integer($0) } ?? absent)) }
      if hasCallingDays { cells.append(DataTable.Cell(callingDays.map { numbers.integer($0) } ?? absent)) }
      return cells
    }
    var rows = design.sizes.map { size in
      row(
        wording.planningFormula(size.formula), [size.control, size.challenger, size.total], agentDays: size.agentDays,
        callingDays: size.callingDays)
    }
    if let capacity = design.capacity {
      rows.append(
        row(
          text(.available), [capacity.control, capacity.challenger, capacity.totalCalls], agentDays: nil,
          callingDays: design.callingDays.isEmpty ? nil : design.callingDays.count))
    }
    var columns = [DataTable.Column(text(.formula), .words)]
    columns += [Caption.perControl, .perChallenger, .total].map { DataTable.Column(text($0), .figures) }
    if hasAgentDays { columns.append(DataTable.Column(text(.agentDays), .figures)) }
    if hasCallingDays { columns.append(DataTable.Column(text(.callingDays), .figures)) }
    return DataTable(caption: text(.neededTitle), columns: columns, rows: rows)
  }

  var powerSection: PageSection? {
    section(
      "power", title: .powerTitle, lead: .powerLead, value: .chance, points: design.powerCurve,
      scale: LinearScale(0, 1), level: BarAxis.Tick(value: assumed.power, label: wishedLabel)
    ) { numbers.percent($0, places: 0) }
  }

  var sizeSection: PageSection? {
    let available = design.capacity?.control
    let values = design.sizeCurve.map(\.value).filter(\.isFinite)
    // The smallest lifts ask for so many calls that they would flatten the rest of the curve.
    let near = design.sizeCurve.filter { $0.lift >= worthDetecting * 0.5 }.map(\.value).filter(\.isFinite).max()
    let top = max(near ?? values.max() ?? 1, Double(available ?? 0) * 1.1)
    return section(
      "size", title: .sizeTitle, lead: .sizeLead, value: .callsOfControl, points: design.sizeCurve,
      scale: LinearScale(0, top),
      level: available.map {
        BarAxis.Tick(value: Double($0), label: "\(text(.available)) \(numbers.integer($0))")
      }
    ) { numbers.decimal($0, places: 0) }
  }

  /// A lead; formulas and curves of power are those of equal shares, which shares that follow results fall short of.
  private func lead(_ caption: Caption) -> String { ofEqualShares(text(caption)) }

  /// A sentence about planned calls, with the remark that it is of equal shares where shares follow results.
  func ofEqualShares(_ sentence: String) -> String {
    design.adaptive == nil ? sentence : "\(sentence) \(wording.adaptiveCaption(.ofEqualShares))"
  }

  private var wishedLabel: String { "\(numbers.percent(assumed.power, places: 0)) \(text(.wished))" }

  private func section(
    _ id: String, title: Caption, lead: Caption, value: Caption, points: [DesignResult.CurvePoint],
    scale: LinearScale, level: BarAxis.Tick?, format: (Double) -> String
  ) -> PageSection? {
    let known = points.filter { $0.value.isFinite && $0.lift.isFinite }.sorted { $0.lift < $1.lift }
    guard let first = known.first, let last = known.last, known.count > 1 else { return nil }
    let x = LinearScale(min(0, first.lift), last.lift)
    let at = known.min { abs($0.lift - worthDetecting) < abs($1.lift - worthDetecting) }
    let chart = LineChart(
      title: text(title), description: text(lead),
      x: LineChart.Axis(
        title: text(.lift), showsTitle: true, scale: x,
        ticks: x.ticks(about: 5).map { BarAxis.Tick(value: $0, label: numbers.percent($0, places: 0, signed: true)) }),
      y: LineChart.Axis(
        title: text(value), scale: scale,
        ticks: scale.ticks(about: 4).map { BarAxis.Tick(value: $0, label: format($0)) }),
      series: [
        LineChart.Series(
          name: text(value), figure: at.map { format($0.value) } ?? NumberFormat.absent, tone: .accent,
          points: known.map { LineChart.Point(x: $0.lift, y: $0.value) })
      ], levels: [level].compactMap { $0 },
      marks: [
        BarAxis.Tick(
          value: worthDetecting,
          label: "\(text(.worthDetecting)) \(numbers.percent(worthDetecting, places: 0, signed: true))")
      ])
    // Round lifts where the curve has them.
    let round = known.filter { abs(($0.lift * 20).rounded() - $0.lift * 20) < 1e-6 }
    let step = max(1, known.count / 10)
    let listed = round.count >= 4 ? round : known.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    let table = DataTable(
      caption: text(title),
      columns: [DataTable.Column(text(.lift), .words), DataTable.Column(text(value), .figures)],
      rows: listed.map {
        [DataTable.Cell(numbers.percent($0.lift, places: 0, signed: true)), DataTable.Cell(format($0.value))]
      })
    return PageSection(
      id: id, title: text(title), lead: self.lead(lead),
      blocks: [.chart(ChartBlock(charts: [chart], table: table, tableTitle: text(.pathTable)))])
  }
}

import Cost
import Decision
import Experiment
import Statistics

extension ReadingPage {
  var variantsSection: PageSection {
    let arms = reading.variants
    let hasCosts = arms.contains { $0.costs != nil }
    let hasReturn = arms.contains { $0.indicators?.roi != nil }
    var columns = [
      DataTable.Column(text(.variant), .words), DataTable.Column(text(.calls), .figures),
      DataTable.Column(text(.opportunities), .figures), DataTable.Column(text(.tco), .bars(rateAxis)),
    ]
    if hasCosts { columns.append(DataTable.Column(text(.cpq), .bars(cpqAxis))) }
    if hasReturn { columns.append(DataTable.Column(text(.roi), .bars(returnAxis))) }
    let rows = arms.map { arm in
      var cells = [
        nameCell(arm), countCell(arm), DataTable.Cell(numbers.integer(arm.opportunities), isQuiet: true),
        barCell(arm.tco, tone: tone(arm)) { numbers.percentRange($0, places: ratePlaces) },
      ]
      if hasCosts {
        cells.append(barCell(arm.indicators?.cpq, tone: tone(arm)) { numbers.moneyRange($0, places: cpqPlaces) })
      }
      if hasReturn { cells.append(barCell(arm.indicators?.roi, tone: tone(arm)) { numbers.returnRange($0) }) }
      return cells
    }
    let table = DataTable(caption: text(.variantsTitle), columns: columns, rows: rows)
    let remarks = arms.flatMap(remarks)
    return PageSection(
      id: "variants", title: text(.variantsTitle), lead: text(.variantsLead),
      blocks: [.table(table)] + (remarks.isEmpty ? [] : [.bullets(remarks)]))
  }

  private func countCell(_ arm: VariantReading) -> DataTable.Cell {
    let young = arm.immatureCalls > 0 ? "+\(numbers.integer(arm.immatureCalls)) \(text(.immatureCalls))" : nil
    return DataTable.Cell(numbers.integer(arm.calls), detail: young, isQuiet: true)
  }

  /// Where the rate stands, and what else the data say of the arm.
  private func remarks(_ arm: VariantReading) -> [String] {
    var parts: [String] = []
    if let leads = arm.leads {
      let young = arm.immatureCalls > 0 ? " (\(text(.youngIncluded)))" : ""
      parts.append("\(numbers.integer(leads)) \(text(.leads).lowercased())\(young)")
    }
    if let benchmark = arm.benchmark { parts.append("\(text(.tco)) \(wording.benchmark(benchmark))") }
    if let accepted = arm.accepted, accepted.judged > 0 {
      let share = Double(accepted.accepted) / Double(accepted.judged)
      parts.append(
        "\(text(.accepted).lowercased()) \(numbers.integer(accepted.accepted))/\(numbers.integer(accepted.judged)) "
          + "(\(numbers.percent(share, places: 0)))")
    }
    if let seconds = arm.meanTalkSeconds {
      let label = language == .french ? text(.talkTime) : text(.talkTime).lowercased()
      parts.append("\(label) \(numbers.decimal(seconds, places: 0))\(NumberFormat.noBreak)s")
    }
    if let answered = arm.answeredShare {
      parts.append("\(text(.answered).lowercased()) \(numbers.percent(answered, places: 0))")
    }
    return parts.isEmpty ? [] : ["\(arm.name)\(language.colon)\(parts.joined(separator: ", "))"]
  }

  /// A cell with the bar of an estimate and its range in words.
  func barCell(
    _ estimate: Estimate?, tone: IntervalMark.Tone, wings: Estimate? = nil, _ range: (Estimate) -> String
  ) -> DataTable.Cell {
    guard let estimate else { return DataTable.Cell(NumberFormat.absent, isQuiet: true) }
    guard estimate.value.isFinite || estimate.lower.isFinite else {
      return DataTable.Cell(NumberFormat.absent, isQuiet: true)
    }
    return DataTable.Cell(range(estimate), bar: IntervalMark(estimate, tone: tone, wings: wings))
  }

  private var rateAxis: BarAxis {
    BarAxis(covering: reading.variants.map(\.tco), tickCount: 3) { value, ticks in
      numbers.percent(value, places: max(0, LinearScale.tickPlaces(ticks) - 2))
    }
  }

  private var cpqAxis: BarAxis {
    let thresholds = Set(reading.variants.compactMap(\.indicators?.cpqThreshold))
    let threshold = thresholds.count == 1 ? thresholds.first : nil
    let lines = threshold.map {
      [BarAxis.Tick(value: $0, label: "\(text(.breakEven)) \(numbers.money($0, places: numbers.minorDigits))")]
    }
    return BarAxis(
      covering: reading.variants.map(\.indicators?.cpq), references: lines ?? [], tickCount: 3
    ) { value, ticks in
      numbers.money(value, places: min(LinearScale.tickPlaces(ticks), numbers.minorDigits))
    }
  }

  private var returnAxis: BarAxis {
    let estimates = reading.variants.map(\.indicators?.roi)
    let crossesZero = estimates.contains { $0.map { $0.lower <= 0 && $0.upper >= 0 } ?? false }
    let zero = BarAxis.Tick(value: 0, label: numbers.percent(0, places: 0))
    return BarAxis(covering: estimates, references: crossesZero ? [zero] : [], tickCount: 3) { value, _ in
      numbers.percent(value, places: 0)
    }
  }
}

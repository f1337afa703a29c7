import Cost
import Decision
import Experiment
import Statistics

extension ReadingPage {
  var variantsSection: PageSection {
    let arms = reading.variants
    let bars = hasMatureCalls ? indicatorBars : []
    let columns =
      [
        DataTable.Column(text(.variant), .words), DataTable.Column(text(.calls), .figures),
        DataTable.Column(text(.opportunities), .figures),
      ] + bars.map(\.column)
    let rows = arms.map { arm in
      [nameCell(arm), countCell(arm), DataTable.Cell(numbers.integer(arm.opportunities), isQuiet: true)]
        + bars.map { $0.cell(arm) }
    }
    let table = DataTable(caption: text(.variantsTitle), columns: columns, rows: rows)
    let remarks = arms.flatMap(remarks) + missedTargets
    return PageSection(
      id: "variants", title: text(.variantsTitle), lead: text(.variantsLead),
      blocks: [.table(table)] + (remarks.isEmpty ? [] : [.bullets(remarks)])
        + (anyTimeTable.map { [.heading(wording.anyTimeTitle), .table($0)] } ?? []))
  }

  /// The same indicators by ranges that hold however often they are read; nil at the end of the test, and where none is known.
  private var anyTimeTable: DataTable? {
    let known = reading.variants.compactMap(\.anyTime)
    guard !known.isEmpty else { return nil }
    typealias Figure = (
      name: String, guarantee: (AnyTimeIndicators) -> AnyTimeIndicators.Guarantee?,
      range: (AnyTimeIndicators) -> String?
    )
    let figures: [Figure] = [
      (text(.tco), { $0.tcoGuarantee }, { numbers.percentRange($0.tco, places: ratePlaces) }),
      (text(.cpq), { $0.cpqGuarantee }, { $0.cpq.map { numbers.moneyRange($0, places: cpqPlaces) } }),
      (text(.roi), { $0.returnGuarantee }, { $0.roi.map { numbers.returnRange($0) } }),
      (
        wording.profitCaption(.marginRoi), { $0.returnGuarantee }, { $0.marginRoi.map { numbers.returnRange($0) } }
      ),
    ]
    let shown = figures.filter { figure in known.contains { figure.range($0) != nil } }
    let rows = reading.variants.map { arm in
      [DataTable.Cell(arm.name)]
        + shown.map { figure in
          DataTable.Cell(arm.anyTime.flatMap(figure.range) ?? NumberFormat.absent, isQuiet: arm.anyTime == nil)
        }
    }
    let notes = shown.map { figure in
      (figure.name, AnyTimeIndicators.Guarantee?.weakest(known.map(figure.guarantee)))
    }
    return DataTable(
      caption: wording.anyTimeTitle,
      columns: [DataTable.Column(text(.variant), .words)] + shown.map { DataTable.Column($0.name, .figures) },
      rows: rows, footnote: wording.anyTimeNotes(notes).joined(separator: " "))
  }

  /// What the plan wishes and the arms fall short of.
  private var missedTargets: [String] {
    reading.variants.compactMap { arm in
      let missed = reading.missedTargets.filter { $0.variant == arm.name }.map { missed in
        switch missed.indicator {
        case .tco:
          told(text(.tco), missed, from: ratePlaces) { numbers.percent($0, places: $1) }
        case .cpq where !missed.value.isFinite:
          (text(.cpq), "– (\(text(.noOpportunity)))", numbers.money(missed.target, places: cpqPlaces))
        case .cpq:
          told(text(.cpq), missed, from: cpqPlaces) { numbers.money($0, places: $1) }
        case .roi:
          told(text(.roi), missed, from: NumberFormat.returnPlaces(missed.value)) { numbers.percent($0, places: $1) }
        }
      }
      return missed.isEmpty ? nil : wording.missedTargets(missed, of: arm.name)
    }
  }

  /// A figure and the target it misses, with as many decimals as tell them apart.
  private func told(
    _ name: String, _ missed: MissedTarget, from places: Int, _ format: (Double, Int) -> String
  ) -> (name: String, value: String, target: String) {
    let enough = (places..<places + 6).first { format(missed.value, $0) != format(missed.target, $0) } ?? places
    return (name, format(missed.value, enough), format(missed.target, enough))
  }

  /// The line of a target, where the plan states one.
  private func target(_ value: Double?, _ label: (Double) -> String) -> [BarAxis.Tick] {
    value.map { [BarAxis.Tick(value: $0, label: "\(wording.targetWord) \(label($0))")] } ?? []
  }

  /// The indicators as bars, each on an axis that all variants share; those that nothing is known of are left out.
  var indicatorBars: [(column: DataTable.Column, cell: (VariantReading) -> DataTable.Cell)] {
    var bars: [(column: DataTable.Column, cell: (VariantReading) -> DataTable.Cell)] = [
      (
        DataTable.Column(text(.tco), .bars(rateAxis)),
        { arm in barCell(arm.tco, tone: tone(arm)) { numbers.percentRange($0, places: ratePlaces) } }
      )
    ]
    if reading.variants.contains(where: { $0.costs != nil }) {
      bars.append(
        (
          DataTable.Column(text(.cpq), .bars(cpqAxis)),
          { arm in
            let own = reading.cpqThresholds.count > 1 ? arm.indicators?.cpqThreshold : nil
            var cell = barCell(arm.indicators?.cpq, tone: tone(arm)) { range in
              let limit = own.map { ", \(text(.breakEven)) \(numbers.money($0, places: cpqPlaces))" }
              return numbers.moneyRange(range, places: cpqPlaces) + (limit ?? "")
            }
            cell.bar?.limit = own
            return cell
          }
        ))
    }
    if reading.variants.contains(where: { $0.indicators?.roi != nil }) {
      bars.append(
        (
          DataTable.Column(text(.roi), .bars(returnAxis)),
          { arm in barCell(arm.indicators?.roi, tone: tone(arm)) { numbers.returnRange($0) } }
        ))
    }
    return bars
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
    return parts.isEmpty ? [] : [language.labelled(arm.name, parts.joined(separator: ", "))]
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
    BarAxis(
      covering: reading.variants.map(\.tco),
      references: target(reading.targets.tco) { numbers.percent($0, places: ratePlaces) }, tickCount: 3
    ) { value, ticks in
      numbers.percent(value, places: max(0, LinearScale.tickPlaces(ticks) - 2))
    }
  }

  private var cpqAxis: BarAxis {
    let thresholds = reading.cpqThresholds
    func line(_ threshold: Double) -> BarAxis.Tick {
      BarAxis.Tick(
        value: threshold, label: "\(text(.breakEven)) \(numbers.money(threshold, places: numbers.minorDigits))")
    }
    // Lines of single bars leave no room for one across all of them.
    let lines =
      thresholds.isEmpty
      ? target(reading.targets.cpq?.units) { numbers.money($0, places: numbers.minorDigits) }
      : thresholds.count == 1 ? thresholds.map(line) : []
    return BarAxis(
      covering: reading.variants.map(\.indicators?.cpq), limits: thresholds.count > 1 ? thresholds : [],
      references: lines,
      tickCount: 3
    ) { value, ticks in
      numbers.money(value, places: min(LinearScale.tickPlaces(ticks), numbers.minorDigits))
    }
  }

  private var returnAxis: BarAxis {
    let estimates = reading.variants.map(\.indicators?.roi)
    let crossesZero = estimates.contains { $0.map { $0.lower <= 0 && $0.upper >= 0 } ?? false }
    let zero = BarAxis.Tick(value: 0, label: numbers.percent(0, places: 0))
    let wished = target(reading.targets.roi) { numbers.percent($0, places: 0) }
    return BarAxis(covering: estimates, references: wished.isEmpty && crossesZero ? [zero] : wished, tickCount: 3) {
      value, _ in
      numbers.percent(value, places: 0)
    }
  }
}

/// Targets of the plan; one switch over the languages for each sentence.
extension Wording {
  fileprivate var targetWord: String {
    switch numbers.language {
    case .english: "target"
    case .french: "objectif"
    }
  }

  /// `“pitch” misses the plan's target: TCO 3.0% instead of 3.5%`.
  fileprivate func missedTargets(_ missed: [(name: String, value: String, target: String)], of variant: String)
    -> String
  {
    switch numbers.language {
    case .english:
      let figures = missed.map { "\($0.name) \($0.value) instead of \($0.target)" }.joined(separator: ", ")
      return "\(script(variant)) misses \(missed.count == 1 ? "a target" : "targets") of the plan: \(figures)."
    case .french:
      let figures = missed.map { fr("\($0.name) \($0.value) au lieu de \($0.target)") }.joined(separator: ", ")
      let targets = missed.count == 1 ? "un objectif" : "des objectifs"
      return fr("\(script(variant)) n'atteint pas \(targets) du plan : \(figures).")
    }
  }
}

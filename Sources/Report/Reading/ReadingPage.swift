import Cost
import Decision
import Experiment
import Statistics

/// The page of a reading, or of the verdict that rests on it.
struct ReadingPage {
  let reading: Reading
  /// What the decision adds; nil for a reading.
  let verdict: Verdict?
  let wording: any Wording
  let command: String?

  var numbers: NumberFormat { wording.numbers }
  var language: Language { numbers.language }

  func text(_ caption: Caption) -> String { caption.text(in: language) }

  var page: Page {
    Page(
      language: language, title: reading.experiment, question: reading.question, dateline: dateline,
      summary: Page.Summary(
        mark: reading.conclusion.status.mark, word: wording.headline(of: reading),
        sentence: wording.conclusion(of: reading),
        notice: notice, timeline: timeline,
        glossary: glossary, figures: hasMatureCalls ? indicatorTable : countTable),
      sections: sections)
  }

  /// What a manager must know beside the sentence: what was decided against the reading and what misleads in its figures,
  /// then the one piece of advice that goes beyond the scripts themselves.
  private var notice: String? {
    let notices = [override, moneyNotice, cutNotice ?? segmentNotice].compactMap { $0 }
    return notices.isEmpty ? nil : notices.joined(separator: " ")
  }

  private var override: String? {
    verdict?.override.map { language.labelled(text(.overridden), $0) }
  }

  /// What misleads in the figures of money; nil where nothing is known to.
  private var moneyNotice: String? {
    let missing = reading.warnings.filter(\.concernsMoney).map { wording.warning($0) }
    return missing.isEmpty ? nil : missing.joined(separator: " ")
  }

  /// That the campaign itself loses money, beside a decision on its scripts; nil where it does not, or none is decided.
  private var cutNotice: String? {
    guard let campaign = reading.campaign, campaign.verdict == .cut else { return nil }
    switch reading.conclusion.status {
    case .rollOut, .keepControl, .noWinner: return wording.campaign(campaign)
    case .keepRunning, .unhealthy: return nil
    }
  }

  /// That one script for all is not the best answer; nil where nothing shows it, and where the sentence says it.
  private var segmentNotice: String? {
    guard reading.conclusion.status != .noWinner else { return nil }
    let differing = reading.differingSegments.map {
      language.labelled(wording.dimension($0.dimension), wording.byPart($0, of: reading) + ".")
    }
    return differing.isEmpty ? nil : differing.joined(separator: " ")
  }

  private var dateline: [String] {
    let day = reading.asOf.map { "\(text(.asOf)) \(numbers.date($0))" } ?? text(.undated)
    return [text(.reading), day, wording.progress(of: reading)].compactMap { $0 }
  }

  private var glossary: String {
    [(Caption.tco, Caption.tcoLong), (.cpq, .cpqLong), (.roi, .roiLong)]
      .map { language.labelled(text($0.0), text($0.1)) }.joined(separator: " · ")
  }

  private var timeline: Timeline? {
    let progress = reading.progress
    guard let asOf = reading.asOf, let lastDay = progress.lastDay, let days = progress.plannedDays, days > 0,
      let decisionDay = progress.decisionDay, !progress.isComplete
    else { return nil }
    let first = lastDay - (days - 1)
    let lastCall = progress.lastCallingDay ?? lastDay
    // Days count from the morning of the first to the evening of the last.
    let whole = Double(max(decisionDay - first + 1, 1))
    return Timeline(
      callsEnd: min(Double(lastCall - first + 1) / whole, 1), now: min(max(Double(asOf - first + 1) / whole, 0), 1),
      startLabel: numbers.dayAndMonth(first), callsEndLabel: "\(text(.callsEnd)) \(numbers.dayAndMonth(lastCall))",
      decisionLabel: "\(text(.decision)) \(numbers.dayAndMonth(decisionDay))",
      description: wording.conclusion(of: reading))
  }

  // MARK: - Indicators

  /// Decimals common to every rate of the arms.
  var ratePlaces: Int { NumberFormat.ratePlaces(reading.variants.compactMap(\.tco?.value)) }

  /// Decimals common to every difference of rates.
  var differencePlaces: Int {
    NumberFormat.pointPlaces(reading.comparisons.compactMap(\.difference).flatMap { [$0.lower, $0.upper] })
  }

  func tone(_ arm: VariantReading) -> IntervalMark.Tone { arm.role == .control ? .neutral : .accent }

  func nameCell(_ arm: VariantReading) -> DataTable.Cell {
    DataTable.Cell(arm.name, detail: arm.role == .control ? wording.role(.control) : nil)
  }

  private var indicatorTable: DataTable {
    DataTable(
      caption: glossary,
      columns: [
        DataTable.Column(text(.variant), .words),
        DataTable.Column(text(.tco), detail: text(.tcoLong), .figures),
        DataTable.Column(text(.cpq), detail: text(.cpqLong), .figures),
        DataTable.Column(text(.roi), detail: text(.roiLong), .figures),
      ],
      rows: reading.variants.map { arm in
        [nameCell(arm)] + [tcoCell(arm), cpqCell(arm), roiCell(arm)].map(asTrusted)
      }, isProminent: true)
  }

  /// Before any call is old enough to be counted there is nothing but counts.
  private var countTable: DataTable {
    var table = briefTable
    table.isProminent = true
    return table
  }

  /// Figures of data that cannot be trusted, and figures that are missing, are printed quietly.
  private func asTrusted(_ cell: DataTable.Cell) -> DataTable.Cell {
    var cell = cell
    cell.isQuiet = isUnhealthy || cell.text == NumberFormat.absent
    return cell
  }

  private var isUnhealthy: Bool { reading.conclusion.status == .unhealthy }

  /// Sections in the order a manager asks; what is wrong with the data comes first where that is the answer.
  private var sections: [PageSection] {
    let figures = [
      ruleSection, variantsSection, effectSection, factorsSection, looksSection, anytimeSection, pathSection,
      delaysSection,
      moneySection, attributionSection, segmentsSection, weekSection,
    ].compactMap { $0 }
    return isUnhealthy ? [healthSection] + figures + [methodSection] : figures + [healthSection, methodSection]
  }

  func tcoCell(_ arm: VariantReading) -> DataTable.Cell {
    guard let tco = arm.tco else { return DataTable.Cell(NumberFormat.absent, detail: text(.noMatureCalls)) }
    return DataTable.Cell(
      numbers.percent(tco.value, places: ratePlaces), detail: numbers.percentRange(tco, places: ratePlaces))
  }

  func cpqCell(_ arm: VariantReading) -> DataTable.Cell {
    guard let indicators = arm.indicators else { return withoutIndicators(arm) }
    guard indicators.cpq.value.isFinite else {
      return DataTable.Cell(NumberFormat.absent, detail: text(.noOpportunity))
    }
    let threshold = indicators.cpqThreshold.map {
      "\(text(.mayCost)) \(numbers.money($0, places: numbers.minorDigits))"
    }
    return DataTable.Cell(
      numbers.money(indicators.cpq.value, places: cpqPlaces), detail: threshold ?? numbers.moneyRange(indicators.cpq))
  }

  private func withoutIndicators(_ arm: VariantReading) -> DataTable.Cell {
    DataTable.Cell(NumberFormat.absent, detail: text(arm.costs == nil ? .noCosts : .noMatureCalls))
  }

  /// Cents under 1,000 units, where they still tell variants apart.
  var cpqPlaces: Int {
    let largest = reading.variants.compactMap(\.indicators?.cpq.value).filter(\.isFinite).max() ?? 0
    return largest < 1000 ? numbers.minorDigits : 0
  }

  func roiCell(_ arm: VariantReading) -> DataTable.Cell {
    guard let indicators = arm.indicators else { return withoutIndicators(arm) }
    let margin = indicators.marginRoi.map { marginText($0.value) }
    guard let roi = indicators.roi else {
      let isFree = arm.costs.map { $0.total == .zero } ?? false
      return DataTable.Cell(NumberFormat.absent, detail: margin ?? text(isFree ? .noCosts : .noRevenue))
    }
    return DataTable.Cell(
      numbers.percent(roi.value, places: NumberFormat.returnPlaces(roi.value)),
      detail: margin ?? numbers.returnRange(roi))
  }

  private func marginText(_ value: Double) -> String {
    let figure = numbers.percent(value, places: NumberFormat.returnPlaces(value))
    // What prints as zero is read as break-even, and said so.
    return abs(value) < 0.0005
      ? "\(text(.onMargin)) \(figure), \(text(.breakEven))" : "\(text(.onMargin)) \(figure)"
  }
}

extension Conclusion.Status {
  /// The shape of the status.
  var mark: StatusMark {
    switch self {
    case .keepRunning: .running
    case .rollOut: .go
    case .keepControl: .stay
    case .noWinner: .open
    case .unhealthy: .fault
    }
  }
}

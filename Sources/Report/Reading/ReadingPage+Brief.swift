import Decision
import Experiment

extension ReadingPage {
  /// The page cut down to one screen of a terminal: the sentence, the three indicators, the clauses of the rule, the
  /// effect, what a limit or another week changes, and the checks that did not pass.
  var brief: Page {
    var page = page
    page.sections = [ruleSection, effectSection, concernsSection].compactMap { $0 }.map { section in
      var section = section
      section.lead = nil
      // What explains drawings has nothing to explain on one screen.
      section.blocks.removeAll { if case .paragraph = $0 { true } else { false } }
      return section
    }
    let limits = belongsInAnnex ? nil : wording.limits(reading.limits)
    let remarks = [limits, reading.nextWeek.map(wording.nextWeek)].compactMap { $0 }
    if !remarks.isEmpty {
      let section = PageSection(id: "remarks", title: text(.moneyTitle), lead: nil, blocks: [.bullets(remarks)])
      page.sections.insert(section, at: page.sections.count - 1)
    }
    page.summary.glossary = wording.acronyms
    page.summary.figures = briefTable
    return page
  }

  /// Counts, the three indicators in figures, and their intervals as bars below, each indicator on an axis of its own.
  private var briefTable: DataTable {
    let arms = reading.variants
    let isYoung = arms.contains { $0.immatureCalls > 0 }
    let shown: [(caption: Caption, cell: (VariantReading) -> DataTable.Cell)] =
      [(.tco, tcoCell)] + (hasCosts ? [(.cpq, cpqCell), (.roi, roiCell)] : [])
    let bars = indicatorBars
    var columns = [DataTable.Column(text(.variant), .words), DataTable.Column(text(.calls), .figures)]
    if isYoung { columns.append(DataTable.Column(text(.immatureCalls).capitalisedFirst, .figures)) }
    columns.append(DataTable.Column(text(.opportunities), .figures))
    columns += shown.map { DataTable.Column(text($0.caption), .figures) } + bars.map(\.column)
    let rows = arms.map { arm in
      var cells = [nameCell(arm), DataTable.Cell(numbers.integer(arm.calls))]
      if isYoung { cells.append(DataTable.Cell(numbers.integer(arm.immatureCalls))) }
      cells.append(DataTable.Cell(numbers.integer(arm.opportunities)))
      cells += shown.map { shown in
        var cell = shown.cell(arm)
        // Bars say the interval and the threshold; the return on margin stands nowhere else.
        if shown.caption != .roi || cell.text == NumberFormat.absent || arm.indicators?.marginRoi == nil {
          cell.detail = nil
        }
        return cell
      }
      return cells + bars.map { $0.cell(arm) }
    }
    var table = DataTable(caption: "", columns: columns, rows: rows)
    if !hasCosts { table.textNote = language.labelled("\(text(.cpq)), \(text(.roi))", text(.noCosts)) }
    return table
  }

  private var hasCosts: Bool { reading.variants.contains { $0.costs != nil } }

  /// What is wrong with the data, or that nothing is.
  private var concernsSection: PageSection {
    let concerns = reading.health.filter { $0.status == .warn || $0.status == .fail }
    let passed = reading.health.count { $0.status == .pass }
    var items = concerns.map { finding in
      let check = "\(wording.healthStatus(finding.status)) · \(wording.healthCheck(finding.check))"
      return language.labelled(check, wording.healthDetail(finding))
    }
    items.append(wording.checksPassed(passed))
    items += reading.warnings.filter { if case .observedMarginDiffers = $0 { true } else { false } }
      .map { wording.warning($0) }
    return PageSection(id: "health", title: text(.healthTitle), lead: nil, blocks: [.bullets(items)])
  }
}

extension Wording {
  /// The acronyms of the indicators in one line of a terminal; one switch over the languages.
  var acronyms: String {
    switch numbers.language {
    case .english: "TCO: call-to-opportunity rate · CPQ: cost per opportunity · ROI: return on cost"
    case .french:
      fr("TCO : taux de conversion · CPQ : coût par opportunité · ROI : retour sur les coûts")
    }
  }

  /// How many checks passed; one switch over the languages.
  func checksPassed(_ count: Int) -> String {
    switch numbers.language {
    case .english: count == 1 ? "1 check passed." : "\(numbers.integer(count)) checks passed."
    case .french:
      count < 2 ? "\(numbers.integer(count)) contrôle réussi." : "\(numbers.integer(count)) contrôles réussis."
    }
  }
}

import Decision
import Experiment
import Statistics

extension ReadingPage {
  /// The page cut down to one screen of a terminal: the sentence, the three indicators, the clauses of the rule, the
  /// effect, what a limit or another week changes, and the checks that did not pass.
  var brief: Page {
    var page = page
    page.sections = [briefRuleSection, briefEffectSection, concernsSection].compactMap { $0 }.map { section in
      var section = section
      section.lead = nil
      // What explains drawings has nothing to explain on one screen.
      section.blocks.removeAll { if case .paragraph = $0 { true } else { false } }
      return section
    }
    let limits = belongsInAnnex ? nil : wording.limits(reading.limits)
    // Where scripts are told apart, another week is nothing to weigh at once.
    let isDecided = [.rollOut, .keepControl].contains(reading.conclusion.status)
    let remarks = [limits, isDecided ? nil : wording.nextWeek(of: reading)].compactMap { $0 }
    if !remarks.isEmpty {
      let section = PageSection(id: "remarks", title: text(.moneyTitle), lead: nil, blocks: [.bullets(remarks)])
      page.sections.insert(section, at: page.sections.count - 1)
    }
    page.summary.glossary = hasMatureCalls ? wording.acronyms : ""
    page.summary.figures = briefTable
    return page
  }

  /// Counts, the three indicators in figures, and their intervals as bars below, each indicator on an axis of its own.
  var briefTable: DataTable {
    let arms = reading.variants
    let isYoung = arms.contains { $0.immatureCalls > 0 }
    // Before any call counts there is nothing but counts.
    var shown: [(caption: Caption, cell: (VariantReading) -> DataTable.Cell)] = []
    if hasMatureCalls { shown.append((.tco, tcoCell)) }
    if hasMatureCalls, hasCosts { shown += [(.cpq, cpqCell), (.roi, roiCell)] }
    if arms.contains(where: { $0.indicators?.marginRoi != nil }) { shown.append((.onMargin, marginRoiCell)) }
    let bars = hasMatureCalls ? indicatorBars : []
    var columns = [DataTable.Column(text(.variant), .words), DataTable.Column(text(.calls), .figures)]
    if isYoung { columns.append(DataTable.Column(text(.immatureCalls).capitalisedFirst, .figures)) }
    columns.append(DataTable.Column(text(.opportunities), .figures))
    columns += shown.map { DataTable.Column(text($0.caption).capitalisedFirst, .figures) } + bars.map(\.column)
    let rows = arms.map { arm in
      var cells = [nameCell(arm), DataTable.Cell(numbers.integer(arm.calls))]
      if isYoung { cells.append(DataTable.Cell(numbers.integer(arm.immatureCalls))) }
      cells.append(DataTable.Cell(numbers.integer(arm.opportunities)))
      cells += shown.map { shown in
        var cell = shown.cell(arm)
        // Bars say the interval and the threshold.
        cell.detail = nil
        return cell
      }
      return cells + bars.map { $0.cell(arm) }
    }
    var table = DataTable(caption: "", columns: columns, rows: rows)
    if hasMatureCalls, !hasCosts { table.textNote = language.labelled("\(text(.cpq)), \(text(.roi))", text(.noCosts)) }
    return table
  }

  private func marginRoiCell(_ arm: VariantReading) -> DataTable.Cell {
    DataTable.Cell(
      arm.indicators?.marginRoi.map { numbers.percent($0.value, places: NumberFormat.returnPlaces($0.value)) }
        ?? NumberFormat.absent)
  }

  /// The clauses of the rule, a line each.
  private var briefRuleSection: PageSection? {
    guard var section = ruleSection, let leader = verdict?.leader ?? reading.conclusion.winner else { return nil }
    section.blocks = [
      .bullets(
        reading.conclusion.clauses.map { clause in
          let state = stateCell(of: clause)
          let sentence = wording.clause(clause, leader: leader, reading: reading)
          return [state.mark?.symbol, state.mark == .fault ? language.labelled(state.text, sentence) : sentence]
            .compactMap { $0 }.joined(separator: " ")
        })
    ]
    return section
  }

  /// The effect without its relative size, which the rates above tell.
  private var briefEffectSection: PageSection? {
    guard var section = effectSection else { return nil }
    section.blocks = section.blocks.map { block in
      guard case .table(var table) = block, let last = table.columns.indices.last else { return block }
      table.columns.remove(at: last)
      for row in table.rows.indices { table.rows[row].remove(at: last) }
      return .table(table)
    }
    return section
  }

  var hasMatureCalls: Bool { reading.variants.contains { $0.calls > 0 } }
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
    items += reading.warnings.filter(\.concernsReturn).map { wording.warning($0) }
    return PageSection(id: "health", title: text(.healthTitle), lead: nil, blocks: [.bullets(items)])
  }
}

extension Wording {
  /// The acronyms of the indicators in one line of a terminal; one switch over the languages.
  var acronyms: String {
    switch numbers.language {
    case .english: "TCO: call-to-opportunity rate · CPQ: cost per opportunity · ROI: return on cost"
    case .french:
      fr("TCO : taux de conversion · CPQ : coût par opportunité · ROI : retour sur coûts")
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

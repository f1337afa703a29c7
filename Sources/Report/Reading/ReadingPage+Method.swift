import Decision
import Experiment
import Statistics

extension ReadingPage {
  var methodSection: PageSection {
    var blocks: [Block] = [.table(methodTable)]
    if !reading.comparisons.isEmpty {
      blocks += [.heading(text(.annexFigures)), .table(analystTable), .paragraph(text(.probabilityNote))]
      blocks += reading.comparisons.compactMap { comparison in
        comparison.naive.map { .paragraph(wording.naive($0, of: comparison, unit: reading.method.unit)) }
      }
    }
    if belongsInAnnex, let risks = riskTable {
      blocks += [.heading(wording.profitCaption(.risks)), .table(risks)]
    }
    if reading.comparisons.contains(where: { $0.complier != nil }) {
      blocks.append(.paragraph(wording.complierAssumptions))
    }
    if !reading.intake.sources.isEmpty { blocks += [.heading(text(.dataFiles)), .table(sourceTable)] }
    let findings = wording.findings(of: reading.intake)
    if !findings.isEmpty { blocks.append(.bullets(findings)) }
    if !reading.notes.isEmpty { blocks += [.heading(text(.notesTitle)), .bullets(reading.notes)] }
    if let command { blocks += [.heading(text(.commandTitle)), .command(command)] }
    return PageSection(id: "method", title: text(.methodTitle), lead: nil, blocks: blocks)
  }

  private var methodTable: DataTable {
    let method = reading.method
    // Which method compares follows from the calls that count: before any there is none to name.
    let methods =
      !hasMatureCalls
      ? [] : ComparisonMethod.allCases.filter { used in reading.comparisons.contains { $0.method == used } }
    var rows: [(Caption, String)] = [(.methodRate, wording.metric(method.metric))]
    for used in methods {
      rows += [
        (.methodMethod, wording.methodName(used, unit: method.unit)),
        (.methodWhy, wording.methodReason(used, unit: method.unit)),
        (.methodFormula, wording.methodFormula(used, unit: method.unit)), (.methodReference, used.reference),
      ]
    }
    rows += [
      (.methodMonitoring, wording.monitoring(method.monitoring)),
      (.methodAlpha, numbers.plainPercent(method.alpha)),
      (.methodSides, text(method.sides == 1 ? .oneSided : .twoSided)),
      (.methodConfidence, numbers.plainPercent(method.confidence)),
    ]
    let indicators = reading.variants.compactMap(\.indicators)
    if !indicators.isEmpty { rows.append((.methodIndicators, wording.indicatorRanges(indicators))) }
    if let adjustment = method.adjustment {
      rows.append((.methodAdjustment, wording.adjustment(adjustment, comparisons: method.comparisons)))
    }
    if let within = method.within {
      rows.append((.methodWindow, wording.days(within)))
    }
    if let sales = method.sales { rows.append((.methodSales, wording.salesAttribution(sales))) }
    if let provenance = reading.provenance {
      // Twelve digits tell pages apart; the JSON has all of them.
      rows += [
        (.methodRule, wording.ruleOrigin(provenance)), (.methodVersion, "hooktest \(provenance.version)"),
        (.methodPlan, String(provenance.planFingerprint.prefix(12))),
        (.methodData, String(provenance.dataFingerprint.prefix(12))),
      ]
    }
    if !method.strata.isEmpty { rows.append((.methodStrata, method.strata.joined(separator: ", "))) }
    return DataTable(
      caption: text(.methodTitle),
      columns: [DataTable.Column(text(.item), .words), DataTable.Column(text(.finding), .words)],
      rows: rows.map { [DataTable.Cell(text($0.0)), DataTable.Cell($0.1)] })
  }

  private var analystTable: DataTable {
    let hasHomogeneity = reading.comparisons.contains { $0.homogeneityP != nil }
    var columns = [
      DataTable.Column(text(.variant), .words), DataTable.Column(text(.pRaw), .figures),
      DataTable.Column(text(.pAdjusted), .figures), DataTable.Column(text(.probabilityBetter), .figures),
      DataTable.Column(text(.expectedLoss), .figures), DataTable.Column(text(.newcombe), .figures),
    ]
    if hasHomogeneity { columns.append(DataTable.Column(text(.homogeneity), .figures)) }
    let absent = NumberFormat.absent
    return DataTable(
      caption: text(.annexFigures), columns: columns,
      rows: reading.comparisons.map { comparison in
        var cells = [
          DataTable.Cell(comparison.variant), DataTable.Cell(comparison.p.map(numbers.pValue) ?? absent),
          DataTable.Cell(comparison.pAdjusted.map(numbers.pValue) ?? absent),
          DataTable.Cell(comparison.probabilityBetter.map { numbers.percent($0, places: 1) } ?? absent),
          DataTable.Cell(comparison.expectedLoss.map { numbers.points($0, places: 3, signed: false) } ?? absent),
          DataTable.Cell(comparison.newcombe.map { numbers.pointRange($0, places: differencePlaces) } ?? absent),
        ]
        if hasHomogeneity { cells.append(DataTable.Cell(comparison.homogeneityP.map(numbers.pValue) ?? absent)) }
        return cells
      })
  }

  private var sourceTable: DataTable {
    DataTable(
      caption: text(.dataFiles),
      columns: [
        DataTable.Column(text(.file), .words), DataTable.Column(text(.holds), .words),
        DataTable.Column(text(.rows), .figures), DataTable.Column(text(.rejected), .figures),
      ],
      rows: reading.intake.sources.map {
        [
          DataTable.Cell($0.name), DataTable.Cell(wording.sourceKind($0.kind)),
          DataTable.Cell(numbers.integer($0.rows)), DataTable.Cell(numbers.integer($0.rejected)),
        ]
      })
  }
}

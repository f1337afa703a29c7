import Decision
import Experiment
import Statistics

extension ReadingWorkbook {
  /// Each challenger against the control; nil without comparisons.
  var effectSheet: Workbook.Sheet? {
    guard !reading.comparisons.isEmpty else { return nil }
    let columns: [(String, Double, Workbook.Format)] = [
      (text(.variant), 20, .plain), (text(.against), 20, .plain), (text(.difference), 14, .percent),
      (text(.lower), 12, .percent), (text(.upper), 12, .percent), (text(.relativeLift), 12, .percent),
      (text(.p), 12, .chance), (text(.pAdjusted as WorkbookHeader), 12, .chance), (text(.method), 60, .sentence),
    ]
    return Workbook.Sheet(
      name: text(.comparisons), columns: columns.map { Workbook.Column(title: $0.0, width: $0.1, format: $0.2) },
      rows: reading.comparisons.map { comparison in
        let shown = comparison.shownDifference
        return [
          .text(comparison.variant), .text(comparison.control), number(comparison.difference?.value),
          number(shown?.lower), number(shown?.upper), number(comparison.relative?.value), number(comparison.p),
          number(comparison.pAdjusted), .text(wording.methodName(comparison.method, unit: reading.method.unit)),
        ]
      })
  }

  /// Each variant at roll-out; nil where nothing is projected.
  var rolloutSheet: Workbook.Sheet? {
    guard !reading.projection.isEmpty else { return nil }
    let columns: [(String, Workbook.Format)] = [
      (text(.variant), .plain), (text(.callsPerMonth), .count), (text(.costPerCall), .money),
      (text(.opportunitiesPerMonth), .count), (text(.cpq), .money), (text(.profitPerMonth), .money),
      (text(.gainPerMonth), .money), (text(.lower), .money), (text(.upper), .money), (text(.gainOverRollout), .money),
    ]
    return Workbook.Sheet(
      name: text(.rollout), columns: columns.map { Workbook.Column(title: $0.0, width: 20, format: $0.1) },
      rows: reading.projection.map { arm in
        [
          .text(arm.variant), number(arm.callsPerMonth), number(arm.costPerCall),
          number(arm.opportunitiesPerMonth.value), number(arm.cpq.value), number(arm.profitPerMonth?.value),
          number(arm.gainPerMonth?.value), number(arm.gainPerMonth?.lower), number(arm.gainPerMonth?.upper),
          number(arm.gainOverRollout?.value),
        ]
      })
  }

  /// Every check with its state, figure and sentence.
  var healthSheet: Workbook.Sheet {
    let columns: [(String, Double, Workbook.Format)] = [
      (text(.check), 34, .plain), (text(.state), 16, .plain), (text(.p), 12, .chance), (text(.sentence), 90, .sentence),
    ]
    return Workbook.Sheet(
      name: text(.health), columns: columns.map { Workbook.Column(title: $0.0, width: $0.1, format: $0.2) },
      rows: reading.health.map { finding in
        [
          .text(wording.healthCheck(finding.check)), .text(wording.healthStatus(finding.status)), number(finding.p),
          .text(wording.healthDetail(finding)),
        ]
      })
  }

  /// The sentence of the reading and how its figures came about.
  var aboutSheet: Workbook.Sheet {
    let method = reading.method
    var lines: [(String, String)] = [(text(.reading), wording.conclusion(of: reading))]
    if let question = reading.question { lines.append((reading.experiment, question)) }
    lines.append((text(.asOf), reading.asOf.map(wording.numbers.date) ?? text(.undated)))
    lines += [
      (text(.tco), text(.tcoLong)), (text(.cpq), text(.cpqLong)), (text(.roi), text(.roiLong)),
      (text(.methodRate), wording.metric(method.metric)),
      (text(.methodMonitoring), wording.monitoring(method.monitoring)),
      (text(.methodConfidence), wording.numbers.plainPercent(method.confidence)),
    ]
    lines += reading.warnings.map { (text(.warningsTitle), wording.warning($0)) }
    lines += reading.notes.map { (text(.notesTitle), $0) }
    if let command { lines.append((text(.commandTitle), command)) }
    return Workbook.Sheet(
      name: text(.about),
      columns: [
        Workbook.Column(title: text(.subject), width: 32, format: .plain),
        Workbook.Column(title: text(.sentence), width: 110, format: .sentence),
      ], rows: lines.map { [.text($0.0), .text($0.1)] })
  }
}

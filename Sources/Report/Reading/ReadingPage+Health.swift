import Decision
import Experiment

extension ReadingPage {
  var healthSection: PageSection {
    var blocks: [Block] = []
    if !reading.health.isEmpty { blocks.append(.table(healthTable)) }
    if !reading.guardrails.isEmpty {
      blocks += [.heading(text(.guardrailsTitle)), .table(guardrailTable)]
    }
    if !reading.warnings.isEmpty {
      blocks += [.heading(text(.warningsTitle)), .bullets(reading.warnings.map(wording.warning))]
    }
    return PageSection(id: "health", title: text(.healthTitle), lead: text(.healthLead), blocks: blocks)
  }

  private var healthTable: DataTable {
    DataTable(
      caption: text(.healthTitle),
      columns: [
        DataTable.Column(text(.check), .words), DataTable.Column(text(.state), .words),
        DataTable.Column(text(.finding), .words),
      ],
      rows: reading.health.map { finding in
        let p = finding.p.map { "\(numbers.pEquation($0))" }
        return [
          DataTable.Cell(wording.healthCheck(finding.check)),
          DataTable.Cell(wording.healthStatus(finding.status), mark: finding.status.mark),
          DataTable.Cell(wording.healthDetail(finding), detail: p),
        ]
      })
  }

  private var guardrailTable: DataTable {
    let several = reading.comparisons.count > 1
    return DataTable(
      caption: text(.guardrailsTitle),
      columns: [
        DataTable.Column(text(.check), .words), DataTable.Column(text(.state), .words),
        DataTable.Column(text(.finding), .words),
      ],
      rows: reading.guardrails.map { guardrail in
        let name = wording.guardrailMetric(guardrail.guardrail.metric)
        return [
          DataTable.Cell(several ? "\(name) · \(guardrail.variant)" : name),
          DataTable.Cell(wording.guardrailStatus(guardrail.status), mark: guardrail.status.mark),
          DataTable.Cell(
            wording.guardrail(guardrail),
            detail: guardrail.status == .unknown
              ? guardrail.power.map { wording.guardrailPower($0, of: guardrail.guardrail.metric) } : nil),
        ]
      })
  }
}

extension HealthFinding.Status {
  var mark: StatusMark? {
    switch self {
    case .pass: .go
    case .warn: .caution
    case .fail: .fault
    case .notApplicable: nil
    }
  }
}

extension GuardrailReading.Status {
  var mark: StatusMark {
    switch self {
    case .pass: .go
    case .fail: .fault
    case .unknown: .caution
    }
  }
}

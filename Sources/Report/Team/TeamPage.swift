import Decision
import Experiment

/// The page for those who call: pace and conduct, no results.
struct TeamPage {
  let reading: TeamReading
  let wording: any Wording
  let command: String?

  private var numbers: NumberFormat { wording.numbers }
  private var language: Language { numbers.language }

  private func text(_ caption: TeamCaption) -> String { caption.text(in: language) }
  private func text(_ caption: Caption) -> String { caption.text(in: language) }

  var page: Page {
    Page(
      language: language, title: reading.experiment, question: nil,
      dateline: [text(.kind), reading.asOf.map { "\(text(.asOf)) \(numbers.date($0))" } ?? text(.undated)],
      summary: Page.Summary(
        mark: mark, word: text(headline), sentence: wording.teamSentence(of: reading), notice: nil, timeline: nil,
        glossary: "", figures: summaryTable),
      sections: [conductSection, daysSection, agentsSection, commandSection].compactMap { $0 })
  }

  private var mark: StatusMark {
    guard reading.calls > 0 else { return .running }
    return reading.isBehind.map { $0 ? .caution : .go } ?? .running
  }

  private var headline: TeamCaption {
    guard reading.calls > 0 else { return .noCalls }
    return reading.isBehind.map { $0 ? .behind : .goodPace } ?? .noPace
  }

  private var summaryTable: DataTable {
    let perDay = reading.meanCallsPerAgentDay.map { numbers.significant($0, digits: 3) } ?? NumberFormat.absent
    var columns = [
      DataTable.Column(text(.callsSoFar), .words), DataTable.Column(text(.planned), .figures),
      DataTable.Column(text(.perAgentDay), .figures),
    ]
    var cells = [
      DataTable.Cell(numbers.integer(reading.calls)),
      DataTable.Cell(reading.plannedSoFar.map { numbers.integer($0) } ?? NumberFormat.absent),
      DataTable.Cell(
        perDay, detail: reading.callsPerAgentDay.map { "\(numbers.integer($0)) \(text(.plannedADay))" }),
    ]
    if let list = reading.list {
      columns.append(DataTable.Column(text(.leadsLeft), .figures))
      cells.append(DataTable.Cell(numbers.integer(list.left), detail: wording.usedUp(list)))
    }
    return DataTable(caption: text(.kind), columns: columns, rows: [cells], isProminent: true)
  }

  private var conductSection: PageSection? {
    let rows = reading.checks.filter { $0.status != .notApplicable }.map { finding in
      [
        DataTable.Cell(wording.healthCheck(finding.check)),
        DataTable.Cell(wording.healthStatus(finding.status), mark: finding.status.mark),
        DataTable.Cell(wording.healthDetail(finding)),
      ]
    }
    guard !rows.isEmpty else { return nil }
    let table = DataTable(
      caption: text(.conductTitle),
      columns: [
        DataTable.Column(text(.check), .words), DataTable.Column(text(.state), .words),
        DataTable.Column(text(.finding), .words),
      ], rows: rows)
    return PageSection(
      id: "conduct", title: text(.conductTitle), lead: text(.conductLead), blocks: [.table(table)])
  }

  private var daysSection: PageSection? {
    guard !reading.days.isEmpty else { return nil }
    let table = DataTable(
      caption: text(.daysTitle),
      columns: [
        DataTable.Column(text(.day), .words), DataTable.Column(text(.calls), .figures),
        DataTable.Column(text(.agents), .figures), DataTable.Column(text(.perAgentDay), .figures),
      ],
      rows: reading.days.map { day in
        let perAgent = day.agents.flatMap { $0 > 0 ? Double(day.calls) / Double($0) : nil }
        return [
          DataTable.Cell(numbers.dayAndMonth(day.date)), DataTable.Cell(numbers.integer(day.calls)),
          DataTable.Cell(day.agents.map { numbers.integer($0) } ?? NumberFormat.absent, isQuiet: true),
          DataTable.Cell(perAgent.map { numbers.significant($0, digits: 3) } ?? NumberFormat.absent),
        ]
      })
    return PageSection(id: "days", title: text(.daysTitle), lead: text(.daysLead), blocks: [.table(table)])
  }

  private var agentsSection: PageSection? {
    guard !reading.agents.isEmpty else { return nil }
    let table = DataTable(
      caption: text(.agentsTitle),
      columns: [
        DataTable.Column(text(.agent), .words), DataTable.Column(text(.daysCalled), .figures),
        DataTable.Column(text(.calls), .figures), DataTable.Column(text(.callsADay), .figures),
        DataTable.Column(text(.ofPlan), .figures),
      ],
      rows: reading.agents.map { agent in
        [
          DataTable.Cell(agent.pseudonym), DataTable.Cell(numbers.integer(agent.days), isQuiet: true),
          DataTable.Cell(numbers.integer(agent.calls), isQuiet: true),
          DataTable.Cell(numbers.significant(agent.callsPerDay, digits: 3)),
          DataTable.Cell(
            reading.callsPerAgentDay.map { numbers.percent(agent.callsPerDay / Double($0), places: 0) }
              ?? NumberFormat.absent),
        ]
      })
    return PageSection(id: "agents", title: text(.agentsTitle), lead: text(.agentsLead), blocks: [.table(table)])
  }

  private var commandSection: PageSection? {
    command.map { PageSection(id: "command", title: text(.commandTitle), lead: nil, blocks: [.command($0)]) }
  }
}

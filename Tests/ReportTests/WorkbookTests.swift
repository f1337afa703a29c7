import Cost
import Decision
import Experiment
import Testing

@testable import Report

@Suite("Workbooks and tidy counts")
struct WorkbookTests {
  /// Two dated arms with names that a spreadsheet could take for formulas or conditions, in two lists, read when the last
  /// two days are too young.
  static func reading() throws -> Reading {
    let names = ["=pitch", ">5 \"question\", new"]
    let monday = CivilDate(dayNumber: 20_514)
    let plan = Plan(
      test: TestProtocol(
        name: "<script>", starts: monday, assignment: AssignmentRule(by: ["list"], seed: "s"),
        variants: try Variants([Variant(name: names[0], role: .control), Variant(name: names[1])]),
        goal: Goal(baseline: 0.03, worthDetecting: .relative(0.2), within: 3)),
      economics: Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400)),
      ledger: Ledger(items: [
        CostItem(item: "salaries", amount: Money(2600)),
        CostItem(item: "training", amount: Money(300), variant: names[1], once: true),
      ]))
    var tally = Tally()
    for (place, name) in names.enumerated() {
      for day in 0..<5 {
        for (list, calls) in [("north", 120), ("south", 80)] {
          tally.byDay.add(
            CallCell(calls: calls, opportunities: 3 + place + day % 2),
            to: DayKey(variant: name, date: monday + day, stratum: list))
        }
      }
    }
    return try check(plan, Evidence(tally: tally), asOf: monday + 5)
  }

  private static func sheet(_ name: WorkbookTitle, _ workbook: Workbook) throws -> Workbook.Sheet {
    try #require(workbook.sheets.first { $0.name == name.text(in: .english) })
  }

  private static func value(_ cell: Workbook.Cell) -> Double? {
    switch cell {
    case .number(let value): value
    case .formula(_, let value): value
    case .empty, .text, .date: nil
    }
  }

  @Test func `indicators are formulas whose values follow from the calls and costs beside them`() throws {
    let workbook = ReadingWorkbook(try Self.reading(), language: .english).workbook
    let indicators = try Self.sheet(.indicators, workbook)
    let calls = try Self.sheet(.calls, workbook)
    let costs = try Self.sheet(.costs, workbook)
    #expect(calls.rows.count == 20 && indicators.rows.count == 2)
    for row in indicators.rows {
      func sum(_ sheet: Workbook.Sheet, _ column: Int, _ flag: Int? = nil) -> Double {
        sheet.rows.filter { line in line[0] == row[0] && (flag.map { line[$0] == .number(1) } ?? true) }
          .reduce(0) { $0 + (Self.value($1[column]) ?? 0) }
      }
      let placed = sum(calls, CallColumn.calls.rawValue, CallColumn.mature.rawValue)
      let won = sum(calls, CallColumn.opportunities.rawValue, CallColumn.mature.rawValue)
      let cost = sum(costs, CostColumn.amount.rawValue)
      // Three of five days are three days old.
      #expect(placed == 600 && Self.value(row[1]) == placed && Self.value(row[2]) == won)
      #expect(Self.value(row[3]) == won / placed)
      #expect(abs((Self.value(row[6]) ?? 0) - cost) < 1e-6)
      #expect(abs((Self.value(row[7]) ?? 0) - cost / won) < 1e-9)
      // 12.5 % of opportunities are sold at 1,200.
      #expect(abs((Self.value(row[10]) ?? 0) - (won * 150 - cost) / cost) < 1e-9)
      #expect(abs((Self.value(row[12]) ?? 0) - (won * 50 - cost) / cost) < 1e-9)
    }
    guard case .formula(let formula, _) = indicators.rows[1][1] else {
      Issue.record("calls are no formula")
      return
    }
    #expect(
      formula == "SUMPRODUCT(EXACT('Calls'!$A$2:$A$21,$A3)*('Calls'!$G$2:$G$21=1)*'Calls'!$E$2:$E$21)")
  }

  @Test func `names from outside are words, never formulas`() throws {
    let reading = try Self.reading()
    let workbook = ReadingWorkbook(reading, language: .french).workbook
    for sheet in workbook.sheets {
      for row in sheet.rows {
        #expect(row.count == sheet.columns.count)
        for case .formula(let formula, _) in row {
          #expect(!formula.contains("pitch") && !formula.contains("question"))
        }
      }
    }
    #expect(Set(workbook.sheets.map(\.name)).count == workbook.sheets.count)
    #expect(workbook.sheets.allSatisfy { $0.name.count <= 31 })
  }

  @Test func `a test without calls or costs has sheets without figures`() throws {
    let plan = Plan(
      test: TestProtocol(
        name: "empty", assignment: AssignmentRule(method: .recorded, seed: ""),
        variants: try Variants([Variant(name: "a", role: .control), Variant(name: "b")])))
    let workbook = ReadingWorkbook(try check(plan, Evidence(tally: Tally())), language: .english).workbook
    let indicators = try Self.sheet(.indicators, workbook)
    #expect(indicators.rows.map { Self.value($0[1]) } == [0, 0])
    #expect(indicators.rows.allSatisfy { Self.value($0[3]) == nil && $0[6] == .empty })
    #expect(!workbook.sheets.contains { $0.name == WorkbookTitle.costs.text(in: .english) })
  }

  @Test func `tidy counts have a row for each group and are guarded against formulas`() throws {
    let reading = try Self.reading()
    let lines = TidyCounts(groups: reading.groups).csv.split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines[0] == "variant,date,stratum,calls,opportunities,mature")
    #expect(lines[1] == "'=pitch,2026-03-02,north,120,3,yes")
    #expect(lines[20] == "\">5 \"\"question\"\", new\",2026-03-06,south,80,4,no")
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
  func `columns have letters`(index: Int, letter: String) {
    #expect(SheetReference.letter(index) == letter)
  }
}

import Decision
import PlanFile
import Testing

@Suite("Each file of the data may be written in its own way")
struct FileFormatTests {
  private static let twoSystems = """
    data:
      calls: calls.csv
      opportunities:
        file: deals.csv
        columns: {lead_id: "Person - Phone", source: Label}
        encoding: windows-1252
        delimiter: ";"
        date-format: dd/MM/yyyy HH:mm
        decimal-comma: true
        keep: {Status: [Won, Open]}
      sales: {file: sales.csv}
      columns: {lead_id: customer number, started_at: date}
      date-format: EEE, dd MMM yyyy HH:mm:ss
      keep: {direction: outbound}
    starts: 2026-03-02
    """

  @Test func `a file may be named alone or with the way it is written`() throws {
    let data = try PlanFile.parse(Text.plan(Self.twoSystems), file: "plan.yaml").data
    #expect(data.files == [.calls: "calls.csv", .opportunities: "deals.csv", .sales: "sales.csv"])
    #expect(
      data.formats == [
        .opportunities: DataSources.FileFormat(
          columns: ["lead_id": "Person - Phone", "source": "Label"], encoding: .windows1252, delimiter: .semicolon,
          dateFormat: "dd/MM/yyyy HH:mm", decimalComma: true, keep: ["Status": ["Won", "Open"]])
      ])
  }

  @Test func `what a file states wins, and the rest is inherited`() throws {
    let data = try PlanFile.parse(Text.plan(Self.twoSystems), file: "plan.yaml").data
    let deals = data.format(for: .opportunities)
    #expect(deals.columns == ["lead_id": "Person - Phone", "source": "Label", "started_at": "date"])
    #expect(deals.encoding == .windows1252 && deals.dateFormat == "dd/MM/yyyy HH:mm")
    #expect(deals.keep == ["Status": ["Won", "Open"]])
    let calls = data.format(for: .calls)
    #expect(calls.columns == data.columns && calls.encoding == .utf8 && calls.keep == ["direction": ["outbound"]])
    #expect(data.format(for: .sales).keep.isEmpty, "the shared filters are those of calls and counts")
  }

  @Test(arguments: [
    ("{file: d.csv, colums: {lead_id: N}}", "data.opportunities.colums", "did you mean columns?"),
    ("{file: d.csv, columns: {leadid: N}}", "data.opportunities.columns.leadid", "did you mean lead_id?"),
    ("{file: d.csv, encoding: latin1}", "data.opportunities.encoding", "did you mean windows-1252?"),
    ("{file: d.csv, keep: {stage: []}}", "data.opportunities.keep.stage", "at least one value to keep"),
    ("{columns: {lead_id: N}}", "data.opportunities.file", "as in `file: opportunities.csv`"),
    ("[d.csv]", "data.opportunities", "the path of the file of opportunities"),
  ])
  func `a fault in the long form is named`(written: String, path: String, says: String) throws {
    let fault = try fault(of: Text.plan("data: {opportunities: \(written)}"))
    #expect(fault.path == path)
    #expect(fault.description.contains(says), "\(fault)")
  }

  @Test func `the short and the long form of a name mean the same`() throws {
    func canonical(_ data: String) throws -> CanonicalPlan {
      PlanFile.canonical(try PlanFile.parse(Text.plan("data: \(data)"), file: "plan.yaml"))
    }
    #expect(try canonical("{sales: s.csv}") == canonical("{sales: {file: s.csv}}"))
    #expect(
      try canonical("{sales: s.csv, date-format: dd/MM/yyyy}")
        == canonical("{sales: {file: s.csv, date-format: dd/MM/yyyy}, date-format: dd/MM/yyyy}"))
    let plain = try canonical("{sales: s.csv, counts: c.csv, keep: {campaign: x}}")
    for locked in [
      "sales: {file: s.csv, columns: {amount: A}}", "sales: {file: s.csv, keep: {stage: won}}",
      "sales: {file: s.csv, date-format: dd/MM/yyyy}",
    ] {
      let other = try canonical("{\(locked), counts: c.csv, keep: {campaign: x}}")
      #expect(other.lockedText != plain.lockedText && other.freeText == plain.freeText, "\(locked)")
    }
    for free in ["encoding: windows-1252", "delimiter: tab", "decimal-comma: true"] {
      let other = try canonical("{sales: {file: s.csv, \(free)}, counts: c.csv, keep: {campaign: x}}")
      #expect(other.lockedText == plain.lockedText && other.freeText != plain.freeText, "\(free)")
    }
    let unfiltered = try canonical("{sales: s.csv, counts: {file: c.csv, keep: {}}, keep: {campaign: x}}")
    #expect(unfiltered.lockedText != plain.lockedText)
  }

  @Test(arguments: [
    "EEE, dd MMM yyyy HH:mm:ss", "EEEE d MMMM yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXX", "MM/dd/yyyy hh:mm a", "unix",
    "d MMM yyyy 'at' HH:mm",
  ])
  func `date formats of dialers are taken`(format: String) throws {
    let data = try PlanFile.parse(Text.plan("data: {date-format: \"\(format)\"}"), file: "plan.yaml").data
    #expect(data.dateFormat == format)
  }

  @Test(arguments: [
    ("dd/MM/yyyy QQ", "Q means nothing here"), ("dd/mm/yyyy", "capital M is the month"),
    ("dd/MM/yyyy hh:mm", "needs a (AM or PM)"), ("'dd'/MM/yyyy", "small d the day"),
  ])
  func `a date format that means nothing is refused`(format: String, says: String) throws {
    let fault = try fault(of: Text.plan("data: {date-format: \"\(format)\"}"))
    #expect(fault.description.contains(says), "\(fault)")
  }
}

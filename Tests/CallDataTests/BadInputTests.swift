import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("Bad input is refused in words a campaign manager understands")
struct BadInputTests {
  private static let header = "call_id,lead_id,started_at,variant\n"

  private func message(_ campaign: Campaign) throws -> String {
    try #require(campaign.failure()?.errorDescription)
  }

  @Test("a missing file is told apart from a wrong one")
  func missingFile() throws {
    let campaign = try Campaign()
    campaign.sources.files[.calls] = "nowhere.csv"
    let error = try #require(campaign.failure())
    #expect(error.isMissingInput)
    #expect(error.errorDescription?.contains("nowhere.csv: there is no such file") == true)
  }

  @Test("a folder where a file was expected")
  func folder() throws {
    let campaign = try Campaign()
    campaign.sources.files[.calls] = "."
    let error = try #require(campaign.failure())
    #expect(!error.isMissingInput)
    #expect(error.errorDescription?.contains("is a folder") == true)
  }

  @Test(
    "an empty file and one with a header only",
    arguments: ["", "\u{FEFF}", header, "call_id,lead_id,started_at,variant"])
  func nothingInside(text: String) throws {
    let campaign = try Campaign()
    try campaign.write(.calls, text)
    let said = try message(campaign)
    #expect(said.contains("is empty") || said.contains("no rows"))
  }

  @Test("a missing column is named, with those found and the near miss")
  func missingColumn() throws {
    let campaign = try Campaign()
    try campaign.write(.calls, "call_id,lead_id,start_at,variant\n1,L1,2026-03-02T09:00:00,pitch\n")
    let said = try message(campaign)
    #expect(said.contains("no column `started_at`"))
    #expect(said.contains("call_id, lead_id, start_at, variant"))
    #expect(said.contains("Did you mean `start_at`?"))
  }

  @Test("a column that occurs twice is not guessed")
  func ambiguousColumn() throws {
    let campaign = try Campaign()
    try campaign.write(.calls, "call_id,lead_id,started_at,variant,lead_id\n1,L1,2026-03-02T09:00:00,pitch,L2\n")
    #expect(
      campaign.failure()
        == .ambiguousColumn(path: campaign.folder.path + "/calls.csv", column: "lead_id", positions: [2, 5]))
    #expect(try message(campaign).contains("`lead_id` occurs twice in the header, as columns 2 and 5"))
  }

  @Test("a wrong delimiter is recognised by the header")
  func wrongDelimiter() throws {
    let campaign = try Campaign()
    campaign.sources.delimiter = .comma
    try campaign.write(.calls, "call_id;lead_id;started_at;variant\n1;L1;2026-03-02T09:00:00;pitch\n")
    let said = try message(campaign)
    #expect(said.contains("`;`"))
    #expect(said.contains("delimiter"))
  }

  @Test("a delimiter that no one supports is named")
  func pipes() throws {
    let campaign = try Campaign()
    try campaign.write(.calls, "call_id|lead_id|started_at|variant\n1|L1|2026-03-02T09:00:00|pitch\n")
    #expect(try message(campaign).contains("`|`"))
  }

  @Test("Windows-1252 read as UTF-8 is named, in the header and in a value")
  func wrongEncoding() throws {
    let campaign = try Campaign()
    var bytes = Data("call_id,lead_id,started_at,variant,num".utf8)
    bytes.append(0xE9)
    bytes.append(contentsOf: Data("ro\n1,L1,2026-03-02T09:00:00,pitch,2\n".utf8))
    try campaign.write(.calls, bytes)
    #expect(try message(campaign).contains("encoding: windows-1252"))

    bytes = Data("call_id,lead_id,started_at,variant,agent_id\n1,L1,2026-03-02T09:00:00,pitch,Andr".utf8)
    bytes.append(contentsOf: [0xE9, 0x0A])
    try campaign.write(.calls, bytes)
    #expect(try message(campaign).contains("encoding: windows-1252"))
    campaign.sources.encoding = .windows1252
    let tally = try campaign.evidence().tally
    #expect(tally.byAgentDay.cells.keys.map(\.agent) == ["André"])
  }

  @Test(
    "a spreadsheet, a workbook and UTF-16 are recognised",
    arguments: [
      [0x50, 0x4B, 0x03, 0x04, 0x14], [0xD0, 0xCF, 0x11, 0xE0, 0xA1], [0xFF, 0xFE, 0x63, 0x00],
    ] as [[UInt8]])
  func otherFormats(bytes: [UInt8]) throws {
    let campaign = try Campaign()
    try campaign.write(.calls, Data(bytes))
    #expect(try message(campaign).contains("CSV UTF-8"))
  }

  @Test(
    "phone numbers that a spreadsheet mangled are its doing, and are called so",
    arguments: ["3,36E+10", "3.36E+10", "3.36e+010"])
  func mangledPhones(phone: String) throws {
    let campaign = try Campaign()
    campaign.sources.delimiter = .semicolon
    try campaign.write(.calls, "call_id;lead_id;started_at;variant\n1;\(phone);2026-03-02T09:00:00;pitch\n")
    let said = try message(campaign)
    #expect(said.contains("line 2, column lead_id, read \"\(phone)\""))
    #expect(said.contains("spreadsheet"))
    #expect(try campaign.rejectsText().contains("spreadsheet"))
  }

  @Test(
    "values that cannot be meant are rejected with line, column and reason",
    arguments: [
      ("variant", "questoin", "did you mean question?"), ("talk_seconds", "-5", "negative"),
      ("talk_seconds", "999999999", "larger than can be meant"), ("talk_seconds", "soon", "not a duration"),
      ("answered", "maybe", "neither yes nor no"), ("qualified", "2", "neither yes nor no"),
      ("cost", "0,06", "decimal point"), ("cost", "-1", "negative"), ("started_at", "02/03/2026 09:05", "ISO 8601"),
      ("started_at", "2026-02-30T10:00:00", "ISO 8601"), ("started_at", "0026-03-02T10:00:00", "ISO 8601"),
      ("started_at", "2026-03-02T24:00:00", "ISO 8601"), ("started_at", "", "empty"), ("lead_id", "", "empty"),
      ("call_id", "", "empty"), ("lead_id", "anonymous", "withheld"),
      ("call_id", String(repeating: "x", count: 256), "longer"),
    ])
  func rejectedValue(column: String, value: String, reason: String) throws {
    let campaign = try Campaign()
    campaign.maxRejectedShare = 0.5
    let names = ["call_id", "lead_id", "started_at", "variant", "talk_seconds", "answered", "qualified", "cost"]
    let good = ["2", "L2", "2026-03-02T09:00:00", "pitch", "10", "1", "0", "0.06"]
    let bad = zip(names, good).map { $0 == column ? "\"\(value)\"" : $1 }
    try campaign.write(
      .calls,
      names.joined(separator: ",") + "\n" + good.joined(separator: ",") + "\n" + bad.joined(separator: ",") + "\n")
    let evidence = try campaign.evidence()
    #expect(evidence.intake.rejected == 1)
    #expect(evidence.tally.byDay.total().calls == 1)
    let lines = try campaign.rejectsText().split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[1].hasPrefix("calls.csv,3,\(column),"))
    #expect(lines[1].contains(reason))
  }

  @Test("rows with too few or too many fields, and quotes that never close, are one bad row each")
  func malformedRows() throws {
    let campaign = try Campaign()
    campaign.maxRejectedShare = 1
    try campaign.write(
      .calls,
      Self.header + """
        1,L1,2026-03-02T09:00:00
        2,L2,2026-03-02T09:00:00,pitch,extra
        3,"L3,2026-03-02T09:00:00,pitch
        4,"L4"x,2026-03-02T09:00:00,pitch
        5,L5,2026-03-02T09:00:00,pitch

        """)
    let evidence = try campaign.evidence()
    #expect(evidence.intake.sources[0].rows == 5)
    #expect(evidence.intake.rejected == 4)
    #expect(evidence.tally.byDay.total().calls == 1)
    let text = try campaign.rejectsText()
    #expect(text.contains("calls.csv,2,,\"the row has 3 fields, the header has 4\",3,\"1,L1,2026-03-02T09:00:00\""))
    #expect(text.contains("calls.csv,4,,"))
    #expect(text.contains("calls.csv,5,,"))
  }

  @Test("the run goes on up to the limit of rejected rows and stops beyond it")
  func limit() throws {
    let campaign = try Campaign()
    let good = (0..<99).map { "\($0),L\($0),2026-03-02T09:00:00,pitch\n" }.joined()
    try campaign.write(.calls, Self.header + good + "x,,2026-03-02T09:00:00,pitch\n")
    #expect(try campaign.evidence().intake.rejected == 1)
    try campaign.write(.calls, Self.header + good + "x,,2026-03-02T09:00:00,pitch\ny,,2026-03-02T09:00:00,pitch\n")
    let said = try message(campaign)
    #expect(said.contains("2 of 101 rows"))
    #expect(said.contains("1 %"))
    #expect(said.contains("--max-rejected"))
    #expect(try campaign.rejectsText().split(separator: "\n").count == 3)
  }

  @Test("calls outside the test are findings, not rejects")
  func outsideTheTest() throws {
    let campaign = try Campaign()
    try campaign.write(
      .calls,
      Self.header + """
        1,L1,2026-03-01T09:00:00,pitch
        2,L2,2026-03-02T09:00:00,pitch
        3,L3,2026-03-16T09:00:00,pitch

        """)
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.beforeStart] == 1)
    #expect(evidence.intake[.afterEnd] == 1)
    #expect(evidence.tally.byDay.total().calls == 1)
    #expect(evidence.lastDay == CivilDate(iso: "2026-03-16"))
  }

  @Test("a rejects file that cannot be written is named")
  func unwritable() throws {
    let campaign = try Campaign()
    try FileManager.default.createDirectory(at: campaign.rejects, withIntermediateDirectories: true)
    campaign.maxRejectedShare = 1
    try campaign.write(.calls, Self.header + "1,,2026-03-02T09:00:00,pitch\n")
    guard case .unwritable(let path, _) = campaign.failure() else {
      Issue.record("a folder was overwritten")
      return
    }
    #expect(path.hasSuffix("rejects.csv"))
  }

  @Test(
    "methods that cannot be recomputed ask for the assignments file",
    arguments: [
      AssignmentRule.Method.blocked, .agents, .agentsCrossOver, .switchback, .waves,
    ])
  func assignmentsNeeded(method: AssignmentRule.Method) throws {
    let campaign = try Campaign(method: method)
    try campaign.write(.calls, "call_id,lead_id,started_at\n1,L1,2026-03-02T09:00:00\n")
    let said = try message(campaign)
    #expect(said.contains(method.rawValue))
    #expect(said.contains("assignments file"))
  }

  @Test("no data at all, and both calls and counts")
  func sources() throws {
    let campaign = try Campaign()
    #expect(try message(campaign).contains("--calls"))
    try campaign.write(.calls, Self.header + "1,L1,2026-03-02T09:00:00,pitch\n")
    try campaign.write(.counts, "variant,calls,opportunities\npitch,1,0\n")
    #expect(try message(campaign).contains("twice"))
  }

  @Test("a time zone and a date format that do not exist")
  func settings() throws {
    let campaign = try Campaign()
    try campaign.write(.calls, Self.header + "1,L1,2026-03-02T09:00:00,pitch\n")
    campaign.sources.dateFormat = "HH:mm"
    #expect(try message(campaign).contains("dd/MM/yyyy"))
    campaign.test.timeZone = "Europe/Atlantis"
    #expect(try message(campaign).contains("Europe/Atlantis"))
  }

  @Test("a column of ids is no stratum, and no team has that many agents", arguments: ["list", "agent_id"])
  func idsAsGroups(column: String) throws {
    let campaign = try Campaign(by: column == "list" ? ["list"] : [])
    var text = "call_id,lead_id,started_at,variant,\(column)\n"
    for index in 0..<66_000 { text += "\(index),L\(index),2026-03-02T09:00:00,pitch,g\(index)\n" }
    try campaign.write(.calls, text)
    #expect(try message(campaign).contains("more than 65535 different values"))
  }
}

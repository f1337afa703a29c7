import Decision
import Experiment
import Foundation
import Testing

@testable import CallData

/// Draws that are the same on every machine.
struct Draws {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

@Suite("The scan equals a slow reading, however the work is divided")
struct ScanLawsTests {
  private func campaign(_ seed: Int) throws -> (Campaign, ReferenceReading) {
    var draws = Draws(seed)
    let campaign = try Campaign(by: ["list"], within: 3)
    campaign.test.timeZone = "UTC"
    campaign.test.calling = CallingCalendar()
    campaign.maxRejectedShare = 1
    var rows: [[String]] = []
    func time() -> String {
      let day = draws.below(18) + 1
      return "2026-03-\(day < 10 ? "0" : "")\(day)T\(10 + draws.below(10)):\(10 + draws.below(50)):00Z"
    }
    for index in 0..<300 {
      if draws.below(20) == 0, let row = rows.last {
        rows.append(row)
        continue
      }
      let lead = draws.pick(["L", "a lead with a long and \"quoted\" name, ", "+3361234567"]) + String(draws.below(60))
      var row = [
        draws.below(15) == 0 ? "c\(draws.below(300))" : "c\(index)", lead, time(),
        draws.below(10) == 0 ? draws.pick(["pitch", "question"]) : lead.count % 2 == 0 ? "pitch" : "question",
        draws.pick(["", "ana", "ben, jr", "zoé"]), draws.pick(["A", "B", "line\nbreak"]),
        draws.pick(["", "0", "61", "3600"]),
      ]
      if draws.below(25) == 0 { row[draws.below(4)] = draws.pick(["", "x", "-1"]) }
      if draws.below(40) == 0 { row.removeLast() }
      rows.append(row)
    }
    func written(_ row: [String], _ quote: Bool) -> String {
      row.map { field in
        quote || field.contains { $0 == "\"" || $0 == "," || $0 == "\n" }
          ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
      }.joined(separator: ",")
    }
    var text = "call_id,lead_id,started_at,variant,agent_id,list,talk_seconds\n"
    for row in rows { text += written(row, draws.below(5) == 0) + (draws.below(2) == 0 ? "\r\n" : "\n") }
    try campaign.write(.calls, text)
    let opportunities = (0..<80).map { _ in
      (
        lead: draws.pick(["L", "a lead with a long and \"quoted\" name, ", "+3361234567"]) + String(draws.below(70)),
        at: time()
      )
    }
    var listed = "opportunity_id,lead_id,qualified_at\n"
    for (index, item) in opportunities.enumerated() {
      listed += written(["o\(index)", item.lead, item.at], false) + "\n"
    }
    try campaign.write(.opportunities, listed)
    return (campaign, ReferenceReading(rows, opportunities: opportunities, test: campaign.test, within: 3))
  }

  private func reading(_ campaign: Campaign, _ effort: ScanEffort) throws -> (evidence: Evidence, rejects: String) {
    var reader = EvidenceReader(
      test: campaign.test, sources: campaign.sources, directory: campaign.folder, maxRejectedShare: 1,
      rejectsFile: campaign.rejects, effort: effort)
    reader.requiresOpportunities = false
    let evidence = try reader.read()
    return (evidence, evidence.intake.rejected > 0 ? try campaign.rejectsText() : "")
  }

  @Test("margins, lead table, units, findings and rejects agree", arguments: 0..<15)
  func equalsReference(seed: Int) throws {
    let (campaign, reference) = try campaign(seed)
    let evidence = try campaign.evidence()
    #expect(evidence.tally == reference.tally)
    #expect(evidence.intake.findings == reference.intake)
    #expect(evidence.intake.rejected == reference.rejected)
  }

  @Test("threads, chunk size and memory change nothing, rejects included", arguments: 0..<5)
  func division(seed: Int) throws {
    let (campaign, _) = try campaign(seed)
    var whole = ScanEffort(threads: 1)
    whole.chunkSize = 1 << 30
    let expected = try reading(campaign, whole)
    for (threads, chunkSize, keyMemory) in [
      (1, 1, 1 << 30), (2, 7, 1 << 30), (2, 64, 5000), (3, 100, 1 << 30), (2, 1000, 3000), (8, 333, 2000),
      (2, 100, 700),
    ] {
      var effort = ScanEffort(threads: threads)
      effort.chunkSize = chunkSize
      effort.keyMemory = keyMemory
      let found = try reading(campaign, effort)
      #expect(found.evidence == expected.evidence)
      #expect(found.rejects == expected.rejects)
    }
  }

  @Test("comments that look like rows mislead no thread", arguments: [1, 13, 50, 97, 256, 1000])
  func misleadingComments(chunkSize: Int) throws {
    let campaign = try Campaign()
    campaign.maxRejectedShare = 1
    var text = "call_id,lead_id,started_at,variant,comment\n"
    for index in 0..<60 {
      text += "\(index),L\(index),2026-03-02T09:00:00,pitch,\"said:\n"
      for other in 0..<(index % 4) { text += "x\(index)-\(other),L\(other),2026-03-02T09:00:00,question,fake\n" }
      text += "end\"\n"
    }
    try campaign.write(.calls, text)
    var effort = ScanEffort(threads: 2)
    effort.chunkSize = chunkSize
    let found = try reading(campaign, effort)
    #expect(found.evidence.tally.byDay.total { $0.variant == "pitch" }.calls == 60)
    #expect(found.evidence.tally.byDay.total().calls == 60)
    #expect(found.evidence.tally.units.units(of: "pitch") == 60)
    #expect(found.evidence.intake.rejected == 0)
  }
}

@Suite("Nothing that is read disappears, and nothing crashes")
struct FuzzTests {
  /// Findings that say what became of a row of the calls file.
  private static let fates: [Intake.Finding] = [
    .filteredOut, .beforeStart, .afterEnd, .afterReading, .duplicateCall, .conflictingCall, .unassignedLead,
  ]

  @Test("every row is counted, rejected or found, whatever bytes a file holds", arguments: 0..<80)
  func randomBytes(seed: Int) throws {
    var draws = Draws(seed)
    let campaign = try Campaign()
    campaign.maxRejectedShare = 1
    var bytes = Array("call_id,lead_id,started_at,variant,talk_seconds,cost,answered\n".utf8)
    let pieces = [
      "1,L1,2026-03-02T09:00:00,pitch,10,0.5,1\n", "2,L2,2026-03-02T09:00:00Z,question,,,\n", "\"", "\n", ",", "\r\n",
      "\"\"",
      "3,L3,2026-01-02T09:00:00,pitch,1,1,0\n", "-", "99999999999999999999", "é", "\u{FEFF}", "2026-03-02", ";",
      "3,36E+10",
    ].map { Array($0.utf8) }
    for _ in 0..<draws.below(300) {
      switch draws.below(4) {
      case 0: bytes.append(UInt8(draws.below(256)))
      default: bytes += draws.pick(pieces)
      }
    }
    try campaign.write(.calls, Data(bytes))
    do throws(CallDataError) {
      let evidence = try campaign.reader(threads: 1 + draws.below(2)).read()
      let source = evidence.intake.sources[0]
      let found = Self.fates.reduce(0) { $0 + evidence.intake[$1] }
      #expect(source.rows == evidence.tally.byDay.total().calls + source.rejected + found)
      let total = evidence.tally.byDay.total()
      #expect(total == evidence.tally.byHour.total())
      #expect(total == evidence.tally.byAgentDay.total())
      #expect(total == evidence.tally.byAgentStratum.total())
      #expect(total == evidence.tally.byDelivery.total())
    } catch {
      #expect(error.errorDescription?.isEmpty == false)
    }
  }

  @Test("random bytes as any file end in evidence or in an error that explains itself", arguments: 0..<80)
  func anyFile(seed: Int) throws {
    var draws = Draws(seed &+ 1000)
    let method = draws.pick([AssignmentRule.Method.recorded, .hashed, .blocked, .agents, .switchback, .agentsCrossOver])
    let campaign = try Campaign(method: method, by: draws.pick([[], ["list"]]))
    campaign.test.unit = draws.pick([.lead, .company])
    campaign.maxRejectedShare = 1
    campaign.sources.encoding = draws.pick([.utf8, .windows1252])
    campaign.sources.dateFormat = draws.pick([nil, "dd/MM/yyyy HH:mm", "unix", "EEE, d MMM yyyy HH:mm:ss"])
    try campaign.write(
      .calls, "call_id,lead_id,started_at,variant,agent_id\n1,L1,2026-03-02T09:00:00,pitch,L1\n")
    let headers: [(Intake.Source.Kind, String)] = [
      (.opportunities, "opportunity_id,lead_id,qualified_at,accepted,source\n"),
      (.sales, "sale_id,opportunity_id,lead_id,closed_at,amount,currency,margin\n"),
      (.assignments, campaign.test.assignment.goesBySlot ? "date,window,variant,agent_id\n" : "lead_id,variant\n"),
      (.leads, "lead_id,list,company_id\n"), (.adherence, "call_id,heard,confidence\n"),
    ]
    for (kind, header) in headers {
      var bytes = Array(header.utf8)
      for _ in 0..<draws.below(200) {
        bytes +=
          draws.below(2) == 0
          ? [UInt8(draws.below(256))]
          : Array(
            draws.pick([
              "L1,pitch", "1,pitch,1", "2026-03-02,morning,pitch,L1", "\n", ",", "1,L1,2026-03-02,1,\n", "\"",
              "99999999999", "€", "1 000,5", "-",
            ]).utf8)
      }
      try campaign.write(kind, Data(bytes))
    }
    if let error = campaign.failure() { #expect(error.errorDescription?.isEmpty == false) }
  }
}

import Foundation
import Testing

/// A plan under legal hours, from its refusal to the reading that counts what broke the law.
@Suite struct LegalHoursCommandTests {
  static let plan = """
    name: summer
    starts: 2026-07-06
    timezone: Europe/Paris
    calling:
      windows: {morning: "10:00-13:00", afternoon: "14:00-18:00"}
      rules: fr-consumer
      refusals: [Not interested]
    assignment: {method: recorded}
    variants:
      - {name: pitch, role: control}
      - {name: question}
    goal: {metric: tco, baseline: 3 %, worth-detecting: +20 %, within: 3d}
    data: {calls: calls.csv, columns: {disposition: Result}}
    """

  /// Calls at 11:00 of nine calling days, and a few that should not have been placed.
  static func calls(breaches: Int) -> String {
    var rows = "call_id,lead_id,started_at,variant,Result,timezone,qualified\n"
    for index in 0..<900 {
      let day = [6, 7, 8, 9, 10, 13, 15, 16, 17][index % 9]
      let variant = index / 9 % 2 == 0 ? "pitch" : "question"
      rows +=
        "c\(index),L\(index),2026-07-\(day < 10 ? "0" : "")\(day)T11:00:00,\(variant),,,\(index % 30 == 0 ? 1 : 0)\n"
    }
    for index in 0..<breaches {
      rows += "h\(index),H\(index),2026-07-14T11:00:00,pitch,,,0\n"
    }
    rows += "r1,R,2026-07-15T11:00:00,pitch,NOT INTERESTED,,0\nr2,R,2026-07-16T09:00:00,pitch,,Indian/Reunion,0\n"
    return rows
  }

  @Test(arguments: [(1, "warn", "keep-running"), (20, "fail", "unhealthy")])
  func `breaches are counted, and from 1 % on the data are not trusted`(
    breaches: Int, health: String, status: String
  ) throws {
    try Program.temporaryFolder { folder in
      try Self.plan.write(to: folder.appending(path: "plan.yaml"))
      try Self.calls(breaches: breaches).write(to: folder.appending(path: "calls.csv"))
      let outcome = try Program.run(
        ["check", "plan.yaml", "--as-of", "2026-07-17", "--no-record", "--format", "json"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let json = try outcome.json()
      #expect(json["status"] as? String == status)
      #expect(try ReadingSchemaTests.faults(of: json) == [])
      let findings = try #require(json["health"] as? [[String: Any]])
      let finding = try #require(findings.first { $0["check"] as? String == "calling-hours" })
      #expect(finding["status"] as? String == health)
      let conduct = try #require(finding["conduct"] as? [String: Any])
      #expect(conduct["calls"] as? Int == 902 + breaches)
      #expect(conduct["onHolidays"] as? Int == breaches)
      #expect(conduct["outsideHours"] as? Int == 0)
      #expect(conduct["inOwnZone"] as? Int == 1)
      #expect(conduct["outsideWindows"] as? Int == 1)
      #expect((conduct["inRest"] as? [String: Any])?["calls"] as? Int == 1)
    }
  }

  @Test func `a plan outside the law does not start`() throws {
    try Program.temporaryFolder { folder in
      try Self.plan.replacingOccurrences(of: "14:00-18:00", with: "13:00-18:00")
        .write(to: folder.appending(path: "plan.yaml"))
      let outcome = try Program.run(["start", "plan.yaml"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("calling.windows.afternoon: read 13:00-18:00"))
      #expect(outcome.errors.contains("write 14:00-18:00"))
    }
  }
}

import CallData
import Decision
import Experiment
import Foundation
import Testing

@Suite("Calls are held against legal hours while they are read")
struct ConductTests {
  /// A campaign under `fr-consumer` from a date on, with calls as rows of `lead, started_at` and further columns.
  static func campaign(
    rules: String = "fr-consumer", starts: String = "2026-03-02", days: Int = 120, zone: String = "Europe/Paris",
    refusals: Set<String>? = nil
  ) throws -> Campaign {
    let campaign = try Campaign()
    campaign.test.starts = CivilDate(iso: starts)
    campaign.test.length = .days(days)
    campaign.test.timeZone = zone
    campaign.test.calling = CallingCalendar(rules: try LegalHours.preset(rules), refusals: refusals)
    return campaign
  }

  static func write(_ rows: [String], columns: String = "", to campaign: Campaign) throws {
    let lines = rows.enumerated().map { "c\($0),\($1)" }
    let header = "call_id,lead_id,started_at\(columns.isEmpty ? "" : ",\(columns)"),variant"
    try campaign.write(
      .calls, header + "\n" + lines.map { "\($0),pitch\n" }.joined())
  }

  static func conduct(
    _ rows: [String], columns: String = "", in campaign: Campaign
  ) throws -> CallConduct {
    try write(rows, columns: columns, to: campaign)
    return try #require(try campaign.evidence().tally.conduct)
  }

  @Test(arguments: [
    ("2026-03-02T10:00:00", 0, 0), ("2026-03-02T12:59:59", 0, 0), ("2026-03-02T13:00:00", 1, 0),
    ("2026-03-02T13:30:00", 1, 0), ("2026-03-02T14:00:00", 0, 0), ("2026-03-02T19:59:59", 0, 0),
    ("2026-03-02T20:00:00", 1, 0), ("2026-03-07T11:00:00", 1, 0), ("2026-04-06T11:00:00", 0, 1),
    ("2026-05-14T03:00:00", 0, 1), ("2026-05-25", 0, 1), ("2026-03-07", 1, 0), ("2026-03-06", 0, 0),
    // UTC in winter and summer, an hour and two behind Paris.
    ("2026-03-27T09:00:00Z", 0, 0), ("2026-03-30T08:00:00Z", 0, 0), ("2026-03-27T08:00:00Z", 1, 0),
    ("2026-03-30T18:00:00Z", 1, 0), ("2026-03-27T18:00:00Z", 0, 0),
  ])
  func `a call in Paris is judged by the clock of Paris`(at: String, outsideHours: Int, onHolidays: Int) throws {
    let conduct = try Self.conduct(["L1,\(at)"], in: try Self.campaign())
    #expect(conduct.calls == 1 && conduct.inOwnZone == 0)
    #expect(conduct.outsideHours == outsideHours && conduct.onHolidays == onHolidays)
    #expect(conduct.withoutTime == (at.contains("T") ? 0 : 1))
  }

  /// Ten in the morning in Paris (09:00 UTC in March): 18:00 in Tokyo, 13:00 in Reunion, 05:00 in Guadeloupe.
  @Test(arguments: [
    ("Europe/Paris", "2026-03-02T10:00:00", 0), ("Asia/Tokyo", "2026-03-02T10:00:00", 0),
    ("Asia/Tokyo", "2026-03-02T12:00:00", 1), ("Indian/Reunion", "2026-03-02T10:00:00", 1),
    ("Indian/Reunion", "2026-03-02T11:00:00", 0), ("America/Guadeloupe", "2026-03-02T10:00:00", 1),
    ("America/Guadeloupe", "2026-03-02T15:00:00", 0), ("Asia/Calcutta", "2026-03-02T10:00:00", 0),
    // A clock in summer time: 10:00 in Paris is 12:00 in Reunion from 29 March on.
    ("Indian/Reunion", "2026-03-30T10:00:00", 0),
    // Monday evening in Paris is Tuesday at 10:00 in Noumea; Friday evening is Saturday there.
    ("Pacific/Noumea", "2026-03-03T00:30:00", 0), ("Pacific/Noumea", "2026-03-07T00:30:00", 1),
  ])
  func `a lead is judged by its own clock`(zone: String, at: String, outsideHours: Int) throws {
    let conduct = try Self.conduct(["L1,\(at),\(zone)"], columns: "timezone", in: try Self.campaign())
    #expect(conduct.inOwnZone == 1 && conduct.outsideHours == outsideHours && conduct.onHolidays == 0)
  }

  @Test func `a holiday is a day of the lead's own calendar`() throws {
    // 13 July, 22:30 in Paris: 14 July in Noumea. 14 July, 01:00 in Paris: still the 13th in Guadeloupe.
    let rows = ["L1,2026-07-13T22:30:00,Pacific/Noumea", "L2,2026-07-14T01:00:00,America/Guadeloupe"]
    let conduct = try Self.conduct(rows, columns: "timezone", in: try Self.campaign(days: 200))
    #expect(conduct.onHolidays == 1 && conduct.outsideHours == 0)
  }

  @Test(arguments: [
    "Europe/Paris", "europe/paris", "EUROPE/PARIS", " Europe/Paris ", "Indian/Reunion", "indian/reunion",
    "America/New_York", "America/New York", "UTC", "utc",
  ])
  func `spellings of a zone are one zone`(zone: String) throws {
    let campaign = try Self.campaign()
    #expect(try Self.conduct(["L1,2026-03-02T10:00:00,\(zone)"], columns: "timezone", in: campaign).inOwnZone == 1)
    #expect(try campaign.evidence().intake[.unknownTimeZone] == 0)
  }

  @Test(arguments: ["Europe/Pari", "Paris", "+02:00", "GMT+2", "PST", "Romance Standard Time", "Mars/Olympus"])
  func `a call in an unknown zone is judged in the plan's zone and counted as such`(zone: String) throws {
    let campaign = try Self.campaign()
    let rows = ["L1,2026-03-02T10:00:00,\(zone)", "L2,2026-03-02T13:30:00,\(zone)", "L3,2026-03-02T13:30:00,"]
    let conduct = try Self.conduct(rows, columns: "timezone", in: campaign)
    #expect(conduct.calls == 3 && conduct.outsideHours == 2 && conduct.inOwnZone == 0)
    let evidence = try campaign.evidence()
    #expect(evidence.intake[.unknownTimeZone] == 2)
    #expect(evidence.tally.byDay.total().calls == 3)
  }

  @Test(arguments: [Intake.Source.Kind.assignments, .leads])
  func `a file of leads may state the zone, and the call's own row comes first`(kind: Intake.Source.Kind) throws {
    let campaign = try Self.campaign()
    try campaign.write(
      kind,
      "lead_id,variant,timezone\nL1,pitch,Indian/Reunion\nL2,pitch,Indian/Reunion\nL3,pitch,\nL4,pitch,Nowhere/Else\n")
    let rows = [
      "L1,2026-03-02T10:00:00,", "L2,2026-03-02T10:00:00,Europe/Paris", "L3,2026-03-02T10:00:00,",
      "L4,2026-03-02T10:00:00,",
    ]
    let conduct = try Self.conduct(rows, columns: "timezone", in: campaign)
    #expect(conduct.outsideHours == 1 && conduct.inOwnZone == 2)
    #expect(try campaign.evidence().intake[.unknownTimeZone] == 1)
  }

  /// Clocks go forward on 29 March 2026 and back on 25 October 2026, both Sundays; those of New York on 8 March.
  @Test(arguments: [
    ("2026-03-28T02:30:00", 1), ("2026-03-29T02:30:00", 1), ("2026-10-25T02:30:00", 1), ("2026-10-26T10:00:00", 0),
    ("2026-03-30T10:00:00", 0), ("2026-10-26T13:30:00", 1),
  ])
  func `days on which clocks change are judged`(at: String, outsideHours: Int) throws {
    let campaign = try Self.campaign(days: 300)
    #expect(try Self.conduct(["L1,\(at)"], in: campaign).outsideHours == outsideHours)
  }

  @Test func `between two changes of clocks a lead overseas is an hour nearer`() throws {
    // New York is 6 hours behind Paris, but 5 from 8 to 29 March 2026: 15:00 in Paris is then 10:00 there, not 09:00.
    let rows = [
      "L1,2026-03-06T15:00:00,America/New_York", "L2,2026-03-09T15:00:00,America/New_York",
      "L3,2026-03-27T15:00:00,America/New_York", "L4,2026-03-30T15:00:00,America/New_York",
    ]
    #expect(try Self.conduct(rows, columns: "timezone", in: try Self.campaign()).outsideHours == 2)
  }

  @Test func `calls outside the planned windows are counted in the plan's zone`() throws {
    let campaign = try Self.campaign()
    campaign.test.calling.windows = [
      CallWindow(name: "morning", span: .hours(try #require(HourRange("10:00-13:00"))))
    ]
    let rows = [
      "L1,2026-03-02T10:00:00,Asia/Tokyo", "L2,2026-03-02T15:00:00,", "L3,2026-03-02T21:00:00,", "L4,2026-03-02,",
    ]
    let conduct = try Self.conduct(rows, columns: "timezone", in: campaign)
    #expect(conduct.outsideWindows == 2 && conduct.outsideHours == 1 && conduct.withoutTime == 1)
  }

  @Test func `businesses have holidays and nothing else`() throws {
    let rows = ["L1,2026-03-07T23:00:00", "L1,2026-04-06T11:00:00"] + (0..<8).map { "L2,2026-03-0\($0 + 2)T03:00:00" }
    let conduct = try Self.conduct(rows, in: try Self.campaign(rules: "fr-business"))
    #expect(conduct.onHolidays == 1 && conduct.outsideHours == 0)
    #expect(conduct.tooMany == nil && conduct.inRest == nil)
  }

  @Test func `without rules nothing is judged and no further column is read`() throws {
    let campaign = try Self.campaign()
    campaign.test.calling.rules = nil
    try Self.write(["L1,2026-03-02T03:00:00,Nowhere/Else,no"], columns: "timezone,disposition", to: campaign)
    let evidence = try campaign.evidence()
    #expect(evidence.tally.conduct == nil && evidence.intake[.unknownTimeZone] == 0)
    let json = String(decoding: try JSONEncoder().encode(evidence.tally), as: UTF8.self)
    #expect(!json.contains("conduct"))
  }
}

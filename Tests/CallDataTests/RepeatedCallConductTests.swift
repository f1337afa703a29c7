import Decision
import Experiment
import Foundation
import Testing

@testable import CallData

@Suite("Repeated calls to one lead are held against the law")
struct RepeatedCallConductTests {
  private typealias Breaches = CallConduct.Breaches

  private func rows(_ lead: String, on days: [Int], disposition: [Int: String] = [:]) throws -> [String] {
    let first = try #require(CivilDate(iso: "2026-03-02"))
    return days.enumerated().map { "\(lead),\(first + $1)T11:00:00,\(disposition[$0] ?? "")" }
  }

  @Test(arguments: [
    ([0, 1, 2, 3], 0), ([0, 1, 2, 3, 4], 1), ([0, 7, 14, 21, 29], 1), ([0, 7, 14, 21, 30], 0),
    ([0, 1, 2, 3, 4, 5, 6], 3), ([6, 0, 3, 1, 2, 5, 4], 3),
  ])
  func `five calls in thirty days are one too many`(days: [Int], tooMany: Int) throws {
    let rows = try rows("L1", on: days) + rows("L2", on: [0, 1])
    let conduct = try ConductTests.conduct(rows, columns: "disposition", in: try ConductTests.campaign())
    #expect(conduct.tooMany == Breaches(leads: tooMany > 0 ? 1 : 0, calls: tooMany))
    #expect(conduct.inRest == nil)
  }

  @Test(arguments: [(59, 1), (60, 1), (61, 0)])
  func `a lead that refused is left alone for sixty full days`(day: Int, inRest: Int) throws {
    let campaign = try ConductTests.campaign(refusals: ["not-interested"])
    let rows = try rows("L1", on: [0, day], disposition: [0: "Not interested"]) + rows("L2", on: [0, 1])
    let conduct = try ConductTests.conduct(rows, columns: "disposition", in: campaign)
    #expect(conduct.inRest == Breaches(leads: inRest, calls: inRest))
  }

  @Test func `on the day of a refusal only later calls are in the rest`() throws {
    let campaign = try ConductTests.campaign(refusals: ["no"])
    let rows = [
      "L1,2026-03-02T15:00:00,", "L1,2026-03-02T12:00:00,NO", "L1,2026-03-02T11:00:00,", "L2,2026-03-02T11:00:00,No",
    ]
    let conduct = try ConductTests.conduct(rows, columns: "disposition", in: campaign)
    #expect(conduct.inRest == Breaches(leads: 1, calls: 1))
  }

  @Test func `without dispositions refusals are not known`() throws {
    let campaign = try ConductTests.campaign(refusals: ["no"])
    #expect(try ConductTests.conduct(["L1,2026-03-02T11:00:00"], in: campaign).inRest == nil)
    let unnamed = try ConductTests.campaign()
    #expect(try ConductTests.conduct(["L1,2026-03-02T11:00:00,no"], columns: "disposition", in: unnamed).inRest == nil)
    #expect(
      try ConductTests.conduct(["L1,2026-03-02T11:00:00,no"], columns: "disposition", in: campaign).inRest == Breaches()
    )
  }

  @Test func `days of repeated calls are days where the lead is`() throws {
    // Five calls at 00:30 in Paris of days 1 to 30: in Guadeloupe the evenings of days 0 to 29, in Tokyo days 1 to 30.
    // With day 30 moved to the evening the lead in Guadeloupe has a stretch of 31 days.
    let early = ["2026-03-03T00:30:00", "2026-03-10T00:30:00", "2026-03-17T00:30:00", "2026-03-24T00:30:00"]
    for (zone, last, tooMany) in [
      ("America/Guadeloupe", "2026-04-01T00:30:00", 1), ("America/Guadeloupe", "2026-04-01T11:00:00", 0),
      ("Europe/Paris", "2026-04-01T11:00:00", 1),
    ] {
      let rows = (early + [last]).map { "L1,\($0),\(zone)" }
      let conduct = try ConductTests.conduct(rows, columns: "timezone", in: try ConductTests.campaign())
      #expect(conduct.tooMany == Breaches(leads: tooMany, calls: tooMany), "\(zone) \(last)")
    }
  }

  @Test func `repeated rows and rejected rows are no calls`() throws {
    let campaign = try ConductTests.campaign()
    campaign.maxRejectedShare = 1
    let calls = (0..<4).map { "c\($0),L1,2026-03-0\($0 + 2)T13:30:00,pitch\n" }
    try campaign.write(
      .calls,
      "call_id,lead_id,started_at,variant\n" + calls.joined() + calls[0] + "c1,L1,2026-03-03T21:00:00,pitch\n"
        + "c9,L1,yesterday,pitch\n")
    let conduct = try #require(try campaign.evidence().tally.conduct)
    #expect(conduct.calls == 4 && conduct.outsideHours == 4)
    #expect(conduct.tooMany == Breaches())
  }

  @Test func `calls of a lead count together where slots change its variant`() throws {
    let campaign = try ConductTests.campaign()
    campaign.test.unit = .slot
    let calls = (0..<6).map { "c\($0),L1,2026-03-0\($0 + 2)T11:00:00,\($0 % 2 == 0 ? "pitch" : "question")\n" }
    try campaign.write(.calls, "call_id,lead_id,started_at,variant\n" + calls.joined())
    #expect(try campaign.evidence().tally.conduct?.tooMany == Breaches(leads: 1, calls: 2))
  }

  /// Chunks cut inside quoted fields, several threads and several passes.
  @Test func `figures are the same for any number of threads, chunks and passes, and as judged one by one`() throws {
    let campaign = try ConductTests.campaign(refusals: ["refused"])
    let zones = ["", "Europe/Paris", "Asia/Tokyo", "Indian/Reunion", "Nowhere/Else", "Pacific/Noumea"]
    var random = SplitMix(state: 7)
    var text = "call_id,lead_id,started_at,timezone,disposition,note,variant\n"
    var calls: [String: [(instant: Int, call: PlacedCall)]] = [:]
    var expected = CallConduct(tooMany: Breaches(), inRest: Breaches())
    let rules = try #require(campaign.test.calling.rules)
    let first = try #require(campaign.test.starts)
    for index in 0..<4000 {
      let lead = Int(random.next() % 900)
      let zone = zones[lead % zones.count]
      let (day, second) = (Int(random.next() % 118), Int(random.next() % 86_400))
      let isRefusal = random.next() % 9 == 0
      let utc = (first + day).dayNumber * 86_400 + second
      let stamp = "\(first + day)T\(clock(second))Z"
      text +=
        "c\(index),L\(lead),\(stamp),\(zone),\(isRefusal ? "Refused" : ""),\"a\nb\"\"c,\",\(lead % 2 == 0 ? "pitch" : "question")\n"
      let zoneTable = try ZoneTable(named: ["", "Nowhere/Else"].contains(zone) ? "Europe/Paris" : zone)
      var local = LocalClock(zoneTable)
      let moment = local.moment(at: utc)
      let call = PlacedCall(
        date: CivilDate(dayNumber: moment.day), minute: moment.second / 60, isRefusal: isRefusal)
      calls["L\(lead)", default: []].append((utc, call))
    }
    for placed in calls.values {
      let sorted = placed.sorted { $0.instant < $1.instant }.map(\.call)
      for call in sorted {
        expected.calls += 1
        let judgement = rules.judgement(of: call)
        if judgement.holiday != nil {
          expected.onHolidays += 1
        } else if !judgement.isWithinHours {
          expected.outsideHours += 1
        }
      }
      let breaches = rules.breaches(of: sorted)
      if breaches.tooMany > 0 {
        expected.tooMany = expected.tooMany.map { $0 + Breaches(leads: 1, calls: breaches.tooMany) }
      }
      if breaches.inRest > 0 {
        expected.inRest = expected.inRest.map { $0 + Breaches(leads: 1, calls: breaches.inRest) }
      }
    }
    expected.inOwnZone = calls.reduce(0) { sum, entry in
      ["", "Nowhere/Else"].contains(zones[(Int(entry.key.dropFirst()) ?? 0) % zones.count])
        ? sum : sum + entry.value.count
    }
    try campaign.write(.calls, text)
    for (threads, chunk, memory) in [(1, 4 << 20, 1 << 30), (2, 700, 1 << 30), (3, 333, 40_000), (1, 5000, 1000)] {
      var effort = ScanEffort(threads: threads)
      effort.chunkSize = chunk
      effort.keyMemory = memory
      var reader = EvidenceReader(
        test: campaign.test, sources: campaign.sources, directory: campaign.folder, rejectsFile: nil, effort: effort)
      reader.requiresOpportunities = false
      #expect(try reader.read().tally.conduct == expected, "\(threads) threads, chunks of \(chunk)")
    }
  }

  private func clock(_ second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

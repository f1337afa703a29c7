import Experiment
import Foundation
import Testing

@Suite struct TallyTests {
  static func shard(_ offset: Int) -> Tally {
    var tally = Tally()
    let date = CivilDate(dayNumber: 20_514 + offset % 3)
    for variant in ["a", "b"] {
      tally.byDay.add(
        CallCell(calls: 100 + offset, opportunities: 3), to: DayKey(variant: variant, date: date, stratum: "s"))
      tally.leads.add(
        LeadTable.Row(leads: 10), to: LeadTable.Key(variant: variant, stratum: "s", calls: 2, opportunities: 1))
      tally.units.counts[UnitKey(variant: variant, stratum: "s"), default: 0] += 10
      for delay in 0...2 { tally.delays.add(3 - delay, to: DelayKey(variant: variant, date: date, days: delay)) }
    }
    tally.units.source = .calls
    return tally
  }

  @Test func `shards add up in any order`() {
    let shards = (0..<5).map(Self.shard)
    let forward = shards.dropFirst().reduce(shards[0], +)
    let backward = shards.reversed().dropFirst().reduce(shards[4], +)
    #expect(forward == backward)
    #expect(forward.byDay.total { $0.variant == "a" }.calls == 510)
    #expect(forward.leads.leads(of: "b") == 50)
    #expect(forward.units.units(of: "a") == 50)
    #expect(forward.delays.counts.values.reduce(0, +) == 60)
    #expect(forward.delays.sorted.map(\.key) == forward.delays.counts.keys.sorted())
  }

  @Test func `equal tallies are equal to the byte in JSON`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let one = Self.shard(1) + Self.shard(2)
    let other = Self.shard(2) + Self.shard(1)
    let data = try encoder.encode(one)
    #expect(try encoder.encode(other) == data)
    #expect(try JSONDecoder().decode(Tally.self, from: data) == one)
  }

  @Test func `a coarser margin forgets what it does not name`() {
    let tally = Self.shard(0) + Self.shard(1)
    let byVariant = tally.byDay.grouped { UnitKey(variant: $0.variant) }
    #expect(byVariant[UnitKey(variant: "a")].calls == 201)
    #expect(byVariant[UnitKey(variant: "unknown")] == CallCell())
  }

  @Test func `calls are mature once their window has closed`() throws {
    let asOf = try #require(CivilDate(iso: "2026-03-15"))
    #expect(Tally.matureThrough(asOf: asOf, within: 7).description == "2026-03-08")
    #expect(Tally.matureThrough(asOf: asOf, within: nil) == asOf)
  }
}

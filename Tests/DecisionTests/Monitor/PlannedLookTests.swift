import Decision
import Experiment
import Statistics
import Testing

@Suite("Planned looks")
struct PlannedLookTests {
  private static let daily = Monitoring(method: .groupSequential)

  @Test func `boundaries of the normal law are those of the spending function`() throws {
    let reading = try Course(Self.daily).reading(on: 7)
    let standing = try #require(reading.comparisons[0].sequential)
    // Lan–DeMets O'Brien–Fleming-type spending, 2.5 % a side, fourteen equal looks: gsDesign 3.6.
    #expect(standing.looks.map(\.number) == Array(1...7))
    for (number, look) in standing.looks.enumerated() {
      #expect(abs(look.informationFraction - Double(number + 1) / 14) < 1e-12)
    }
    let spending = try ErrorSpending(alpha: 0.05, sides: .two, function: .obrienFleming)
    let bounds = try spending.bounds(at: (1...7).map { Double($0) / 14 })
    for (look, bound) in zip(standing.looks, bounds.looks) {
      if bound.upper.isFinite { #expect(abs((look.normalBoundary ?? 0) - bound.upper) < 1e-9) }
    }
    #expect(standing.planned.count == 7)
    #expect(standing.planned.last.map { abs($0.informationFraction - 1) < 1e-12 } == true)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `error spent grows day by day and never passes alpha`(seed: UInt64) throws {
    let course = try Course(Self.daily, rates: [0.03, 0.03], seed: seed)
    var spent = 0.0
    for day in 1...14 {
      let standing = try #require(try course.reading(on: day).comparisons[0].sequential)
      let look = try #require(standing.latest)
      #expect(look.alphaSpent >= spent)
      #expect(look.alphaUsed <= look.alphaSpent)
      spent = look.alphaSpent
    }
    #expect(spent <= 0.05)
  }

  @Test func `reading the same data again spends nothing`() throws {
    let course = try Course(Self.daily, rates: [0.03, 0.031])
    let last = try course.reading(on: 14).comparisons[0].sequential
    #expect(try course.reading(on: 15).comparisons[0].sequential == last)
    #expect(try course.reading(on: 20).comparisons[0].sequential == last)
    let midway = try course.reading(on: 9).comparisons[0].sequential
    #expect(try course.reading(on: 9).comparisons[0].sequential == midway)
  }

  @Test(arguments: 1...14 as ClosedRange<UInt64>)
  func `a boundary is crossed just when the p that allows for all looks is at most alpha`(seed: UInt64) throws {
    let course = try Course(Self.daily, rates: [0.02, 0.024], callsPerDay: 700, seed: seed)
    let reading = try course.reading(on: 14)
    let comparison = reading.comparisons[0]
    let standing = try #require(comparison.sequential)
    let ending = try #require(standing.ending)
    let p = try #require(comparison.p)
    #expect(comparison.isSignificant == (p <= 0.05))
    #expect(comparison.isSignificant == (standing.repeatedP <= 0.05))
    #expect(comparison.isSignificant == (ending.reason != .end))
    let difference = try #require(comparison.difference)
    #expect((difference.lower > 0 || difference.upper < 0) == comparison.isSignificant)
    #expect(comparison.uncorrected != nil)
    switch ending.reason {
    case .efficacy: #expect(reading.conclusion.status == .rollOut)
    case .harm: #expect(reading.conclusion.status == .keepControl)
    case .end, .futility: #expect(reading.conclusion.status == .noWinner)
    }
  }

  @Test func `before the end a conclusion needs a boundary, and stays once it was crossed`() throws {
    let course = try Course(Self.daily, rates: [0.03, 0.042], seed: 3)
    let statuses = try (1...14).map { try course.reading(on: $0).conclusion.status }
    let first = try #require(statuses.firstIndex(of: .rollOut))
    #expect(first < 13)
    #expect(statuses[..<first].allSatisfy { $0 == .keepRunning })
    #expect(statuses[first...].allSatisfy { $0 == .rollOut })
    let stopped = try course.reading(on: first + 1).comparisons[0]
    let later = try course.reading(on: 14).comparisons[0]
    #expect(stopped.difference == later.difference)
    #expect(stopped.sequential?.ending == later.sequential?.ending)
    // Stopping early exaggerates: the corrected estimate is nearer to none.
    let plain = try #require(stopped.uncorrected?.difference)
    #expect(try #require(stopped.difference).value < plain.value)
  }

  @Test func `a worse challenger ends the test early`() throws {
    let course = try Course(Self.daily, rates: [0.042, 0.03], seed: 3)
    let reading = try course.reading(on: 10)
    #expect(reading.conclusion.status == .keepControl)
    #expect(reading.comparisons[0].sequential?.ending?.reason == .harm)
    let oneSided = try Course(Self.daily, rates: [0.042, 0.03], sides: 1, seed: 3).reading(on: 10)
    #expect(oneSided.conclusion.status == .keepRunning)
    #expect(oneSided.comparisons[0].sequential?.latest?.harmBoundary == nil)
  }

  @Test func `futility ends a test without hope, and leaves the boundary for efficacy where it was`() throws {
    var monitoring = Self.daily
    monitoring.futility = .obrienFleming
    let course = try Course(monitoring, rates: [0.03, 0.029], seed: 5)
    let without = try Course(Self.daily, rates: [0.03, 0.029], seed: 5)
    let readings = try (1...14).map { try course.reading(on: $0) }
    let first = try #require(readings.firstIndex { $0.comparisons[0].sequential?.ending?.reason == .futility })
    #expect(first < 13)
    #expect(readings[first].conclusion.status == .keepControl)
    let here = try #require(readings[first].comparisons[0].sequential?.latest)
    let there = try #require(try without.reading(on: first + 1).comparisons[0].sequential?.latest)
    #expect(here.efficacyBoundary == there.efficacyBoundary)
    #expect(here.statistic <= (here.futilityBoundary ?? -.infinity))
  }

  @Test func `the last look spends all that is left, with fewer or more calls than planned`() throws {
    for planned in [1500, 2000, 2600] {
      let course = try Course(Self.daily, rates: [0.03, 0.03], planned: planned)
      let standing = try #require(try course.reading(on: 14).comparisons[0].sequential)
      #expect(standing.latest?.alphaSpent == 0.05)
      #expect(standing.ending?.reason == .end)
    }
    let over = try Course(Self.daily, rates: [0.03, 0.03], planned: 1500).reading(on: 12).comparisons[0].sequential
    #expect((over?.latest?.informationFraction ?? 0) > 1)
    #expect(over?.latest?.alphaSpent == 0.05)
  }

  @Test func `weekly looks are two, and days between them decide nothing`() throws {
    var monitoring = Self.daily
    monitoring.looks = .weekly
    let course = try Course(monitoring, rates: [0.03, 0.05], seed: 3)
    let before = try course.reading(on: 6)
    #expect(before.comparisons[0].sequential?.latest == nil)
    #expect(before.conclusion.status == .keepRunning)
    #expect(before.comparisons[0].sequential?.outlook?.nextLook == Course.day(7))
    #expect(try course.reading(on: 7).comparisons[0].sequential?.looks.count == 1)
    #expect(
      try course.reading(on: 10).comparisons[0].sequential?.looks
        == course.reading(on: 7).comparisons[0].sequential?.looks)
  }

  @Test func `several challengers share the error by Holm's procedure`() throws {
    let course = try Course(Self.daily, rates: [0.03, 0.045, 0.03], seed: 11)
    let reading = try course.reading(on: 14)
    let winner = try #require(reading.comparisons[0].sequential)
    let other = try #require(reading.comparisons[1].sequential)
    #expect(winner.level == 0.025)
    #expect(reading.comparisons[0].isSignificant)
    // What is shown leaves its share to the rest.
    #expect(other.level == 0.05)
    for comparison in reading.comparisons {
      let adjusted = try #require(comparison.pAdjusted)
      #expect(comparison.isSignificant == (adjusted <= 0.05))
    }
  }

  @Test func `an arm without calls is waited for`() throws {
    var course = try Course(Self.daily)
    course.opportunities = course.opportunities.map { [$0[0], 0] }
    var evidence = course.evidence(through: 14)
    evidence.tally.byDay = evidence.tally.byDay.grouped { $0.variant == "pitch" ? $0 : nil }
    for day in [3, 14] {
      let reading = try check(course.plan, evidence, asOf: Course.day(day))
      #expect(reading.conclusion.status == .keepRunning || reading.conclusion.status == .unhealthy)
      #expect(reading.comparisons[0].sequential == nil)
    }
  }

  @Test func `undated counts are one look, the last`() throws {
    let course = try Course(Self.daily)
    var evidence = course.evidence(through: 14)
    evidence.tally.byDay = evidence.tally.byDay.grouped { DayKey(variant: $0.variant, date: nil) }
    let reading = try check(course.plan, Evidence(tally: evidence.tally))
    #expect(reading.comparisons[0].sequential?.looks.count == 1)
    #expect(reading.comparisons[0].sequential?.latest?.alphaSpent == 0.05)
  }

  @Test func `an extension keeps what was spent and spreads the rest`() throws {
    var course = try Course(Self.daily, rates: [0.03, 0.03], days: 21)
    course.plan.test.length = .days(14)
    let before = try #require(try course.reading(on: 10).comparisons[0].sequential)
    course.plan.test.length = .days(21)
    course.plan.test.extensions = [TestProtocol.Extension(decidedOn: Course.day(10), before: .days(14))]
    let after = try #require(try course.reading(on: 12).comparisons[0].sequential)
    #expect(Array(after.looks.prefix(10)) == before.looks)
    #expect((after.looks.last?.alphaSpent ?? 0) >= (before.looks.last?.alphaSpent ?? 1))
    let end = try #require(try course.reading(on: 21).comparisons[0].sequential)
    #expect(end.latest?.alphaSpent == 0.05)
    #expect(end.looks.allSatisfy { $0.alphaUsed <= 0.05 })
  }

  @Test func `after an amendment past days are no looks of the new plan, and what was spent stays spent`() throws {
    let before = try Course(Self.daily, rates: [0.03, 0.037], seed: 9)
    let looks = try (1...8).flatMap { Look.looks(of: try before.reading(on: $0)) }
    var pocock = Self.daily
    pocock.spending = try Spending(.pocock)
    let after = try Course(pocock, rates: [0.03, 0.037], seed: 9)
    let spent = try #require(looks.last?.alphaSpent)
    let history = looks.map { PastLook($0, isUnderEarlierPlan: true) }
    let standing = try #require(try after.reading(on: 9, looks: history).comparisons[0].sequential)
    #expect(standing.looks.map(\.date) == [Course.day(9)])
    let look = try #require(standing.latest)
    #expect(look.alphaUsed <= look.alphaSpent)
    #expect(look.alphaUsed > spent)
    // Without the record the new plan would look back on days that were read under the old one.
    #expect(try after.reading(on: 9).comparisons[0].sequential?.looks.first?.date == Course.day(1))
  }

  @Test func `leads called more than once are judged at the looks that were recorded`() throws {
    let course = try Course(Self.daily, rates: [0.03, 0.036])
    func evidence(_ day: Int) -> Evidence {
      var evidence = course.evidence(through: day)
      for (variant, name) in course.plan.test.variants.names.enumerated() {
        let calls = day * course.callsPerDay
        let won = course.opportunities.prefix(day).reduce(0) { $0 + $1[variant] }
        let key = { LeadTable.Key(variant: name, calls: 2, opportunities: $0) }
        evidence.tally.leads.add(LeadTable.Row(leads: won), to: key(1))
        evidence.tally.leads.add(LeadTable.Row(leads: calls / 2 - won), to: key(0))
      }
      return evidence
    }
    var history: [PastLook] = []
    for day in [4, 5, 6] {
      let reading = try check(course.plan, evidence(day), looks: history, asOf: Course.day(day))
      let standing = try #require(reading.comparisons[0].sequential)
      #expect(!standing.isExact)
      #expect(standing.looks.count == history.count + 1)
      #expect(standing.latest?.statistic == reading.comparisons[0].statistic)
      history += Look.looks(of: reading).map { PastLook($0) }
    }
    let alone = try check(course.plan, evidence(6), asOf: Course.day(6))
    #expect(alone.comparisons[0].sequential?.looks.count == 1)
    #expect(alone.comparisons[0].alwaysValid?.guarantee == .asymptotic)
  }
}

import Experiment
import Testing

@Suite("Calls are held against the legal hours of the plan")
struct CallingHoursCheckTests {
  private func inspection(
    rules: String? = "fr-consumer", conduct: CallConduct?, asOf: String? = "2026-03-31"
  ) throws -> Inspection {
    var inspection = try HealthCheckTests.inspection()
    inspection.test.calling.rules = try rules.map { try LegalHours.preset($0) }
    inspection.tally.conduct = conduct
    inspection.asOf = asOf.flatMap { CivilDate(iso: $0) }
    return inspection
  }

  @Test(arguments: [
    (CallConduct(calls: 1000), HealthFinding.Status.pass),
    (CallConduct(calls: 1000, outsideHours: 1), .warn),
    (CallConduct(calls: 1000, onHolidays: 10), .warn),
    (CallConduct(calls: 1000, onHolidays: 6, outsideHours: 5), .fail),
    (CallConduct(calls: 1000, tooMany: CallConduct.Breaches(leads: 1, calls: 1)), .warn),
    (CallConduct(calls: 1000, inRest: CallConduct.Breaches(leads: 9, calls: 11)), .fail),
    (CallConduct(calls: 1000, outsideWindows: 10), .pass),
    (CallConduct(calls: 1000, outsideWindows: 11), .warn),
    (CallConduct(calls: 1000, outsideWindows: 900), .warn),
    (CallConduct(), .pass),
  ])
  func `one breach warns and more than 1 % fail`(conduct: CallConduct, status: HealthFinding.Status) throws {
    #expect(CallingHoursCheck().finding(for: try inspection(conduct: conduct)).status == status)
  }

  @Test func `plans without rules are not asked, so their readings stay as they are`() throws {
    let without = HealthChecks.findings(for: try inspection(rules: nil, conduct: nil)).map(\.check)
    let with = HealthChecks.findings(for: try inspection(conduct: CallConduct())).map(\.check)
    #expect(!without.contains(.callingHours))
    #expect(with.contains(.callingHours))
    #expect(with.filter { $0 != .callingHours } == without)
  }

  @Test func `counts and undated data cannot be judged`() throws {
    var inspection = try inspection(conduct: nil)
    #expect(CallingHoursCheck().finding(for: inspection).detail == .undated)
    inspection.tally.byDay.add(
      CallCell(calls: 1, opportunities: 0), to: DayKey(variant: "pitch", date: CivilDate(iso: "2026-03-02")))
    #expect(CallingHoursCheck().finding(for: inspection).detail == .callTimesUnknown)
    #expect(CallingHoursCheck().finding(for: inspection).status == .notApplicable)
  }

  @Test func `conduct adds up over disjoint leads, and what one does not know is not known`() {
    let known = CallConduct(
      calls: 10, withoutTime: 1, inOwnZone: 2, onHolidays: 3, outsideHours: 4, outsideWindows: 5,
      tooMany: CallConduct.Breaches(leads: 1, calls: 2), inRest: CallConduct.Breaches(leads: 1, calls: 1))
    let unknown = CallConduct(calls: 1, tooMany: CallConduct.Breaches(leads: 1, calls: 1))
    let sum = known + unknown
    #expect(sum.calls == 11 && sum.tooMany == CallConduct.Breaches(leads: 2, calls: 3) && sum.inRest == nil)
    #expect((Tally(conduct: known) + Tally()).conduct == known)
    #expect((Tally() + Tally(conduct: known)).conduct == known)
    #expect((Tally(conduct: known) + Tally(conduct: unknown)).conduct == sum)
    #expect((Tally() + Tally()).conduct == nil)
  }
}

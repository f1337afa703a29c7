import Experiment
import Testing

@testable import Report

extension Sample {
  static let callingHoursFindings: [HealthFinding.CallingHoursFinding] = LegalHours.presetNames.flatMap { name in
    callingHours(name).map { rules in
      [
        CallConduct(calls: 900, tooMany: CallConduct.Breaches()),
        CallConduct(
          calls: 3500, withoutTime: 7, inOwnZone: 12, onHolidays: 4, outsideHours: 8, outsideWindows: 40,
          tooMany: CallConduct.Breaches(leads: 3, calls: 5), inRest: CallConduct.Breaches(leads: 1, calls: 2)),
        CallConduct(
          calls: 1, withoutTime: 1, inOwnZone: 1, outsideHours: 1, outsideWindows: 1,
          tooMany: CallConduct.Breaches(leads: 1, calls: 1), inRest: CallConduct.Breaches()),
      ].map {
        HealthFinding.CallingHoursFinding(
          conduct: $0, rules: rules, notices: rules.notices(on: CivilDate(iso: "2026-09-01")))
      }
    } ?? []
  }

  static func callingHours(_ name: String) -> LegalHours? {
    do { return try LegalHours.preset(name) } catch { return nil }
  }
}

@Suite("Legal hours in words")
struct CallingHoursSentenceTests {
  private func finding(_ conduct: CallConduct, on day: String = "2026-03-31") throws -> HealthFinding {
    let rules = try #require(Sample.callingHours("fr-consumer"))
    return HealthFinding(
      check: .callingHours, status: .warn,
      detail: .callingHours(
        HealthFinding.CallingHoursFinding(
          conduct: conduct, rules: rules, notices: rules.notices(on: CivilDate(iso: day)))))
  }

  private let some = CallConduct(
    calls: 3500, onHolidays: 4, outsideHours: 8, outsideWindows: 40,
    tooMany: CallConduct.Breaches(leads: 3, calls: 5), inRest: CallConduct.Breaches(leads: 1, calls: 2))

  @Test func `breaches are counted in both languages`() throws {
    #expect(
      Language.english.wording().healthDetail(try finding(some))
        == "12 of 3,500 calls at times that fr-consumer forbids: 8 outside legal hours and 4 on public holidays. "
        + "3 leads were called more than 4 times in 30 days: 5 calls too many. "
        + "2 calls to 1 lead within 60 days of a refusal. 40 calls outside the planned windows. "
        + "This is not legal advice.")
    #expect(
      plain(Language.french.wording().healthDetail(try finding(some)))
        == "12 appels sur 3 500 à une heure que fr-consumer interdit : 8 hors des horaires légaux et 4 un jour férié. "
        + "3 fiches appelées plus de 4 fois en 30 jours : 5 appels de trop. "
        + "2 appels à 1 fiche dans les 60 jours après un refus. 40 appels hors des plages prévues. "
        + "Ceci n’est pas un conseil juridique.")
  }

  @Test func `what was not checked is said`() throws {
    let conduct = CallConduct(calls: 900, tooMany: CallConduct.Breaches())
    #expect(
      Language.english.wording().healthDetail(try finding(conduct))
        == "All 900 calls at times that fr-consumer allows. No lead was called more than 4 times in 30 days. "
        + "Calls after a refusal are not checked: that takes a disposition of each call and `calling.refusals` in the "
        + "plan. This is not legal advice.")
  }

  @Test func `consent is spoken of from 11 August 2026 on`() throws {
    for (day, speaks) in [("2026-08-10", false), ("2026-08-11", true)] {
      let english = Language.english.wording().healthDetail(try finding(some, on: day))
      let french = Language.french.wording().healthDetail(try finding(some, on: day))
      #expect(english.contains("consent given beforehand") == speaks)
      #expect(french.contains("consentement préalable") == speaks)
    }
  }
}

import Cost
import Experiment
import Testing

@testable import Report

@Suite struct `Figures as people write them` {
  private let english = NumberFormat(language: .english)
  private let french = NumberFormat(language: .french)
  private static let n = "\u{202F}"

  @Test(arguments: [
    (0, "0", "0"), (7, "7", "7"), (999, "999", "999"), (1_000, "1,000", "1\u{202F}000"),
    (12_000, "12,000", "12\u{202F}000"), (1_234_567, "1,234,567", "1\u{202F}234\u{202F}567"),
    (-4_000, "\u{2212}4,000", "\u{2212}4\u{202F}000"),
    (Int.min, "\u{2212}9,223,372,036,854,775,808", "\u{2212}9 223 372 036 854 775 808".replacing(" ", with: n)),
  ])
  func `whole numbers are grouped by thousands`(value: Int, inEnglish: String, inFrench: String) {
    #expect(english.integer(value) == inEnglish)
    #expect(french.integer(value) == inFrench)
  }

  /// Halves go away from zero on the digits a reader sees: 2.675 is 2.67499999999999982 in binary.
  @Test(arguments: [
    (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.5, 0, "1"), (-0.5, 0, "\u{2212}1"), (1e-7, 2, "0.00"),
    (-1e-7, 2, "0.00"), (-0.0, 1, "0.0"), (-0.04, 1, "0.0"), (999.996, 2, "1,000.00"), (9.99, 1, "10.0"),
    (1e21, 0, "1,000,000,000,000,000,000,000"), (1_234.5, -2, "1,200"), (1_250, -2, "1,300"), (40, -2, "0"),
    (50, -2, "100"), (Double.infinity, 1, "∞"), (-Double.infinity, 1, "\u{2212}∞"),
    (Double.leastNonzeroMagnitude, 3, "0.000"),
  ])
  func `numbers are rounded before they are printed`(value: Double, places: Int, expected: String) {
    #expect(english.decimal(value, places: places) == expected)
  }

  @Test(arguments: [
    (0.036, "3.6%", "3,6\u{202F}%"), (0.03, "3.0%", "3,0\u{202F}%"), (0.0081, "0.81%", "0,81\u{202F}%"),
    (0.00036, "0.036%", "0,036\u{202F}%"), (2.0, "200%", "200\u{202F}%"), (0, "0.0%", "0,0\u{202F}%"),
    (0.9996, "100.0%", "100,0\u{202F}%"), (23.5, "2,350%", "2\u{202F}350\u{202F}%"),
  ])
  func `shares are printed as percentages`(share: Double, inEnglish: String, inFrench: String) {
    #expect(english.percent(share) == inEnglish)
    #expect(french.percent(share) == inFrench)
  }

  @Test(arguments: [(0.05, "5%"), (0.025, "2.5%"), (0.01667, "1.67%"), (0.8, "80%"), (0.1, "10%"), (1, "100%")])
  func `stated percentages have no idle decimals`(share: Double, expected: String) {
    #expect(english.plainPercent(share) == expected)
  }

  @Test(arguments: [
    (0.006, "+0.6 points", "+0,6 point"), (-0.002, "\u{2212}0.20 points", "\u{2212}0,20 point"),
    (0.02, "+2.0 points", "+2,0 points"), (0.019, "+1.9 points", "+1,9 point"), (0, "0.0 points", "0,0 point"),
  ])
  func `differences are printed in points and count as each language counts`(
    difference: Double, inEnglish: String, inFrench: String
  ) {
    #expect(english.points(difference) == inEnglish)
    #expect(french.points(difference) == inFrench)
  }

  @Test(arguments: [
    (12_000, "€12,000", "12\u{202F}000\u{202F}€"), (17.62, "€17.62", "17,62\u{202F}€"),
    (50, "€50.00", "50,00\u{202F}€"),
    (-1_500, "\u{2212}€1,500", "\u{2212}1\u{202F}500\u{202F}€"), (0, "€0", "0\u{202F}€"),
    (-0.001, "€0.00", "0,00\u{202F}€"),
  ])
  func `amounts bear their currency where the language puts it`(
    amount: Double, inEnglish: String, inFrench: String
  ) {
    #expect(english.money(amount) == inEnglish)
    #expect(french.money(amount) == inFrench)
  }

  @Test(arguments: [
    ("GBP", "£17.62", "17,62\u{202F}£"), ("USD", "$17.62", "17,62\u{202F}$"), ("JPY", "¥18", "18\u{202F}¥"),
    ("CHF", "CHF\u{A0}17.62", "17,62\u{202F}CHF"),
  ])
  func `other currencies have their sign or code and their digits`(
    currency: String, inEnglish: String, inFrench: String
  ) {
    #expect(NumberFormat(language: .english, currency: currency).money(17.62) == inEnglish)
    #expect(NumberFormat(language: .french, currency: currency).money(17.62) == inFrench)
  }

  @Test(arguments: [
    (14_400, "€14,400"), (14_449, "€14,400"), (84_900.4, "€84,900"), (-36_096, "\u{2212}€36,100"), (207.4, "€207"),
    (1_234_567, "€1,230,000"), (12.345, "€12.35"), (0, "€0"),
  ])
  func `an amount said to be about has three significant digits`(amount: Double, expected: String) {
    #expect(english.roughMoney(amount) == expected)
  }

  @Test func `exact amounts show cents only where there are any`() {
    #expect(english.money(Money(1_500)) == "€1,500")
    #expect(english.money(Money(micros: 1_500_060_000)) == "€1,500.06")
  }

  @Test(arguments: [
    ("2026-03-09", "9 March 2026", "9 mars 2026"), ("2026-08-01", "1 August 2026", "1er août 2026"),
    ("2024-02-29", "29 February 2024", "29 février 2024"), ("2026-12-31", "31 December 2026", "31 décembre 2026"),
  ])
  func `dates are written in words`(iso: String, inEnglish: String, inFrench: String) throws {
    let date = try #require(CivilDate(iso: iso))
    #expect(english.date(date) == inEnglish)
    #expect(french.date(date) == inFrench)
  }

  @Test(arguments: [
    (0.16, "p = 0.16"), (0.0179, "p = 0.018"), (0.0031, "p = 0.0031"), (0.00002, "p < 0.0001"), (0, "p < 0.0001"),
    (1, "p = 1.00"),
  ])
  func `p-values have the digits that matter`(p: Double, expected: String) {
    #expect(english.pEquation(p) == expected)
  }

  @Test func `rates that differ are printed so that they differ`() {
    let rates = [0.0300, 0.0304]
    let printed = rates.map { english.percent($0, places: NumberFormat.ratePlaces(rates)) }
    #expect(printed == ["3.00%", "3.04%"])
  }

  @Test(arguments: -60...60)
  func `no figure is a negative zero`(step: Int) {
    let value = Double(step) / 10_000
    let zeros = Set(["\u{2212}0", "\u{2212}0.0", "\u{2212}0.0%", "\u{2212}€0", "-0"])
    for language in Language.allCases {
      let numbers = NumberFormat(language: language)
      for text in [
        numbers.decimal(value, places: 0), numbers.decimal(value, places: 1), numbers.percent(value, places: 1),
        numbers.money(value, places: 0), numbers.money(value, places: 2, signed: true),
      ] {
        let digits = text.filter(\.isNumber)
        #expect(!zeros.contains(text))
        #expect(digits.contains { $0 != "0" } || !text.contains("\u{2212}"))
        #expect(digits.contains { $0 != "0" } || !text.contains("+"))
      }
    }
  }

  @Test("rates of a few in ten million keep two digits")
  func tinyRates() {
    let english = NumberFormat(language: .english)
    let places = NumberFormat.ratePlaces([3e-7, 9e-7])
    #expect(english.percent(9e-7, places: places) == "0.000090%")
    #expect(english.percent(3e-7, places: places) == "0.000030%")
    #expect(NumberFormat.pointPlaces([-9.3e-8, 1.4e-6]) == 5)
    #expect(NumberFormat.pointPlaces([-0.0001, 0.0004]) == 3)
  }
}

import Experiment
import Testing

@Suite("Calls to one person before the law")
struct RepeatedCallsTests {
  private func calls(on days: [Int], refusals: Set<Int> = []) throws -> [PlacedCall] {
    let first = try LegalHoursTests.date("2026-03-02")
    return days.enumerated().map { PlacedCall(date: first + $1, minute: 660, isRefusal: refusals.contains($0)) }
  }

  /// At most four in any thirty calendar days: day 29 is the thirtieth, day 30 the thirty-first.
  @Test(arguments: [
    ([0, 1, 2, 3], 0), ([0, 1, 2, 3, 4], 1), ([0, 7, 14, 21, 29], 1), ([0, 7, 14, 21, 30], 0), ([0, 0, 0, 0, 0], 1),
    ([0, 1, 2, 3, 4, 5, 6], 3), ([0, 1, 2, 3, 30, 31, 32, 33], 0), ([0, 1, 2, 3, 29, 30, 31], 3), ([], 0), ([5], 0),
  ])
  func `the fifth call in thirty days is one too many`(days: [Int], tooMany: Int) throws {
    let rules = try LegalHoursTests.consumer()
    let calls = try calls(on: days)
    #expect(rules.breaches(of: calls).tooMany == tooMany)
    #expect(try LegalHours.preset("fr-business").breaches(of: calls).tooMany == 0)
  }

  @Test(arguments: [(4, 1, false), (29, 5, true), (30, 4, false), (59, 1, false)])
  func `a call knows which one of the last thirty days it is`(day: Int, number: Int, isTooMany: Bool) throws {
    let days = day == 4 ? [] : [0, 1, 2, 3]
    let all = try calls(on: days + [day])
    let judgement = try LegalHoursTests.consumer().judgement(of: all[all.count - 1], after: Array(all.dropLast()))
    #expect(judgement.solicitation == number)
    #expect(judgement.isTooMany == isTooMany)
  }

  /// "Soixante jours calendaires révolus à compter de ce refus": the sixtieth day has to be over.
  @Test(arguments: [(0, true), (1, true), (59, true), (60, true), (61, false), (62, false)])
  func `a refusal is respected for sixty full days`(day: Int, isInRest: Bool) throws {
    let rules = try LegalHoursTests.consumer()
    let calls = try calls(on: [0, day], refusals: [0])
    #expect(rules.breaches(of: calls).inRest == (isInRest ? 1 : 0))
    let judgement = rules.judgement(of: calls[1], after: [calls[0]])
    #expect(judgement.restUntil == (isInRest ? calls[0].date + 60 : nil))
    #expect(rules.judgement(of: calls[0]).restUntil == nil)
  }

  @Test func `a second refusal starts the rest anew`() throws {
    let rules = try LegalHoursTests.consumer()
    #expect(rules.breaches(of: try calls(on: [0, 60, 100], refusals: [0])).inRest == 1)
    #expect(rules.breaches(of: try calls(on: [0, 60, 100], refusals: [0, 1])).inRest == 2)
    #expect(try LegalHours.preset("fr-business").breaches(of: calls(on: [0, 1], refusals: [0])).inRest == 0)
  }

  @Test func `the sum over calls is what the judge says of each of them`() throws {
    let rules = try LegalHoursTests.consumer()
    for pattern in 0..<4096 {
      // Gaps of 0 to 21 days and refusals, by the digits of a number.
      let days = [0, 1, 2, 3, 4, 5].reduce(into: [0]) { days, place in
        days.append((days.last ?? 0) + [0, 4, 11, 21][(pattern >> (2 * place)) & 3])
      }
      let calls = try calls(on: days, refusals: pattern % 5 == 0 ? [pattern % 7] : [])
      let judged = calls.indices.map { rules.judgement(of: calls[$0], after: Array(calls[..<$0])) }
      let breaches = rules.breaches(of: calls)
      #expect(breaches.tooMany == judged.filter(\.isTooMany).count)
      #expect(breaches.inRest == judged.filter { $0.restUntil != nil }.count)
    }
  }

  @Test(arguments: [
    "not-interested", "Not interested", "NOT_INTERESTED", "not interested ", "Not-Interested", "notinterested",
    "not.interested", "NOT  INTERESTED", "Not/interested", "nOt–interested",
  ])
  func `ten spellings of a refusal are one`(spelling: String) {
    #expect(DispositionWords(["not-interested", "Refusé"]).contains(spelling))
    #expect(!DispositionWords(["do-not-call"]).contains(spelling))
  }

  @Test func `accents do not count and empty words are none`() {
    let words = DispositionWords(["Refusé", "", " - "])
    #expect(words.contains("refuse") && words.contains("REFUSE\u{301}"))
    #expect(!words.contains("") && !words.contains("--"))
    #expect(words.sorted == ["refuse"])
  }
}

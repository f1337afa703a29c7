import Foundation
import Statistics
import Testing

@Suite("exact methods given the margins")
struct ExactConditionalTests {
  /// Upper ends from mpmath at 30 digits; base R's fisher.test stops its root finder at 1e-4 and is up to 1 % off.
  @Test(
    "exact conditional odds ratio",
    arguments: [
      ((6, 7), (2, 7), 823.979841491148), ((7, 34), (1, 34), 396.994002170179), ((9, 10), (3, 10), 1047.83998170382),
    ])
  func upper(variant: (Int, Int), control: (Int, Int), bound: Double) throws {
    #expect(agrees(try comparison(variant, control).oddsRatio(.exactConditional).upper, bound, within: 1e-12))
  }

  @Test("the interval excludes 1 exactly when a one-sided Fisher test rejects at half the error")
  func duality() throws {
    for (variant, control) in smallTables {
      let table = try comparison(variant, control)
      let interval = try table.oddsRatio(.exactConditional, confidence: 0.8)
      let (greater, less) = (table.pValue(.fisher, alternative: .greater), table.pValue(.fisher, alternative: .less))
      guard (greater - 0.1).magnitude > 1e-9, (less - 0.1).magnitude > 1e-9 else { continue }
      #expect((interval.lower > 1) == (greater < 0.1))
      #expect((interval.upper < 1) == (less < 0.1))
    }
  }

  @Test("a million trials an arm are answered")
  func large() throws {
    let interval = try comparison((30_000, 1_000_000), (30_900, 1_000_000)).oddsRatio(.exactConditional)
    let approximate = try comparison((30_000, 1_000_000), (30_900, 1_000_000)).oddsRatio(.score)
    #expect(agrees(interval.lower, approximate.lower, within: 1e-4))
    #expect(agrees(interval.upper, approximate.upper, within: 1e-4))
    #expect(interval.lower < approximate.lower)
  }

  /// Base R mantelhaen.test(exact = TRUE).
  @Test("strata, as in base R")
  func strata() throws {
    let large = try StratifiedTests.strata(StratifiedTests.four.variant, StratifiedTests.four.control)
    #expect(agrees(large.exactConditionalTest().pValue, 0.0278575790350542, within: 1e-10))
    let small = try StratifiedTests.strata([(8, 15), (6, 10)], [(4, 7), (2, 6)])
    #expect(agrees(small.exactConditionalTest().pValue, 0.737596909142082, within: 1e-12))
  }

  @Test("one stratum is Fisher's test", arguments: Alternative.allCases)
  func single(alternative: Alternative) throws {
    for (variant, control) in smallTables {
      let table = try comparison(variant, control)
      let one = try StratifiedTwoProportions([table])
      #expect(
        agrees(
          one.exactConditionalTest(alternative: alternative).pValue,
          table.pValue(.fisher, alternative: alternative), within: 1e-10))
    }
  }
}

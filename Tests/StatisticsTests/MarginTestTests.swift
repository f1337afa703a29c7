import Statistics
import Testing

@Suite("tests against a margin")
struct MarginTestTests {
  /// R gsDesign 3.10.1.
  @Test(
    "score statistics as in gsDesign",
    arguments: [
      (MarginTest.farringtonManning, (300, 10000), (360, 10000), 0.01, -6.23352533781723),
      (.farringtonManning, (30, 1000), (29, 1000), -0.005, 0.789836315636938),
      (.miettinenNurminen, (300, 10000), (360, 10000), 0.01, -6.23336949773576),
      (.miettinenNurminen, (30, 1000), (29, 1000), 0.01, -1.17572862940758),
    ])
  func figures(
    method: MarginTest, variant: (Int, Int), control: (Int, Int), margin: Double, statistic: Double
  ) throws {
    let result = try comparison(variant, control).test(method, margin: margin)
    #expect(agrees(try #require(result.statistic), statistic, within: 1e-7))
  }

  @Test("a margin at the end of the interval has half the error as its p")
  func duality() throws {
    for (variant, control) in [((30, 1000), (29, 1000)), ((3, 40), (9, 50)), ((0, 25), (2, 30))] {
      let table = try comparison(variant, control)
      let interval = try table.difference(.miettinenNurminen, confidence: 0.9)
      let low = try table.test(.miettinenNurminen, margin: interval.lower)
      let high = try table.test(.miettinenNurminen, margin: interval.upper, alternative: .less)
      #expect(agrees(low.pValue, 0.05, within: 1e-9))
      #expect(agrees(high.pValue, 0.05, within: 1e-9))
    }
  }

  @Test("a margin of 0 is the score test")
  func zero() throws {
    let table = try comparison((50, 1000), (70, 1000))
    let margin = try #require(try table.test(.farringtonManning, margin: 0).statistic)
    #expect(agrees(margin, table.pooledStatistic, within: 1e-12))
    #expect(throws: StatisticsError.self) { try table.test(.farringtonManning, margin: 1) }
  }

  /// statsmodels 0.15.0.
  @Test(
    "equivalence by two one-sided tests",
    arguments: [
      ((50, 1000), (70, 1000), 0.5000000000000001), ((5, 56), (0, 29), 0.9654876909032113), ((0, 10), (0, 20), 0),
      ((7, 34), (1, 34), 0.9813274248231025),
    ])
  func equivalence(variant: (Int, Int), control: (Int, Int), p: Double) throws {
    #expect(agrees(try comparison(variant, control).equivalence(margin: 0.02).pValue, p, within: 1e-9))
  }
}

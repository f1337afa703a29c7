import Statistics
import Testing

@Suite("what a test stopped by exact bounds shows")
struct ExactStagewiseTests {
  @Test("with one look p is Fisher's, and the interval is that of both margins fixed")
  func oneLook() throws {
    for (variant, control) in smallTables {
      let table = try comparison(variant, control)
      let result = try ExactStagewiseAnalysis(after: [], tables: [table])
      #expect(agrees(result.pValue(.greater), table.test(.fisher, alternative: .greater).pValue, within: 1e-12))
      #expect(agrees(result.pValue(.less), table.test(.fisher, alternative: .less).pValue, within: 1e-12))
      let estimate = try result.oddsRatio(confidence: 0.9)
      let cornfield = try table.oddsRatio(.exactConditional, confidence: 0.9)
      #expect(agrees(estimate.lower, cornfield.lower, within: 1e-9))
      #expect(agrees(estimate.upper, cornfield.upper, within: 1e-9))
      #expect(estimate.lower <= estimate.value && estimate.value <= estimate.upper)
    }
  }

  private static let steps = (control: (8, 9), variant: (7, 6))

  /// Both looks of every course of the counts at one odds ratio, with its probability given 5 and 6 new successes.
  private func courses(oddsRatio: Double) throws -> [(tables: [TwoProportions], probability: Double)] {
    func law(_ marked: Int, _ unmarked: Int, _ drawn: Int) throws -> [(Int, Double)] {
      let central = try Hypergeometric(marked: marked, unmarked: unmarked, drawn: drawn)
      let masses = central.support.map { k in
        (k, (0..<k).reduce(central.mass(k)) { mass, _ in mass * oddsRatio })
      }
      let total = masses.reduce(0) { $0 + $1.1 }
      return masses.map { ($0.0, $0.1 / total) }
    }
    let (control, variant) = Self.steps
    return try law(variant.0, control.0, 5).flatMap { first in
      try law(variant.1, control.1, 6).map { second in
        let tables = [
          try comparison((first.0, variant.0), (5 - first.0, control.0)),
          try comparison(
            (first.0 + second.0, variant.0 + variant.1), (11 - first.0 - second.0, control.0 + control.1)),
        ]
        return (tables, first.1 * second.1)
      }
    }
  }

  @Test(
    "over every course the interval holds the odds ratio and the estimate is median-unbiased", arguments: [0.4, 1, 3])
  func coverage(oddsRatio: Double) throws {
    let rule = try ErrorSpending(alpha: 0.3, sides: .two, function: .pocock)
    var (covered, above, same, small) = (0.0, 0.0, 0.0, 0.0)
    for course in try courses(oddsRatio: oddsRatio) {
      let looks = try rule.exactLooks(tables: course.tables, information: [0.5, 1])
      let end = looks[0].side == nil ? 1 : 0
      let result = try ExactStagewiseAnalysis(after: Array(looks[..<end]), tables: Array(course.tables[...end]))
      let estimate = try result.oddsRatio(confidence: 0.8)
      if estimate.lower <= oddsRatio, oddsRatio <= estimate.upper { covered += course.probability }
      if estimate.value > oddsRatio { above += course.probability }
      if estimate.value == oddsRatio { same += course.probability }
      if oddsRatio == 1, result.pValue(.greater) <= 0.2 { small += course.probability }
    }
    #expect(covered >= 0.8)
    // Eleven successes move in steps of up to a quarter.
    #expect((above + 0.5 * same - 0.5).magnitude < 0.13)
    #expect(small <= 0.2)
  }

  @Test("an exact stop has a p of at most its alpha on its side")
  func agreesWithBounds() throws {
    let rule = try ErrorSpending(alpha: 0.3, sides: .two, function: .pocock)
    for course in try courses(oddsRatio: 1) {
      let looks = try rule.exactLooks(tables: course.tables, information: [0.5, 1])
      guard let end = looks.firstIndex(where: { $0.side != nil }) else { continue }
      let result = try ExactStagewiseAnalysis(after: Array(looks[..<end]), tables: Array(course.tables[...end]))
      #expect(result.pValue(looks[end].side == .upper ? .greater : .less) <= 0.15 * (1 + 1e-12))
    }
  }

  @Test("large counts give the answers of the normal process")
  func large() throws {
    let tables = [try comparison((3090, 100_000), (3000, 100_000)), try comparison((6260, 200_000), (6000, 200_000))]
    let rule = try ErrorSpending(alpha: 0.05, sides: .two, function: .obrienFleming)
    let exact = try ExactStagewiseAnalysis(
      after: Array(try rule.exactLooks(tables: tables, information: [0.5, 1]).prefix(1)), tables: tables)
    let normal = try StagewiseAnalysis(
      after: Array(try rule.bounds(at: [0.5, 1]).looks.prefix(1)), information: 1, statistic: tables[1].pooledStatistic)
    #expect(agrees(exact.pValue(.greater), normal.pValue(.greater), within: 0.03))
  }

  @Test("tables that do not go with the looks are refused")
  func refused() throws {
    #expect(throws: StatisticsError.self) { try ExactStagewiseAnalysis(after: [], tables: []) }
    let table = try comparison((3, 20), (2, 20))
    #expect(throws: StatisticsError.self) { try ExactStagewiseAnalysis(after: [], tables: [table, table]) }
    #expect(throws: StatisticsError.self) {
      try ExactStagewiseAnalysis(after: [], tables: [table]).oddsRatio(confidence: 0)
    }
  }
}

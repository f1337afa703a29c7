import Statistics
import Testing

@Suite("units spread alike over covariates")
struct CovariateBalanceTests {
  static let lists = CovariateCounts("list", [[210, 190], [320, 345], [41, 52]])
  static let weekdays = CovariateCounts("weekday", [[100, 118], [121, 110], [115, 131], [140, 117], [95, 111]])

  /// scipy 1.17: Σ of chisquare(level, total · shares), chi2.sf; Holm by hand.
  @Test("chi-squares against planned shares, Holm's p, and the smallest of them")
  func figures() throws {
    let balance = try CovariateBalance([Self.lists, Self.weekdays], shares: [1, 1])
    let (lists, weekdays) = (balance.covariates[0], balance.covariates[1])
    #expect(agrees(lists.statistic, 3.2409248928773544, within: 1e-12))
    #expect(lists.degreesOfFreedom == 3)
    #expect(agrees(lists.pValue, 0.3559497923286088, within: 1e-10))
    #expect(agrees(weekdays.statistic, 6.351782667780485, within: 1e-12))
    #expect(agrees(weekdays.pValue, 0.273477699875797, within: 1e-10))
    #expect(agrees(weekdays.adjustedP, 2 * 0.273477699875797, within: 1e-10))
    #expect(balance.pValue == min(lists.adjustedP, weekdays.adjustedP))
    let farthest = try #require(weekdays.farthest)
    #expect(farthest.levels == [3])
    #expect(farthest.observed == 140)
    #expect(farthest.expected == 128.5)
    #expect(agrees(farthest.ratio, 140 / 128.5, within: 1e-14))
  }

  @Test("one level is the sample-ratio check, and the design effect divides its chi-square")
  func oneLevel() throws {
    let fit = try GoodnessOfFit(counts: [530, 480, 220], shares: [0.4, 0.4, 0.2])
    let plain = try CovariateBalance([CovariateCounts("all", [[530, 480, 220]])], shares: [2, 2, 1])
    #expect(agrees(plain.pValue, fit.pValue, within: 1e-12))
    let calls = try CovariateBalance(
      [CovariateCounts("all", [[530, 480, 220]])], shares: [2, 2, 1], designEffect: 1.5)
    #expect(agrees(calls.covariates[0].statistic, fit.statistic / 1.5, within: 1e-12))
  }

  @Test("levels with shares of their own are held against these")
  func ownShares() throws {
    let waves = [[120, 80], [30, 170]]
    let own = try CovariateBalance([CovariateCounts("wave", waves, shares: [[3, 2], [1, 4]])], shares: [1, 1])
    let strata = try GoodnessOfFit([
      .init(counts: waves[0], shares: [0.6, 0.4]), .init(counts: waves[1], shares: [0.2, 0.8]),
    ])
    #expect(agrees(own.covariates[0].statistic, strata.statistic, within: 1e-12))
    #expect(agrees(own.pValue, strata.pValue, within: 1e-12))
    #expect(throws: StatisticsError.self) {
      try CovariateBalance([CovariateCounts("wave", waves, shares: [[3, 2]])], shares: [1, 1])
    }
    #expect(throws: StatisticsError.self) {
      try CovariateBalance([CovariateCounts("wave", waves, shares: [[3, 2], [1]])], shares: [1, 1])
    }
  }

  @Test("sparse levels are pooled by their totals alone, and the pool is filled from the smallest level")
  func pooling() throws {
    let counts = [[50, 49], [3, 5], [0, 0], [2, 1], [20, 31]]
    let covariate = try CovariateBalance([CovariateCounts("agent", counts)], shares: [1, 1]).covariates[0]
    #expect(covariate.pooledLevels == [1, 3])
    #expect(covariate.degreesOfFreedom == 3)
    let few = try CovariateBalance([CovariateCounts("agent", [[50, 49], [3, 5], [20, 31]])], shares: [1, 1])
    #expect(few.covariates[0].pooledLevels == [1, 2])
    #expect(few.covariates[0].degreesOfFreedom == 2)
    let swapped = try CovariateBalance([CovariateCounts("agent", counts.map { $0.reversed() })], shares: [1, 1])
    #expect(swapped.covariates[0].pooledLevels == [1, 3])
    #expect(agrees(swapped.pValue, covariate.pValue, within: 1e-12))
  }

  @Test("too few units for any level say nothing")
  func tooFew() throws {
    for counts in [[], [[0, 0]], [[4, 1], [2, 1]]] as [[[Int]]] {
      let balance = try CovariateBalance([CovariateCounts("agent", counts)], shares: [1, 1])
      #expect(balance.pValue == 1)
      #expect(balance.covariates[0].degreesOfFreedom == 0)
      #expect(balance.covariates[0].farthest == nil)
    }
  }

  @Test("units put on the wrong arm at one level of one covariate are found, and named")
  func misassigned() throws {
    let windows = CovariateCounts("window", [[500, 500], [260, 480]])
    let balance = try CovariateBalance([Self.lists, windows], shares: [1, 1])
    #expect(balance.pValue < 1e-10)
    #expect(balance.covariates[1].farthest?.levels == [1])
  }

  /// Units fall on levels of three covariates, one of them with many sparse levels, and on arms by the plan.
  private static func draw(_ source: inout RandomSource, units: Int, callsPerUnit: Int) -> [CovariateCounts] {
    var tables = [4, 6, 40].map { [[Int]](repeating: [0, 0, 0], count: $0) }
    for _ in 0..<units {
      let u = source.uniform()
      let arm = u < 0.5 ? 0 : u < 0.8 ? 1 : 2
      for table in tables.indices {
        let v = source.uniform()
        tables[table][Int(v * v * Double(tables[table].count))][arm] += callsPerUnit
      }
    }
    return zip(["list", "weekday", "agent"], tables).map { CovariateCounts($0, $1) }
  }

  @Test("under the plan it errs as often as it says, for units and for calls that share leads", arguments: [1, 3])
  func size(callsPerUnit: Int) throws {
    var source = RandomSource(seed: 3)
    let rounds = 3000
    var omnibus = 0
    var single = [0, 0, 0]
    for _ in 0..<rounds {
      let balance = try CovariateBalance(
        Self.draw(&source, units: 500, callsPerUnit: callsPerUnit), shares: [5, 3, 2],
        designEffect: Double(callsPerUnit))
      omnibus += balance.pValue < 0.05 ? 1 : 0
      for (index, covariate) in balance.covariates.enumerated() where covariate.pValue < 0.05 { single[index] += 1 }
    }
    let slack = 3 * (0.05 * 0.95 / Double(rounds)).squareRoot()
    for count in single { #expect((Double(count) / Double(rounds) - 0.05).magnitude < slack) }
    let share = Double(omnibus) / Double(rounds)
    #expect(share < 0.05 + slack)
    // Holm over covariates that see the same units loses something, not most.
    #expect(share > 0.025)
  }

  @Test("tables without arms, negative counts and impossible design effects are refused")
  func impossible() {
    #expect(throws: StatisticsError.self) { try CovariateBalance([], shares: [1, 1]) }
    #expect(throws: StatisticsError.self) { try CovariateBalance([Self.lists], shares: [1]) }
    #expect(throws: StatisticsError.self) { try CovariateBalance([Self.lists], shares: [1, 0]) }
    #expect(throws: StatisticsError.self) { try CovariateBalance([Self.lists], shares: [1, 1, 1]) }
    #expect(throws: StatisticsError.self) { try CovariateBalance([Self.lists], shares: [1, 1], designEffect: 0.5) }
    #expect(throws: StatisticsError.self) {
      try CovariateBalance([CovariateCounts("list", [[-1, 4]])], shares: [1, 1])
    }
  }
}

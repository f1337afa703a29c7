import Statistics
import Testing

@Suite("scripts crossed with windows")
struct FactorialTableTests {
  static func table(_ cells: [[(Int, Int)]]) throws -> FactorialTable {
    var rows: [[Proportion]] = []
    for row in cells { rows.append(try row.map { try Proportion($0.0, of: $0.1) }) }
    return try FactorialTable(rows)
  }

  static let two: [[(Int, Int)]] = [[(30, 1000), (22, 900)], [(45, 1100), (60, 950)]]
  static let zero: [[(Int, Int)]] = [[(0, 50), (3, 60)], [(2, 55), (9, 70)]]
  static let three: [[(Int, Int)]] = [[(30, 1000), (22, 900)], [(45, 1100), (60, 950)], [(12, 400), (31, 500)]]
  static let four: [[(Int, Int)]] = [
    [(30, 1000), (22, 900), (9, 310), (14, 200)], [(45, 1100), (60, 950), (10, 250), (11, 240)],
    [(12, 400), (31, 500), (7, 333), (2, 100)],
  ]
  static let sparse: [[(Int, Int)]] = [
    [(0, 40), (0, 25), (5, 60)], [(1, 30), (0, 70), (0, 10)], [(0, 20), (9, 9), (2, 50)],
  ]
  static let all = [two, zero, three, four, sparse]

  /// Restricted likelihood by bisection in mpmath with 40 digits.
  @Test(
    "difference of differences with its score interval and test",
    arguments: [
      (two, [0.027804359383306752, 0.0036034683999007038, 0.052658201683289186, 2.2489471834693251]),
      (zero, [0.042207792207792208, -0.080290813884446476, 0.15457882778830414, 0.74615573360886477]),
    ])
  func interaction(cells: [[(Int, Int)]], wanted: [Double]) throws {
    let effect = try Self.table(cells).interaction(row: 1, column: 1)
    let estimate = effect.estimate
    for (got, wanted) in zip([estimate.value, estimate.lower, estimate.upper], wanted) {
      #expect(agrees(got, wanted, within: 1e-11))
    }
    #expect(agrees(try #require(effect.test.statistic), wanted[3], within: 1e-11))
  }

  /// The same.
  @Test(
    "main effect with equal weights",
    arguments: [
      (three, [0.024811270600744285, 0.012739889693682616, 0.037264963859008185, 3.9612308281713434]),
      (four, [0.0091059041175764436, -0.0062040298902721878, 0.024016793251381843, 1.1893024765440355]),
    ])
  func mainEffect(cells: [[(Int, Int)]], wanted: [Double]) throws {
    let effect = try Self.table(cells).mainEffect(of: .rows, level: 1)
    let estimate = effect.estimate
    for (got, wanted) in zip([estimate.value, estimate.lower, estimate.upper], wanted) {
      #expect(agrees(got, wanted, within: 1e-11))
    }
    #expect(agrees(try #require(effect.test.statistic), wanted[3], within: 1e-11))
  }

  /// Newton's method on row and column effects in mpmath with 40 digits.
  @Test(
    "the test of any interaction",
    arguments: [
      (two, [5.0577634340346101, 0.024515856577657544, 0.025482685097197403]),
      (three, [8.0974389649683225, 0.017444698585438362, 0.024103322442374231]),
      (four, [17.510705414605177, 0.0075786924270564578, 0.026835705243336054]),
    ])
  func omnibus(cells: [[(Int, Int)]], wanted: [Double]) throws {
    let result = try Self.table(cells).interactionTest()
    #expect(agrees(result.statistic, wanted[0], within: 1e-10))
    #expect(agrees(result.pValue, wanted[1], within: 1e-10))
    #expect(agrees(result.additiveRates[0][0], wanted[2], within: 1e-10))
  }

  @Test("rates without interaction add up, and stay in 0...1, also at zero counts", arguments: all)
  func additive(cells: [[(Int, Int)]]) throws {
    let result = try Self.table(cells).interactionTest()
    let p = result.additiveRates
    for row in p.indices {
      for column in p[row].indices {
        #expect((p[row][column] - p[row][0] - p[0][column] + p[0][0]).magnitude < 1e-12)
        #expect((0...1).contains(p[row][column]))
      }
    }
    #expect(result.pValue >= 0 && result.pValue <= 1)
    #expect(result.degreesOfFreedom == (p.count - 1) * (p[0].count - 1))
  }

  @Test("two by two, the test of any interaction is that of the one there is", arguments: [two, zero])
  func single(cells: [[(Int, Int)]]) throws {
    let table = try Self.table(cells)
    let z = try #require(try table.interaction(row: 1, column: 1).test.statistic)
    #expect(agrees(table.interactionTest().statistic, z * z, within: 1e-10))
  }

  @Test("which factor is called rows, and the order of levels, change nothing", arguments: all)
  func order(cells: [[(Int, Int)]]) throws {
    let table = try Self.table(cells)
    let statistic = table.interactionTest().statistic
    #expect(agrees(table.transposed.interactionTest().statistic, statistic, within: 1e-9))
    let reversed = try Self.table(cells.reversed().map { $0.reversed() })
    #expect(agrees(reversed.interactionTest().statistic, statistic, within: 1e-9))
    for weighting in LevelWeighting.allCases {
      let effect = try table.mainEffect(of: .columns, level: 1, weighting: weighting)
      #expect(effect == (try table.transposed.mainEffect(of: .rows, level: 1, weighting: weighting)))
      let opposite = try table.mainEffect(of: .columns, level: 0, against: 1, weighting: weighting)
      #expect((opposite.estimate.lower + effect.estimate.upper).magnitude < 1e-11)
      #expect(agrees(opposite.test.pValue, effect.test.pValue, within: 1e-9))
    }
  }

  @Test("one cell against another is the pooled z with Mee's interval")
  func twoCells() throws {
    let arms = try comparison((36, 1000), (30, 1200))
    let contrast = try LinearContrast([arms.variant, arms.control], coefficients: [1, -1])
    let mee = try arms.difference(.mee)
    let interval = try contrast.estimate()
    #expect(agrees(interval.lower, mee.lower, within: 1e-10))
    #expect(agrees(interval.upper, mee.upper, within: 1e-10))
    #expect(agrees(try contrast.test().pValue, arms.test(.zPooled).pValue, within: 1e-12))
    let newcombe = try arms.difference(.newcombe)
    let mover = try contrast.estimate(.mover)
    #expect(agrees(mover.lower, newcombe.lower, within: 1e-12))
    #expect(agrees(mover.upper, newcombe.upper, within: 1e-12))
  }

  @Test("the interval at confidence 1 − p ends at 0", arguments: [two, zero, three, four])
  func duality(cells: [[(Int, Int)]]) throws {
    let table = try Self.table(cells)
    for weighting in LevelWeighting.allCases {
      let p = try table.mainEffect(of: .rows, level: 1, weighting: weighting).test.pValue
      let interval = try table.mainEffect(of: .rows, level: 1, weighting: weighting, confidence: 1 - p).estimate
      #expect(min(interval.lower.magnitude, interval.upper.magnitude) < 1e-10)
    }
    let p = try table.interaction(row: 1, column: 1).test.pValue
    let interval = try table.interaction(row: 1, column: 1, confidence: 1 - p).estimate
    #expect(min(interval.lower.magnitude, interval.upper.magnitude) < 1e-10)
  }

  @Test("without success, or with nothing else, there is no effect and a range that says how little is known")
  func oneSided() throws {
    for cells in [[[(0, 40), (0, 30)], [(0, 20), (0, 50)]], [[(40, 40), (30, 30)], [(20, 20), (50, 50)]]] {
      let table = try Self.table(cells)
      #expect(table.interactionTest().pValue == 1)
      for effect in [
        try table.mainEffect(of: .rows, level: 1), try table.interaction(row: 1, column: 1),
        try table.mainEffect(of: .rows, level: 1, weighting: .mantelHaenszel),
      ] {
        #expect(effect.test.pValue == 1)
        #expect(effect.estimate.lower < -0.02)
        #expect(effect.estimate.upper > 0.02)
      }
    }
  }

  @Test("the largest interaction there can be has an interval that ends at 2")
  func extreme() throws {
    let table = try Self.table([[(9, 9), (0, 8)], [(0, 7), (6, 6)]])
    for method in ContrastInterval.allCases {
      let estimate = try table.interaction(row: 1, column: 1, method: method).estimate
      #expect(estimate.value == 2)
      #expect(estimate.upper == 2)
      #expect(estimate.lower > 0.5)
      #expect(estimate.lower < 2)
    }
    let contrast = try table.interactionContrast(row: 1, column: 1)
    #expect(try contrast.test(of: 2).pValue == 1)
    #expect(try contrast.test(of: -2).statistic == .infinity)
  }

  @Test("under no interaction the score test errs as often as it says, its intervals hold the truth", arguments: [0.03])
  func size(rate: Double) throws {
    var source = RandomSource(seed: 11)
    let sizes = [[900, 1500, 700], [1300, 800, 600]]
    let rounds = 1500
    var (omnibus, single, missed, missedMover) = (0, 0, 0, 0)
    for _ in 0..<rounds {
      let table = try Self.table(
        sizes.enumerated().map { row, sizes in
          sizes.enumerated().map { column, n in
            (source.binomial(n, rate + 0.01 * Double(row) + 0.02 * Double(column)), n)
          }
        })
      omnibus += table.interactionTest().pValue < 0.05 ? 1 : 0
      let effect = try table.interaction(row: 1, column: 2)
      single += effect.test.pValue < 0.05 ? 1 : 0
      missed += effect.estimate.contains(0) ? 0 : 1
      missedMover += try table.interaction(row: 1, column: 2, method: .mover).estimate.contains(0) ? 0 : 1
    }
    // Three simulation standard errors around 5 %.
    let slack = 3 * (0.05 * 0.95 / Double(rounds)).squareRoot()
    #expect((Double(omnibus) / Double(rounds) - 0.05).magnitude < slack)
    #expect((Double(single) / Double(rounds) - 0.05).magnitude < slack)
    #expect((Double(missedMover) / Double(rounds) - 0.05).magnitude < slack)
    #expect(missed == single)
  }

  @Test("levels that do not exist, ragged tables and contrasts of nothing are refused")
  func impossible() throws {
    let table = try Self.table(Self.two)
    #expect(throws: StatisticsError.self) { try table.mainEffect(of: .rows, level: 2) }
    #expect(throws: StatisticsError.self) { try table.mainEffect(of: .rows, level: 0) }
    #expect(throws: StatisticsError.self) { try table.interaction(row: 1, column: -1) }
    #expect(throws: StatisticsError.self) { try Self.table([[(1, 2), (1, 2)]]) }
    #expect(throws: StatisticsError.self) { try Self.table([[(1, 2), (1, 2)], [(1, 2)]]) }
    #expect(throws: StatisticsError.self) { try Self.table([[(1, 2)], [(1, 2)]]) }
    let cell = try Proportion(1, of: 2)
    #expect(throws: StatisticsError.self) { try LinearContrast([cell], coefficients: [0]) }
    #expect(throws: StatisticsError.self) { try LinearContrast([cell], coefficients: [.nan]) }
    #expect(throws: StatisticsError.self) { try LinearContrast([cell], coefficients: []) }
    #expect(throws: StatisticsError.self) { try LinearContrast([cell], coefficients: [1]).test(of: 1.5) }
  }
}

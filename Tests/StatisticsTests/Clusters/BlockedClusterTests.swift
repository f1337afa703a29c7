import Statistics
import Testing

@Suite("clusters drawn inside blocks")
struct BlockedClusterTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// Cluster, block, 1 for the variant, successes, trials.
    var cells: [(Int, Int, Int, Int, Int)]
    /// Difference, CR0, CR1, CR2, CR3, degrees of freedom.
    var figures: [Double]
    var testDescription: String { name }
  }

  static func difference(_ cells: [(Int, Int, Int, Int, Int)]) throws -> BlockedClusterDifference {
    try BlockedClusterDifference(
      cells.map { .init(cluster: $0.0, block: $0.1, isVariant: $0.2 == 1, counts: try Proportion($0.3, of: $0.4)) })
  }

  /// statsmodels 0.14 OLS with a column for every block and one row for every trial; the adjustment matrices and the
  /// quadratic form of Pustejovsky & Tipton (2018) written out in numpy, CR1 also by statsmodels itself.
  static let cases: [Case] = [
    Case(
      name: "agents in teams",
      cells: [
        (0, 0, 0, 5, 50), (1, 0, 1, 4, 58), (2, 0, 0, 0, 26), (3, 0, 1, 11, 33), (4, 1, 0, 1, 21),
        (5, 1, 1, 11, 49), (6, 1, 0, 5, 57), (7, 1, 1, 5, 60), (8, 1, 0, 9, 67), (9, 1, 1, 7, 43),
        (10, 2, 0, 3, 17), (11, 2, 1, 4, 62), (12, 2, 0, 4, 56), (13, 3, 0, 3, 52), (14, 3, 1, 5, 41),
        (15, 3, 0, 3, 29), (16, 3, 1, 5, 44), (17, 3, 0, 5, 36),
      ],
      figures: [
        0.039144464224629985, 0.025765639553189435, 0.026579155528967394,
        0.03063055804039963, 0.03699035520609385, 10.873957939755556,
      ]),
    Case(
      name: "cross-over",
      cells: [
        (0, 0, 0, 4, 35), (0, 0, 1, 8, 34), (1, 1, 0, 9, 53), (1, 1, 1, 2, 12), (2, 2, 0, 2, 18),
        (2, 2, 1, 13, 56), (3, 3, 0, 6, 57), (3, 3, 1, 6, 43), (4, 4, 0, 2, 16), (4, 4, 1, 7, 43),
        (5, 5, 0, 3, 18), (5, 5, 1, 6, 28), (6, 6, 0, 4, 16), (6, 6, 1, 9, 56), (7, 7, 0, 4, 26),
        (7, 7, 1, 9, 45), (8, 8, 0, 4, 39), (8, 8, 1, 7, 57),
      ],
      figures: [
        0.04022212612525973, 0.017778391552796514, 0.018988545885216597,
        0.018784974064079443, 0.01985381709197912, 7.173737716247787,
      ]),
    Case(
      name: "agents who change arm by day, days as blocks",
      cells: [
        (0, 0, 0, 6, 19), (0, 1, 1, 10, 28), (0, 2, 0, 3, 26), (1, 0, 1, 1, 14), (1, 1, 0, 1, 14),
        (1, 2, 1, 5, 35), (2, 0, 0, 2, 25), (2, 1, 1, 4, 23), (2, 2, 0, 0, 22), (3, 0, 1, 3, 22),
        (3, 1, 0, 3, 15), (3, 2, 1, 8, 37), (4, 0, 0, 4, 19), (4, 1, 1, 7, 35), (4, 2, 0, 7, 38),
        (5, 0, 1, 1, 31), (5, 1, 0, 2, 31), (5, 2, 1, 0, 9), (6, 0, 0, 9, 39), (6, 1, 1, 2, 14),
        (6, 2, 0, 7, 31), (7, 0, 1, 4, 21), (7, 1, 0, 7, 35), (7, 2, 1, 7, 30),
      ],
      figures: [
        0.01066283425326833, 0.02793501433110944, 0.029937252252333475,
        0.032488725555915615, 0.03783715715956167, 5.902545167221357,
      ]),
    Case(
      name: "pairs of agents",
      cells: [
        (0, 0, 0, 2, 10), (1, 0, 1, 4, 32), (2, 1, 0, 5, 46), (3, 1, 1, 0, 22), (4, 2, 0, 2, 18),
        (5, 2, 1, 1, 7), (6, 3, 0, 0, 6), (7, 3, 1, 6, 50), (8, 4, 0, 3, 25), (9, 4, 1, 5, 31),
        (10, 5, 0, 5, 43), (11, 5, 1, 4, 33), (12, 6, 0, 3, 37), (13, 6, 1, 5, 38),
      ],
      figures: [
        0.0026615240235139913, 0.019334184332689696, 0.02024329231501514,
        0.02798235368249983, 0.04348251485514245, 4.79900955850007,
      ]),
    Case(
      name: "a team without the control",
      cells: [
        (0, 0, 0, 5, 50), (1, 0, 1, 4, 58), (2, 0, 0, 0, 26), (3, 0, 1, 11, 33), (4, 1, 0, 1, 21),
        (5, 1, 1, 11, 49), (6, 1, 0, 5, 57), (7, 1, 1, 5, 60), (8, 1, 0, 9, 67), (9, 1, 1, 7, 43),
        (10, 2, 0, 3, 17), (11, 2, 1, 4, 62), (12, 2, 0, 4, 56), (13, 3, 0, 3, 52), (14, 3, 1, 5, 41),
        (15, 3, 0, 3, 29), (16, 3, 1, 5, 44), (17, 3, 0, 5, 36), (100, 9, 1, 3, 30), (101, 9, 1, 4, 25),
        (3, 9, 1, 2, 20),
      ],
      figures: [
        0.039144464224629985, 0.025765639553189435, 0.026579155528967394,
        0.03063055804039963, 0.03699035520609385, 10.873957939755556,
      ]),
    Case(
      name: "very unequal clusters",
      cells: [
        (0, 0, 0, 1, 3), (1, 0, 1, 60, 700), (2, 0, 0, 50, 500), (3, 0, 1, 2, 2), (4, 1, 1, 1, 9),
        (5, 1, 0, 0, 4), (6, 1, 0, 1, 1), (6, 1, 1, 0, 1),
      ],
      figures: [
        -0.014050260974754574, 0.004779908498291595, 0.005167131825072781,
        0.030593185790480423, 0.32649092308893646, 1.514106042775399,
      ]),
  ]

  @Test("difference, standard errors and degrees of freedom written out with matrices", arguments: cases)
  func figures(example: Case) throws {
    let result = try Self.difference(example.cells)
    let got =
      [result.observedDifference]
      + [ClusterCorrection.cr0, .cr1, .cr2, .cr3].map { result.standardError($0) } + [result.degreesOfFreedom]
    for (value, wanted) in zip(got, example.figures) { #expect(agrees(value, wanted, within: 1e-9)) }
  }

  @Test("a single block is the comparison without blocks")
  func singleBlock() throws {
    let cells = ClusterRobustTests.cells + [(3, false, 2, 19), (7, true, 4, 22)]
    let plain = try ClusterRobustTests.difference(cells)
    let blocked = try Self.difference(cells.map { ($0.0, 5, $0.1 ? 1 : 0, $0.2, $0.3) })
    #expect(agrees(blocked.observedDifference, plain.observedDifference, within: 1e-12))
    for correction in ClusterCorrection.allCases {
      #expect(agrees(blocked.standardError(correction), plain.standardError(correction), within: 1e-11))
    }
    #expect(agrees(blocked.degreesOfFreedom, plain.degreesOfFreedom, within: 1e-10))
    #expect(agrees(blocked.test().pValue, plain.test().pValue, within: 1e-9))
  }

  @Test("the order of cells, and calls of one cell given in two, change nothing", arguments: cases)
  func order(example: Case) throws {
    let whole = try Self.difference(example.cells)
    #expect(try Self.difference(example.cells.reversed()) == whole)
    let split = example.cells.flatMap { cell -> [(Int, Int, Int, Int, Int)] in
      guard cell.4 > cell.3, cell.4 > 1 else { return [cell] }
      return [(cell.0, cell.1, cell.2, 0, 1), (cell.0, cell.1, cell.2, cell.3, cell.4 - 1)]
    }
    #expect(try Self.difference(split) == whole)
  }

  @Test("swapping the arms turns the sign and nothing else", arguments: cases)
  func arms(example: Case) throws {
    let whole = try Self.difference(example.cells)
    let swapped = try Self.difference(example.cells.map { ($0.0, $0.1, 1 - $0.2, $0.3, $0.4) })
    #expect(agrees(swapped.observedDifference, -whole.observedDifference, within: 1e-12))
    #expect(agrees(swapped.standardError(), whole.standardError(), within: 1e-9))
    #expect(agrees(swapped.degreesOfFreedom, whole.degreesOfFreedom, within: 1e-9))
    #expect(agrees(swapped.test(alternative: .less).pValue, whole.test(alternative: .greater).pValue, within: 1e-8))
  }

  @Test("the interval at confidence 1 − p ends at 0", arguments: cases)
  func duality(example: Case) throws {
    let result = try Self.difference(example.cells)
    let interval = try result.difference(confidence: 1 - result.test().pValue)
    #expect(min(interval.lower.magnitude, interval.upper.magnitude) < 1e-11)
  }

  @Test("CR2 is right on average for independent trials: its expectation is S⁻¹ p(1 − p)", arguments: [0.03, 0.2])
  func unbiased(rate: Double) throws {
    var source = RandomSource(seed: 7)
    let sizes = [12, 40, 25, 60, 18, 33, 51, 22, 44, 15]
    var (sum, squares) = (0.0, 0.0)
    let rounds = 4000
    for _ in 0..<rounds {
      let cells = sizes.enumerated().map { index, n in
        (index, index / 4, index % 2, source.binomial(n, rate), n)
      }
      let error = try Self.difference(cells).standardError()
      sum += error * error
      squares += error * error * error * error
    }
    // S, the sum of the squared regressor, is Σ n₀n₁/(n₀ + n₁) over the blocks.
    let blocks = [(12 + 25, 40 + 60), (18 + 51, 33 + 22), (44, 15)]
    let total = blocks.reduce(0.0) { $0 + Double($1.0 * $1.1) / Double($1.0 + $1.1) }
    let mean = sum / Double(rounds)
    let spread = ((squares / Double(rounds) - mean * mean) / Double(rounds)).squareRoot()
    #expect((mean - rate * (1 - rate) / total).magnitude < 3 * spread)
  }

  @Test("nobody succeeded: no difference is shown, and no range narrower than all")
  func noSuccess() throws {
    let result = try Self.difference([(0, 0, 0, 0, 50), (1, 0, 1, 0, 60), (2, 0, 0, 0, 40), (3, 0, 1, 0, 30)])
    #expect(result.test() == TestResult(statistic: 0, pValue: 1))
    #expect(try result.difference() == Estimate(value: 0, lower: -1, upper: 1))
  }

  @Test(
    "an arm that hangs on one cluster has no known error",
    arguments: [
      [(0, 0, 0, 5, 50), (1, 0, 1, 9, 60)],
      [(0, 0, 0, 5, 50), (1, 0, 1, 9, 60), (2, 0, 1, 4, 50), (3, 0, 1, 2, 40)],
    ])
  func oneCluster(cells: [(Int, Int, Int, Int, Int)]) throws {
    let result = try Self.difference(cells)
    #expect(result.degreesOfFreedom == 0)
    #expect(result.standardError() == .infinity)
    #expect(result.test() == TestResult(statistic: 0, pValue: 1))
    #expect(try result.difference() == Estimate(value: result.observedDifference, lower: -1, upper: 1))
  }

  @Test("blocks with one arm are counted and left out; without any other the comparison is refused")
  func oneArm() throws {
    let cells = Self.cases[0].cells
    let more = try Self.difference(cells + [(50, 70, 1, 3, 20), (51, 70, 1, 0, 9), (52, 71, 0, 1, 9)])
    let plain = try Self.difference(cells)
    #expect(more.omittedBlocks == 2)
    #expect(more.blockCount == 4)
    #expect(more.clusterCount == 18)
    #expect(agrees(more.standardError(), plain.standardError(), within: 1e-14))
    #expect(throws: StatisticsError.self) { try Self.difference([(0, 0, 1, 3, 20), (1, 1, 0, 3, 20)]) }
    #expect(throws: StatisticsError.self) { try Self.difference([(0, 0, 1, 3, 20), (0, 0, 0, 3, 20)]) }
    #expect(throws: StatisticsError.self) { try Self.difference([]) }
  }

  @Test("a cluster in more blocks than the method is meant for is refused by name")
  func tooManyBlocks() {
    let cells = (0..<201).flatMap { [(0, $0, 0, 1, 9), (0, $0, 1, 1, 9), (1, $0, 0, 1, 9)] }
    #expect(throws: StatisticsError.self) { try Self.difference(cells) }
  }
}

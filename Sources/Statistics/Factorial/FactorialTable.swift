/// How the levels of the other factor are weighted in a main effect.
public enum LevelWeighting: String, Hashable, Sendable, CaseIterable {
  /// Every level counts the same: the effect meant does not depend on how many calls each level happened to get, and is
  /// the one the crossed design was made for. The default.
  case equal
  /// n₁n₀/(n₁ + n₀) (Mantel & Haenszel 1959): more precise when levels are unequal, but the mean of another mix of levels
  /// where effects differ between them.
  case mantelHaenszel = "mantel-haenszel"
}

/// An effect in a crossed design with the test that belongs to it.
public struct FactorialEffect: Hashable, Sendable {
  /// The effect in points of rate, with its interval.
  public let estimate: Estimate
  /// The test of no effect; statistic z, or chi-square with one degree of freedom for Mantel–Haenszel weights.
  public let test: TestResult
}

/// A crossed design of two factors: script × window, with trials in every cell.
///
/// Main effects are differences of rates averaged over the levels of the other factor; an interaction is a difference of
/// such differences. All on the scale of the rate, on which opportunities and money add up. A main effect means little
/// where the interaction is strong: read the effects by level then.
public struct FactorialTable: Hashable, Sendable {
  /// One of the two factors.
  public enum Factor: String, Hashable, Sendable, CaseIterable {
    /// The factor whose levels are the rows.
    case rows
    /// The factor whose levels are the columns.
    case columns
  }

  /// The cells, by row and column; the first row and column are the references.
  public let cells: [[Proportion]]

  /// Throws unless there are at least two rows, all with the same number, at least two, of columns.
  public init(_ cells: [[Proportion]]) throws(StatisticsError) {
    guard cells.count >= 2 else { throw .tooFew(name: "rows", count: cells.count, expected: "at least 2") }
    let width = cells[0].count
    guard width >= 2 else { throw .tooFew(name: "columns", count: width, expected: "at least 2") }
    for (index, row) in cells.enumerated() where row.count != width {
      throw .unequalLengths(first: "row 1", firstCount: width, second: "row \(index + 1)", secondCount: row.count)
    }
    self.cells = cells
  }

  /// Rows and columns exchanged.
  public var transposed: FactorialTable {
    FactorialTable(unchecked: cells[0].indices.map { column in cells.map { $0[column] } })
  }

  private init(unchecked cells: [[Proportion]]) { self.cells = cells }

  private func requireLevel(_ level: Int, _ name: String, below count: Int) throws(StatisticsError) {
    guard level >= 0, level < count else {
      throw .outOfRange(name: name, value: Double(level), expected: "a whole number from 0 to \(count - 1)")
    }
  }

  private func requireDifferent(_ level: Int, _ reference: Int, _ name: String) throws(StatisticsError) {
    guard level != reference else {
      throw .outOfRange(name: name, value: Double(reference), expected: "another level than \(level)")
    }
  }

  /// The effect of a level of one factor against another, averaged over the levels of the other factor.
  ///
  /// Equal weights: score test and interval of Σ (p₁ − p₀)/levels (see ``LinearContrast``). Mantel–Haenszel weights: the
  /// Cochran–Mantel–Haenszel test and the stratified score interval of Miettinen & Nurminen (1985) that agrees with it.
  ///
  /// - Parameters:
  ///   - factor: whose effect.
  ///   - level: the level of interest, from 0.
  ///   - reference: the level compared against; another one.
  ///   - weighting: of the other factor's levels.
  ///   - confidence: of the interval.
  public func mainEffect(
    of factor: Factor, level: Int, against reference: Int = 0, weighting: LevelWeighting = .equal,
    confidence: Double = 0.95
  ) throws(StatisticsError) -> FactorialEffect {
    let table = factor == .rows ? cells : transposed.cells
    try requireLevel(level, "level", below: table.count)
    try requireLevel(reference, "reference level", below: table.count)
    try requireDifferent(level, reference, "reference level")
    let (variant, control) = (table[level], table[reference])
    switch weighting {
    case .equal:
      let weight = 1 / Double(variant.count)
      let contrast = try LinearContrast(
        variant + control, coefficients: variant.map { _ in weight } + control.map { _ in -weight })
      return FactorialEffect(estimate: try contrast.estimate(confidence: confidence), test: try contrast.test())
    case .mantelHaenszel:
      let strata = try StratifiedTwoProportions(
        zip(control, variant).map { TwoProportions(control: $0, variant: $1) })
      return FactorialEffect(
        estimate: try strata.difference(confidence: confidence), test: strata.cochranMantelHaenszel())
    }
  }

  /// The contrast (p(row, column) − p(reference row, column)) − (p(row, reference column) − p(reference row, reference
  /// column)): how much more the row's level changes the rate in this column than in the reference column.
  public func interactionContrast(
    row: Int, column: Int, againstRow: Int = 0, againstColumn: Int = 0
  ) throws(StatisticsError) -> LinearContrast {
    try requireLevel(row, "row", below: cells.count)
    try requireLevel(againstRow, "reference row", below: cells.count)
    try requireDifferent(row, againstRow, "reference row")
    try requireLevel(column, "column", below: cells[0].count)
    try requireLevel(againstColumn, "reference column", below: cells[0].count)
    try requireDifferent(column, againstColumn, "reference column")
    return try LinearContrast(
      [cells[row][column], cells[againstRow][column], cells[row][againstColumn], cells[againstRow][againstColumn]],
      coefficients: [1, -1, -1, 1])
  }

  /// The difference of differences of two rows and two columns, in −2...2, with the score test that it is 0.
  public func interaction(
    row: Int, column: Int, againstRow: Int = 0, againstColumn: Int = 0, method: ContrastInterval = .score,
    confidence: Double = 0.95
  ) throws(StatisticsError) -> FactorialEffect {
    let contrast = try interactionContrast(
      row: row, column: column, againstRow: againstRow, againstColumn: againstColumn)
    return FactorialEffect(
      estimate: try contrast.estimate(method, confidence: confidence), test: try contrast.test())
  }
}

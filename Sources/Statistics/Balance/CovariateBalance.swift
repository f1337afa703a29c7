/// How units of one covariate (lists, agents, weekdays, windows) are spread over the arms: observed counts by level.
public struct CovariateCounts: Hashable, Sendable {
  /// What the covariate is called.
  public let name: String
  /// Units by level and arm.
  public let counts: [[Int]]

  /// Planned shares or weights of the arms by level, where they differ between levels; nil where those of the test hold.
  public let shares: [[Double]]?

  /// Counts by level (outer) and arm (inner); checked when the balance is tested.
  ///
  /// `shares` are for assignment in waves or strata of different shares: those of the level, or their mean over its units
  /// where a level has units of several waves, which errs on the safe side.
  public init(_ name: String, _ counts: [[Int]], shares: [[Double]]? = nil) {
    self.name = name
    self.counts = counts
    self.shares = shares
  }
}

/// Whether units are spread over the arms as planned at every level of several covariates: one omnibus test.
///
/// For each covariate Pearson's chi-square of the levels × arms table against the planned shares, given how many units each
/// level has; divided by the design effect when units come in groups (Rao & Scott 1981, first-order correction); then
/// Holm's adjustment over the covariates, which holds although all look at the same units. A small p says that the
/// assignment was not what was planned, not that some covariate matters.
///
/// Levels with an expected count under ``leastExpected`` in some arm are pooled, by a rule that looks at level totals only,
/// so that the chi-square law holds at the counts that remain.
///
/// For units assigned independently. Balanced (blocked) assignment spreads better than chance: p is then too large, and
/// the test only sees what is gross. Not for covariates measured after the assignment, which the scripts may move.
public struct CovariateBalance: Hashable, Sendable {
  /// The expected count, in the arm with the smallest share, below which a level is pooled.
  public static let leastExpected = 5.0

  /// The covariates in the order given.
  public let covariates: [Covariate]

  /// The smallest adjusted p: the omnibus p. 1 when no covariate could be tested.
  public var pValue: Double { covariates.map(\.adjustedP).min() ?? 1 }

  /// The balance of one covariate.
  public struct Covariate: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// Pearson's chi-square over the design effect.
    public let statistic: Double
    /// Levels tested times (arms − 1); 0 when there were too few units for any level.
    public let degreesOfFreedom: Int
    /// The probability of a statistic at least this large under the planned shares; 1 without degrees of freedom.
    public let pValue: Double
    /// Holm's p over all covariates.
    public let adjustedP: Double
    /// Levels that were pooled into one.
    public let pooledLevels: [Int]
    /// The cell that is farthest from plan in standard deviations; nil when nothing was tested.
    public let farthest: Departure?
  }

  /// One level and arm with what was planned there.
  public struct Departure: Hashable, Sendable {
    /// The levels of the cell: one, or all that were pooled.
    public let levels: [Int]
    /// The arm.
    public let arm: Int
    /// Units counted.
    public let observed: Int
    /// Units expected from the planned share.
    public let expected: Double
    /// (observed − expected) over its standard deviation under the plan.
    public let deviation: Double

    /// observed / expected.
    public var ratio: Double { Double(observed) / expected }
  }

  /// Tests the covariates against `shares`, the planned shares or weights of the arms.
  ///
  /// - Parameters:
  ///   - covariates: at least one; their tables have a column for each arm.
  ///   - shares: above 0, on any common scale, for at least two arms.
  ///   - designEffect: how much larger the variance of a count is than that of independent units: 1 for randomised
  ///     units; for calls of retried leads about the mean number of calls seen from a call (see ``DesignEffect``).
  ///
  /// Throws for an empty list, shares that are not above 0, rows of another width, negative counts, and a design effect
  /// below 1.
  public init(
    _ covariates: [CovariateCounts], shares: [Double], designEffect: Double = 1
  ) throws(StatisticsError) {
    guard !covariates.isEmpty else { throw .tooFew(name: "covariates", count: 0, expected: "at least one") }
    guard shares.count >= 2 else { throw .tooFew(name: "shares", count: shares.count, expected: "at least two arms") }
    guard designEffect >= 1, designEffect.isFinite else {
      throw .outOfRange(name: "design effect", value: designEffect, expected: "a finite number of at least 1")
    }
    let common = try Self.normalised(shares)
    var tables: [BalanceTable] = []
    for covariate in covariates {
      var own: [[Double]] = []
      for shares in covariate.shares ?? [] { own.append(try Self.normalised(shares)) }
      let plan = covariate.shares == nil ? covariate.counts.map { _ in common } : own
      guard plan.count == covariate.counts.count else {
        throw .unequalLengths(
          first: "shares of \(covariate.name)", firstCount: plan.count, second: "levels",
          secondCount: covariate.counts.count)
      }
      for (level, row) in covariate.counts.enumerated() {
        guard row.count == common.count, plan[level].count == common.count else {
          throw .unequalLengths(
            first: "level \(level + 1) of \(covariate.name)",
            firstCount: row.count == common.count ? plan[level].count : row.count, second: "shares",
            secondCount: common.count)
        }
        for count in row where count < 0 || count > Proportion.largestTrials {
          throw .outOfRange(
            name: "count of \(covariate.name)", value: Double(count), expected: "a whole number from 0 to 2⁵³")
        }
      }
      tables.append(BalanceTable(covariate.counts, shares: plan, designEffect: designEffect))
    }
    let adjusted = try PValueAdjustment.holm.adjusted(tables.map(\.pValue))
    self.covariates = zip(zip(covariates, tables), adjusted).map { pair, adjusted in
      Covariate(
        name: pair.0.name, statistic: pair.1.statistic, degreesOfFreedom: pair.1.degreesOfFreedom,
        pValue: pair.1.pValue, adjustedP: adjusted, pooledLevels: pair.1.pooled, farthest: pair.1.farthest)
    }
  }

  /// Shares that sum to 1.
  private static func normalised(_ shares: [Double]) throws(StatisticsError) -> [Double] {
    for share in shares { try StatisticsError.requirePositive(share, "share") }
    let whole = shares.reduce(0, +)
    return shares.map { $0 / whole }
  }
}

/// Pearson's chi-square of counts against planned shares (1900): the sample-ratio check.
///
/// For randomised units, not for calls of retried leads. The chi-square needs an expected count of about 5 in every
/// category; one look only (continuous watching has a sequential test).
public struct GoodnessOfFit: Hashable, Sendable {
  /// Counts of one stratum with the shares planned for it.
  public struct Stratum: Hashable, Sendable {
    /// Observed counts, at least 0.
    public let counts: [Int]
    /// Planned shares or weights, at least 0, on any common scale.
    public let shares: [Double]

    /// One stratum; checked when the test is made of it.
    public init(counts: [Int], shares: [Double]) {
      self.counts = counts
      self.shares = shares
    }
  }

  /// Σ (observed − expected)² / expected; infinite when something was counted where nothing was planned.
  public let statistic: Double
  /// Categories with a share, less one, summed over the strata.
  public let degreesOfFreedom: Int
  /// The probability of a statistic at least this large when the plan was followed.
  public let pValue: Double

  /// One set of counts against its shares.
  public init(counts: [Int], shares: [Double]) throws(StatisticsError) {
    try self.init([Stratum(counts: counts, shares: shares)])
  }

  /// Several strata, each with its own shares; statistics and degrees of freedom are summed. Strata without any count
  /// are passed over. Throws for lists of unequal length, negative entries, or shares that sum to 0.
  public init(_ strata: [Stratum]) throws(StatisticsError) {
    var statistic = 0.0
    var degrees = 0
    for stratum in strata {
      guard stratum.counts.count == stratum.shares.count else {
        throw .unequalLengths(
          first: "counts", firstCount: stratum.counts.count, second: "shares", secondCount: stratum.shares.count)
      }
      for count in stratum.counts where count < 0 {
        throw .outOfRange(name: "count", value: Double(count), expected: "a whole number of at least 0")
      }
      for share in stratum.shares where !(share >= 0 && share.isFinite) {
        throw .outOfRange(name: "share", value: share, expected: "a finite number of at least 0")
      }
      let whole = stratum.shares.reduce(0, +)
      guard whole > 0 else {
        throw .outOfRange(name: "sum of the shares", value: whole, expected: "a number above 0")
      }
      let total = stratum.counts.reduce(0.0) { $0 + Double($1) }
      guard total > 0 else { continue }
      degrees += stratum.shares.count { $0 > 0 } - 1
      for (count, share) in zip(stratum.counts, stratum.shares) {
        let expected = total * share / whole
        if expected > 0 {
          let gap = Double(count) - expected
          statistic += gap * gap / expected
        } else if count > 0 {
          statistic = .infinity
        }
      }
    }
    self.statistic = statistic
    degreesOfFreedom = degrees
    if statistic == .infinity {
      pValue = 0
    } else {
      pValue = degrees > 0 ? ChiSquare(unchecked: Double(degrees)).survival(statistic) : 1
    }
  }
}

/// Pearson's chi-square for the same rate in several arms, with (arms − 1) degrees of freedom.
///
/// Throws when there are fewer than two arms. Without information the statistic is 0 and p is 1. Says that some arm
/// differs, not which: see ``Dunnett`` and ``PValueAdjustment``.
public func homogeneity(of arms: [Proportion]) throws(StatisticsError) -> TestResult {
  guard arms.count >= 2 else { throw .tooFew(name: "arms", count: arms.count, expected: "at least 2") }
  let total = arms.reduce(0) { $0 + $1.n }
  let successes = arms.reduce(0) { $0 + $1.x }
  let failures = arms.reduce(0) { $0 + Double($1.failures) }
  guard successes > 0, failures > 0 else { return TestResult(statistic: 0, pValue: 1) }
  let pooled = successes / total
  let statistic = arms.reduce(0) { sum, arm in
    let gap = arm.x - arm.n * pooled
    return sum + gap * gap / (arm.n * pooled * (failures / total))
  }
  return TestResult(
    statistic: statistic, pValue: ChiSquare(unchecked: Double(arms.count - 1)).survival(statistic))
}

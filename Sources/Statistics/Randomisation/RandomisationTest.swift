/// What a randomisation test answers.
public struct RandomisationResult: Hashable, Sendable {
  /// Where the reference distribution came from.
  public enum Reference: Hashable, Sendable {
    /// Every assignment was gone through: p has no error of its own.
    case exact(assignments: Int)
    /// `replicates` assignments were drawn, of which `asExtreme` were at least as extreme as the actual one. The interval
    /// is the exact one (Clopper–Pearson 1934) for the p that all assignments would give.
    case monteCarlo(replicates: Int, asExtreme: Int, interval: Estimate)
  }

  /// The statistic of the assignment that was carried out.
  public let statistic: Double
  /// The share of assignments at least as extreme; by Monte Carlo (1 + count)/(1 + replicates), which is a valid p for any
  /// number of replicates (Phipson & Smyth 2010).
  public let pValue: Double
  /// How it was found.
  public let reference: Reference
}

/// Fisher's randomisation test (1935): how extreme is what was seen, among all that the experiment's own assigner could
/// have brought about if no script made any difference?
///
/// Valid for any design and any statistic, without assumptions about the outcomes; the honest p for few clusters or
/// slots. It tests that no unit was affected at all. Feed it aggregated units (``UnitOutcome``): clusters, slots,
/// half-days, not calls.
public struct RandomisationTest<Assignment: Sendable>: Sendable {
  /// The assigner.
  public let reassignment: Reassignment<Assignment>
  /// The largest number of assignments that are all gone through; beyond, they are drawn.
  public let limit: Int
  /// How many are drawn.
  public let replicates: Int
  /// The seed of the draws; each replicate has its own stream of it.
  public let seed: UInt64

  /// Statistics nearer to the observed one than this, relatively, count as ties, and ties as extreme: rounding then never
  /// makes p smaller. A statistic should be exact at 0.
  public static var tie: Double { 1e-10 }

  /// A test that re-runs `reassignment`. Throws unless `limit` and `replicates` are from 1 to 10⁷.
  public init(
    _ reassignment: Reassignment<Assignment>, limit: Int = 200_000, replicates: Int = 99_999, seed: UInt64 = 1
  ) throws(StatisticsError) {
    for (name, value) in [("limit", limit), ("replicates", replicates)] where !(1...10_000_000).contains(value) {
      throw .outOfRange(name: name, value: Double(value), expected: "a whole number from 1 to 10000000")
    }
    self.reassignment = reassignment
    self.limit = limit
    self.replicates = replicates
    self.seed = seed
  }

  /// Hands assignments to `body`: all of them, or as many as are drawn. Returns whether they were all.
  func forEach(_ body: (Assignment) -> Void) -> Bool {
    if let count = reassignment.count, count <= limit, let forEach = reassignment.forEach {
      forEach(body)
      return true
    }
    let source = RandomSource(seed: seed)
    for replicate in 0..<replicates {
      var stream = source.split(UInt64(replicate))
      body(reassignment.draw(&stream))
    }
    return false
  }

  /// The test of no effect on any unit.
  ///
  /// - Parameters:
  ///   - actual: the assignment that was carried out.
  ///   - alternative: large values of the statistic (`.greater`), small ones, or large absolute ones.
  ///   - confidence: of the interval for p when assignments are drawn.
  ///   - statistic: a function of the assignment; it should be able to handle any that the assigner can draw, and must
  ///     not be NaN.
  ///
  /// Throws for a confidence outside 0...1, and when the statistic of the actual assignment is NaN; an assignment whose
  /// statistic is NaN counts as extreme.
  public func test(
    actual: Assignment, alternative: Alternative = .twoSided, confidence: Double = 0.99,
    statistic: (Assignment) -> Double
  ) throws(StatisticsError) -> RandomisationResult {
    try StatisticsError.requireProbability(confidence, "confidence")
    func extremeness(_ value: Double) -> Double {
      switch alternative {
      case .twoSided: value.magnitude
      case .greater: value
      case .less: -value
      }
    }
    let observed = statistic(actual)
    guard !observed.isNaN else {
      throw .outOfRange(name: "statistic of the actual assignment", value: observed, expected: "a number")
    }
    let reached = extremeness(observed)
    let bound = reached.isInfinite ? reached : reached - Self.tie * reached.magnitude
    var (count, total) = (0, 0)
    let isComplete = forEach { assignment in
      total += 1
      // Written so that NaN counts.
      if !(extremeness(statistic(assignment)) < bound) { count += 1 }
    }
    if isComplete {
      return RandomisationResult(
        statistic: observed, pValue: Double(count) / Double(total), reference: .exact(assignments: total))
    }
    let interval = try Proportion(count, of: total).interval(.clopperPearson, confidence: confidence)
    return RandomisationResult(
      statistic: observed, pValue: Double(count + 1) / Double(total + 1),
      reference: .monteCarlo(replicates: total, asExtreme: count, interval: interval))
  }
}

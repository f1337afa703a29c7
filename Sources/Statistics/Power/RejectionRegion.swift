import Foundation

/// All tables of two arms of given size that a test of equal rates rejects at a level.
///
/// The region is what the power and the true error rate of a test follow from, so both are exact here: no normal
/// approximation and no simulation. A table belongs to it when ``TwoProportions/pValue(_:alternative:)`` is at most
/// alpha. For Barnard and Boschloo the last affordable level is found once, with one certificate for each step of a
/// bisection, and no table needs a p of its own; the exact score test has one for each table at the region's edge, which
/// takes some seconds at expected counts of a hundred.
///
/// Not for sizes where nobody can tell the exact from the normal power: at expected counts above some hundred
/// ``TwoProportionPower`` agrees to three digits.
public struct RejectionRegion: Hashable, Sendable {
  /// The test.
  public let test: DifferenceTest
  /// Its nominal error rate, strictly between 0 and 1.
  public let alpha: Double
  /// The side it looks at.
  public let alternative: Alternative
  /// Trials of the control, from 1 to ``largestTrials``.
  public let controlTrials: Int
  /// Trials of the variant, from 1 to ``largestTrials``.
  public let variantTrials: Int
  /// The tails for 0...N successes, for the tests whose region has to be found as a whole.
  private let stored: [RejectionTails]?

  /// The largest number of trials in an arm.
  public static let largestTrials = 10_000_000
  /// The largest number of trials in both arms for the unconditional tests.
  public static let largestUnconditionalTotal = 20_000

  /// The region of `test`. Throws for a level outside 0...1, for trials outside 1...``largestTrials``, and for the
  /// unconditional tests beyond ``largestUnconditionalTotal`` trials in all.
  public init(
    _ test: DifferenceTest, alpha: Double = 0.05, alternative: Alternative = .twoSided, controlTrials: Int,
    variantTrials: Int
  ) throws(StatisticsError) {
    try StatisticsError.requireProbability(alpha, "alpha")
    for (name, trials) in [("control trials", controlTrials), ("variant trials", variantTrials)]
    where trials < 1 || trials > Self.largestTrials {
      throw .outOfRange(name: name, value: Double(trials), expected: "a whole number from 1 to 10000000")
    }
    self.test = test
    self.alpha = alpha
    self.alternative = alternative
    self.controlTrials = controlTrials
    self.variantTrials = variantTrials
    let total = controlTrials + variantTrials
    switch test {
    case .zPooled, .pearson, .yates, .nMinusOne, .likelihoodRatio, .fisher, .fisherMidP: stored = nil
    case .barnard, .boschloo, .exactScore:
      guard total <= Self.largestUnconditionalTotal else {
        throw .beyondReach(
          method: "The rejection region of \(test.rawValue)", size: "\(total) trials",
          instead: "at most \(Self.largestUnconditionalTotal) trials in all, or fisher, which is rejected less often")
      }
      stored =
        test == .exactScore ? nil : Self.unconditional(test, alpha, alternative, controlTrials, variantTrials)
    }
  }

  private static func unconditional(
    _ test: DifferenceTest, _ alpha: Double, _ alternative: Alternative, _ n0: Int, _ n1: Int
  ) -> [RejectionTails] {
    func upper(_ order: UnconditionalLevels.Order, _ alpha: Double) -> [RejectionTails] {
      UnconditionalLevels(order: order, controlTrials: n0, variantTrials: n1, alpha: alpha).critical()
    }
    /// The same with the arms exchanged, told in the variant's successes.
    func lower(_ order: UnconditionalLevels.Order, _ alpha: Double) -> [RejectionTails] {
      UnconditionalLevels(order: order, controlTrials: n1, variantTrials: n0, alpha: alpha).critical()
        .enumerated().map { RejectionTails(lower: $0 - $1.upper, upper: $0 + 1) }
    }
    let order: UnconditionalLevels.Order = test == .barnard ? .pooledZ : .fisher
    switch alternative {
    case .greater: return upper(order, alpha)
    case .less: return lower(order, alpha)
    case .twoSided:
      if test == .barnard { return upper(.absolutePooledZ, alpha) }
      // Boschloo doubles the smaller one-sided p.
      return zip(lower(order, alpha / 2), upper(order, alpha / 2)).map {
        RejectionTails(lower: $0.lower, upper: $1.upper)
      }
    }
  }

  private func tails(_ lines: ClosedRange<Int>) -> [RejectionTails] {
    if let stored { return Array(stored[lines]) }
    return RejectionTails.followed(
      test, alpha: alpha, alternative: alternative, controlTrials: controlTrials, variantTrials: variantTrials,
      lines: lines)
  }

  /// Whether the test rejects a table. Successes outside 0...trials are never rejected.
  public func contains(controlSuccesses: Int, variantSuccesses: Int) -> Bool {
    guard (0...controlTrials).contains(controlSuccesses), (0...variantTrials).contains(variantSuccesses) else {
      return false
    }
    let successes = controlSuccesses + variantSuccesses
    return tails(successes...successes)[0].rejects(variantSuccesses)
  }

  /// The probability of rejecting when the rates are `control` and `variant`: the power, or at equal rates the true
  /// error rate. Absolute error below 1e-12. Throws for rates outside 0...1.
  ///
  /// Time in proportion to the spread of the counts when the region is a staircase, which it is for all tests but some
  /// two-sided Fisher regions, else to the product of both spreads.
  public func probability(control: Double, variant: Double) throws(StatisticsError) -> Double {
    for (name, rate) in [("control rate", control), ("variant rate", variant)] where !(rate >= 0 && rate <= 1) {
      throw .outOfRange(name: name, value: rate, expected: "a number from 0 to 1")
    }
    let (first0, masses0) = Binomial(unchecked: controlTrials, control).masses
    let (first1, masses1) = Binomial(unchecked: variantTrials, variant).masses
    let lines = (first0 + first1)...(first0 + masses0.count + first1 + masses1.count - 2)
    let tails = tails(lines)
    let isStaircase = zip(tails, tails.dropFirst()).allSatisfy {
      (0...1).contains($1.upper - $0.upper) && (0...1).contains($1.lower - $0.lower)
    }
    return min(
      1, isStaircase ? staircase(tails, first1, masses0, masses1) : cellByCell(tails, first1, masses0, masses1))
  }

  private func cellByCell(
    _ tails: [RejectionTails], _ first1: Int, _ masses0: [Double], _ masses1: [Double]
  ) -> Double {
    masses0.enumerated().reduce(0) { sum, row in
      var rejected = 0.0
      for (index, mass) in masses1.enumerated() where tails[row.offset + index].rejects(first1 + index) {
        rejected += mass
      }
      return sum + row.element * rejected
    }
  }

  /// One more success in the control raises the thresholds or leaves them: each row ends where the last one ended, or
  /// further up.
  private func staircase(
    _ tails: [RejectionTails], _ first1: Int, _ masses0: [Double], _ masses1: [Double]
  ) -> Double {
    var above = masses1
    for i in stride(from: above.count - 2, through: 0, by: -1) { above[i] += above[i + 1] }
    var below = masses1
    for i in stride(from: 1, to: below.count, by: 1) { below[i] += below[i - 1] }
    var (upper, lower) = (0, 0)
    var power = 0.0
    for (row, mass) in masses0.enumerated() {
      while upper < masses1.count, first1 + upper < tails[row + upper].upper { upper += 1 }
      while lower < masses1.count, first1 + lower <= tails[row + lower].lower { lower += 1 }
      let rejected = (upper < masses1.count ? above[upper] : 0) + (lower > 0 ? below[lower - 1] : 0)
      power += mass * rejected
    }
    return power
  }

  /// The true error rate: the largest probability of rejecting when both rates are the same, certified as the exact
  /// unconditional tests are. Throws beyond ``largestUnconditionalTotal`` trials in all.
  public func size() throws(StatisticsError) -> Double {
    let total = controlTrials + variantTrials
    guard total <= Self.largestUnconditionalTotal else {
      throw .beyondReach(
        method: "The size of a test", size: "\(total) trials",
        instead: "the probability of rejecting at equal rates of interest")
    }
    let conditional = tails(0...total).enumerated().map { successes, tails in
      tails.probability(Hypergeometric(unchecked: variantTrials, controlTrials, successes))
    }
    return conditional.allSatisfy { $0 == 0 } ? 0 : BernsteinSupremum(conditional, trials: conditional.count - 1).value
  }
}

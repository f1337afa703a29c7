public import Statistics

/// Two or more counts compared with the first, by every test and interval there is.
public struct CountsComparison: Hashable, Sendable {
  /// One count with all intervals of its rate.
  public struct Arm: Hashable, Sendable {
    /// Letter of the arm: A for the control.
    public var name: String
    /// Successes of trials.
    public var proportion: Proportion
    /// Intervals of the rate by method.
    public var intervals: [Interval<ProportionInterval>]
  }

  /// An interval and the method it was computed by.
  public struct Interval<Method: Hashable & Sendable>: Hashable, Sendable {
    /// The method.
    public var method: Method
    /// The estimate with its interval.
    public var estimate: Estimate
  }

  /// A test and what it answered, two-sided.
  public struct Test: Hashable, Sendable {
    /// The method.
    public var method: DifferenceTest
    /// What it answered.
    public var result: TestResult
  }

  /// One arm against the control.
  public struct Pair: Hashable, Sendable {
    /// Letter of the arm.
    public var name: String
    /// The primary test and the intervals that invert it, by the rule of readings.
    public var primary: PrimaryComparison
    /// Ratio minus 1 with the interval that goes with the primary test.
    public var relative: Estimate
    /// p-value of the primary test adjusted for the number of arms by Holm.
    public var pAdjusted: Double
    /// All tests that answer at this size.
    public var tests: [Test]
    /// All intervals of the difference that answer at this size.
    public var differences: [Interval<DifferenceInterval>]
    /// All intervals of the ratio.
    public var ratios: [Interval<RatioInterval>]
    /// All intervals of the odds ratio.
    public var oddsRatios: [Interval<OddsRatioInterval>]
    /// Names of the methods left out because they take too long, or do not answer, at this size.
    public var leftOut: [String]
    /// Probability that the arm's rate is higher than the control's, uniform priors.
    public var probabilityBetter: Double
    /// Expected loss in rate from choosing the arm.
    public var expectedLoss: Double
  }

  /// Trials of both arms up to which the exact unconditional tests are shown; beyond, they take more than half a second
  /// each and agree with the score test.
  public static let mostTrialsForUnconditionalTests = 200_000

  /// Trials of both arms up to which methods given the margins (Fisher's, the exact odds ratio) are shown; they walk
  /// through every table with these margins.
  public static let mostTrialsForConditionalMethods = 50_000_000

  /// Confidence of all intervals.
  public var confidence: Double
  /// The counts; the first is the control.
  public var arms: [Arm]
  /// Each further count against the first.
  public var pairs: [Pair]
  /// Pearson's test that all rates are equal; nil for two counts.
  public var homogeneity: TestResult?

  /// The pairs shown to differ at this confidence, all of them allowed for.
  public var shownPairs: [Pair] { pairs.filter { $0.pAdjusted < 1 - confidence } }
  /// Whether any pair is shown to differ.
  public var showsDifference: Bool { !shownPairs.isEmpty }
}

/// Compares counts by every test and interval; the primary pair is the one readings use.
///
/// - Parameters:
///   - proportions: two to 26 counts; the first is the control.
///   - confidence: confidence of every interval, strictly between 0 and 1.
public func compare(
  _ proportions: [Proportion], confidence: Double = 0.95
) throws(StatisticsError) -> CountsComparison {
  guard (2...26).contains(proportions.count) else {
    throw .outOfRange(
      name: "number of counts", value: Double(proportions.count), expected: "at least 2 and at most 26 counts")
  }
  func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index))) }
  var arms: [CountsComparison.Arm] = []
  for (index, proportion) in proportions.enumerated() {
    var intervals: [CountsComparison.Interval<ProportionInterval>] = []
    for method in ProportionInterval.allCases {
      intervals.append(.init(method: method, estimate: try proportion.interval(method, confidence: confidence)))
    }
    arms.append(.init(name: letter(index), proportion: proportion, intervals: intervals))
  }
  var pairs: [CountsComparison.Pair] = []
  for (index, proportion) in proportions.enumerated().dropFirst() {
    let table = TwoProportions(control: proportions[0], variant: proportion)
    pairs.append(try CountsComparison.Pair(name: letter(index), table: table, confidence: confidence))
  }
  let adjusted = try PValueAdjustment.holm.adjusted(pairs.map(\.primary.test.pValue))
  for (index, p) in adjusted.enumerated() { pairs[index].pAdjusted = p }
  return CountsComparison(
    confidence: confidence, arms: arms, pairs: pairs,
    homogeneity: proportions.count > 2 ? try homogeneity(of: proportions) : nil)
}

extension CountsComparison.Pair {
  fileprivate init(name: String, table: TwoProportions, confidence: Double) throws(StatisticsError) {
    let trials = table.control.trials + table.variant.trials
    var leftOut: [String] = []
    var tests: [CountsComparison.Test] = []
    for method in DifferenceTest.allCases {
      if !table.answers(method) || method.mostTrials.map({ trials > $0 }) ?? false {
        leftOut.append(method.rawValue)
      } else {
        tests.append(.init(method: method, result: table.test(method)))
      }
    }
    var differences: [CountsComparison.Interval<DifferenceInterval>] = []
    for method in DifferenceInterval.allCases {
      do {
        differences.append(.init(method: method, estimate: try table.difference(method, confidence: confidence)))
      } catch .beyondReach(_, _, _) {
        leftOut.append("\(method.rawValue) interval of the difference")
      }
    }
    var ratios: [CountsComparison.Interval<RatioInterval>] = []
    for method in RatioInterval.allCases {
      do {
        ratios.append(.init(method: method, estimate: try table.ratio(method, confidence: confidence)))
      } catch .beyondReach(_, _, _) {
        leftOut.append("\(method.rawValue) interval of the ratio")
      }
    }
    var oddsRatios: [CountsComparison.Interval<OddsRatioInterval>] = []
    for method in OddsRatioInterval.allCases {
      if method == .exactConditional, trials > CountsComparison.mostTrialsForConditionalMethods {
        leftOut.append("\(method.rawValue) interval of the odds ratio")
        continue
      }
      oddsRatios.append(.init(method: method, estimate: try table.oddsRatio(method, confidence: confidence)))
    }
    let primary = try table.primary(confidence: confidence)
    let bayes = BetaBinomialComparison(control: table.control, variant: table.variant)
    self.init(
      name: name, primary: primary, relative: primary.ratio.minusOne, pAdjusted: primary.test.pValue, tests: tests,
      differences: differences, ratios: ratios, oddsRatios: oddsRatios,
      leftOut: leftOut,
      probabilityBetter: bayes.probabilityVariantBetter, expectedLoss: bayes.lossChoosingVariant)
  }
}

extension DifferenceTest {
  /// Trials of both arms up to which the test is shown; nil without limit.
  fileprivate var mostTrials: Int? {
    switch self {
    case .barnard, .boschloo: CountsComparison.mostTrialsForUnconditionalTests
    case .fisher, .fisherMidP: CountsComparison.mostTrialsForConditionalMethods
    case .zPooled, .pearson, .yates, .nMinusOne, .likelihoodRatio, .exactScore: nil
    }
  }
}

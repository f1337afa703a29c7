import Statistics
import Testing

@Suite("an interval holds what its test does not reject")
struct DualityLawTests {
  static let levels = [0.5, 0.9, 0.95, 0.999]

  /// Whether the interval leaves out `value` exactly when `p` is below the error; undecided where they all but meet.
  private func agree(_ interval: Estimate, _ value: Double, _ p: Double, _ confidence: Double) -> Bool {
    let error = 1 - confidence
    return (p - error).magnitude <= 1e-9 * error || interval.contains(value) == (p > error)
  }

  @Test("score intervals and score tests about no effect", arguments: levels)
  func noEffect(confidence: Double) throws {
    try everywhere { table in
      let (plain, corrected) = (table.pValue(.zPooled), table.pValue(.nMinusOne))
      return try agree(table.difference(.mee, confidence: confidence), 0, plain, confidence)
        && agree(table.ratio(.koopman, confidence: confidence), 1, plain, confidence)
        && agree(table.oddsRatio(.score, confidence: confidence), 1, plain, confidence)
        && agree(table.difference(.miettinenNurminen, confidence: confidence), 0, corrected, confidence)
        && agree(table.ratio(.miettinenNurminen, confidence: confidence), 1, corrected, confidence)
        && agree(table.oddsRatio(.miettinenNurminen, confidence: confidence), 1, corrected, confidence)
    }
  }

  @Test(
    "at each end of a score interval the test of that difference has half the error",
    arguments: [(DifferenceInterval.mee, MarginTest.farringtonManning), (.miettinenNurminen, .miettinenNurminen)])
  func ends(interval: DifferenceInterval, test: MarginTest) throws {
    try everywhere { table in
      let ends = try table.difference(interval, confidence: 0.9)
      func has(_ margin: Double, _ alternative: Alternative) throws -> Bool {
        guard margin.magnitude < 1 else { return true }
        return agrees(try table.test(test, margin: margin, alternative: alternative).pValue, 0.05, within: 1e-8)
      }
      return try has(ends.lower, .greater) && has(ends.upper, .less)
    }
  }

  @Test(
    "a difference is inside exactly when its test does not reject", arguments: [-0.3, -0.01, -1e-4, 1e-6, 0.02, 0.5])
  func margins(margin: Double) throws {
    try everywhere { table in
      let p = try table.test(.miettinenNurminen, margin: margin, alternative: .twoSided).pValue
      return agree(try table.difference(.miettinenNurminen), margin, p, 0.95)
    }
  }

  @Test("the exact odds ratio and one-sided Fisher", arguments: levels)
  func exactOddsRatio(confidence: Double) throws {
    try everywhere { table in
      let interval = try table.oddsRatio(.exactConditional, confidence: confidence)
      let (greater, less) = (
        table.pValue(.fisher, alternative: .greater), table.pValue(.fisher, alternative: .less)
      )
      let tail = (1 - confidence) / 2
      return ((greater - tail).magnitude < 1e-9 * tail || (interval.lower > 1) == (greater < tail))
        && ((less - tail).magnitude < 1e-9 * tail || (interval.upper < 1) == (less < tail))
    }
  }

  @Test("the ends of an exact interval for one rate have binomial tails of half the error", arguments: levels)
  func clopperPearson(confidence: Double) throws {
    let tail = (1 - confidence) / 2
    try everywhere { table in
      let arm = table.variant
      let interval = try arm.interval(.clopperPearson, confidence: confidence)
      let isLowerRight =
        try arm.successes == 0 || interval.lower > 0.999
        || agrees(
          Binomial(trials: arm.trials, probability: interval.lower).survival(arm.successes - 1), tail, within: 1e-9)
      // Next to 1 a bound has only the digits that 1 − p leaves it.
      let isUpperRight =
        try interval.upper > 0.999
        || agrees(
          Binomial(trials: arm.trials, probability: interval.upper).cdf(arm.successes), tail, within: 1e-9)
      return isLowerRight && isUpperRight
    }
  }
}

/// Tests of a difference against a margin: non-inferiority, and superiority by a margin.
public enum MarginTest: String, Hashable, Sendable, CaseIterable {
  /// Score test at the restricted maximum likelihood (Farrington & Manning 1990).
  case farringtonManning = "farrington-manning"
  /// The same with variance times N/(N − 1) (Miettinen & Nurminen 1985); agrees with their interval.
  case miettinenNurminen = "miettinen-nurminen"
}

extension TwoProportions {
  /// Tests “variant − control = `margin`” against the alternative that it is greater (default), less, or different.
  ///
  /// Non-inferiority by 0.5 points is the margin −0.005, superiority by as much +0.005. The statistic is a z. Throws
  /// unless −1 < `margin` < 1. Not for expected counts under about five.
  public func test(
    _ method: MarginTest, margin: Double, alternative: Alternative = .greater
  ) throws(StatisticsError) -> TestResult {
    guard margin > -1, margin < 1 else {
      throw .outOfRange(name: "margin", value: margin, expected: "a number between -1 and 1, both excluded")
    }
    let z = score(.difference, isUnbiased: method == .miettinenNurminen).score(at: margin)
    return TestResult(statistic: z, pValue: isOneSided && margin == 0 ? 1 : alternative.pValue(z: z))
  }

  /// Two one-sided tests of “the difference is at least `margin` away from 0” (TOST, Schuirmann 1987) with the unpooled
  /// standard error; p is the larger of both.
  ///
  /// A small p shows that the rates differ by less than `margin`. Throws unless 0 < `margin` < 1. Like Wald's interval,
  /// not for low counts: with no success in either arm the standard error is 0 and so is p.
  public func equivalence(margin: Double) throws(StatisticsError) -> TestResult {
    guard margin > 0, margin < 1 else {
      throw .outOfRange(name: "margin", value: margin, expected: "a number between 0 and 1, both excluded")
    }
    let error = unpooledStandardError
    let difference = observedDifference
    guard error > 0 else {
      return TestResult(statistic: nil, pValue: difference.magnitude < margin ? 0 : 1)
    }
    let above = Normal.survival((difference + margin) / error)
    let below = Normal.cdf((difference - margin) / error)
    return TestResult(statistic: nil, pValue: max(above, below))
  }
}

public import Statistics

extension CampaignVerdict {
  /// What to do with a campaign whose margin covers its cost by so much.
  ///
  /// - Parameters:
  ///   - indicators: the campaign's indicators.
  ///   - marginRoi: the margin ROI with its interval; where calls are unknown, the point alone.
  ///   - lever: the first bad indicator, nil when nothing is bad.
  /// - Returns: nil where the margin is unknown, and without calls. Raise: surely profitable and nothing is bad. Keep: surely profitable
  ///   but a wish is missed, or probably profitable. Correct: break-even, probably losing, or losing within reach. Cut:
  ///   even at the optimistic end more than half of the cost is lost.
  public static func advise(
    _ indicators: Indicators, marginRoi: Estimate?, lever: Lever?
  ) -> (verdict: CampaignVerdict, reason: CampaignReason)? {
    guard let marginRoi, indicators.calls != 0 else { return nil }
    let value = marginRoi.value
    if indicators.balance == .breakEven { return (.correct, .breakEven) }
    if marginRoi.lower > 0 {
      guard let lever else { return (.raise, .profitableAndOnTarget(marginRoi: value)) }
      return (.keep, .profitableBelowTarget(marginRoi: value, lever.cause))
    }
    if marginRoi.upper >= 0 { return (value > 0 ? .keep : .correct, .uncertain(marginRoi: value)) }
    return marginRoi.upper < -0.5
      ? (.cut, .losingBadly(marginRoi: value, hasRange: marginRoi.lower < marginRoi.upper))
      : (.correct, .losing(marginRoi: value))
  }
}

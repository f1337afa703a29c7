public import Cost
public import Experiment

/// What a reader must know besides the figures.
public enum ReadingWarning: Hashable, Sendable {
  /// The plan has no maturity window: opportunities count as they come.
  case noMaturityWindow
  /// The reading is before the planned end of a fixed test: intervals are valid for this look alone.
  case interimOfFixedTest
  /// The test is over with less than nine tenths of the planned calls: its chance of detecting is lower than planned.
  case fewerCallsThanPlanned(placed: Int, planned: Int)
  /// Return is what observed sales brought; the roll-out goes by the plan's value of an opportunity.
  /// `turns`: a script pays by one of the two margins and loses by the other.
  case observedMarginDiffers(observed: Double, planned: Double, turns: Bool = false)
  /// The plan's rule goes by profit: the error of declaring a winner is not controlled.
  case decidedByProfit
  /// The plan counts accepted opportunities or sales, but the data do not say enough of these: all count as stated.
  case worthNotObserved(MoneyBasis.WorthMissing)
  /// Sales that state no margin, and what stands in for that of each, in currency units; nil where the margin of all is then
  /// unknown.
  case salesWithoutMargin(count: Int, of: Int, standIn: Double?)
  /// Failed checks of health, because of which nothing is advised about the campaign.
  case campaignNotJudged([HealthCheckName])
  /// Shares followed the results: a script's own rate mixes scripts with days, and only the difference within days compares.
  case sharesFollowedResults
  /// Fewer opportunities than asymptotic methods want in the smallest arm.
  case fewOpportunities(variant: String, opportunities: Int)
  /// Leads were called more than once, but the data do not say how calls fall on leads.
  case repeatedCallsUnknown
  /// Rows went to the rejects file.
  case rejectedRows(Int, of: Int)
  /// An intake finding that touches the analysis, with the first of its rows where it is known.
  case intake(Intake.Finding, Int, Intake.Example? = nil)
  /// A failed check that the plan accepts.
  case waived(check: HealthCheckName, reason: String)
  /// The schedule can have come about in so few ways that no difference can be shown: p is never below this.
  case tooFewSlots(smallestPValue: Double)
  /// What was heard is not used: it is compared for leads or companies, and one challenger.
  case adherenceUnused
  /// Several challengers are compared without adjustment.
  case unadjusted(comparisons: Int)
  /// Sales of sources that the plan does not accept: they count in comparisons, not in revenue.
  case otherSources(Receipts.Row)
  /// Sales are still to come: returns are forecast from the plan's figures, where it states any.
  case revenueStillComing(attributionDays: Int, isForecast: Bool = true)
  /// The campaign pays by all sales of its leads, but by so many rules of attribution it loses on what the phone is credited
  /// with; the margin ROI of the rules from the least to the most.
  case creditsLose(rules: Int, of: Int, marginRoi: ClosedRange<Double>)
  /// Shared costs could not be split by handling time, since the data give no times; split by calls instead.
  case splitByCallsInstead(item: String)
  /// A cost cannot be computed because the data lack its volume.
  case costWithoutVolume(item: String, basis: CostItem.Basis)
  /// A cost is left out because all its days are outside the test.
  case costOutsideTest(item: String)
  /// The costs of the plan come to nothing for every variant.
  case costsAreNothing
  /// Agent hours are the limit at roll-out, but the data tell no handling times: every script has the same calls.
  case handlingTimeUnknown
  /// Some of a variant's calls, but not all, have no talk time, where costs or the limit at roll-out go by it: they count
  /// at the mean of the others. `share`: their part of its calls, between 0 and 1.
  case talkTimesMissing(variant: String, share: Double)
  /// The challenger earns more by the plan's value of an opportunity, but its calls earned less than the control's by the
  /// sales that came; margin less recurring costs per call, in currency units.
  case salesDisagree(variant: String, profitPerCall: Double, control: String, controlProfitPerCall: Double)
  /// A variant bears no cost at all, while others do: its cost per opportunity of 0 is a gap in the plan.
  case variantWithoutCosts(variant: String)

  /// Whether returns are something else than what sales brought.
  public var concernsReturn: Bool {
    switch self {
    case .observedMarginDiffers, .revenueStillComing, .otherSources, .salesWithoutMargin: true
    default: false
    }
  }

  /// Whether the first figures of money mislead a reader who does not know it.
  public var concernsMoney: Bool {
    switch self {
    case .costWithoutVolume, .costOutsideTest, .costsAreNothing, .handlingTimeUnknown, .salesDisagree,
      .variantWithoutCosts, .creditsLose:
      true
    case .salesWithoutMargin(let count, let all, _): count < all
    case .observedMarginDiffers(_, _, let turns): turns
    case .talkTimesMissing(_, let share): share >= 0.1
    default: false
    }
  }
}

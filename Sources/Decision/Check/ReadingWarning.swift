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
  case observedMarginDiffers(observed: Double, planned: Double)
  /// The plan's rule goes by profit: the error of declaring a winner is not controlled.
  case decidedByProfit
  /// The plan counts accepted opportunities or sales, but the data do not say enough of these: all count as stated.
  case worthNotObserved(Economics.Worth)
  /// Shares followed the results: a script's own rate mixes scripts with days, and only the difference within days compares.
  case sharesFollowedResults
  /// Fewer opportunities than asymptotic methods want in the smallest arm.
  case fewOpportunities(variant: String, opportunities: Int)
  /// Leads were called more than once, but the data do not say how calls fall on leads.
  case repeatedCallsUnknown
  /// Rows went to the rejects file.
  case rejectedRows(Int, of: Int)
  /// An intake finding that touches the analysis.
  case intake(Intake.Finding, Int)
  /// A failed check that the plan accepts.
  case waived(check: HealthCheckName, reason: String)
  /// The schedule can have come about in so few ways that no difference can be shown: p is never below this.
  case tooFewSlots(smallestPValue: Double)
  /// What was heard is not used: it is compared for leads or companies, and one challenger.
  case adherenceUnused
  /// Several challengers are compared without adjustment.
  case unadjusted(comparisons: Int)
  /// Sales are still to come: revenue is what was observed so far.
  case revenueStillComing(attributionDays: Int)
  /// Shared costs could not be split by handling time, since the data give no times; split by calls instead.
  case splitByCallsInstead(item: String)
  /// A cost cannot be computed because the data lack its volume.
  case costWithoutVolume(item: String, basis: CostItem.Basis)
  /// A variant bears no cost at all, while others do: its cost per opportunity of 0 is a gap in the plan.
  case variantWithoutCosts(variant: String)

  /// Whether figures of money lack a cost.
  public var isMissingCost: Bool {
    switch self {
    case .costWithoutVolume, .variantWithoutCosts: true
    default: false
    }
  }
}

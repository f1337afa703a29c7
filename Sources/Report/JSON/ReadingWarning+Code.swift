import Decision

extension ReadingWarning {
  /// The warning's name for programs.
  var code: String {
    switch self {
    case .noMaturityWindow: "no-maturity-window"
    case .interimOfFixedTest: "interim-of-fixed-test"
    case .fewerCallsThanPlanned: "fewer-calls-than-planned"
    case .observedMarginDiffers: "observed-margin-differs"
    case .sharesFollowedResults: "shares-followed-results"
    case .fewOpportunities: "few-opportunities"
    case .repeatedCallsUnknown: "repeated-calls-unknown"
    case .rejectedRows: "rejected-rows"
    case .intake(let finding, _, _): finding.rawValue
    case .decidedByProfit: "decided-by-profit"
    case .worthNotObserved: "worth-not-observed"
    case .salesWithoutMargin: "sales-without-margin"
    case .campaignNotJudged: "campaign-not-judged"
    case .waived: "waived"
    case .tooFewSlots: "too-few-slots"
    case .adherenceUnused: "adherence-unused"
    case .unadjusted: "unadjusted"
    case .creditsLose: "credits-lose"
    case .revenueStillComing: "revenue-still-coming"
    case .splitByCallsInstead: "split-by-calls-instead"
    case .costWithoutVolume: "cost-without-volume"
    case .otherSources: "other-sources"
    case .costOutsideTest: "cost-outside-test"
    case .costsAreNothing: "costs-are-nothing"
    case .handlingTimeUnknown: "handling-time-unknown"
    case .talkTimesMissing: "talk-times-missing"
    case .salesDisagree: "sales-disagree"
    case .variantWithoutCosts: "variant-without-costs"
    }
  }
}

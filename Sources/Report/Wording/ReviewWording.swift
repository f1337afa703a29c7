public import Decision

/// The sentences of one language about reviews.
public protocol ReviewWording {
  /// The outcome in two or three words.
  func headline(of review: Review) -> String
  /// What became of the decision, in one sentence with its figures.
  func sentence(of review: Review) -> String
  /// Why there is no forecast, and what would make one.
  func contradicted(_ review: Review) -> String
  func noForecast(_ reason: Review.NoForecast, _ review: Review) -> String
  /// At 90 days: why no forecast could be made on the earlier day.
  func noForecastBefore(_ reason: Review.NoForecast, _ review: Review) -> String
  /// Where the delays of a forecast are known from.
  func delays(_ source: Review.DelaySource, _ review: Review) -> String
  /// Whether what came lies inside the forecast interval.
  func held(_ isInside: Bool) -> String
  /// Calls younger than the age.
  func younger(_ calls: Int, _ review: Review) -> String
  /// A challenger's profit per call over the control's; nil where unknown.
  func gain(_ gain: Review.Gain) -> String?
  /// Sales that belong to no call.
  func unattributed(_ review: Review) -> String
  /// Since when whom the old script was kept for, and how the rates compare.
  func followUp(_ followUp: Review.FollowUp, control: String) -> String
  /// What the roll-out says of the decision.
  func followUpOutcome(_ followUp: Review.FollowUp, control: String) -> String
  /// That the decision was taken against the reading, and why.
  func overridden(_ reason: String) -> String
  /// A title, head or remark.
  func caption(_ caption: ReviewCaption, _ review: Review) -> String
}

/// Titles, column heads and short remarks of reviews.
public enum ReviewCaption: CaseIterable, Sendable {
  /// Kind of page, with the age.
  case title
  /// Heads of figures.
  case came, forecast, beside, sales, revenue, profitPerCall
  /// Heads of what was forecast beside what came.
  case salesForecast, salesCame, revenueForecast, revenueCame, interval
  /// The section of gains.
  case gain, gainLead, gainLimited, campaignOfTest
  /// When sales come.
  case curve, curveLead, soldShare
  /// The roll-out beside its hold-out.
  case followUp, duringTest
  /// That there was no forecast.
  case noForecastBefore
  /// How it was computed.
  case method
}

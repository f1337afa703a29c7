public import Cost
public import Experiment
public import Statistics

/// A campaign re-read when its calls have reached an age, with the revenue attributed to them.
public struct Review: Hashable, Sendable {
  /// The age of the calls at which a campaign is re-read.
  public enum Age: Int, CaseIterable, Hashable, Sendable {
    /// 14 days: what came, and what is still to come, as far as that can be told so early.
    case early = 14
    /// 30 days, operational: what came, and what is still to come.
    case operational = 30
    /// 60 days: what came, and what is still to come.
    case late = 60
    /// 90 days, financial: what came, beside what was forecast at 30 days.
    case financial = 90

    /// The age in days.
    public var days: Int { rawValue }
    /// Whether sales are still to come at this age, and are forecast.
    public var hasForecast: Bool { self != .financial }
  }

  /// Where the delays of a forecast are known from.
  public enum DelaySource: Hashable, Sendable {
    /// From these calls, by a law of delays for each script.
    case own
    /// From these calls, by one law of delays for all scripts.
    case pooled
    /// From a past campaign, weighed against these calls.
    case history
    /// From the plan, weighed against these calls.
    case stated
  }

  /// Why there is no forecast.
  public enum NoForecast: Hashable, Sendable {
    /// No sale has come yet: nothing tells of delays.
    case withoutSales
    /// So large a share of all sales may come later than any call has been followed; nil where the sales tell nothing of it.
    case tailNotSeen(unseen: Double?, longestAge: Int)
  }

  /// Sales and money of some calls within some days of each.
  public struct Figures: Hashable, Sendable {
    /// Calls that sold; the interval of a known number has no width.
    public var sales: Estimate
    /// Revenue in currency units.
    public var revenue: Estimate
    /// Return on revenue; nil where costs are unknown or nothing was spent.
    public var roi: Estimate?
    /// Return on margin; nil where costs or margin are unknown.
    public var marginRoi: Estimate?
    /// Margin less recurring cost for each call, in currency units, with the interval of what such calls bring: what is
    /// spent once weighs on the returns of the test, not on this; nil as above.
    public var profitPerCall: Estimate?
  }

  /// One script.
  public struct Arm: Hashable, Sendable {
    /// The variant.
    public var variant: String
    /// Control or challenger.
    public var role: Variant.Role
    /// Calls that have reached the age.
    public var calls: Int
    /// Calls that are younger.
    public var youngerCalls: Int
    /// Cost of the calls that have reached the age, in currency units; nil where the plan states no costs.
    public var cost: Double?
    /// What came within the age of each call.
    public var came: Figures
    /// What will have come within the horizon; nil where there is no forecast, or nothing is still to come.
    public var forecast: Figures?
    /// Where the delays of the forecast are known from.
    public var delays: DelaySource?
    /// At 90 days: what was forecast when these calls were 30 days old.
    public var forecastBefore: Figures?
  }

  /// A challenger against the control, in profit per call of the control: where agent hours or the budget are the limit,
  /// the challenger has as many calls for it as that leaves.
  public struct Gain: Hashable, Sendable {
    /// The challenger.
    public var variant: String
    /// Its profit per call less the control's, in currency units; nil where margin or costs are unknown, there is no
    /// forecast, or a script has fewer than ``fewestSales`` sales.
    public var profitPerCall: Estimate?
  }

  /// What became of the decision.
  public enum Outcome: Hashable, Sendable {
    /// Profit says what the decision said.
    case confirmed
    /// Profit says the opposite, for the script named.
    case reversed(String)
    /// The script named earns more and was not rolled out, for a guardrail of the rule keeps it out.
    case heldBack(String)
    /// Profit tells neither.
    case undecided
    /// There is no decision yet that could be confirmed.
    case notDecided
    /// No call has reached the age; the first ones do on the day named.
    case tooEarly(CivilDate)

    /// Whether profit says one thing or the other.
    public var settles: Bool {
      switch self {
      case .confirmed, .reversed: true
      case .heldBack, .undecided, .notDecided, .tooEarly: false
      }
    }
  }

  /// Fewest sales of a script whose profit is compared: below, an interval by the normal law is not to be trusted.
  public static let fewestSales = 5

  /// Why no challenger's profit per call can be compared.
  public enum Incomparable: String, CaseIterable, Hashable, Sendable {
    /// The plan states no costs.
    case costs
    /// Neither sales nor the plan say what a sale earns.
    case margin
    /// There is no forecast.
    case forecast
    /// A script has fewer than ``Review/fewestSales`` sales.
    case sales
  }

  /// Why profit per call cannot be compared; nil where it can be for a challenger.
  public var incomparable: Incomparable? {
    guard gains.allSatisfy({ $0.profitPerCall == nil }) else { return nil }
    if arms.contains(where: { $0.cost == nil }) { return .costs }
    if age.hasForecast, arms.contains(where: { $0.forecast == nil }) { return .forecast }
    return arms.contains { $0.came.sales.value < Double(Self.fewestSales) } ? .sales : .margin
  }

  /// Name of the experiment.
  public var experiment: String
  /// The question in the manager's words.
  public var question: String?
  /// ISO 4217 code of the currency of every amount.
  public var currency: String
  /// The day whose end the review stands at.
  public var asOf: CivilDate
  /// The age of the calls.
  public var age: Age
  /// Days from each call within which a sale counts at most: 90, or the plan's attribution window where that is shorter.
  public var horizon: Int
  /// Confidence of every interval.
  public var confidence: Double
  /// What was decided, as the reading of this day says it.
  public var decided: Conclusion.Status
  /// The challenger that was decided for; nil where none was.
  public var winner: String?
  /// Why it was decided against the reading, where the record says so; what became of it is about the reading.
  public var override: String?
  /// What became of it: what the roll-out beside its hold-out says where it settles the question, otherwise the test.
  public var outcome: Outcome
  /// One entry per arm in the order of the plan.
  public var arms: [Arm]
  /// One entry per challenger in the order of the plan.
  public var gains: [Gain]
  /// The resource under which gains are counted: the one that limits the roll-out, or leads where the data do not tell how
  /// many calls it leaves.
  public var limit: Rollout.Limit
  /// The roll-out beside the leads held out; nil where the plan states none, or before its first day.
  public var followUp: FollowUp?
  /// Why there is no forecast where one is asked for; nil where there is one, or none is needed.
  public var noForecast: NoForecast?
  /// When sales come, by script: the share of all its calls, young ones too, that sold within so many days, up to the
  /// horizon (``DelayCurve``; its events are sold calls). Empty before the first sale.
  public var delays: [DelayCurve] = []
  /// The chance, by what was known of delays beforehand, that they are as far from it as these sales point to; nil without
  /// such knowledge, or a forecast. Under ``contradiction`` the sales contradict it.
  public var priorChance: Double?
  /// The chance below which what was known of delays is contradicted by the sales.
  public static let contradiction = 0.01
  /// Whether the sales contradict what was known of their delays beforehand.
  public var isPriorContradicted: Bool { priorChance.map { $0 < Self.contradiction } ?? false }
  /// Whether every call has been followed over the whole horizon: what is called a forecast has come.
  public var isFollowedThrough = false
  /// At 90 days: the day the earlier forecast stands at.
  public var forecastDay: CivilDate?
  /// At 90 days: why there was no forecast then.
  public var noForecastBefore: NoForecast?
  /// What to do with the campaign itself; nil where its profit is unknown.
  public var campaign: CampaignReading?
  /// Sales that belong to no call within the attribution window, sales before every call of their lead among them.
  public var unattributed: Receipts.Row
  /// Sales of sources that the plan does not accept as revenue. A review compares scripts by all sales of their leads and counts
  /// them in every figure.
  public var otherSources: Receipts.Row?
  /// What misleads in the figures of money.
  public var warnings: [ReadingWarning]
  /// How the data came in.
  public var intake: Intake
}

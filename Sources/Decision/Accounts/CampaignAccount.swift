public import Cost
public import Experiment
public import Statistics

/// A campaign explained line by line: what it cost and how each cost came about, what it brought, by part, and what to
/// do about it.
///
/// Amounts are exact to the millionth and add up: the parts to the whole, the lines of costs to the statements. They are
/// rounded once, where they are printed.
public struct CampaignAccount: Hashable, Sendable {
  /// One part of the campaign, or the whole.
  public struct Row: Hashable, Sendable {
    /// The part; nil for the whole.
    public var part: AccountPart?
    /// What it cost and brought.
    public var indicators: Indicators
    /// What it cost without what is spent once.
    public var recurring: Money
    /// TCO with its Wilson interval; nil without calls.
    public var tco: Estimate?
    /// Where the TCO stands among outbound campaigns.
    public var benchmark: TCOBenchmark?
    /// CPQ, ROI and margin ROI with their intervals; nil without calls.
    public var estimates: IndicatorEstimates?
  }

  /// Name of the experiment.
  public var experiment: String
  /// ISO 4217 code of the currency of every amount.
  public var currency: String
  /// The day whose end the account stands at; nil for undated counts.
  public var asOf: CivilDate?
  /// Confidence of the intervals.
  public var confidence: Double
  /// What the account is divided by.
  public var division: AccountDivision
  /// The costs in the order of the ledger, then what the call log states itself.
  public var costs: [CostDerivation]
  /// Costs stated by the call log itself, by variant; empty where it states none.
  public var logged: [Money]
  /// Names of the variants, in the order of the amounts.
  public var variants: [String]
  /// The parts in order.
  public var rows: [Row]
  /// The whole.
  public var total: Row
  /// Calls too young to be counted, with their cost.
  public var immatureCalls: Int
  /// Whether revenue was observed in sales or follows from the plan's economics.
  public var incomeIsObserved: Bool
  /// Whether a part's income is that of the sales of its own calls; otherwise its opportunities bring what those of their
  /// variants brought on average.
  public var incomeIsOwn: Bool
  /// Sales that could not be joined to a call of the campaign.
  public var unattributed: Receipts.Row
  /// What a reader must know besides the figures.
  public var warnings: [ReadingWarning]
  /// The lever to pull first; nil when nothing is bad.
  public var lever: Lever?
  /// What to do with the campaign; nil where the margin is unknown.
  public var campaign: CampaignReading?
}

extension CampaignAccount {
  /// The whole in the form of a calculation from totals.
  public var advice: IndicatorsAdvice {
    IndicatorsAdvice(
      indicators: total.indicators, currency: currency, tco: total.tco, benchmark: total.benchmark, lever: lever,
      campaign: campaign)
  }

  /// The account of a campaign whose calls have no variants: amounts are told over all calls alone.
  public var withoutVariants: CampaignAccount {
    var account = self
    account.variants = []
    account.costs = costs.map { CostDerivation(item: $0.item, volume: $0.volume, amounts: [$0.total]) }
    account.logged = logged.isEmpty ? [] : [logged.reduce(.zero, +)]
    return account
  }
}

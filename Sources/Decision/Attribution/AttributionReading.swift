public import Cost
import Experiment
public import Statistics

/// What the phone is credited with under each rule of attribution, side by side.
///
/// The rule moves absolute figures only: variants are compared on all qualified outcomes of their assigned leads.
public struct AttributionReading: Hashable, Sendable {
  /// What one rule says.
  public struct Rule: Hashable, Sendable {
    /// The rule.
    public var rule: AttributionRule
    /// What the phone is credited with.
    public var phone: TouchCredits.Credit
    /// Share of the attributed revenue that goes to the phone; nil without revenue.
    public var share: Double?
    /// Margin of the phone: as stated by the sales, else by the plan's margin per sale; nil where unknown.
    public var margin: Money?
    /// Cost of a sale credited to the phone, in currency units; nil without costs or credited sales.
    public var costPerSale: Double?
    /// Cost of a qualified opportunity where each counts by the share of its sale's credit: cost / (opportunities × share).
    /// Nil without costs or credit.
    public var cpq: Double?
    /// Return on the revenue credited, with its interval (the score interval of a Poisson number of credits alike); nil without costs.
    public var roi: Estimate?
    /// Return on the margin credited, likewise; nil where unknown.
    public var marginRoi: Estimate?
    /// Revenue of the phone by variant, in plan order.
    public var byVariant: [Money]
    /// Revenue by channel, in the order of `channels`.
    public var byChannel: [Money]
  }

  /// The rules in the order of their documentation.
  public var rules: [Rule]
  /// The channels, the phone first.
  public var channels: [String]
  /// Names of the variants, in plan order.
  public var variants: [String]
  /// Sales with a touch in the attribution window.
  public var attributed: Receipts.Row
  /// Sales without one: in no figure, and shown.
  public var unattributed: Receipts.Row
  /// Days from a touch within which a sale may be its doing.
  public var attributionDays: Int
  /// Days in which a touch loses half of its weight under time decay.
  public var halfLifeDays: Int
  /// Whether the attribution window of some calls is still open.
  public var isStillComing: Bool

  /// Revenue that one rule gives to the phone and another to other channels, sale by sale. Where sales differ it is more than
  /// the totals of the rules do, which balance one sale by another.
  public var revenueInDispute: Money
  /// Whether sales of every source are in it, although the plan's revenue is of some sources only.
  public var countsAllSources = false
}

/// What the phone is credited with under each rule; nil without a touches file.
func attribution(plan: Plan, evidence: Evidence, mature: MatureCalls, money: TestMoney) -> AttributionReading? {
  guard let touches = evidence.touches else { return nil }
  let cost = money.byVariant.isEmpty ? nil : money.byVariant.reduce(Money.zero) { $0 + $1.value.statement.total }
  let opportunities = mature.byDay.total().opportunities
  let revenue = touches.attributed.revenue
  let standIn = plan.economics?.marginPerSale
  let attributedMargin = touches.attributed.margin(orEach: standIn)
  /// What an attributed sale brings on average; nil without one.
  func mean(_ total: Double?) -> Double? {
    touches.attributed.sales > 0 ? total.map { $0 / Double(touches.attributed.sales) } : nil
  }
  let z = Normal.quantile(survival: (1 - plan.test.goal.confidence) / 2)
  let rules = AttributionRule.allCases.map { rule in
    let phone = touches.credit(of: TouchCredits.phone, under: rule)
    let share = revenue > .zero ? phone.revenue.units / revenue.units : nil
    let margin =
      attributedMargin == nil
      ? nil : Money(nearest: phone.margin.units + (standIn?.units ?? 0) * phone.keptWithoutMargin)
    func returned(_ income: Money?, squares: Double, typical: Double?) -> Estimate? {
      guard let income, let cost, cost > .zero else { return nil }
      return creditedTotal(income.units, squares: squares, typical: typical, z: z).scaled(by: 1 / cost.units).shifted(
        by: -1)
    }
    let squares = touches.squares[TouchCredits.Key(rule: rule, channel: TouchCredits.phone)] ?? TouchCredits.Squares()
    // A sale's margin is its own or the one that stands in, so that their squares add up.
    let marginSquares = squares.margin + (standIn.map { $0.units * $0.units } ?? 0) * squares.keptWithoutMargin
    let credited = Double(opportunities) * (share ?? 0)
    return AttributionReading.Rule(
      rule: rule, phone: phone, share: share, margin: margin,
      costPerSale: cost.flatMap { phone.sales > 0 ? $0.units / phone.sales : nil },
      cpq: cost.flatMap { credited > 0 ? $0.units / credited : nil },
      roi: returned(
        phone.revenue, squares: squares.revenue, typical: mean(revenue.units) ?? plan.economics?.saleValue?.units),
      marginRoi: returned(
        margin, squares: marginSquares, typical: mean(attributedMargin) ?? standIn?.units),
      byVariant: plan.test.variants.names.map {
        touches.credit(of: TouchCredits.phone, under: rule, variant: $0).revenue
      }, byChannel: touches.channels.map { touches.credit(of: $0, under: rule).revenue })
  }
  return AttributionReading(
    rules: rules, channels: touches.channels, variants: plan.test.variants.names, attributed: touches.attributed,
    unattributed: touches.unattributed, attributionDays: plan.attributionDays,
    halfLifeDays: touches.halfLifeDays, isStillComing: money.revenueIsStillComing, revenueInDispute: touches.disputed,
    countsAllSources: plan.revenueAttribution == .sourceTags)
}

/// A sum of credits with the interval of its mean: that of the score for a Poisson number of sums alike,
/// k = total² / squares, which carries how many sales came, what each brought, and how much of it was credited.
///
/// A compound Poisson sum strays by the root of the sum of squares. Where refunds above their sale leave less than one sum
/// alike, the interval is that of the normal law.
///
/// - Parameters:
///   - total: the sum of the credits.
///   - squares: the sum of the squares of what each sale adds.
///   - typical: what a sale would add, for the upper limit where none did; nil: nothing is known above.
///   - z: normal quantile of the limits.
func creditedTotal(_ total: Double, squares: Double, typical: Double?, z: Double) -> Estimate {
  guard squares > 0 else {
    return Estimate(value: total, lower: total, upper: typical.map { total + z * z * $0 } ?? .infinity)
  }
  let number = total * total / squares
  guard total > 0, number > 1 - 1e-9 else {
    let side = z * squares.squareRoot()
    return Estimate(value: total, lower: total - side, upper: total + side)
  }
  let (centre, side) = (number + z * z / 2, z * (number + z * z / 4).squareRoot())
  return Estimate(
    value: total, lower: total * (centre - side) / number, upper: total * (centre + side) / number)
}

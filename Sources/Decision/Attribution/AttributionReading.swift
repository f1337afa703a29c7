public import Cost
import Experiment

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
    /// Return on the revenue credited; nil without costs.
    public var roi: Double?
    /// Return on the margin credited; nil where unknown.
    public var marginRoi: Double?
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

  /// Revenue that the phone is credited with under one rule and not under another.
  public var revenueInDispute: Money {
    let revenues = rules.map(\.phone.revenue)
    guard let least = revenues.min(), let most = revenues.max() else { return .zero }
    return most - least
  }
}

/// What the phone is credited with under each rule; nil without a touches file.
func attribution(plan: Plan, evidence: Evidence, mature: MatureCalls, money: TestMoney) -> AttributionReading? {
  guard let touches = evidence.touches else { return nil }
  let cost = money.byVariant.isEmpty ? nil : money.byVariant.reduce(Money.zero) { $0 + $1.value.statement.total }
  let opportunities = mature.byDay.total().opportunities
  let revenue = touches.attributed.revenue
  let statesMargin = touches.attributed.salesWithMargin == touches.attributed.sales
  let rules = AttributionRule.allCases.map { rule in
    let phone = touches.credit(of: TouchCredits.phone, under: rule)
    let share = revenue > .zero ? phone.revenue.units / revenue.units : nil
    let margin =
      statesMargin ? phone.margin : plan.economics?.marginPerSale.flatMap { Money(nearest: $0.units * phone.sales) }
    func returned(_ income: Money?) -> Double? {
      guard let income, let cost, cost > .zero else { return nil }
      return (income.units - cost.units) / cost.units
    }
    let credited = Double(opportunities) * (share ?? 0)
    return AttributionReading.Rule(
      rule: rule, phone: phone, share: share, margin: margin,
      costPerSale: cost.flatMap { phone.sales > 0 ? $0.units / phone.sales : nil },
      cpq: cost.flatMap { credited > 0 ? $0.units / credited : nil }, roi: returned(phone.revenue),
      marginRoi: returned(margin),
      byVariant: plan.test.variants.names.map {
        touches.credit(of: TouchCredits.phone, under: rule, variant: $0).revenue
      }, byChannel: touches.channels.map { touches.credit(of: $0, under: rule).revenue })
  }
  return AttributionReading(
    rules: rules, channels: touches.channels, variants: plan.test.variants.names, attributed: touches.attributed,
    unattributed: touches.unattributed, attributionDays: plan.attributionDays,
    halfLifeDays: touches.halfLifeDays, isStillComing: money.revenueIsStillComing)
}

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
  let z = Normal.quantile(survival: (1 - plan.test.goal.confidence) / 2)
  let rules = AttributionRule.allCases.map { rule in
    let phone = touches.credit(of: TouchCredits.phone, under: rule)
    let share = revenue > .zero ? phone.revenue.units / revenue.units : nil
    let margin =
      statesMargin ? phone.margin : plan.economics?.marginPerSale.flatMap { Money(nearest: $0.units * phone.keptSales) }
    func returned(_ income: Money?, squares: Double) -> Estimate? {
      guard let income, let cost, cost > .zero else { return nil }
      return creditedTotal(income.units, squares: squares, z: z).scaled(by: 1 / cost.units).shifted(by: -1)
    }
    let marginSquares =
      statesMargin
      ? phone.marginSquares : plan.economics?.marginPerSale.map { $0.units * $0.units * phone.keptSquares }
    let credited = Double(opportunities) * (share ?? 0)
    return AttributionReading.Rule(
      rule: rule, phone: phone, share: share, margin: margin,
      costPerSale: cost.flatMap { phone.sales > 0 ? $0.units / phone.sales : nil },
      cpq: cost.flatMap { credited > 0 ? $0.units / credited : nil },
      roi: returned(phone.revenue, squares: phone.revenueSquares),
      marginRoi: returned(margin, squares: marginSquares ?? 0),
      byVariant: plan.test.variants.names.map {
        touches.credit(of: TouchCredits.phone, under: rule, variant: $0).revenue
      }, byChannel: touches.channels.map { touches.credit(of: $0, under: rule).revenue })
  }
  return AttributionReading(
    rules: rules, channels: touches.channels, variants: plan.test.variants.names, attributed: touches.attributed,
    unattributed: touches.unattributed, attributionDays: plan.attributionDays,
    halfLifeDays: touches.halfLifeDays, isStillComing: money.revenueIsStillComing)
}

/// A sum of credits with the interval of its mean: that of the score for a Poisson number of sums alike,
/// k = total² / squares, which carries how many sales came, what each brought, and how much of it was credited.
///
/// A compound Poisson sum strays by the root of the sum of squares. At a total that is not above 0, as after refunds, the
/// interval is that of the normal law.
///
/// - Parameters:
///   - total: the sum of the credits.
///   - squares: the sum of their squares.
///   - z: normal quantile of the limits.
func creditedTotal(_ total: Double, squares: Double, z: Double) -> Estimate {
  guard total > 0, squares > 0 else {
    let side = z * max(0, squares).squareRoot()
    return Estimate(value: total, lower: total - side, upper: total + side)
  }
  let number = total * total / squares
  let (centre, side) = (number + z * z / 2, z * (number + z * z / 4).squareRoot())
  return Estimate(
    value: total, lower: total * (centre - side) / number, upper: total * (centre + side) / number)
}

import Cost
import Decision

extension English {
  func rule(_ rule: AttributionRule) -> String {
    switch rule {
    case .first: "First touch"
    case .last: "Last touch"
    case .linear: "Linear"
    case .timeDecay: "Time decay"
    case .positionBased: "Position-based"
    }
  }

  func ruleDetail(_ rule: AttributionRule, halfLifeDays: Int) -> String {
    switch rule {
    case .first: "all to the first touch"
    case .last: "all to the last touch"
    case .linear: "the same to each touch"
    case .timeDecay: "half the weight for every \(days(halfLifeDays)) before the sale"
    case .positionBased: "40% first, 40% last, 20% between"
    }
  }

  func dependence(of reading: AttributionReading) -> String {
    let sales = "\(plural(reading.attributed.sales, "sale", "sales")) of \(exact(reading.attributed.revenue))"
    guard let least = reading.rules.min(by: { $0.phone.revenue < $1.phone.revenue }),
      let most = reading.rules.max(by: { $0.phone.revenue < $1.phone.revenue }), reading.attributed.revenue > .zero
    else { return "No revenue can be attributed yet." }
    if reading.revenueInDispute == .zero {
      return "Of \(sales), the phone is credited with \(exact(least.phone.revenue)) whatever the rule."
    }
    let share = reading.revenueInDispute.units / reading.attributed.revenue.units
    return
      "Of \(sales), the phone is credited with \(exact(least.phone.revenue)) (\(rule(least.rule).lowercased())) to "
      + "\(exact(most.phone.revenue)) (\(rule(most.rule).lowercased())). Sale by sale, \(exact(reading.revenueInDispute)), "
      + "\(numbers.percent(share, places: 0)) of the revenue, depends on the rule."
  }

  func channel(_ name: String) -> String { name == TouchCredits.phone ? "Phone" : name }

  func withoutTouch(_ row: Receipts.Row, days count: Int) -> String {
    "Not attributed: \(plural(row.sales, "sale", "sales")) of \(exact(row.revenue)), without a touch in the \(days(count)) "
      + "before. They are in none of these figures."
  }

  func attribution(_ label: AttributionLabel) -> String {
    switch label {
    case .title: "Attribution"
    case .lead:
      "What the phone is credited with when other channels touched the same leads. The rule moves these absolute figures "
        + "only: scripts are compared on all qualified outcomes of their assigned leads."
    case .rule: "Rule"
    case .revenue: "Revenue of the phone"
    case .share: "Share"
    case .margin: "Margin of the phone"
    case .byChannel: "Revenue by channel"
    case .byVariant: "Revenue of the phone by variant"
    case .allSources:
      "Sales of every source are credited here. The campaign's own figures count those of the plan's sources alone."
    case .cpqNote:
      "CPQ counts each opportunity by the phone's share of the revenue under the rule. Ranges "
        + "of returns carry how many sales came, what they brought and how much of it is credited, at the cost shown."
    }
  }

  private func exact(_ amount: Money) -> String { numbers.money(amount.units, places: numbers.minorDigits) }
}

public import Cost
import Experiment

extension Plan {
  /// Which sales are revenue: all of the assigned leads, or those of the sources that the economics accept.
  public var revenueAttribution: Receipts.Attribution {
    economics?.sources.isEmpty ?? true ? .assignedLeads : .sourceTags
  }

  /// What a roll-out of one variant costs a month, however many calls are placed, in currency units.
  func monthlyCost(of variant: String) -> Double {
    ledger?.monthlyCost(of: variant, afterTestUntil: test.lastDay?.dayNumber) ?? 0
  }

  /// Keys of the economics without which an opportunity's margin is unknown.
  var missingEconomics: [String] {
    guard economics?.marginPerOpportunity == nil else { return [] }
    return [
      (economics?.opportunityToSale == nil, "opportunity-to-sale"),
      (economics?.marginPerSale == nil, "margin-per-sale"),
    ].filter(\.0).map(\.1)
  }

  /// That sales state no margin of their own; nil where all do.
  func salesWithoutMargin(in receipts: Receipts) -> ReadingWarning? {
    let all = test.variants.names.reduce(into: Receipts.Row()) { $0 += receipts.total(of: $1) }
    guard all.salesWithMargin < all.sales else { return nil }
    return .salesWithoutMargin(
      count: all.sales - all.salesWithMargin, of: all.sales, standIn: economics?.marginPerSale?.units)
  }

  /// Sales of sources that the economics do not accept, which are not in revenue; nil where all are accepted, or none came.
  func otherSources(in receipts: Receipts) -> Receipts.Row? {
    guard revenueAttribution == .sourceTags else { return nil }
    let others = receipts.ofOtherSources(test.variants.names)
    return others == Receipts.Row() ? nil : others
  }
}

/// The costs of a campaign, all in one currency.
public struct Ledger: Hashable, Sendable, Codable {
  /// ISO 4217 code of the currency.
  public var currency: String
  /// The costs in the order they were stated.
  public var items: [CostItem]

  /// What a roll-out of one variant costs a month however many calls are placed, in currency units: what is paid by the
  /// month, whole, whichever variants shared it in the test, unless it ends before the test does.
  ///
  /// - Parameters:
  ///   - variant: the variant.
  ///   - lastDay: the last day of the test; nil where it is not known.
  public func monthlyCost(of variant: String, afterTestUntil lastDay: Int?) -> Double {
    items.reduce(0) { sum, item in
      let goesOn = item.period.lastDay.map { own in lastDay.map { own >= $0 } ?? true } ?? true
      let isBorne = item.basis == .month && !item.once && goesOn && (item.variant ?? variant) == variant
      return isBorne ? sum + item.amount.units * item.share : sum
    }
  }

  /// A ledger of costs.
  public init(currency: String = "EUR", items: [CostItem] = []) {
    self.currency = currency
    self.items = items
  }
}

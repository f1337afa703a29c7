/// The costs of a campaign, all in one currency.
public struct Ledger: Hashable, Sendable, Codable {
  /// ISO 4217 code of the currency.
  public var currency: String
  /// The costs in the order they were stated.
  public var items: [CostItem]

  /// A ledger of costs.
  public init(currency: String = "EUR", items: [CostItem] = []) {
    self.currency = currency
    self.items = items
  }
}

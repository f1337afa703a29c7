/// What other currencies are worth in a plan's own: amounts are converted by the table that the plan states, or refused.
public struct ExchangeTable: Hashable, Sendable, Codable {
  /// Units of the plan's currency for one unit of another, above 0, by ISO 4217 code.
  public var rates: [String: Money]

  /// A table of rates; none by default.
  public init(_ rates: [String: Money] = [:]) {
    self.rates = rates
  }

  /// Whether an amount in a currency can be converted.
  public func converts(_ currency: String) -> Bool { rates[currency] != nil }

  /// An amount of another currency in the plan's own: amount × rate in integers, rounded once to the millionth, half away
  /// from zero. Nil for a currency without a rate, and beyond the range of money.
  public func converted(_ amount: Money, from currency: String) -> Money? {
    rates[currency].flatMap { amount.times($0.micros, over: 1_000_000) }
  }
}

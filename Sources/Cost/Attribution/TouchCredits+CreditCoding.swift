extension TouchCredits.Credit {
  private enum CodingKeys: CodingKey {
    case sales, keptWithoutMargin, revenue, margin
  }

  /// Reads a credit; without kept sales every one states a margin.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      sales: try container.decode(Double.self, forKey: .sales),
      keptWithoutMargin: try container.decodeIfPresent(Double.self, forKey: .keptWithoutMargin) ?? 0,
      revenue: try container.decode(Money.self, forKey: .revenue),
      margin: try container.decode(Money.self, forKey: .margin))
  }

  /// Writes a credit; sales without a margin only where there are any.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sales, forKey: .sales)
    if keptWithoutMargin != 0 { try container.encode(keptWithoutMargin, forKey: .keptWithoutMargin) }
    try container.encode(revenue, forKey: .revenue)
    try container.encode(margin, forKey: .margin)
  }
}

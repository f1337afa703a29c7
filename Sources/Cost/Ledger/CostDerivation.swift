/// How the amount of one cost came about: amount × share × volume, then divided among the variants that bear it.
public struct CostDerivation: Hashable, Sendable {
  /// The cost as it is stated.
  public var item: CostItem
  /// What the amount was multiplied with, in units of its basis: calls, hours of talk, agent-days, months; for a cost of
  /// the whole test, the part of the test that is covered, 0...1.
  public var volume: Double
  /// The amounts by variant, in the order of the activities; nil for a variant that does not bear the cost.
  public var amounts: [Money?]

  /// A cost and how it came about.
  public init(item: CostItem, volume: Double, amounts: [Money?]) {
    self.item = item
    self.volume = volume
    self.amounts = amounts
  }

  /// The amount over all variants.
  public var total: Money { amounts.reduce(.zero) { $0 + ($1 ?? .zero) } }
}

extension Ledger {
  /// How each cost of the statements came about, in the order of the ledger; costs whose volume the data lack, which the
  /// statements leave out, are left out here as well.
  ///
  /// - Parameters:
  ///   - statements: what `statements(over:activities:)` gave for the same period and activities.
  ///   - period: the calendar days covered.
  ///   - activities: what each variant used up on the days of a cost's own period.
  public func derivations(
    of statements: [CostStatement], over period: CostingPeriod, activities: (CostItem.Period) -> [Activity]
  ) -> [CostDerivation] {
    let amounts = statements.map { statement in
      Dictionary(
        statement.lines.compactMap { line in line.number.map { ($0, line.amount) } },
        uniquingKeysWith: { first, _ in first })
    }
    return items.enumerated().compactMap { number, item in
      let bearers = activities(item.period).filter { item.variant == nil || item.variant == $0.variant }
      guard !period.isOutside(item.period) else { return nil }
      return item.volume(of: bearers, over: period).map { volume in
        CostDerivation(item: item, volume: volume.value, amounts: amounts.map { $0[number] })
      }
    }
  }
}

import Cost
import Experiment

/// What the parts of an account cost and brought.
extension AccountAnalysis {
  struct Sums {
    var calls = 0
    var opportunities = 0
    var cost = Money.zero
    var recurring = Money.zero
    /// The part of the cost that goes with handling time.
    var timed = Money.zero
    var revenue: Double? = 0
    var margin: Double? = 0
    /// The sales of the part's own calls, where they are told apart.
    var sales = Receipts.Row()
    var cell = CallCell()

    mutating func add(_ other: Sums) {
      calls += other.calls
      opportunities += other.opportunities
      cost += other.cost
      recurring += other.recurring
      timed += other.timed
      sales += other.sales
      cell += other.cell
      revenue = revenue.flatMap { own in other.revenue.map { own + $0 } }
      margin = margin.flatMap { own in other.margin.map { own + $0 } }
    }
  }

  /// What the call log states itself: what the lines of a statement hold beyond those of the ledger.
  func loggedAmounts(_ statements: [CostStatement], _ derivations: [CostDerivation]) -> [Money] {
    let amounts = statements.indices.map { index in
      derivations.reduce(statements[index].total) { $0 - ($1.amounts[index] ?? .zero) }
    }
    return amounts.contains { $0 != .zero } ? amounts : []
  }

  /// The sales by day and place of the call, where every sale that counts has been seen; variants have them in all.
  var ownIncomes: DatedReceipts? { division == .variant ? nil : money.incomes.dated }

  /// What each part cost and brought.
  func sums(
    _ derivations: [CostDerivation], logged: [Money], arms: [VariantMoney], period: CostingPeriod
  ) -> [AccountPart: Sums] {
    let shares = AccountShares(division: division, tally: evidence.tally, mature: mature)
    let whole = arms.map { shares.cells(of: $0.statement.variant) }
    var known = Set(whole.flatMap(\.keys))
    if derivations.contains(where: { $0.item.basis == .month }) {
      known.formUnion(period.days.compactMap { AccountPart(CivilDate(dayNumber: $0.number), by: division) })
    }
    if division == .variant { known.formUnion(arms.map { .named($0.statement.variant) }) }
    let parts = known.sorted()
    var sums = Dictionary(uniqueKeysWithValues: parts.map { ($0, Sums()) })
    for (index, arm) in arms.enumerated() {
      let variant = arm.statement.variant
      for (part, cell) in whole[index] {
        let isOwn = arm.revenueIsObserved && ownIncomes != nil
        // Sales that are known of a variant alone go by opportunities; those of none go by calls.
        let share =
          arm.opportunities > 0
          ? Double(cell.calls.opportunities) / Double(arm.opportunities)
          : Double(cell.calls.calls) / Double(max(1, arm.calls))
        sums[part]?.add(
          Sums(
            calls: cell.calls.calls, opportunities: cell.calls.opportunities,
            revenue: isOwn ? 0 : arm.revenue.map { $0 * share }, margin: isOwn ? 0 : arm.margin.map { $0 * share },
            cell: cell.calls))
      }
      for (part, sales) in salesByPart(of: arm) {
        sums[part, default: Sums()].add(
          Sums(
            revenue: sales.revenue.units,
            margin: money.incomes.margin(of: sales), sales: sales))
      }
      for derivation in derivations {
        guard let amount = derivation.amounts[index] else { continue }
        let cells = shares.cells(of: variant, in: derivation.item.period)
        let weights =
          division == .variant
          ? parts.map { $0 == .named(variant) ? 1.0 : 0 }
          : shares.weights(of: derivation.item, cells: cells, parts: parts, period: period)
        let item = derivation.item
        let goesByDays = item.basis == .month && (division == .day || division == .week)
        let isTimed = item.basis == .talkHour || (item.split == .handlingTime && !goesByDays)
        for (part, amount) in zip(parts, amount.apportioned(by: weights)) {
          let recurring = item.once ? .zero : amount
          sums[part]?.add(Sums(cost: amount, recurring: recurring, timed: isTimed ? recurring : .zero))
        }
      }
      guard !logged.isEmpty else { continue }
      let weights = parts.map { Double(whole[index][$0]?.calls.costMicros ?? 0) }
      for (part, amount) in zip(parts, logged[index].apportioned(by: weights)) {
        sums[part]?.add(Sums(cost: amount, recurring: amount))
      }
    }
    return sums
  }

  /// The sales of a variant by the part that their calls are in; none where parts have no sales of their own.
  func salesByPart(of arm: VariantMoney) -> [(AccountPart, Receipts.Row)] {
    guard arm.revenueIsObserved, let dated = ownIncomes else { return [] }
    return dated.sorted.compactMap { key, row in
      key.variant == arm.statement.variant ? (AccountPart(key, by: division), row.sales) : nil
    }
  }
}

/// Why costs cannot be computed.
public enum LedgerError: Error, Hashable, Sendable {
  /// The product of an amount and its volume, or the sum of the costs so far, is beyond the range of money.
  case tooLarge(item: String)
  /// A cost names a variant without activity in the test.
  case unknownVariant(item: String, variant: String)
}

/// What had to be assumed because the data lack a volume.
public enum LedgerNotice: Hashable, Sendable {
  /// Divided by calls, since the data give no handling times.
  case splitByCallsInstead(item: String)
  /// Left out, since the data lack the volume it is multiplied with.
  case withoutVolume(item: String, basis: CostItem.Basis)
  /// Left out, since all its days are outside the test.
  case outsideTest(item: String)
}

extension Ledger {
  /// Name of the line that carries costs stated by the call log itself.
  public static let callLogItem = "call log"

  /// What each variant cost over a part of a test, line by line.
  ///
  /// - Parameters:
  ///   - period: the calendar days covered.
  ///   - activities: what each variant used up on the days of a cost's own period; one entry per variant, always in the
  ///     same order.
  /// - Returns: one statement per variant in the order of the activities, and what had to be assumed. Shared costs are
  ///   divided to the last millionth, so statements add up to the ledger.
  public func statements(
    over period: CostingPeriod, activities: (CostItem.Period) -> [Activity]
  ) throws(LedgerError) -> (statements: [CostStatement], notices: [LedgerNotice]) {
    let whole = activities(CostItem.Period())
    var statements = whole.map { CostStatement(variant: $0.variant, lines: []) }
    var notices: [LedgerNotice] = []
    var spent = Money.zero
    func spend(_ amount: Money, on item: String) throws(LedgerError) {
      guard amount < Money.largestTotal, spent + amount < Money.largestTotal else { throw .tooLarge(item: item) }
      spent += amount
    }
    for (number, item) in items.enumerated() {
      if period.isOutside(item.period) {
        notices.append(.outsideTest(item: item.item))
        continue
      }
      let active = activities(item.period)
      if let bearer = item.variant {
        guard let index = active.firstIndex(where: { $0.variant == bearer }) else {
          throw .unknownVariant(item: item.item, variant: bearer)
        }
        guard let amount = try amount(of: item, for: [active[index]], over: period) else {
          notices.append(.withoutVolume(item: item.item, basis: item.basis))
          continue
        }
        try spend(amount, on: item.item)
        statements[index].lines.append(line(number, split: nil, share: 1, amount: amount))
      } else {
        guard let amount = try amount(of: item, for: active, over: period) else {
          notices.append(.withoutVolume(item: item.item, basis: item.basis))
          continue
        }
        try spend(amount, on: item.item)
        let (weights, split) = weights(of: item, for: active)
        if split != item.split { notices.append(.splitByCallsInstead(item: item.item)) }
        let total = weights.reduce(0, +)
        for (index, part) in amount.apportioned(by: weights).enumerated() {
          let share = total > 0 ? weights[index] / total : 1 / Double(weights.count)
          statements[index].lines.append(line(number, split: split, share: share, amount: part))
        }
      }
    }
    for (index, activity) in whole.enumerated() where activity.loggedCost != .zero {
      try spend(activity.loggedCost, on: Ledger.callLogItem)
      statements[index].lines.append(
        CostStatement.Line(
          number: nil, item: Ledger.callLogItem, basis: .call, split: nil, share: 1, amount: activity.loggedCost,
          once: false))
    }
    return (statements, notices)
  }

  private func line(_ number: Int, split: CostItem.Split?, share: Double, amount: Money) -> CostStatement.Line {
    let item = items[number]
    return CostStatement.Line(
      number: number, item: item.item, basis: item.basis, split: split, share: share, amount: amount, once: item.once)
  }

  /// The amount of an item over the variants that bear it; nil when the data lack its volume.
  private func amount(
    of item: CostItem, for bearers: [Activity], over period: CostingPeriod
  ) throws(LedgerError) -> Money? {
    guard let volume = item.volume(of: bearers, over: period) else { return nil }
    let borne = item.share == 1 ? item.amount : item.amount.times(item.share)
    guard let amount = borne.flatMap(volume.amount) else { throw .tooLarge(item: item.item) }
    return amount
  }

  /// What a shared cost is divided by, and the split that was possible.
  private func weights(of item: CostItem, for bearers: [Activity]) -> ([Double], CostItem.Split) {
    switch item.split {
    case .plannedShare:
      return (bearers.map(\.plannedShare), .plannedShare)
    case .handlingTime:
      let times = bearers.compactMap { activity in activity.talkSeconds.map { $0 + (activity.wrapSeconds ?? 0) } }
      if times.count == bearers.count { return (times.map(Double.init), .handlingTime) }
      return (bearers.map { Double($0.calls) }, .calls)
    case .calls:
      return (bearers.map { Double($0.calls) }, .calls)
    }
  }
}

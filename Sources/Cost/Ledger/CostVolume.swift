/// What the amount of a cost is multiplied with, kept exact so that amounts are.
enum CostVolume {
  /// Calls.
  case calls(Int)
  /// Seconds of talk of an amount by the hour.
  case talkSeconds(Int)
  /// Agent-days, or the part of the test that is covered.
  case measured(Double)
  /// Days by the number of days of their month: a month costs its amount whatever its length, each of its days as much.
  case days([Int: Int])

  /// In units of the cost's basis: calls, hours of talk, agent-days, months, or a share of the test.
  var value: Double {
    switch self {
    case .calls(let count): Double(count)
    case .talkSeconds(let seconds): Double(seconds) / 3600
    case .measured(let volume): volume
    case .days(let days): days.sorted { $0.key < $1.key }.reduce(0) { $0 + Double($1.value) / Double($1.key) }
    }
  }

  /// The amount for so much; nil beyond the range of money.
  func amount(at unit: Money) -> Money? {
    switch self {
    case .calls(let count): unit.times(count)
    case .talkSeconds(let seconds): unit.times(seconds, over: 3600)
    case .measured(let volume): unit.times(volume)
    case .days(let days):
      days.sorted { $0.key < $1.key }.reduce(Money.zero) { sum, days in
        sum.flatMap { sum in unit.times(days.value, over: days.key).map { sum + $0 } }
      }
    }
  }
}

extension CostItem {
  /// What the amount is multiplied with; nil where the data lack it.
  func volume(of bearers: [Activity], over whole: CostingPeriod) -> CostVolume? {
    switch basis {
    case .campaign: return .measured(whole.usedShare(of: self))
    case .call: return .calls(bearers.reduce(0) { $0 + $1.calls })
    case .talkHour:
      let seconds = bearers.compactMap(\.talkSeconds)
      return seconds.count == bearers.count ? .talkSeconds(seconds.reduce(0, +)) : nil
    case .agentDay:
      let days = bearers.compactMap(\.agentDays)
      return days.count == bearers.count ? .measured(days.reduce(0, +)) : nil
    case .month:
      guard !whole.days.isEmpty else { return nil }
      return .days(whole.days(of: period).reduce(into: [:]) { $0[$1.daysInMonth, default: 0] += 1 })
    }
  }
}

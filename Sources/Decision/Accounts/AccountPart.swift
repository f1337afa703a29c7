import Cost
public import Experiment

/// What an account is divided by.
public enum AccountDivision: String, CaseIterable, Hashable, Sendable, Codable {
  /// By variant of the test.
  case variant
  /// By calendar week, Monday first.
  case week
  /// By calendar day.
  case day
  /// By list, or whatever the plan's strata are.
  case list
  /// By call window.
  case window
  /// By agent.
  case agent
}

/// One part of an account.
public enum AccountPart: Hashable, Sendable, Comparable {
  /// A week, named by its Monday.
  case week(CivilDate)
  /// A day.
  case day(CivilDate)
  /// A variant, list, window or agent.
  case named(String)
  /// Calls of which the data do not say where they belong.
  case unknown

  /// Dates in order, names in order, the unknown last.
  public static func < (left: AccountPart, right: AccountPart) -> Bool {
    switch (left, right) {
    case (.week(let first), .week(let second)), (.day(let first), .day(let second)): first < second
    case (.named(let first), .named(let second)): first < second
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .week: 0
    case .day: 1
    case .named: 2
    case .unknown: 3
    }
  }

  init(name: String?) {
    self = name.map(AccountPart.named) ?? .unknown
  }

  /// The part that the call of a sale is in.
  init(_ sale: DatedReceipts.Key, by division: AccountDivision) {
    switch division {
    case .week, .day: self = AccountPart(CivilDate(dayNumber: sale.day), by: division) ?? .unknown
    case .variant: self = .named(sale.variant)
    case .list: self.init(name: sale.stratum)
    case .window: self.init(name: sale.window)
    case .agent: self.init(name: sale.agent)
    }
  }

  /// The part that a day lies in; nil where the division does not go by days.
  init?(_ date: CivilDate?, by division: AccountDivision) {
    switch division {
    case .week: self = date.map { .week($0 + (1 - $0.weekday.number)) } ?? .unknown
    case .day: self = date.map(AccountPart.day) ?? .unknown
    case .variant, .list, .window, .agent: return nil
    }
  }
}

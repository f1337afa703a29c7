/// What one variant cost, line by line; the lines add up exactly.
public struct CostStatement: Hashable, Sendable {
  /// One line of a statement.
  public struct Line: Hashable, Sendable {
    /// Place of the cost in the ledger, from 0: several costs may have one name. Nil for what the call log states itself.
    public var number: Int?
    /// The cost.
    public var item: String
    /// What the amount was multiplied with.
    public var basis: CostItem.Basis
    /// How it was divided; nil when the variant bears it alone.
    public var split: CostItem.Split?
    /// The variant's share of a divided cost, 0...1; 1 when it bears it alone.
    public var share: Double
    /// The variant's amount.
    public var amount: Money
    /// Whether it is spent once.
    public var once: Bool

    /// A line of a statement.
    public init(
      number: Int?, item: String, basis: CostItem.Basis, split: CostItem.Split?, share: Double, amount: Money,
      once: Bool
    ) {
      self.number = number
      self.item = item
      self.basis = basis
      self.split = split
      self.share = share
      self.amount = amount
      self.once = once
    }
  }

  /// The variant.
  public var variant: String
  /// The lines in the order of the ledger.
  public var lines: [Line]

  /// The statement of a variant.
  public init(variant: String, lines: [Line]) {
    self.variant = variant
    self.lines = lines
  }

  /// What the test cost.
  public var total: Money { lines.reduce(.zero) { $0 + $1.amount } }
  /// What goes on at roll-out: without what is spent once.
  public var recurring: Money { lines.reduce(.zero) { $1.once ? $0 : $0 + $1.amount } }
  /// The part of it that goes with handling time: what is paid by the hour of talk, and what is divided by handling time.
  public var timed: Money { lines.reduce(.zero) { $1.isTimed ? $0 + $1.amount : $0 } }
  /// The part of it that is paid by the hour of talk.
  public var paidByTime: Money { lines.reduce(.zero) { !$1.once && $1.basis == .talkHour ? $0 + $1.amount : $0 } }

  /// What grows with the calls that are placed: what goes on at roll-out, without what is paid by the month.
  public var recurringByVolume: Money { lines.reduce(.zero) { $1.once || $1.basis == .month ? $0 : $0 + $1.amount } }
  /// The part of that which goes with handling time.
  public var timedByVolume: Money {
    lines.reduce(.zero) { $1.isTimed && $1.basis != .month ? $0 + $1.amount : $0 }
  }
}

extension CostStatement.Line {
  fileprivate var isTimed: Bool { !once && (basis == .talkHour || split == .handlingTime) }
}

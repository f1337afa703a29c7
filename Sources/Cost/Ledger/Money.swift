/// An exact amount of one currency, in millionths of its unit.
///
/// Sums and differences are integer arithmetic; a ratio or a product with a measured rate leaves exact money and is a
/// `Double`. Amounts are rounded once, where they are printed. Which currency is meant is said by the ledger.
public struct Money: Hashable, Sendable, Comparable {
  /// Millionths of the currency unit.
  public let micros: Int

  /// The largest amount accepted from a file or an option: ten billion.
  public static let largestAccepted = Money(micros: 10_000_000_000 * 1_000_000)
  /// What sums of amounts that were read stay below: four trillion. It leaves room for sums of such sums.
  public static let largestTotal = Money(micros: 4_000_000_000_000 * 1_000_000)
  /// Nothing.
  public static let zero = Money(micros: 0)

  /// An amount in millionths of the currency unit.
  public init(micros: Int) {
    self.micros = micros
  }

  /// A whole number of currency units, within ±9.2 × 10¹² units: beyond, the program stops.
  public init(_ units: Int) {
    self.micros = units * 1_000_000
  }

  /// The amount nearest to a computed figure, half away from zero; nil when not finite or beyond the range.
  public init?(nearest units: Double) {
    let scaled = (units * 1_000_000).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, abs(scaled) < 9.0e18 else { return nil }
    self.micros = Int(scaled)
  }

  /// An amount written in digits with an optional sign and at most six decimals after a point: `2600`, `0.06`.
  /// Nil for anything else and beyond ±`largestAccepted`.
  public init?(decimal text: some StringProtocol) {
    var digits = Substring(text)
    let negative = digits.hasPrefix("-")
    if negative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].utf8.count <= 11,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let whole = Int(parts[0])
    else { return nil }
    var fraction = 0
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].utf8.count <= 6, let read = Int(parts[1]) else { return nil }
      fraction = (parts[1].utf8.count..<6).reduce(read) { value, _ in value * 10 }
    }
    let micros = whole * 1_000_000 + fraction
    guard micros <= Money.largestAccepted.micros else { return nil }
    self.micros = negative ? -micros : micros
  }

  /// The amount in currency units, for ratios and charts.
  public var units: Double { Double(micros) / 1_000_000 }

  /// The sum of two amounts. Beyond the range of a whole number of millionths the program stops: sums of amounts that
  /// were read are held below `largestTotal` where they are read.
  public static func + (left: Money, right: Money) -> Money { Money(micros: left.micros + right.micros) }
  /// The difference of two amounts.
  public static func - (left: Money, right: Money) -> Money { Money(micros: left.micros - right.micros) }
  /// Adds an amount.
  public static func += (left: inout Money, right: Money) { left = left + right }
  /// By amount.
  public static func < (left: Money, right: Money) -> Bool { left.micros < right.micros }
}

extension Money: Codable {
  /// Reads a whole number of millionths.
  public init(from decoder: any Decoder) throws {
    self.init(micros: try decoder.singleValueContainer().decode(Int.self))
  }

  /// Writes the whole number of millionths, which loses nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(micros)
  }
}

import Cost

/// How decimals are written in a file.
struct DecimalStyle: Hashable, Sendable {
  /// Whether a comma may stand before the decimals.
  let allowsComma: Bool
  /// Whether a point may stand before the decimals.
  let allowsPoint: Bool
  /// Whether the plan says which of them does.
  private let isDeclared: Bool

  /// Without a declaration, both are accepted where `;` separates fields, and only the point elsewhere.
  init(isCommaDeclared: Bool?, delimiter: UInt8) {
    allowsComma = isCommaDeclared ?? (delimiter == 0x3B)
    allowsPoint = isCommaDeclared != true
    isDeclared = isCommaDeclared != nil
  }

  /// Whether a mark in an amount may stand before decimals or between thousands, as in `1.900`, and nothing tells which.
  func isAmbiguous(_ field: Field) -> Bool {
    guard !isDeclared else { return false }
    var digits = CurrencySign.stripped(field).trimmed
    if digits.count > 0, digits[0] == 0x2D || digits[0] == 0x2B { digits = Field(digits.start + 1, digits.count - 1) }
    let mark = digits.count - 4
    guard (1...3).contains(mark), digits[mark] == 0x2E || digits[mark] == 0x2C, digits[0] != 0x30 else { return false }
    return (0..<digits.count).allSatisfy { $0 == mark || digits[$0] &- 48 < 10 }
  }

  /// An exact amount: an optional sign, digits that blanks may group, at most six decimals that are not zero; a
  /// currency sign may stand before or behind. Nil for anything else and beyond ±`Money.largestAccepted`.
  func amount(_ field: Field) -> Money? {
    var digits = CurrencySign.stripped(field).trimmed
    guard digits.count > 0 else { return nil }
    let isNegative = digits[0] == 0x2D
    if isNegative || digits[0] == 0x2B { digits = Field(digits.start + 1, digits.count - 1).trimmed }
    digits = CurrencySign.stripped(digits).trimmed
    var micros = 0
    var decimals = -1
    var wholeDigits = 0
    var index = 0
    while index < digits.count {
      let byte = digits[index]
      if byte &- 48 < 10 {
        let digit = Int(byte &- 48)
        if decimals < 0 {
          wholeDigits += 1
          guard micros <= Money.largestAccepted.micros / 1_000_000 else { return nil }
          micros = micros * 10 + digit
        } else if decimals < 6 {
          micros = micros * 10 + digit
          decimals += 1
        } else if digit != 0 {
          return nil
        }
        index += 1
      } else if decimals < 0, wholeDigits > 0, (byte == 0x2C && allowsComma) || (byte == 0x2E && allowsPoint) {
        decimals = 0
        index += 1
        guard index < digits.count else { return nil }
      } else if decimals < 0, wholeDigits > 0, let blank = DecimalStyle.groupingBlank(digits, at: index) {
        index += blank
        guard index + 3 <= digits.count, (index..<index + 3).allSatisfy({ digits[$0] &- 48 < 10 }) else { return nil }
      } else {
        return nil
      }
    }
    guard wholeDigits > 0 else { return nil }
    for _ in max(decimals, 0)..<6 { micros *= 10 }
    guard micros <= Money.largestAccepted.micros else { return nil }
    return Money(micros: isNegative ? -micros : micros)
  }

  /// The length of a blank that groups thousands: a space, U+00A0 or U+202F.
  private static func groupingBlank(_ field: Field, at index: Int) -> Int? {
    if field[index] == 0x20 { return 1 }
    if index + 1 < field.count, field[index] == 0xC2, field[index + 1] == 0xA0 { return 2 }
    if index + 2 < field.count, field[index] == 0xE2, field[index + 1] == 0x80, field[index + 2] == 0xAF { return 3 }
    return nil
  }
}

/// Currency signs around an amount.
enum CurrencySign {
  private static let signs: [(bytes: [UInt8], codes: [String])] = [
    ([0xE2, 0x82, 0xAC], ["EUR"]), ([0xC2, 0xA3], ["GBP"]), ([0x24], ["USD", "CAD", "AUD", "NZD", "MXN"]),
    ([0xC2, 0xA5], ["JPY", "CNY"]), ([0x45, 0x55, 0x52], ["EUR"]), ([0x55, 0x53, 0x44], ["USD"]),
    ([0x47, 0x42, 0x50], ["GBP"]), ([0x43, 0x48, 0x46], ["CHF"]),
  ]

  /// The field without a sign before or behind it, and without blanks between.
  static func stripped(_ field: Field) -> Field {
    if field.count > 0, field[0] < 0x80, field[0] &- 48 < 10, field[field.count - 1] &- 48 < 10 { return field }
    guard let match = match(field) else { return unspaced(field) }
    return unspaced(match.rest)
  }

  /// The currencies a sign can mean, or nil without one.
  static func currencies(_ field: Field) -> [String]? { match(field)?.codes }

  /// Whether an amount bears a sign that cannot mean a currency.
  static func contradicts(_ currency: String, in field: Field) -> Bool {
    currencies(field).map { !$0.contains(currency) } ?? false
  }

  private static func match(_ field: Field) -> (rest: Field, codes: [String])? {
    for (bytes, codes) in signs where field.count > bytes.count {
      if bytes.indices.allSatisfy({ field[$0] == bytes[$0] }) {
        return (Field(field.start + bytes.count, field.count - bytes.count), codes)
      }
      let from = field.count - bytes.count
      if bytes.indices.allSatisfy({ field[from + $0] == bytes[$0] }) { return (Field(field.start, from), codes) }
    }
    return nil
  }

  /// Without no-break spaces at either end.
  private static func unspaced(_ field: Field) -> Field {
    var field = field.trimmed
    if field.count > 2, field[field.count - 2] == 0xC2, field[field.count - 1] == 0xA0 { field.count -= 2 }
    if field.count > 3, field[field.count - 3] == 0xE2, field[field.count - 2] == 0x80, field[field.count - 1] == 0xAF {
      field.count -= 3
    }
    return field
  }
}

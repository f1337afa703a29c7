import Foundation

extension Notation where Value == Int {
  /// A whole number of a range.
  static func whole(_ range: ClosedRange<Int>, of noun: String) -> Notation {
    Notation("a whole number of \(noun) from \(range.lowerBound) to \(range.upperBound)") { text throws(Complaint) in
      guard let number = Int(text), text.first != "+" else {
        let spaced = text.filter { !$0.isWhitespace && $0 != "_" && $0 != "," }
        if let number = Int(spaced), range.contains(number), text.allSatisfy({ !$0.isLetter }) {
          throw Complaint("write digits only, as in \(number)")
        }
        throw Complaint("write digits only, as in \(min(max(14, range.lowerBound), range.upperBound))")
      }
      guard range.contains(number) else { throw Complaint() }
      return number
    }
  }

  /// A number of days with its unit: `7d`, `7 days`, `1w`.
  static func duration(_ range: ClosedRange<Int>) -> Notation {
    Notation("a number of days as in 7d, 7 days or 1w, from \(range.lowerBound)d to \(range.upperBound)d") {
      text throws(Complaint) in
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let unit = text.dropFirst(digits.count).trimmedOfSpaces.lowercased()
      guard let count = Int(digits), count <= range.upperBound else { throw Complaint() }
      let days: Int
      switch unit {
      case "d", "day", "days": days = count
      case "w", "week", "weeks": days = count * 7
      case "": throw Complaint("write the unit: \(count)d for days, \(count)w for weeks")
      default: throw Complaint("the unit is d (days) or w (weeks)")
      }
      guard range.contains(days) else { throw Complaint() }
      return days
    }
  }
}

extension Notation where Value == Int {
  /// A number of minutes with its unit: `15m`, `15 min`.
  static var minutes: Notation {
    Notation("a number of minutes as in 15m or 15 min, from 0m to 720m") { text throws(Complaint) in
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let unit = text.dropFirst(digits.count).trimmedOfSpaces.lowercased()
      guard let count = Int(digits), (0...720).contains(count) else { throw Complaint() }
      guard ["m", "min", "mins", "minute", "minutes"].contains(unit) else {
        throw Complaint(unit.isEmpty ? "write the unit: \(count)m for minutes" : "the unit is m (minutes)")
      }
      return count
    }
  }
}

extension Notation where Value == Double {
  /// A relative weight: a number above 0.
  static var weight: Notation {
    Notation("a number above 0, up to 1000000") { text throws(Complaint) in
      guard let number = TypedDecimal.value(text, comma: false) else {
        throw Complaint("write digits, with a point before decimals, as in 1 or 2.5")
      }
      guard number > 0, number <= 1_000_000 else { throw Complaint() }
      return number
    }
  }

  /// A share strictly between 0 and 1, as `3 %` or `0.03`.
  static var rate: Notation { share("a rate strictly between 0 and 1, as 3 % or 0.03") { $0 > 0 && $0 < 1 } }

  /// A share from 0 to 1, ends included.
  static var part: Notation { share("a share from 0 % to 100 %, as 12.5 % or 0.125") { $0 >= 0 && $0 <= 1 } }

  /// A share above 0, up to 1.
  static var positivePart: Notation { share("a share above 0 % and up to 100 %, as 40 % or 0.4") { $0 > 0 && $0 <= 1 } }

  /// A tolerated worsening: above 0, up to 1000 %.
  static var worsening: Notation { share("a worsening above 0 %, as 15 % or 0.15") { $0 > 0 && $0 <= 10 } }

  /// One share of several that sum to 1; 0 and 1 may be written bare, since the sum says what they mean.
  static var plannedShare: Notation {
    Notation("a share from 0 to 1, as 0.25 or 25 %") { text throws(Complaint) in
      guard let number = Percentage.value(text), number.value >= 0, number.value <= 1 else { throw Complaint() }
      return number.value
    }
  }

  /// A return: `150 %` or `1.5`.
  static var multiple: Notation {
    Notation("a return, as 150 % or 1.5") { text throws(Complaint) in
      guard let number = Percentage.value(text) else { throw Complaint() }
      guard number.isPercent || abs(number.value) < 10 else {
        throw Complaint("write \(text.trimmedOfSpaces) % if per cent is meant")
      }
      guard number.value > -1, number.value <= 1000 else { throw Complaint() }
      return number.value
    }
  }

  private static func share(_ expected: String, _ isWithin: @escaping (Double) -> Bool) -> Notation {
    Notation(expected) { text throws(Complaint) in
      guard let number = Percentage.value(text) else { throw Percentage.complaint(about: text) }
      if !number.isPercent, number.value >= 1 {
        let digits = text.trimmedOfSpaces
        if let rate = TypedDecimal.value(digits, comma: true, scale: -2) {
          throw Complaint("write \(digits) % or \(rate)")
        }
      }
      guard isWithin(number.value) else { throw Complaint() }
      return number.value
    }
  }
}

/// A number as typed, and whether a percent sign stood behind it.
enum Percentage {
  /// Reads `3 %`, `3%`, `3,6 %`, `0.03`, `+20 %`; nil for anything else.
  static func value(_ text: String) -> (value: Double, isPercent: Bool)? {
    let trimmed = text.trimmedOfSpaces
    guard trimmed.hasSuffix("%") else {
      return TypedDecimal.value(trimmed, comma: true).map { ($0, false) }
    }
    return TypedDecimal.value(trimmed.dropLast().trimmedOfSpaces, comma: true, scale: -2).map { ($0, true) }
  }

  /// What to say of a text that is no percentage.
  static func complaint(about text: String) -> Complaint {
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let rest = text.dropFirst(digits.count).trimmedOfSpaces.lowercased()
    if !digits.isEmpty, ["percent", "per cent", "pct", "pour cent", "pc"].contains(rest) {
      return Complaint("write \(digits) %")
    }
    return Complaint("write 3 % or 0.03")
  }
}

/// Decimal numbers as people type them.
enum TypedDecimal {
  /// The number nearest to digits with an optional sign and decimals, times ten to the power of `scale`.
  ///
  /// The scale is applied to the text, so that `3.6` with -2 is the number nearest to 0.036.
  static func value(_ text: String, comma: Bool, scale: Int = 0) -> Double? {
    var digits = Substring(text)
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    let parts = digits.split(omittingEmptySubsequences: false) { $0 == "." || (comma && $0 == ",") }
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      digits.utf8.count <= 30, let value = Double("\(parts.joined(separator: "."))e\(scale)")
    else { return nil }
    return isNegative && value != 0 ? -value : value
  }
}

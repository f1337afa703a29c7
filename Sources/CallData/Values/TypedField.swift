import Cost

/// Values that fields state: flags, counts and durations.
extension Field {
  /// Largest talk or wrap-up time of one call, in seconds: a day.
  static let longestCall = 86_400
  /// Largest cost of one call, in millionths of the currency unit: ten thousand units.
  static let dearestCall = 10_000_000_000
  /// Largest number of calls or leads in one row of counts.
  static let largestCount = 1_000_000_000_000

  /// Yes or no, in digits, English or French; nil for anything else.
  @inline(__always)
  var flag: Bool? {
    if count == 1 {
      switch start[0] {
      case 0x31, 0x79, 0x59, 0x6F, 0x4F, 0x74, 0x54: return true  // 1 y o t
      case 0x30, 0x6E, 0x4E, 0x66, 0x46: return false  // 0 n f
      default: return nil
      }
    }
    return longFlag
  }

  private var longFlag: Bool? {
    if matches("yes") || matches("true") || matches("oui") || matches("vrai") { return true }
    if matches("no") || matches("false") || matches("non") || matches("faux") { return false }
    return nil
  }

  /// A whole number from 0, digits only; nil for anything else or beyond `limit`.
  @inline(__always)
  func wholeNumber(upTo limit: Int) -> Int? {
    guard count > 0, count <= 18 else { return nil }
    var number = 0
    for index in 0..<count {
      let digit = start[index] &- 48
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int(digit)
    }
    return number <= limit ? number : nil
  }

  /// Seconds of a call: a number (decimals are rounded) or `HH:MM:SS` or `MM:SS`, at most a day.
  @inline(__always)
  func seconds(_ decimals: DecimalStyle) -> Int? {
    if let whole = wholeNumber(upTo: Field.longestCall) { return whole }
    return writtenSeconds(decimals)
  }

  private func writtenSeconds(_ decimals: DecimalStyle) -> Int? {
    var parts: [Int] = [0]
    var digits = 0
    var isClock = false
    for index in 0..<count {
      if start[index] &- 48 < 10 {
        digits += 1
        guard digits <= 6 else { return nil }
        parts[parts.count - 1] = parts[parts.count - 1] * 10 + Int(start[index] &- 48)
      } else if start[index] == 0x3A, digits > 0 {
        isClock = true
        parts.append(0)
        digits = 0
      } else {
        isClock = false
        break
      }
    }
    if isClock {
      guard digits > 0, parts.count <= 3, parts.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
      let total = parts.reduce(0) { $0 * 60 + $1 }
      return total <= Field.longestCall ? total : nil
    }
    guard count > 0, let amount = decimals.amount(self), amount.micros >= 0 else { return nil }
    let rounded = (amount.micros + 500_000) / 1_000_000
    return rounded <= Field.longestCall ? rounded : nil
  }

  /// Whether a spreadsheet turned digits into scientific notation (`3,36E+10`) and lost some of them.
  @inline(__always)
  var isMangledNumber: Bool {
    guard count >= 5, count <= 24 else { return false }
    let sign = start[count - 3] == 0x2B ? count - 3 : start[count - 4] == 0x2B ? count - 4 : 0
    guard sign > 1, start[sign - 1] | 0x20 == 0x65, start[0] &- 48 < 10 else { return false }
    return true
  }
}

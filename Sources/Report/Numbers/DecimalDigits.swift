/// The shortest decimal digits that name a number, rounded and grouped without a formatter of the platform.
///
/// Rounding works on the digits a reader would write down (2.675 becomes 2.68), half away from zero.
struct DecimalDigits {
  var isNegative: Bool
  /// Decimal digits, most significant first.
  var digits: [UInt8]
  /// Power of ten of the last digit.
  var scale: Int

  /// The digits of a finite number.
  init(_ value: Double) {
    isNegative = value < 0
    let parts = abs(value).description.split(separator: "e")
    let mantissa = parts.first ?? "0"
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = halves.count > 1 ? halves[1] : ""
    digits = ((halves.first ?? "0") + fraction).utf8.map { $0 - 48 }
    scale = exponent - fraction.utf8.count
  }

  /// Power of ten of the first digit that is not 0; nil for 0.
  var magnitude: Int? {
    guard let first = digits.firstIndex(where: { $0 != 0 }) else { return nil }
    return scale + digits.count - 1 - first
  }

  /// The number with exactly `places` digits after the point; negative places round to tens, hundreds and so on.
  func rounded(places: Int) -> (isNegative: Bool, whole: String, fraction: String) {
    var kept = digits
    let drop = -(scale + places)
    if drop > 0 {
      let roundsUp = drop <= kept.count && kept[kept.count - drop] >= 5
      kept.removeLast(min(drop, kept.count))
      if roundsUp { DecimalDigits.increment(&kept) }
    } else {
      kept += Array(repeating: 0, count: -drop)
    }
    if places < 0 { kept += Array(repeating: 0, count: -places) }
    let fractionLength = max(places, 0)
    if kept.count <= fractionLength {
      kept = Array(repeating: 0, count: fractionLength + 1 - kept.count) + kept
    }
    let text = kept.map { String($0) }
    let whole = text.dropLast(fractionLength).joined().drop { $0 == "0" }
    return (
      isNegative && kept.contains { $0 != 0 }, whole.isEmpty ? "0" : String(whole),
      text.suffix(fractionLength).joined()
    )
  }

  private static func increment(_ digits: inout [UInt8]) {
    var index = digits.count - 1
    while index >= 0 {
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
      index -= 1
    }
    digits.insert(1, at: 0)
  }
}

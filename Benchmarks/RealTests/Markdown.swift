import Foundation

/// Text of the page.
enum Markdown {
  /// A table: the first column to the left, the others to the right.
  static func table(_ heads: [String], _ rows: [[String]]) -> String {
    let rule = ["---"] + heads.dropFirst().map { _ in "---:" }
    return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// 0.0263 as 2.63 %.
  static func percent(_ value: Double, _ digits: Int = 0) -> String { String(format: "%.\(digits)f %%", 100 * value) }

  /// 10000 as 10,000.
  static func count(_ value: Int) -> String {
    let digits = String(value)
    return digits.enumerated().map {
      (digits.count - $0.offset) % 3 == 0 && $0.offset > 0 ? ",\($0.element)" : "\($0.element)"
    }
    .joined()
  }

  /// With one digit.
  static func number(_ value: Double) -> String { String(format: "%.1f", value) }

  /// A day without needless zeros.
  static func day(_ value: Double) -> String { String(format: "%g", value) }

  /// A p-value with three decimals.
  static func pValue(_ value: Double) -> String { value < 0.001 ? "< 0.001" : String(format: "%.3f", value) }

  /// A, B and C.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "none" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}

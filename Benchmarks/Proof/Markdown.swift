import Foundation

/// Text of the page.
enum Markdown {
  /// A table: the first column to the left, the others to the right.
  static func table(_ heads: [String], _ rows: [[String]]) -> String {
    let rule = ["---"] + heads.dropFirst().map { _ in "---:" }
    return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// A, B and C.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "none" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// 0.0263 as 2.63 %.
  static func percent(_ value: Double, _ digits: Int = 2) -> String { String(format: "%.\(digits)f %%", 100 * value) }

  /// 10000 as 10,000.
  static func count(_ value: Int) -> String {
    let digits = String(value)
    return digits.enumerated().map {
      (digits.count - $0.offset) % 3 == 0 && $0.offset > 0 ? ",\($0.element)" : "\($0.element)"
    }
    .joined()
  }

  /// With one digit below 10, else whole.
  static func number(_ value: Double) -> String { String(format: value < 10 ? "%.1f" : "%.0f", value) }

  static func code(_ name: String) -> String { "`\(name)`" }
}

extension Arms {
  var name: String { Markdown.count(control) + (variant > 0 ? " v " + Markdown.count(variant) : "") }
}

extension Cell {
  /// The rate, the effect if any, and the trials control v variant.
  var name: String {
    Markdown.percent(base, 0) + (lift == 0 ? "" : " +" + Markdown.percent(lift, 0)) + ", " + arms.name
  }
}

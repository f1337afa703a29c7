import Foundation

/// The marks of a page.
package enum Markdown {
  package static func percent(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f %%", 100 * value)
  }

  /// A whole number with commas.
  package static func count(_ number: Int) -> String {
    let digits = Array(String(number))
    return String(
      digits.indices.reversed().reduce(into: [Character]()) { text, place in
        let after = digits.count - 1 - place
        if after > 0, after % 3 == 0 { text.append(",") }
        text.append(digits[place])
      }.reversed())
  }

  /// The lines that fail a claim.
  package static func list(_ lines: [String]) -> String {
    lines.isEmpty ? "none" : lines.joined(separator: "; ")
  }

  /// Text columns first, then figures to the right.
  package static func table(_ heads: [String], texts: Int = 1, _ rows: [[String]]) -> String {
    let rule = heads.indices.map { $0 < texts ? "---" : "---:" }
    return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}

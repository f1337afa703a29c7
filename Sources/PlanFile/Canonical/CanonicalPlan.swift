/// A plan as sorted lines of normalised values, for fingerprints and for showing what changed.
///
/// Two plans that mean the same have the same lines, however they are typed: defaults are written out, percentages are
/// numbers, sets are sorted. Numbers are in their shortest exact form, dates `YYYY-MM-DD`, amounts in currency units.
public struct CanonicalPlan: Hashable, Sendable {
  /// Values by path that may not change once the test has started: the protocol, the decision rule, and what makes a
  /// row of the data count.
  public var locked: [String: String]
  /// Values by path that may change and are recorded: costs, economics, roll-out, targets, waivers, notes, data files.
  public var free: [String: String]

  /// A plan from its values.
  public init(locked: [String: String], free: [String: String]) {
    self.locked = locked
    self.free = free
  }

  /// The locked values, one line each, `path: value`, sorted by path.
  public var lockedText: String { CanonicalPlan.text(locked) }
  /// The free values, one line each, `path: value`, sorted by path.
  public var freeText: String { CanonicalPlan.text(free) }

  private static func text(_ values: [String: String]) -> String {
    values.sorted { $0.key < $1.key }.map { "\(escaped($0.key)): \(escaped($0.value))\n" }.joined()
  }

  /// Line breaks and backslashes escaped, so that no value can pass for two lines.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { line, scalar in
      switch scalar {
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      default: line.unicodeScalars.append(scalar)
      }
    }
  }
}

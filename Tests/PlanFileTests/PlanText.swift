import Foundation
import PlanFile
import Testing

/// Plans as texts for tests.
enum Text {
  /// The smallest plan, with more lines below it.
  static func plan(_ more: String = "", assignment: String = "{seed: s-1}", variants: String? = nil) -> String {
    """
    name: hook
    assignment: \(assignment)
    variants:
    \(variants ?? "  - {name: a, role: control}\n  - {name: b}")
    \(more)
    """
  }

  /// A file of the fixtures.
  static func fixture(_ name: String) throws -> String {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures"))
    return try String(contentsOf: url, encoding: .utf8)
  }
}

/// The faults of a text; none where it is a plan.
func faults(of text: String) -> [PlanFault] {
  do {
    _ = try PlanFile.parse(text, file: "plan.yaml")
    return []
  } catch {
    return error.faults
  }
}

/// The only fault of a text.
func fault(of text: String) throws -> PlanFault {
  let found = faults(of: text)
  try #require(found.count == 1, "\(found)")
  return found[0]
}

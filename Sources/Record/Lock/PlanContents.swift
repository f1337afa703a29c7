public import Foundation

/// What of a plan is recorded: values by path, locked and free, and the texts of the scripts.
public struct PlanContents: Hashable, Sendable {
  /// Values by path that may not change once the test has started.
  public var locked: [String: String]
  /// Values by path that may change and are recorded.
  public var free: [String: String]

  /// The contents of a plan.
  ///
  /// - Parameters:
  ///   - locked: values that may not change.
  ///   - free: values that may.
  ///   - scripts: the texts of the scripts by name of the variant; their fingerprints are locked.
  public init(locked: [String: String], free: [String: String], scripts: [String: Data] = [:]) {
    self.locked = locked
    self.free = free
    for (variant, text) in scripts { self.locked["scripts.\(variant)"] = "sha256 \(Fingerprint.of(text))" }
  }
}

/// A value of a plan that differs from what was recorded.
public struct PlanChange: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Where in the plan.
  public var path: String
  /// What was recorded; nil where there was nothing.
  public var before: String?
  /// What stands there now; nil where there is nothing.
  public var after: String?

  /// A changed value.
  public init(path: String, before: String?, after: String?) {
    self.path = path
    self.before = before
    self.after = after
  }

  /// The path with both values.
  public var description: String { "\(path): \(before ?? "(nothing)") → \(after ?? "(nothing)")" }

  /// What differs between two sets of values, sorted by path.
  static func between(_ before: [String: String], _ after: [String: String]) -> [PlanChange] {
    Set(before.keys).union(after.keys).sorted().compactMap { path in
      before[path] == after[path] ? nil : PlanChange(path: path, before: before[path], after: after[path])
    }
  }
}

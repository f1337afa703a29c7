/// One fault of a plan: where it is, what was read, what was expected and what to type instead.
public struct PlanFault: Hashable, Sendable {
  /// What sort of fault it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The text is not YAML, or uses a part of YAML that plans do without.
    case syntax
    /// A key that plans do not know.
    case unknownKey = "unknown-key"
    /// A key that stands twice in one mapping.
    case duplicateKey = "duplicate-key"
    /// A required key that is absent.
    case missing
    /// A value that is not what the key takes.
    case value
    /// Values that are sound one by one but contradict each other.
    case conflict
    /// A sound value that this version cannot honour yet.
    case notSupported = "not-supported"
  }

  /// What sort of fault it is.
  public var kind: Kind
  /// Where in the plan: `goal.alpha`, `variants[1].weight`; empty for the plan as a whole.
  public var path: String
  /// Line in the file, from 1.
  public var line: Int
  /// Column in the line, from 1, counted in Unicode scalars.
  public var column: Int
  /// What was read, shortened when long.
  public var read: String
  /// What was expected.
  public var expected: String
  /// The known word nearest to what was read, where one is near.
  public var nearMiss: String?
  /// What to type instead or do next.
  public var hint: String?

  /// A fault at a place.
  public init(
    kind: Kind, path: String, line: Int, column: Int, read: String, expected: String, nearMiss: String? = nil,
    hint: String? = nil
  ) {
    self.kind = kind
    self.path = path
    self.line = line
    self.column = column
    self.read = read
    self.expected = expected
    self.nearMiss = nearMiss
    self.hint = hint
  }
}

extension PlanFault: CustomStringConvertible {
  /// The fault on one line.
  public var description: String {
    let place = path.isEmpty ? "line \(line), column \(column)" : "line \(line), column \(column), \(path)"
    let advice = [nearMiss.map { "did you mean \($0)?" }, hint].compactMap { $0 }.joined(separator: " ")
    let complaint =
      kind == .notSupported ? "which this version does not support yet" : "expected \(expected)"
    return "\(place): read \(read), \(complaint)" + (advice.isEmpty ? "" : "; \(advice)")
  }
}

extension PlanFault: Comparable {
  /// By place in the file.
  public static func < (left: PlanFault, right: PlanFault) -> Bool {
    if left.line != right.line { return left.line < right.line }
    if left.column != right.column { return left.column < right.column }
    return left.path < right.path
  }
}

/// All faults of a plan.
public struct PlanFaults: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as it was named.
  public var file: String
  /// The faults in line order, at least one.
  public var faults: [PlanFault]

  /// The faults of a file; they are put in line order.
  public init(file: String, faults: [PlanFault]) {
    self.file = file
    self.faults = faults.sorted()
  }

  /// The file and its faults, one line each.
  public var description: String {
    let count = faults.count == 1 ? "1 fault" : "\(faults.count) faults"
    return (["\(file): \(count)"] + faults.map { "  \($0)" }).joined(separator: "\n")
  }
}

/// One arm of a hook test: a script (or window) with its planned share.
public struct Variant: Hashable, Sendable, Codable {
  /// What an arm is compared as.
  public enum Role: String, Hashable, Sendable, Codable {
    /// The current script; every challenger is compared with it.
    case control
    /// A script on trial.
    case challenger
  }

  /// The name used in data and reports; unique within a test.
  public let name: String
  /// Control or challenger.
  public let role: Role
  /// Relative share of the units, above 0; shares are weights divided by their sum.
  public let weight: Double
  /// Path of the script's text, beside the plan.
  public let script: String?
  /// Name of the calling window, where windows are what is varied.
  public let window: String?

  /// An arm; a weight that is not a positive finite number is refused by `Variants`.
  public init(
    name: String, role: Role = .challenger, weight: Double = 1, script: String? = nil, window: String? = nil
  ) {
    self.name = name
    self.role = role
    self.weight = weight
    self.script = script
    self.window = window
  }
}

/// The arms of one test: two or more, unique names, exactly one control, positive weights.
public struct Variants: Hashable, Sendable {
  /// What keeps a list of arms from being a test.
  public enum Fault: Error, Hashable, Sendable {
    /// Fewer than two arms.
    case tooFew(Int)
    /// No arm, or more than one, is the control.
    case controls([String])
    /// Two arms have the same name.
    case duplicateName(String)
    /// An arm without a name.
    case emptyName
    /// A weight that is not a positive finite number.
    case weight(String, Double)
  }

  /// All arms in the order of the plan.
  public let all: [Variant]
  /// The control.
  public let control: Variant
  /// The arms other than the control, in the order of the plan.
  public var challengers: [Variant] { all.filter { $0.role == .challenger } }
  /// The arms' names in the order of the plan.
  public var names: [String] { all.map(\.name) }

  /// Checks and keeps a list of arms.
  public init(_ all: [Variant]) throws(Fault) {
    guard all.count >= 2 else { throw .tooFew(all.count) }
    var seen: Set<String> = []
    for variant in all {
      guard !variant.name.isEmpty else { throw .emptyName }
      guard seen.insert(variant.name).inserted else { throw .duplicateName(variant.name) }
      guard variant.weight > 0, variant.weight.isFinite else { throw .weight(variant.name, variant.weight) }
    }
    let controls = all.filter { $0.role == .control }
    guard controls.count == 1 else { throw .controls(controls.map(\.name)) }
    self.all = all
    self.control = controls[0]
  }

  /// Planned share of each arm, in the order of the plan; they sum to 1.
  public var shares: [Double] {
    let total = all.reduce(0) { $0 + $1.weight }
    return all.map { $0.weight / total }
  }

  /// The planned share of a named arm, or nil for a name the test does not know.
  public func share(of name: String) -> Double? {
    guard let index = all.firstIndex(where: { $0.name == name }) else { return nil }
    return shares[index]
  }
}

/// Why a plan could not be read from a file.
public enum PlanReadError: Error, Hashable, Sendable {
  /// There is no such file.
  case missing(file: String)
  /// The file exists but cannot be read, or is a folder; the reason in words.
  case unreadable(file: String, reason: String)
  /// The file was read and has faults.
  case faults(PlanFaults)
}

extension PlanReadError: CustomStringConvertible {
  /// What was read, what was expected and what to do next.
  public var description: String {
    switch self {
    case .missing(let file):
      "\(file): no such file; check the path, or write a plan with `hooktest new NAME`"
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason)"
    case .faults(let faults): faults.description
    }
  }
}

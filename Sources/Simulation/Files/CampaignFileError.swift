public import Foundation

/// Why the files of a campaign could not be written.
public enum CampaignFileError: Error, Hashable, Sendable {
  /// A file of that name is there already.
  case exists(path: String)
  /// The system refused.
  case cannotWrite(path: String, reason: String)
}

extension CampaignFileError: CustomStringConvertible, LocalizedError {
  /// What happened to which file, and what to do next, in one sentence.
  public var description: String {
    switch self {
    case .exists(let path): "\(path) exists already and was left alone; choose another folder or allow replacing."
    case .cannotWrite(let path, let reason): "\(path) could not be written: \(reason)"
    }
  }

  /// The same sentence.
  public var errorDescription: String? { description }
}

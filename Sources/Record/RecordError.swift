public import Foundation

/// Why a record could not be read, written or trusted.
public enum RecordError: Error, Hashable, Sendable {
  /// The plan differs from the one that was locked.
  case planChanged(since: Date, [PlanChange])
  /// The test was started before.
  case alreadyStarted(at: Date)
  /// There is no lock yet, where one is needed.
  case notStarted(path: String)
  /// An amendment of the length of a test whose results were looked at: only an extension keeps its error.
  case lengthAmended([PlanChange])
  /// An amendment without a reason.
  case noReason
  /// An amendment of a plan that is as it was locked.
  case nothingToAmend
  /// An extension that would not respect the error of the test, or cannot be carried out.
  case cannotExtend(ExtensionRefusal)
  /// Calls that an earlier look counted are not there any more.
  case callsMissing([FallenCount])
  /// A revision of counts of which none fell.
  case nothingToRevise
  /// A file of the record is not what it should be.
  case malformed(path: String, reason: String)
  /// A file of the record was written by a later version.
  case laterVersion(path: String, schemaVersion: Int)
  /// The chain of looks has been changed, cut or reordered, or its last writing was interrupted.
  case brokenChain(path: String, [ChainFault])
  /// Another program holds the record.
  case busy(path: String)
  /// A figure that cannot be written down.
  case notRecordable(reason: String)
  /// A file that cannot be read.
  case unreadable(path: String, reason: String)
  /// A file that cannot be written; what stood there before is untouched.
  case unwritable(path: String, reason: String, advice: String)
}

extension RecordError: CustomStringConvertible {
  /// What happened and what to do next.
  public var description: String {
    switch self {
    case .planChanged(let start, let changes):
      """
      the plan has changed since the test started at \(RecordJSON.text(start)):
      \(changes.map { "  \($0)" }.joined(separator: "\n"))
      put it back, or record the change with --amend "reason"
      """
        + (changes.contains { $0.path == "days" || $0.path == "calls" }
          ? "\na longer test keeps its error only with `hooktest extend PLAN`, the plan left as it was locked" : "")
    case .alreadyStarted(let start):
      "the test started at \(RecordJSON.text(start)); a changed plan is recorded with --amend \"reason\""
    case .notStarted(let path): "\(path): no such file: the test has not started; start it with `hooktest start PLAN`"
    case .lengthAmended(let changes):
      """
      the length of the test cannot be amended once results were looked at:
      \(changes.map { "  \($0)" }.joined(separator: "\n"))
      put it back, and make the test longer with `hooktest extend PLAN`, which keeps its error
      """
    case .noReason: "a reason is needed; say why, as in --amend \"agents on leave\" or --revise \"test calls removed\""
    case .nothingToAmend: "the plan is as it was locked: there is nothing to amend; leave out --amend"
    case .cannotExtend(let refusal): refusal.description
    case .callsMissing(let fallen):
      "\(fallen.map(\.description).joined(separator: "; ")): rows are missing. If this is a partial export, give the "
        + "whole file; if the rows were rightly removed, record it with --revise \"reason\""
    case .nothingToRevise: "no count fell since the last look: there is nothing to revise; leave out --revise"
    case .malformed(let path, let reason):
      "\(path): \(reason); take the file back from a copy or from version control"
    case .laterVersion(let path, let version):
      "\(path): written with schema version \(version), this program knows version \(RecordJSON.schemaVersion); "
        + "use the program that wrote it, or a newer one"
    case .brokenChain(let path, let faults):
      (["\(path): the looks are not as they were recorded:"]
        + faults.map { "  \($0)" }).joined(separator: "\n")
    case .busy(let path):
      "\(path): another hooktest is writing here; wait until it is done, then run this again"
    case .notRecordable(let reason): "a figure cannot be written down (\(reason)); this is a fault of the program"
    case .unreadable(let path, let reason): "\(path): cannot be read (\(reason)); check that you may read it"
    case .unwritable(let path, let reason, let advice):
      "\(path): cannot be written (\(reason)); \(advice); nothing was changed"
    }
  }
}

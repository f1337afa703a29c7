import Cost
import Decision
import Experiment
import Foundation
import PlanFile
import Record
import Statistics

/// Writes down what is locked and what was looked at, beside the plan.
struct Recorder {
  private let loaded: LoadedPlan
  private let record: ExperimentRecord

  init(_ loaded: LoadedPlan) {
    self.loaded = loaded
    record = ExperimentRecord(directory: loaded.directory)
  }

  /// The looks recorded before, oldest first, where the plan's monitoring may need them.
  func looks() throws -> [PastLook] {
    guard loaded.plan.test.monitoring.method == .groupSequential else { return [] }
    return try reporting { () throws(RecordError) in
      let plan = try record.lock()?.planFingerprint
      return try record.history().map { PastLook($0.look, isUnderEarlierPlan: $0.planFingerprint != plan) }
    }
  }

  /// Why a recorded decision was taken against the reading, the latest one where several were; nil where none was. Looks
  /// taken since do not undo it.
  func override() throws -> String? {
    try reporting { () throws(RecordError) in try record.history().last { $0.look.override != nil }?.look.override }
  }

  /// What a reading rests on.
  func provenance(of evidence: Evidence) throws -> Provenance {
    let contents = try contents()
    let zone = TimeZone(identifier: loaded.plan.test.timeZone) ?? .gmt
    return try reporting { () throws(RecordError) in
      try record.provenance(of: contents, evidence, version: Version.current, zone: zone)
    }
  }

  /// Locks the plan and its scripts.
  func start() throws {
    let contents = try contents()
    try reporting { () throws(RecordError) in try record.start(contents, at: Date()) }
  }

  /// Locks the plan unless it is locked already, in which case it must be the same.
  func lock() throws {
    let contents = try contents()
    try reporting { () throws(RecordError) in
      if try record.lock() == nil { try record.start(contents, at: Date()) } else { try record.verify(contents) }
    }
  }

  /// Writes down free values that changed, where the plan is locked.
  func revise() throws {
    let contents = try contents()
    try reporting { () throws(RecordError) in try record.revise(contents, at: Date()) }
  }

  /// Records that the locked plan changed, and why.
  func amend(reason: String) throws {
    let contents = try contents()
    try reporting { () throws(RecordError) in try record.amend(contents, reason: reason, at: Date()) }
  }

  /// Records that the test is longer than its plan says, and why.
  func extend(by added: TestProtocol.Length, asOf: CivilDate?, reason: String) throws -> ExperimentRecord.ExtendedTest {
    let contents = try contents()
    return try reporting { () throws(RecordError) in
      try record.extend(
        loaded.document.plan.test, plan: contents, by: added, asOf: asOf, reason: reason, at: Date())
    }
  }

  /// A reading that is to be written down as looks, with its reasons.
  struct Entry {
    let reading: Reading
    let evidence: Evidence
    /// Reason of a decision that opposes the reading.
    var override: String?
    /// Reason why counts fell since the last look.
    var revising: String?
  }

  /// What `record` would make of a reading, and what it would refuse; nothing is written.
  func foresee(_ entry: Entry) throws -> ExperimentRecord.Recording {
    let contents = try contents()
    return try reporting { () throws(RecordError) in
      try record.foresee(
        entry.looks, dataFingerprint: try Fingerprint.of(evidence: entry.evidence), plan: contents,
        revising: entry.revising, at: Date())
    }
  }

  /// Checks the plan against its lock, then writes down the looks of a reading; the same data are written down once.
  func record(_ entry: Entry) throws -> ExperimentRecord.Recording {
    let contents = try contents()
    return try reporting { () throws(RecordError) in
      try record.append(
        entry.looks, dataFingerprint: try Fingerprint.of(evidence: entry.evidence), plan: contents,
        revising: entry.revising, at: Date())
    }
  }

  /// What holding plan, scripts and looks against the record came to.
  struct Audit {
    /// When the test started; nil where it has not.
    var startedAt: Date?
    /// Changes of the plan that were recorded since, oldest first.
    var amendments: [ExperimentLock.Amendment] = []
    /// Locked values that differ, and free ones that changed since they were last written down.
    var locked: [PlanChange] = []
    var free: [PlanChange] = []
    /// Looks in the chain, where it is whole.
    var looks = 0
    /// What is wrong with the lock or the chain, by line where there is one.
    var faults: [(file: String, line: Int?, detail: String)] = []
  }

  /// Holds the plan, its scripts and the chain of looks against the record; nothing stops at the first difference.
  func audit() throws -> Audit {
    let contents = try contents()
    var audit = Audit()
    do throws(RecordError) {
      if let lock = try record.lock() {
        audit.startedAt = lock.startedAt
        audit.amendments = lock.amendments
        audit.locked = lock.lockedChanges(in: contents)
        audit.free = lock.freeChanges(in: contents)
      }
    } catch .malformed(let path, let reason) {
      audit.faults.append((path, nil, reason))
      return audit
    } catch {
      throw Failure(error)
    }
    do throws(RecordError) {
      audit.looks = try record.history().count
    } catch .brokenChain(let path, let faults) {
      audit.faults += faults.map { (path, $0.line, $0.detail) }
    } catch .malformed(let path, let reason) {
      audit.faults.append((path, nil, reason))
    } catch {
      throw Failure(error)
    }
    return audit
  }

  /// Checks the plan against its lock, where there is one.
  func verify() throws {
    let contents = try contents()
    try reporting { () throws(RecordError) in try record.verify(contents) }
  }

  private func contents() throws -> PlanContents {
    var scripts: [String: Data] = [:]
    for (variant, file) in loaded.document.scripts {
      let url = loaded.directory.appendingPathComponent(file)
      do {
        scripts[variant] = try Data(contentsOf: url)
      } catch {
        throw Failure(
          status: 66,
          message: "\(url.readablePath): the script of \(variant) cannot be read (\(error.localizedDescription)). "
            + "Write the script there, or take the line `script:` out of the plan.")
      }
    }
    let canonical = PlanFile.canonical(loaded.document)
    return PlanContents(locked: canonical.locked, free: canonical.free, scripts: scripts)
  }

  @discardableResult
  private func reporting<Answer>(_ body: () throws(RecordError) -> Answer) throws -> Answer {
    do {
      return try body()
    } catch {
      throw Failure(error)
    }
  }
}

extension Recorder.Entry {
  fileprivate var looks: [Look] { Look.looks(of: reading, override: override) }
}

extension Failure {
  init(_ error: RecordError) { self.init(status: 65, message: error.description) }
}

extension AtomicFile {
  /// Writes a text, its folder created when needed.
  static func save(_ text: String, to url: URL) throws {
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw Failure(
        status: 65,
        message: "\(url.deletingLastPathComponent().readablePath): the folder cannot be made "
          + "(\(error.localizedDescription)). Choose another place with --output.")
    }
    do {
      try write(Data(text.utf8), to: url)
    } catch {
      throw Failure(error)
    }
  }
}

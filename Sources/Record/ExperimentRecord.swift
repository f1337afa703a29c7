public import Decision
public import Experiment
public import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The record of one experiment: `lock.json` and `looks.jsonl` beside its plan.
///
/// Fingerprints show that something was changed, not who changed it: whoever rewrites both files consistently leaves no
/// trace in them. Keep them under version control where that matters.
public struct ExperimentRecord: Sendable {
  /// What became of looks that were to be recorded.
  public enum Recording: Hashable, Sendable {
    /// They were written down.
    case appended
    /// These looks at the same data stand there already: nothing was written.
    case unchanged
    /// They were written down as a revision: these counts are lower than at the looks before, which stay recorded.
    case revised([FallenCount])
    /// They stand before the last recorded look, that of this day, and were not written down: looks are recorded in the
    /// order of their days.
    case earlier(than: CivilDate)
  }

  /// The folder of the plan.
  public let directory: URL
  /// Seconds to wait for another program that writes here.
  public let patience: Double
  /// `lock.json`.
  public var lockFile: URL { directory.appending(path: "lock.json") }
  /// `looks.jsonl`.
  public var looksFile: URL { directory.appending(path: "looks.jsonl") }

  /// The record beside a plan; nothing is read or written yet.
  ///
  /// - Parameters:
  ///   - directory: the folder of the plan, which must exist.
  ///   - patience: seconds to wait for another program that writes here, up to an hour.
  public init(directory: URL, patience: Double = 3) {
    self.directory = directory
    self.patience = patience > 0 ? min(patience, 3600) : 0
  }

  /// The lock, or nil before the test has started.
  ///
  /// - Throws: that the file cannot be read, is no lock, or was edited by hand.
  public func lock() throws(RecordError) -> ExperimentLock? {
    guard let data = try content(of: lockFile) else { return nil }
    let lock = try RecordJSON.decode(ExperimentLock.self, from: data, path: lockFile.relativePath)
    try lock.checkFingerprints(path: lockFile.relativePath)
    return lock
  }

  /// Locks a plan.
  ///
  /// - Throws: that the test has started already, or that the lock cannot be written.
  @discardableResult
  public func start(_ plan: PlanContents, at time: Date) throws(RecordError) -> ExperimentLock {
    try holding { () throws(RecordError) in
      if let lock = try lock() { throw .alreadyStarted(at: lock.startedAt) }
      _ = try chain(after: nil)
      let lock = try ExperimentLock(plan, at: time)
      try write(lock)
      return lock
    }
  }

  /// Checks that a plan is the one that was locked, amendments included.
  ///
  /// - Returns: what changed of the free values, sorted by path; nothing before the start.
  /// - Throws: the changed locked values.
  @discardableResult
  public func verify(_ plan: PlanContents) throws(RecordError) -> [PlanChange] {
    guard let lock = try lock() else { return [] }
    try check(plan, against: lock)
    return lock.freeChanges(in: plan)
  }

  /// Records free values that changed, as the shares that an adaptive test went on with; nothing before the start.
  ///
  /// - Throws: that locked values changed.
  public func revise(_ plan: PlanContents, at time: Date) throws(RecordError) {
    try holding { () throws(RecordError) in
      guard var lock = try lock() else { return }
      try check(plan, against: lock)
      if try lock.revise(plan, at: time) { try write(lock) }
    }
  }

  /// Records that the plan changed after the start, and why.
  ///
  /// - Throws: that there is no reason, no lock or no change.
  @discardableResult
  public func amend(_ plan: PlanContents, reason: String, at time: Date) throws(RecordError) -> ExperimentLock {
    let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !reason.isEmpty else { throw .noReason }
    return try holding { () throws(RecordError) in
      guard var lock = try lock() else { throw .notStarted(path: lockFile.relativePath) }
      let lengths = lock.lockedChanges(in: plan).filter { ["days", "calls"].contains($0.path) }
      guard lock.looks.count == 0 || lengths.isEmpty else { throw .lengthAmended(lengths) }
      try lock.amend(plan, reason: reason, at: time)
      _ = try lock.revise(plan, at: time)
      try write(lock)
      return lock
    }
  }

  /// Writes down looks, one for each comparison; the first look locks a plan that was not started.
  ///
  /// Looks that stand there already, at the same data under the same plan, are not written again. The lines reach the disk
  /// before the lock counts them: an interrupted writing is found and reported by the next one.
  /// - Parameters:
  ///   - looks: the comparisons of one reading.
  ///   - dataFingerprint: the fingerprint of the evidence.
  ///   - plan: the plan as it stands now.
  ///   - reason: why counts fell; needed where calls did, refused where no count did.
  ///   - time: when the look was taken.
  /// - Throws: a changed plan, missing calls, a broken chain, another program at work, or a file that cannot be written.
  @discardableResult
  public func append(
    _ looks: [Look], dataFingerprint: String, plan: PlanContents, revising reason: String? = nil, at time: Date
  ) throws(RecordError) -> Recording {
    let reason = reason?.trimmingCharacters(in: .whitespacesAndNewlines)
    return try holding { () throws(RecordError) in
      guard !looks.isEmpty else { return try unchanged() }
      let prepared = try prepare(looks, data: dataFingerprint, plan: plan, revising: reason, at: time)
      var lock = prepared.lock
      if prepared.isLockNew { try write(lock) }
      switch prepared.recording {
      case .unchanged, .earlier: return prepared.recording
      case .appended, .revised: break
      }
      let (longer, lines) = try prepared.chain.appending(
        looks, plan: lock.planFingerprint, data: dataFingerprint, revising: reason, at: time)
      let length = try append(lines)
      lock.looks = ExperimentLock.Chain(count: longer.looks.count, head: longer.head)
      do throws(RecordError) {
        try write(lock)
      } catch {
        // Lines that the lock does not count would break the chain for the next look.
        try cutLooks(to: length)
        throw error
      }
      return prepared.recording
    }
  }

  /// What `append` would make of these looks, and what it would refuse; nothing is written.
  public func foresee(
    _ looks: [Look], dataFingerprint: String, plan: PlanContents, revising reason: String? = nil, at time: Date
  ) throws(RecordError) -> Recording {
    let reason = reason?.trimmingCharacters(in: .whitespacesAndNewlines)
    return try holding { () throws(RecordError) in
      guard !looks.isEmpty else { return try unchanged() }
      return try prepare(looks, data: dataFingerprint, plan: plan, revising: reason, at: time).recording
    }
  }

  /// All recorded looks, oldest first, once the chain is found whole.
  ///
  /// - Throws: what was changed, cut or reordered, by line.
  public func history() throws(RecordError) -> [RecordedLook] {
    try holding { () throws(RecordError) in try chain(after: try lock()).looks }
  }

  /// Runs with the record held, so that no other program writes here meanwhile.
  func holding<Answer>(_ body: () throws(RecordError) -> Answer) throws(RecordError) -> Answer {
    try FolderLock.holding(directory, patience: patience, body)
  }

  /// Nothing to write down, in a chain that is whole.
  private func unchanged() throws(RecordError) -> Recording {
    _ = try chain(after: try lock())
    return .unchanged
  }

  /// Looks that may be recorded: the lock and the chain they would follow, and what would become of them.
  private struct Prepared {
    let lock: ExperimentLock
    /// Whether the lock differs from the one on the disk.
    let isLockNew: Bool
    let chain: LookChain
    let recording: Recording
  }

  private func prepare(
    _ looks: [Look], data: String, plan: PlanContents, revising reason: String?, at time: Date
  ) throws(RecordError) -> Prepared {
    guard reason?.isEmpty != true else { throw .noReason }
    let known = try lock()
    let chain = try chain(after: known)
    var lock = try lockOrStart(known, plan, at: time)
    try check(plan, against: lock)
    let isRevised = try lock.revise(plan, at: time)
    let recording: Recording
    if chain.holds(looks, plan: lock.planFingerprint, data: data) {
      recording = .unchanged
    } else if let day = chain.latestDay, looks.contains(where: { $0.asOf.map { $0 < day } ?? false }) {
      recording = .earlier(than: day)
    } else {
      let fallen = try chain.fallen(looks, plan: lock.planFingerprint, explained: reason)
      recording = fallen.isEmpty ? .appended : .revised(fallen)
    }
    return Prepared(lock: lock, isLockNew: known == nil || isRevised, chain: chain, recording: recording)
  }

  private func lockOrStart(
    _ known: ExperimentLock?, _ plan: PlanContents, at time: Date
  ) throws(RecordError) -> ExperimentLock {
    if let known { return known }
    return try ExperimentLock(plan, at: time)
  }

  func check(_ plan: PlanContents, against lock: ExperimentLock) throws(RecordError) {
    let changes = lock.lockedChanges(in: plan)
    guard changes.isEmpty else { throw .planChanged(since: lock.startedAt, changes) }
  }

  func chain(after lock: ExperimentLock?) throws(RecordError) -> LookChain {
    let data = try content(of: looksFile) ?? Data()
    guard let lock else {
      guard data.isEmpty else {
        throw .malformed(
          path: looksFile.relativePath, reason: "there are looks but no lock.json, which was written before them")
      }
      return LookChain()
    }
    return try LookChain(data, known: lock.looks, path: looksFile.relativePath)
  }

  private func content(of url: URL) throws(RecordError) -> Data? {
    do {
      return try Data(contentsOf: url)
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
      return nil
    } catch {
      throw .unreadable(path: url.relativePath, reason: error.localizedDescription)
    }
  }

  func write(_ lock: ExperimentLock) throws(RecordError) {
    try AtomicFile.write(try RecordJSON.page(lock), to: lockFile)
  }

  /// Adds lines and returns the length before; where not all of them fit on the disk, none stays.
  private func append(_ lines: Data) throws(RecordError) -> Int {
    let length = try content(of: looksFile)?.count ?? 0
    do throws(SystemFault) {
      let file = try Descriptor(looksFile.path, O_WRONLY | O_APPEND | O_CREAT)
      do throws(SystemFault) {
        try file.write(lines)
        try file.synchronise()
      } catch {
        try file.truncate(to: length)
        throw error
      }
    } catch {
      throw .unwritable(path: looksFile.relativePath, reason: error.reason, advice: error.advice)
    }
    return length
  }

  private func cutLooks(to length: Int) throws(RecordError) {
    do throws(SystemFault) {
      let file = try Descriptor(looksFile.path, O_WRONLY)
      try file.truncate(to: length)
      try file.synchronise()
    } catch {
      throw .unwritable(path: looksFile.relativePath, reason: error.reason, advice: error.advice)
    }
  }
}

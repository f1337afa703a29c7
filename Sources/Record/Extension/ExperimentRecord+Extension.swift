public import Experiment
public import Foundation

extension ExperimentRecord {
  /// A test that was made longer.
  public struct ExtendedTest: Hashable, Sendable {
    /// The test as it runs from now on, all extensions included.
    public let test: TestProtocol
    /// False where the same extension stood there already and nothing was written.
    public let isNew: Bool
  }

  /// Records that the test is longer than its plan says, and why; the plan file stays as it was registered.
  ///
  /// The same extension for the same reason, without a look in between, is written down once.
  ///
  /// - Parameters:
  ///   - registered: the test as the plan file says it.
  ///   - plan: the plan as it stands now.
  ///   - added: the days or calls to add.
  ///   - asOf: the last day whose results are known; that of the last recorded look by default.
  ///   - reason: why the test is longer; it may not be the results seen.
  ///   - time: when it is recorded.
  /// - Throws: a test that has not started, a changed plan, a broken chain, or an extension that would not respect the
  ///   error of the test.
  @discardableResult
  public func extend(
    _ registered: TestProtocol, plan: PlanContents, by added: TestProtocol.Length, asOf: CivilDate? = nil,
    reason: String, at time: Date
  ) throws(RecordError) -> ExtendedTest {
    let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !reason.isEmpty else { throw .cannotExtend(.noReason) }
    return try holding { () throws(RecordError) in
      guard var lock = try lock() else { throw .notStarted(path: lockFile.relativePath) }
      let looks = try chain(after: lock).looks.map(\.look)
      try check(plan, against: lock)
      let test = try lock.extended(registered)
      if let latest = lock.extensions.last, latest.added == added, latest.reason == reason,
        latest.looksBefore == looks.count, asOf == nil || asOf == latest.decidedOn
      {
        return ExtendedTest(test: test, isNew: false)
      }
      let longer: TestProtocol
      do throws(ExtensionRefusal) {
        let day = try test.extensionDay(after: looks, asOf: asOf)
        longer = try test.extended(by: added, decidedOn: day)
        lock.extensions.append(
          ExperimentLock.Extension(
            time: time, decidedOn: day, added: added, reason: reason, looksBefore: looks.count))
      } catch {
        throw .cannotExtend(error)
      }
      lock.extensionsFingerprint = try Fingerprint.of(extensions: lock.extensions)
      _ = try lock.revise(plan, at: time)
      try write(lock)
      return ExtendedTest(test: longer, isNew: true)
    }
  }
}

public import Foundation

/// The content of `lock.json`: the plan a test was started with, what changed since, and the end of the look chain.
public struct ExperimentLock: Hashable, Sendable, Encodable {
  /// A change of locked values, recorded with its reason.
  public struct Amendment: Hashable, Sendable, Codable {
    /// When it was recorded.
    public var time: Date
    /// Why the plan changed.
    public var reason: String
    /// What changed, sorted by path.
    public var changes: [PlanChange]
    /// Fingerprint of the locked values from then on.
    public var planFingerprint: String
    /// Number of looks taken before.
    public var looksBefore: Int
  }

  /// A change of costs, economics or other free values.
  public struct Revision: Hashable, Sendable, Codable {
    /// When it was noticed.
    public var time: Date
    /// What changed, sorted by path.
    public var changes: [PlanChange]
    /// Fingerprint of the free values from then on.
    public var freeFingerprint: String
  }

  /// The end of the chain of looks.
  public struct Chain: Hashable, Sendable, Codable {
    /// Lines in `looks.jsonl`.
    public var count: Int
    /// Fingerprint of the last line; 64 zeros before the first.
    public var head: String
  }

  /// Version of the file's schema.
  public var schemaVersion: Int
  /// When the test started.
  public var startedAt: Date
  /// Fingerprint of the locked values: SHA-256 of their JSON with sorted keys, without blanks.
  public var planFingerprint: String
  /// The locked values by path, amendments included.
  public var locked: [String: String]
  /// Fingerprint of the free values, likewise.
  public var freeFingerprint: String
  /// The free values by path, as they were last seen.
  public var free: [String: String]
  /// Changes of locked values, oldest first.
  public var amendments: [Amendment]
  /// Changes of free values, oldest first.
  public var revisions: [Revision]
  /// Extensions of the test, oldest first.
  public var extensions: [Extension]
  /// Fingerprint of the extensions: SHA-256 of their JSON with sorted keys, without blanks; nil without any.
  public var extensionsFingerprint: String?
  /// The end of the chain of looks.
  public var looks: Chain

  /// The lock of a test that starts.
  init(_ plan: PlanContents, at time: Date) throws(RecordError) {
    schemaVersion = RecordJSON.schemaVersion
    startedAt = time
    planFingerprint = try Fingerprint.of(values: plan.locked)
    locked = plan.locked
    freeFingerprint = try Fingerprint.of(values: plan.free)
    free = plan.free
    amendments = []
    revisions = []
    extensions = []
    looks = Chain(count: 0, head: LookChain.beginning)
  }

  /// Locked values of a plan that differ from the recorded ones. Shares of an adaptive test are free to be added, and
  /// locked once they are recorded.
  public func lockedChanges(in plan: PlanContents) -> [PlanChange] {
    PlanChange.between(locked, plan.locked)
      + freeChanges(in: plan).filter { $0.before != nil && $0.path.hasPrefix("assignment.shares.") }
  }

  /// Free values of a plan that differ from the recorded ones.
  public func freeChanges(in plan: PlanContents) -> [PlanChange] { PlanChange.between(free, plan.free) }

  /// Takes over a plan's locked values with the reason for their change.
  mutating func amend(_ plan: PlanContents, reason: String, at time: Date) throws(RecordError) {
    let changes = lockedChanges(in: plan)
    guard !changes.isEmpty else { throw .nothingToAmend }
    locked = plan.locked
    planFingerprint = try Fingerprint.of(values: plan.locked)
    amendments.append(
      Amendment(
        time: time, reason: reason, changes: changes, planFingerprint: planFingerprint, looksBefore: looks.count))
  }

  /// Takes over a plan's free values; false where they are as recorded.
  mutating func revise(_ plan: PlanContents, at time: Date) throws(RecordError) -> Bool {
    let changes = freeChanges(in: plan)
    guard !changes.isEmpty else { return false }
    free = plan.free
    freeFingerprint = try Fingerprint.of(values: plan.free)
    revisions.append(Revision(time: time, changes: changes, freeFingerprint: freeFingerprint))
    return true
  }

  /// Checks that the fingerprints are those of the values beside them.
  func checkFingerprints(path: String) throws(RecordError) {
    guard try Fingerprint.of(values: locked) == planFingerprint else {
      throw .malformed(path: path, reason: "the locked values do not have the fingerprint beside them: edited by hand")
    }
    guard try Fingerprint.of(values: free) == freeFingerprint else {
      throw .malformed(path: path, reason: "the free values do not have the fingerprint beside them: edited by hand")
    }
    let expected = extensions.isEmpty ? nil : try Fingerprint.of(extensions: extensions)
    guard expected == extensionsFingerprint else {
      throw .malformed(path: path, reason: "the extensions do not have the fingerprint beside them: edited by hand")
    }
  }
}

extension ExperimentLock: Decodable {
  private enum CodingKeys: CodingKey {
    case schemaVersion, startedAt, planFingerprint, locked, freeFingerprint, free, amendments, revisions, extensions
    case extensionsFingerprint, looks
  }

  /// Reads a lock; one written before tests could be made longer has no extensions.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schemaVersion = try container.decode(Int.self, forKey: .schemaVersion)
    startedAt = try container.decode(Date.self, forKey: .startedAt)
    planFingerprint = try container.decode(String.self, forKey: .planFingerprint)
    locked = try container.decode([String: String].self, forKey: .locked)
    freeFingerprint = try container.decode(String.self, forKey: .freeFingerprint)
    free = try container.decode([String: String].self, forKey: .free)
    amendments = try container.decode([Amendment].self, forKey: .amendments)
    revisions = try container.decode([Revision].self, forKey: .revisions)
    extensions = try container.decodeIfPresent([Extension].self, forKey: .extensions) ?? []
    extensionsFingerprint = try container.decodeIfPresent(String.self, forKey: .extensionsFingerprint)
    looks = try container.decode(Chain.self, forKey: .looks)
  }
}

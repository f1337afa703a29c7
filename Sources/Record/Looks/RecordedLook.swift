public import Decision
public import Foundation

/// One line of `looks.jsonl`: a look at one comparison, chained to the line before.
public struct RecordedLook: Hashable, Sendable {
  /// Number of the line, from 1.
  public var index: Int
  /// Fingerprint of the line before, without its line end; 64 zeros for the first.
  public var previous: String
  /// When the look was taken.
  public var time: Date
  /// Fingerprint of the locked plan under which it was taken.
  public var planFingerprint: String
  /// Fingerprint of the evidence.
  public var dataFingerprint: String
  /// The earlier look whose counts fell; nil where none did.
  public var revises: Revision?
  /// What was seen.
  public var look: Look
}

extension RecordedLook: Codable {
  private enum CodingKeys: CodingKey {
    case schemaVersion, index, previous, time, planFingerprint, dataFingerprint, revises
  }

  /// Reads a line; the fields of the look stand beside those of the chain.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    index = try container.decode(Int.self, forKey: .index)
    previous = try container.decode(String.self, forKey: .previous)
    time = try container.decode(Date.self, forKey: .time)
    planFingerprint = try container.decode(String.self, forKey: .planFingerprint)
    dataFingerprint = try container.decode(String.self, forKey: .dataFingerprint)
    revises = try container.decodeIfPresent(Revision.self, forKey: .revises)
    look = try Look(from: decoder)
  }

  /// Writes a line.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(RecordJSON.schemaVersion, forKey: .schemaVersion)
    try container.encode(index, forKey: .index)
    try container.encode(previous, forKey: .previous)
    try container.encode(time, forKey: .time)
    try container.encode(planFingerprint, forKey: .planFingerprint)
    try container.encode(dataFingerprint, forKey: .dataFingerprint)
    try container.encodeIfPresent(revises, forKey: .revises)
    try look.encode(to: encoder)
  }
}

/// What is wrong with the chain of looks, by line.
public struct ChainFault: Hashable, Sendable, CustomStringConvertible {
  /// What sort of fault it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The last line has no end: its writing was interrupted.
    case torn
    /// A line is not one that was written.
    case unreadable
    /// A line does not follow the one before: one of them was changed, removed or moved.
    case unlinked
    /// The last recorded line is not the one `lock.json` knows.
    case head
    /// Lines that `lock.json` knows are gone.
    case truncated
    /// Lines that `lock.json` does not know: their recording was interrupted, or they were added by hand.
    case unrecorded
  }

  /// What sort of fault it is.
  public var kind: Kind
  /// Number of the line, from 1.
  public var line: Int
  /// What was found and what to do.
  public var detail: String

  /// The fault on one line.
  public var description: String { "line \(line): \(detail)" }
}

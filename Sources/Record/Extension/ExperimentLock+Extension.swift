public import Experiment
public import Foundation

extension ExperimentLock {
  /// A longer test than the plan says: when, by how much, and why.
  public struct Extension: Hashable, Sendable {
    /// When it was recorded.
    public var time: Date
    /// The day whose results were known when it was decided.
    public var decidedOn: CivilDate
    /// The days or calls it adds.
    public var added: TestProtocol.Length
    /// Why the test is longer.
    public var reason: String
    /// Number of looks taken before.
    public var looksBefore: Int
  }

  /// The test as it runs: the one that was registered, with its extensions in the order they were decided.
  ///
  /// - Parameter registered: the test as the plan file says it.
  /// - Throws: `RecordError.cannotExtend` where the plan now ends in another way than when it was extended.
  public func extended(_ registered: TestProtocol) throws(RecordError) -> TestProtocol {
    var test = registered
    for addition in extensions {
      do throws(ExtensionRefusal) {
        test = try test.extended(by: addition.added, decidedOn: addition.decidedOn)
      } catch {
        if case .otherEnd(let planned) = error {
          throw .cannotExtend(.endChanged(extendedBy: addition.added, planned: planned))
        }
        throw .cannotExtend(error)
      }
    }
    return test
  }
}

extension ExperimentLock.Extension: Codable {
  private enum CodingKeys: CodingKey {
    case time, decidedOn, days, calls, reason, looksBefore
  }

  /// Reads an extension; what it adds stands under `days` or `calls`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    time = try container.decode(Date.self, forKey: .time)
    decidedOn = try container.decode(CivilDate.self, forKey: .decidedOn)
    if let calls = try container.decodeIfPresent(Int.self, forKey: .calls) {
      added = .calls(calls)
    } else {
      added = .days(try container.decode(Int.self, forKey: .days))
    }
    reason = try container.decode(String.self, forKey: .reason)
    looksBefore = try container.decode(Int.self, forKey: .looksBefore)
  }

  /// Writes an extension.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(time, forKey: .time)
    try container.encode(decidedOn, forKey: .decidedOn)
    switch added {
    case .days(let days): try container.encode(days, forKey: .days)
    case .calls(let calls): try container.encode(calls, forKey: .calls)
    }
    try container.encode(reason, forKey: .reason)
    try container.encode(looksBefore, forKey: .looksBefore)
  }
}

extension TestProtocol {
  /// The same test, longer; the length it had is kept with the day it was decided on.
  func extended(by added: Length, decidedOn: CivilDate) throws(ExtensionRefusal) -> TestProtocol {
    let longer: Length
    switch (length, added) {
    case (.days(let before), .days(let more)):
      guard more >= 1, more <= Length.mostDays - before else {
        throw .outOfRange(added, atMost: .days(Length.mostDays))
      }
      longer = .days(before + more)
    case (.calls(let before), .calls(let more)):
      guard more >= 1, more <= Length.mostCalls - before else {
        throw .outOfRange(added, atMost: .calls(Length.mostCalls))
      }
      longer = .calls(before + more)
    case (.days, .calls), (.calls, .days): throw .otherEnd(planned: length)
    }
    var test = self
    test.extensions.append(Extension(decidedOn: decidedOn, before: length))
    test.length = longer
    return test
  }
}

extension TestProtocol.Length {
  /// The longest test in days, as in plans.
  fileprivate static let mostDays = 3650
  /// The longest test in calls, as in plans.
  fileprivate static let mostCalls = 1_000_000_000
}

public import Experiment

/// A day that explains the path: nothing was called on it, the test was made longer, or the plan was changed.
public struct PathMark: Hashable, Sendable {
  /// The day.
  public var date: CivilDate
  /// What happened.
  public var kind: Kind

  /// What happened on a marked day.
  public enum Kind: Hashable, Sendable {
    /// A planned calling day without any call.
    case withoutCalls
    /// The day whose results were known when the test was made longer, by so much.
    case extended(by: TestProtocol.Length)
    /// The day on which the locked plan was changed, and why.
    case amended(reason: String)
  }
}

/// The marks of the path in the order of their days: planned days without a call, as the health check found them, and
/// the extensions decided by the day of the reading; none for undated data.
func pathMarks(health: [HealthFinding], test: TestProtocol, asOf: CivilDate?) -> [PathMark] {
  guard let asOf else { return [] }
  let missing = health.flatMap { finding -> [CivilDate] in
    if case .missingDays(let days, _) = finding.detail { days } else { [] }
  }
  let lengths = test.extensions.map(\.before) + [test.length]
  let extended = zip(test.extensions, lengths.dropFirst()).compactMap { addition, after -> PathMark? in
    guard addition.decidedOn <= asOf, let added = after.beyond(addition.before) else { return nil }
    return PathMark(date: addition.decidedOn, kind: .extended(by: added))
  }
  let marks = missing.map { PathMark(date: $0, kind: .withoutCalls) } + extended
  return marks.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
}

extension TestProtocol.Length {
  /// What this length adds to another that is counted alike.
  fileprivate func beyond(_ other: TestProtocol.Length) -> TestProtocol.Length? {
    switch (self, other) {
    case (.days(let after), .days(let before)): .days(after - before)
    case (.calls(let after), .calls(let before)): .calls(after - before)
    case (.days, .calls), (.calls, .days): nil
    }
  }
}

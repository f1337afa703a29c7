public import Decision
public import Experiment

/// Why a test cannot be made longer.
public enum ExtensionRefusal: Error, Hashable, Sendable {
  /// There is no reason.
  case noReason
  /// The plan has no first day: undated counts are read once.
  case undated
  /// The test ends by days and calls were to be added, or the other way round.
  case otherEnd(planned: TestProtocol.Length)
  /// The test was made longer by days and its plan now ends by calls, or the other way round.
  case endChanged(extendedBy: TestProtocol.Length, planned: TestProtocol.Length)
  /// Less than one day or call more, or a test beyond the longest.
  case outOfRange(TestProtocol.Length, atMost: TestProtocol.Length)
  /// No look is recorded and no day was named whose results are known.
  case noDay
  /// The day named comes before the last recorded look.
  case beforeLastLook(CivilDate, last: CivilDate)
  /// A fixed test was looked at; the day of the last look and the day of its decision, where there are any.
  case resultsSeen(on: CivilDate?, decisionDay: CivilDate?)
  /// A test with planned looks was concluded.
  case concluded(Conclusion.Status, on: CivilDate?)
  /// The last planned look has come: its error is spent.
  case allSpent(on: CivilDate)
}

extension ExtensionRefusal: CustomStringConvertible {
  /// What was asked, why it is refused and what to do instead.
  public var description: String {
    switch self {
    case .noReason: "an extension needs a reason; say why, as in --reason \"two agents on leave\""
    case .undated: "the plan has no `starts`: undated counts are read once, and their test cannot be made longer"
    case .otherEnd(.days): "the test ends after a number of days: name more days, as in --days 7"
    case .otherEnd(.calls): "the test ends after a number of calls: name more calls, as in --calls 5000"
    case .endChanged(let added, let planned):
      "the test was extended by \(added.text), and its plan now ends after \(planned.text): put the line `\(added.key): …` "
        + "back; a test that ends otherwise is a new one"
    case .outOfRange(.days(let days), let most):
      "\(days) more days: expected at least 1, and a test of at most \(most.text)"
    case .outOfRange(.calls(let calls), let most):
      "\(calls) more calls: expected at least 1, and a test of at most \(most.text)"
    case .noDay:
      "no look is recorded: name the last day whose results are known, as in --as-of 2026-03-06 (before the first "
        + "call, the day before the test starts)"
    case .beforeLastLook(let day, let last):
      "--as-of \(day): the results of \(last) are recorded as known; leave out --as-of, or name \(last) or a later day"
    case .resultsSeen(let day, let decisionDay):
      "results of this fixed test were looked at\(day.map { " on \($0)" } ?? ""): all of its error is kept for one test "
        + "at the planned end, and a longer test chosen after looking would not control it; "
        + (decisionDay.map { "let it end and decide on \($0)" } ?? "let it end and decide")
        + ", or plan a new test with `method: group-sequential`, which can be made longer between looks"
    case .concluded(let status, let day):
      "the test was concluded\(day.map { " on \($0)" } ?? "") (\(status.rawValue)): a longer one would be a second try; "
        + "plan a new test"
    case .allSpent(let day):
      "the last planned look has come by \(day): all of the risk of a false alarm is spent, and a longer test would "
        + "spend it twice; decide, or plan a new test"
    }
  }
}

extension TestProtocol.Length {
  /// The key of a plan that says it.
  fileprivate var key: String {
    switch self {
    case .days: "days"
    case .calls: "calls"
    }
  }

  /// The length in words.
  fileprivate var text: String {
    switch self {
    case .days(let days): days == 1 ? "1 day" : "\(days) days"
    case .calls(let calls): calls == 1 ? "1 call" : "\(calls) calls"
    }
  }
}

extension TestProtocol {
  /// The day whose results are known when an extension of this test is decided, if it may be extended at all.
  ///
  /// A fixed test keeps all of its error for one test at the planned end: it may become longer only while nothing was seen.
  /// With planned looks, what is spent stays spent and the rest is spread over the longer test, until all is spent. An
  /// any-time reading spends nothing.
  ///
  /// - Parameters:
  ///   - looks: all recorded looks.
  ///   - asOf: the day named by the user.
  func extensionDay(after looks: [Look], asOf: CivilDate?) throws(ExtensionRefusal) -> CivilDate {
    guard starts != nil else { throw .undated }
    let last = looks.compactMap(\.asOf).max()
    let decisionDay = lastDay.map { $0 + (goal.within ?? 0) }
    if monitoring.method == .fixed, !looks.isEmpty { throw .resultsSeen(on: last, decisionDay: decisionDay) }
    if let asOf, let last, asOf < last { throw .beforeLastLook(asOf, last: last) }
    guard let day = asOf ?? last else { throw .noDay }
    guard monitoring.method == .groupSequential else { return day }
    if let end = looks.first(where: { $0.status.isConclusion }) { throw .concluded(end.status, on: end.asOf) }
    if let decisionDay, day >= decisionDay { throw .allSpent(on: day) }
    if case .calls = length, looks.contains(where: { $0.information ?? 0 >= 1 }) { throw .allSpent(on: day) }
    return day
  }
}

extension Conclusion.Status {
  /// Whether the test ended with it.
  fileprivate var isConclusion: Bool {
    switch self {
    case .rollOut, .keepControl, .noWinner: true
    case .keepRunning, .unhealthy: false
    }
  }
}

import CallData
import Foundation
import Record

/// What `verify` found, for people and for programs.
struct VerificationReport {
  let experiment: String
  let record: Recorder.Audit
  /// The file of assignments and what came of it.
  var assignments: (file: URL, result: AuditResult)?
  /// The call log and what came of it; no result where it does not say which variant was delivered.
  var calls: (file: URL, result: AuditResult?)?
  var shown: [Differences.Entry] = []
  var differences = 0
  /// The file of all differences, where not all are shown.
  var file: URL?

  init(experiment: String, record: Recorder.Audit) {
    self.experiment = experiment
    self.record = record
  }

  var text: String {
    var lines = [
      "Verified \(experiment): "
        + (differences == 0
          ? "nothing differs" : "\(counted(differences, "line")) differ\(differences == 1 ? "s" : "")"),
      "Plan         " + plan,
      "Looks        "
        + (record.faults.isEmpty ? counted(record.looks, "look") + ", the chain is whole" : "not as recorded"),
    ]
    if let assignments {
      lines.append("Assignments  " + said(assignments.file, assignments.result, of: "not as drawn"))
    }
    if let calls {
      if let result = calls.result {
        let kind = result.differences == 1 ? "crossover" : "crossovers"
        lines.append("Calls        " + said(calls.file, result, of: "\(kind): another script than the assigned one"))
      } else {
        lines.append(
          "Calls        \(calls.file.readablePath): nothing to compare: variants are not drawn here, or not in the log")
      }
    }
    for entry in shown {
      let place = entry.line.map { "\(entry.source), line \($0)" } ?? entry.source
      lines.append(
        "  \(place)\(entry.unit.isEmpty ? "" : ", \(entry.unit)"): read \(entry.read), expected \(entry.expected)")
    }
    if let file { lines.append("  and \(differences - shown.count) more: all are in \(file.readablePath)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var plan: String {
    guard let start = record.startedAt else { return "not started: there is no lock to compare with" }
    let since = "locked \(start.formatted(.iso8601))"
    if !record.locked.isEmpty { return "\(since); \(counted(record.locked.count, "value")) changed since" }
    let amended = record.amendments.map { amendment in
      "; amended \(amendment.time.formatted(.iso8601)) after \(counted(amendment.looksBefore, "look")): "
        + "\(amendment.reason) (\(amendment.changes.map(\.path).joined(separator: ", ")))"
    }
    return "as it was \(since)" + amended.joined()
      + (record.free.isEmpty ? "" : "; costs or economics changed since and will be recorded at the next look")
  }

  private func said(_ file: URL, _ result: AuditResult, of kind: String) -> String {
    var text = "\(file.readablePath): \(counted(result.lines, "line")), "
    text += result.differences == 0 ? "all as assigned" : "\(result.differences) \(kind)"
    if result.unassigned > 0 { text += "; \(result.unassigned) of units that nothing was assigned to" }
    if result.unreadable > 0 { text += "; \(result.unreadable) unreadable" }
    return text
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension VerificationReport {
  private struct Document: Encodable {
    struct Plan: Encodable {
      let status: String
      let startedAt: String?
      let changes: [PlanChange]
    }
    struct Looks: Encodable {
      let count: Int
      let isWhole: Bool
    }
    struct Lines: Encodable {
      let file: String
      let lines: Int?
      let differences: Int?
      let unassigned: Int?
      let unreadable: Int?

      init(_ file: URL, _ result: AuditResult?) {
        self.file = file.readablePath
        lines = result?.lines
        differences = result?.differences
        unassigned = result?.unassigned
        unreadable = result?.unreadable
      }
    }

    let schemaVersion = 1
    let experiment: String
    let differs: Bool
    let plan: Plan
    let looks: Looks
    let assignments: Lines?
    let calls: Lines?
    let differenceCount: Int
    let differences: [Differences.Entry]
    let differencesFile: String?
  }

  /// The report as JSON, keys sorted; differences of the calls are crossovers.
  func json() throws -> String {
    let status = record.startedAt == nil ? "not-started" : record.locked.isEmpty ? "unchanged" : "changed"
    let document = Document(
      experiment: experiment, differs: differences > 0,
      plan: .init(
        status: status, startedAt: record.startedAt.map { $0.formatted(.iso8601) }, changes: record.locked),
      looks: .init(count: record.looks, isWhole: record.faults.isEmpty),
      assignments: assignments.map { .init($0.file, $0.result) }, calls: calls.map { .init($0.file, $0.result) },
      differenceCount: differences, differences: shown, differencesFile: file?.readablePath)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    } catch {
      throw Failure(status: 70, message: "The report cannot be written as JSON (\(error.localizedDescription)).")
    }
  }
}

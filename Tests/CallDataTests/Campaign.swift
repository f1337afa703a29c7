import CallData
import Cost
import Decision
import Experiment
import Foundation
import Testing

/// A folder of files for one test, removed with it.
final class Campaign {
  let folder: URL
  var test: TestProtocol
  var sources = DataSources()
  var schedule: SlotSchedule?
  var attributionDays = 90
  var attributedCall = AttributedCall.last
  var acceptedSources: [String] = []
  var currency: String?
  var maxRejectedShare = 0.01
  /// Most tests are of calls alone.
  var requiresOpportunities = false

  init(method: AssignmentRule.Method = .recorded, by: [String] = [], within: Int? = 7) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "campaign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    test = TestProtocol(
      name: "hook", starts: CivilDate(iso: "2026-03-02"), timeZone: "Europe/Paris",
      calling: CallingCalendar(windows: [
        CallWindow(name: "morning", span: .hours(try #require(HourRange("10:00-13:00")))),
        CallWindow(name: "afternoon", span: .hours(try #require(HourRange("14:00-18:00")))),
      ]),
      assignment: AssignmentRule(method: method, by: by, seed: "s1"),
      variants: try Variants([Variant(name: "pitch", role: .control), Variant(name: "question")]),
      goal: Goal(within: within))
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var rejects: URL { folder.appending(path: "rejects.csv") }

  func write(_ kind: Intake.Source.Kind, _ text: String) throws {
    try write(kind, Data(text.utf8))
  }

  func write(_ kind: Intake.Source.Kind, _ data: Data, name: String? = nil) throws {
    let name = name ?? "\(kind.rawValue).csv"
    try data.write(to: folder.appending(path: name))
    sources.files[kind] = name
  }

  func reader(threads: Int? = nil) -> EvidenceReader {
    var reader = EvidenceReader(
      test: test, attributionDays: attributionDays, acceptedSources: acceptedSources, currency: currency,
      schedule: schedule, sources: sources, directory: folder, maxRejectedShare: maxRejectedShare, rejectsFile: rejects,
      threads: threads)
    reader.attributedCall = attributedCall
    reader.requiresOpportunities = requiresOpportunities
    return reader
  }

  func evidence(asOf: String? = nil) throws -> Evidence {
    try reader().read(asOf: asOf.flatMap { CivilDate(iso: $0) })
  }

  /// The error that reading ends with.
  func failure() -> CallDataError? {
    do throws(CallDataError) {
      _ = try reader().read()
      return nil
    } catch {
      return error
    }
  }

  func rejectsText() throws -> String { String(decoding: try Data(contentsOf: rejects), as: UTF8.self) }
}

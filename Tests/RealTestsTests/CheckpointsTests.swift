import Foundation
import Statistics
import Testing

@testable import real_tests_proof

/// The folder of the data.
enum RealData {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let looks = root.appending(path: "Benchmarks/RealTests/Data/checkpoints.csv.gz").path(percentEncoded: false)
  /// The pairs of the file, read once.
  static let series = Result { try Checkpoints.read(path: looks) }
}

@Suite("the reader of looks")
struct CheckpointsTests {
  static let header = "experiment_id,variant_id,time_since_start,count_c,conv_c,count_t,conv_t"

  private func series(_ rows: String...) throws -> Series {
    let read = try Checkpoints.read(([Self.header] + rows).joined(separator: "\n"))
    #expect(read.count == 1)
    return try #require(read.first)
  }

  @Test("rows of a pair become its looks, in order, whichever end of line the file has")
  func reading() throws {
    let text = [Self.header, "a,1,1.5,100,10,110,12", "b,2,1,50,0,50,50", "a,1,2,200,20,210,22", ""]
    for end in ["\n", "\r\n"] {
      let read = try Checkpoints.read(text.joined(separator: end))
      #expect(read.map(\.name) == ["a / 1", "b / 2"])
      #expect(read[0].rows.map(\.day) == [1.5, 2])
      #expect(try read[0].rows.last?.table == TwoProportions(control: .init(20, of: 200), variant: .init(22, of: 210)))
      #expect(read.flatMap(\.falls).isEmpty)
    }
  }

  @Test(
    "a count that falls is named with its look, its day and both values",
    arguments: [
      ("a,1,2,99,10,110,12", Look.Count.controlUnits, 100, 99), ("a,1,2,100,9,110,12", .controlSuccesses, 10, 9),
      ("a,1,2,100,10,109,12", .variantUnits, 110, 109), ("a,1,2,100,10,110,11", .variantSuccesses, 12, 11),
    ])
  func falls(row: String, count: Look.Count, from: Int, to: Int) async throws {
    let series = try series("a,1,1,100,10,110,12", row)
    #expect(series.falls == [Series.Fall(row: 2, day: 2, count: count, from: from, to: to)])
    let study = try await Study.run([series])
    #expect(study.pairs.isEmpty && study.refused.count == 1)
    #expect(
      Page(study: study).refusals.contains("| a / 1 | 2 of 2 | 2 | `\(count.rawValue)` | \(from) | \(to) |"))
  }

  @Test("a look at which nothing was new is no look, and more successes than units is no fall")
  func looks() throws {
    let series = try series("a,1,1,100,10,110,12", "a,1,2,100,10,110,12", "a,1,3,105,20,115,30")
    #expect(series.looks.map(\.day) == [1, 3])
    #expect(series.falls.isEmpty)
    #expect(series.lateIntervals == 1)
  }

  @Test(
    "what cannot be a row is refused with its line, what was read and what was expected",
    arguments: [
      ("a,1,1,100,10,110", CheckpointsError.fields(line: 2, read: 6)),
      ("a,1,1,100,10,110,12,", .fields(line: 2, read: 8)),
      ("", .empty),
      (
        "a,1,x,100,10,110,12",
        .value(line: 2, column: "time_since_start", read: "x", expected: "a number of days, at least 0")
      ),
      ("a,1,1,100,1.5,110,12", .value(line: 2, column: "conv_c", read: "1.5", expected: "a whole number")),
      (
        "a,1,1,100,10,110,111",
        .value(
          line: 2, column: "conv_t", read: "111 of 110",
          expected: "successes from 0 to the units counted, and at least one unit")
      ),
      ("a,1,2,9,0,9,0\na,1,2,9,0,9,0", .order(line: 3, series: "a / 1", day: 2, before: 2)),
    ])
  func refusals(rows: String, error: CheckpointsError) {
    #expect(throws: error) { try Checkpoints.read("\(Self.header)\n\(rows)") }
  }

  @Test("another header is refused, with both headers in the message")
  func header() {
    let error = CheckpointsError.header(read: "experiment,variant")
    #expect(throws: error) { try Checkpoints.read("experiment,variant\na,1") }
    #expect(error.description.contains("experiment,variant") && error.description.contains(Self.header))
  }

  @Test("an archive that is cut off is refused, and so is a file that is not there")
  func archives() throws {
    let whole = try Data(contentsOf: URL(filePath: RealData.looks))
    let cut = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv.gz")
    try whole.prefix(whole.count / 2).write(to: cut)
    defer { try? FileManager.default.removeItem(at: cut) }
    #expect(throws: CheckpointsError.self) { try Checkpoints.read(path: cut.path(percentEncoded: false)) }
    #expect(throws: CheckpointsError.self) { try Checkpoints.read(path: "/no/such/file.csv") }
  }
}

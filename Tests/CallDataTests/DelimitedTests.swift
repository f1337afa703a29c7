import Decision
import Experiment
import Foundation
import Testing

@testable import CallData

@Suite("Delimited text is read as RFC 4180 says")
struct DelimitedTests {
  /// The rows of a text, as every cursor of the module sees them.
  static func rows(_ text: String, delimiter: UInt8 = 0x2C) throws -> [[String]] {
    let campaign = try Campaign()
    try campaign.write(.calls, text)
    let memory = try MappedFile(campaign.folder.path + "/calls.csv", encoding: .utf8)
    var cursor = RowCursor(memory.start, count: memory.count, delimiter: delimiter, capacity: 100)
    var rows: [[String]] = []
    while cursor.next() {
      rows.append(cursor.isMalformed ? ["malformed"] : (0..<cursor.fieldCount).map { cursor.field($0).text })
    }
    return rows
  }

  @Test(
    "quotes, doubled quotes, delimiters and line ends inside quotes, CRLF, BOM, no last line end",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("\"a\",\"b\"\r\n\"1\",\"2\"\r\n", [["a", "b"], ["1", "2"]]),
      ("\"a,b\",c\n", [["a,b", "c"]]),
      ("\"a\nb\",c\n\"d\r\ne\",f\n", [["a\nb", "c"], ["d\r\ne", "f"]]),
      ("\"say \"\"hi\"\"\",c\n", [["say \"hi\"", "c"]]),
      ("\"\",\n", [["", ""]]),
      ("\"\"\"\",x\n", [["\"", "x"]]),
      ("a,,\n,,\n", [["a", "", ""], ["", "", ""]]),
      ("a 5\" screen,b\n", [["a 5\" screen", "b"]]),
      ("\n\na,b\n\n1,2\n\n", [["a", "b"], ["1", "2"]]),
      (" a , b\n\" c \",d\n", [["a", "b"], [" c ", "d"]]),
      ("a,", [["a", ""]]),
      ("\"a\"", [["a"]]),
      ("\"open,b\nc,d\n", [["malformed"], ["c", "d"]]),
      ("\"a\"b,c\nd,e\n", [["malformed"], ["d", "e"]]),
    ] as [(String, [[String]])])
  func table(text: String, expected: [[String]]) throws {
    #expect(try Self.rows(text) == expected)
  }

  @Test(
    "fields longer than a block and files that end with a page", arguments: [4095, 4096, 4097, 8192, 63, 64, 65, 128])
  func pages(size: Int) throws {
    let text = String(repeating: "x", count: size - 4) + ",y\nz"
    #expect(try Self.rows(text) == [[String(repeating: "x", count: size - 4), "y"], ["z"]])
    let quoted = "\"" + String(repeating: "x", count: size - 4) + "\",z"
    #expect(try Self.rows(quoted) == [[String(repeating: "x", count: size - 4), "z"]])
  }

  @Test("what the writer writes, the cursor reads back")
  func roundTrip() throws {
    let rows = [["a", "b,c"], ["line\nend", "\"quoted\""], ["", " blank "], ["é€", "\r"]]
    let campaign = try Campaign()
    let url = campaign.folder.appending(path: "out.csv")
    var writer = try DelimitedWriter(url)
    for row in rows { try writer.write(row) }
    try writer.finish()
    #expect(try Self.rows(String(decoding: try Data(contentsOf: url), as: UTF8.self)) == rows)
    #expect(try FileManager.default.contentsOfDirectory(atPath: campaign.folder.path) == ["out.csv"])
  }

  @Test("a writer that is abandoned leaves the old file and nothing beside it")
  func abandonedWriter() throws {
    let campaign = try Campaign()
    let url = campaign.folder.appending(path: "out.csv")
    try Data("old".utf8).write(to: url)
    do {
      var writer = try DelimitedWriter(url)
      try writer.write(["new"])
      // Killed here, the program would leave nothing behind.
      #expect(try FileManager.default.contentsOfDirectory(atPath: campaign.folder.path) == ["out.csv"])
    }
    #expect(String(decoding: try Data(contentsOf: url), as: UTF8.self) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: campaign.folder.path) == ["out.csv"])
  }

  @Test("a link is followed, and a pipe is written to, not replaced")
  func specialFiles() throws {
    let campaign = try Campaign()
    let file = campaign.folder.appending(path: "real.csv")
    let link = campaign.folder.appending(path: "link.csv")
    try Data("old".utf8).write(to: file)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    var writer = try DelimitedWriter(link)
    try writer.write(["a", "b"])
    try writer.finish()
    #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == "a,b\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == file.path)
    let pipe = Pipe()
    var direct = try DelimitedWriter(URL(filePath: "/proc/self/fd/\(pipe.fileHandleForWriting.fileDescriptor)"))
    try direct.write(["c"])
    try direct.finish()
    #expect(String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self) == "c\n")
  }

  @Test("a folder that takes no files is an error")
  func unwritableFolder() throws {
    #expect(throws: CallDataError.self) {
      var writer = try DelimitedWriter(URL(filePath: "/proc/out.csv"))
      try writer.write(["x"])
      try writer.finish()
    }
  }

  @Test(
    "the delimiter is recognised from the header, also behind a sep= line",
    arguments: [
      "call_id;lead_id;started_at;variant\n1;L1;2026-03-02T09:00:00;pitch\n",
      "call_id\tlead_id\tstarted_at\tvariant\n1\tL1\t2026-03-02T09:00:00\tpitch\n",
      "sep=;\r\ncall_id;lead_id;started_at;variant\r\n1;L1;2026-03-02T09:00:00;pitch\r\n",
      "\"call_id\",\"lead_id\",\"started_at\",\"variant\"\n1,L1,2026-03-02T09:00:00,pitch\n",
    ])
  func delimiters(text: String) throws {
    let campaign = try Campaign()
    try campaign.write(.calls, text)
    #expect(try campaign.evidence().tally.byDay.total().calls == 1)
  }

  @Test("compressed files are read like plain ones, whatever their name; damaged ones are named")
  func gzip() throws {
    let campaign = try Campaign()
    let plain = "call_id,lead_id,started_at,variant\n1,L1,2026-03-02T09:00:00,pitch\n"
    try campaign.write(.calls, plain)
    let expected = try campaign.evidence().tally
    let zipped = try Self.gzipped(plain)
    try campaign.write(.calls, zipped, name: "calls.csv.gz")
    #expect(try campaign.evidence().tally == expected)
    try campaign.write(.calls, zipped.dropLast(9), name: "short.csv.gz")
    #expect(campaign.failure()?.errorDescription?.contains("damaged") == true)
    // Members one behind another, as log rotation writes them.
    try campaign.write(.calls, zipped + (try Self.gzipped("2,L2,2026-03-02T09:00:00,pitch\n")), name: "two.csv.gz")
    #expect(try campaign.evidence().tally.byDay.total().calls == 2)
  }

  static func gzipped(_ text: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-c"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}

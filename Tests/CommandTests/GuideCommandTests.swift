import Foundation
import Testing

/// Commands printed in the guides work from the root of the project, and say what the guides print below them.
@Suite struct GuideCommandTests {
  @Test(arguments: [
    ("CallData/CallData.docc/DataYouNeed.md", 1), ("Compute/Compute.docc/FromPythonRAndSQL.md", 2),
    ("Decision/Decision.docc/DesigningAHookTest.md", 6), ("Decision/Decision.docc/CheckingMidTest.md", 3),
    ("Decision/Decision.docc/DecidingARollOut.md", 4), ("Decision/Decision.docc/EarningWhileLearning.md", 2),
    ("Report/Report.docc/ReadingTheReport.md", 1),
  ])
  func `the commands of a guide work one after the other`(guide: String, count: Int) throws {
    let text = try Program.root.appending(path: "Sources/\(guide)").text()
    try Program.temporaryFolder { folder in
      try Program.copyExperiments(into: folder)
      let path = Program.executable.deletingLastPathComponent().path
      var said = ""
      var commands = 0
      for block in Self.blocks(of: text) {
        if block.isCommand {
          commands += 1
          let script = "PATH='\(path)':\"$PATH\"\n\(block.text)"
          let outcome = try Program.run(URL(filePath: "/bin/sh"), ["-ec", script], in: folder)
          #expect(outcome.status == 0, "\(block.text)\(outcome.output)\(outcome.errors)")
          said += outcome.output
        } else if block.language.isEmpty, block.follows != "python" {
          for line in block.text.split(separator: "\n") {
            #expect(said.contains(line), "The guide prints what no command above it says: \(line)")
          }
        }
      }
      #expect(commands == count)
    }
  }

  /// One block of code.
  private struct Block {
    /// Its language; empty for output.
    var language: String
    /// The language of the block before it.
    var follows: String
    /// Its lines.
    var text: String

    /// Whether it runs the program alone; others need a file or a program of the reader's.
    var isCommand: Bool {
      language == "sh" && !text.contains("<") && (text.hasPrefix("hooktest") || text.hasPrefix("echo"))
    }
  }

  /// The blocks of a guide in order.
  private static func blocks(of guide: String) -> [Block] {
    let parts = guide.components(separatedBy: "```")
    var blocks: [Block] = []
    for part in stride(from: 1, to: parts.count, by: 2).map({ parts[$0] }) {
      let end = part.firstIndex(of: "\n") ?? part.endIndex
      blocks.append(
        Block(
          language: String(part[..<end]), follows: blocks.last?.language ?? "",
          text: String(part[end...].dropFirst())))
    }
    return blocks
  }
}

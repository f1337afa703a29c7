import Foundation
import Testing

/// Every command shows examples that work as they are pasted, from the root of the project.
@Suite struct HelpExamplesCommandTests {
  /// The names of all commands but `help`.
  static func commands() throws -> [String] {
    let help = try Program.run(["--experimental-dump-help"]).json()
    let root = try #require(help["command"] as? [String: Any])
    let subcommands = try #require(root["subcommands"] as? [[String: Any]])
    return subcommands.compactMap { $0["commandName"] as? String }.filter { $0 != "help" }
  }

  @Test(arguments: try commands())
  func `the examples of a command work as pasted`(command: String) throws {
    let help = try Program.run([command, "--help"])
    let examples = Self.examples(in: help.output)
    #expect(!examples.isEmpty, "\(command) shows no example")
    for example in examples {
      #expect(!example.isBroken, "A line of this example is too long for a terminal of 80 columns: \(example.text)")
      // Examples write beside their plans, so each one runs in a copy.
      try Program.temporaryFolder { folder in
        try Program.copyExperiments(into: folder)
        let path = Program.executable.deletingLastPathComponent().path
        let script = "PATH='\(path)':\"$PATH\"\n\(example.text)"
        let outcome = try Program.run(
          URL(filePath: "/bin/sh"), ["-c", script], in: folder, input: Self.answers)
        #expect(outcome.status == 0, "\(example.text)\n\(outcome.output)\(outcome.errors)")
        #expect(!outcome.output.isEmpty, "\(example.text)")
      }
    }
  }

  @Test func `an example cut in two by a terminal is found`() {
    let whole = Self.examples(in: "Example: hooktest a \\\n           --b\n\nUSAGE")
    #expect(whole == [Example(text: "hooktest a \\\n           --b", isBroken: false)])
    #expect(Self.examples(in: "Example: hooktest a --b\nc\n\nUSAGE").map(\.isBroken) == [true])
    #expect(Self.examples(in: "Example: one\nExample: two\n").map(\.text) == ["one", "two"])
  }

  /// The answers to the eight questions of `new --ask`; other commands do not read them.
  private static let answers = """
    Commencer par une question fait-il mieux ?
    2026-03-02
    40 x 80
    3
    20 %
    14
    0,40
    10 ; 1200 ; 400

    """

  /// One example of a help text.
  struct Example: Equatable {
    /// Its lines, as they are pasted.
    var text: String
    /// Whether what follows belongs to it and is not indented: a line that was cut in two.
    var isBroken: Bool
  }

  /// The examples of a help text: from `Example:` on, with the indented lines below.
  static func examples(in help: String) -> [Example] {
    let mark = "Example: "
    var examples: [Example] = []
    var isOpen = false
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(mark) {
        examples.append(Example(text: String(line.dropFirst(mark.count)), isBroken: false))
        isOpen = true
      } else if isOpen, line.hasPrefix(" "), let last = examples.indices.last {
        examples[last].text += "\n\(line)"
      } else if isOpen {
        if !line.isEmpty, let last = examples.indices.last { examples[last].isBroken = true }
        isOpen = false
      }
    }
    return examples
  }
}

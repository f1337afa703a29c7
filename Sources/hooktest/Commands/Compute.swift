import ArgumentParser
import Compute

/// `hooktest compute`
struct Compute: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The statistics library for any language: JSON Lines in, JSON Lines out.",
    discussion: """
      One request a line, {"id": 1, "method": "interval.difference.miettinen-nurminen", "input": {"control": [300, 10000], \
      "variant": [360, 10000], "confidence": 0.95}}; one answer a line in the same order. A bad line is answered with an \
      error and does not end the run.

      Example: hooktest compute --list
      Example: echo '{"id": 1, "method": "test.difference.boschloo",' \\
                 '"input": {"control": [300, 10000], "variant": [360, 10000]}}' \\
                 | hooktest compute
      """)

  @Flag(help: "Print every method with its inputs, outputs, source and when not to use it.")
  var list = false

  func run() throws {
    if list {
      try Terminal.print(ComputeSession().methodListLines)
      return
    }
    do {
      try ComputeLoop.run()
    } catch {
      throw Failure(status: 70, message: error.description)
    }
  }
}

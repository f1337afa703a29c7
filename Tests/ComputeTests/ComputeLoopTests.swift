import Compute
import Foundation
import Testing

@Suite("the loop over a pipe", .serialized, .timeLimit(.minutes(1)))
struct ComputeLoopTests {
  private let ask = #"{"id": 1, "method": "special.normal-cdf", "input": {"z": 0}}"#
  private let answer = #"{"id": 1, "output": {"value": 0.5}}"#

  /// Starts the loop on a thread of its own, since reading and writing a pipe block.
  private func start(_ requests: Pipe, _ answers: Pipe) {
    Thread.detachNewThread {
      #expect(throws: Never.self) {
        try ComputeLoop.run(
          input: requests.fileHandleForReading.fileDescriptor, output: answers.fileHandleForWriting.fileDescriptor)
        try answers.fileHandleForWriting.close()
      }
    }
  }

  private func run(_ input: Data) -> [String] {
    let (requests, answers) = (Pipe(), Pipe())
    start(requests, answers)
    Thread.detachNewThread {
      requests.fileHandleForWriting.write(input)
      #expect(throws: Never.self) { try requests.fileHandleForWriting.close() }
    }
    let output = answers.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("every line has one answer, in order, and a bad line does not end the run")
  func order() {
    let lines = run(Data("\(ask)\nbad\n\(ask)\r\n\(ask)".utf8))
    #expect(lines.count == 4)
    #expect(lines[0] == answer && lines[2] == answer && lines[3] == answer)
    #expect(lines[1].contains("not-json"))
  }

  @Test("bytes that are no UTF-8 are answered, not fatal")
  func bytes() {
    let lines = run(Data([0x22, 0xFF, 0x22, 0x0A, 0x00, 0x0A]) + Data(ask.utf8))
    #expect(lines.count == 3)
    #expect(lines[0].contains("not-json") && lines[1].contains("not-json") && lines[2] == answer)
  }

  @Test("a line beyond the limit is passed over, and the next one answered")
  func long() {
    let long = Data(repeating: UInt8(ascii: "x"), count: ComputeSession.longestLine + 1)
    let lines = run(long + Data("\n\(ask)\n".utf8))
    #expect(lines.count == 2)
    #expect(lines[0].contains("line-too-long") && lines[0].hasSuffix(#""id": null}"#))
    #expect(lines[1] == answer)
  }

  @Test("an answer comes before the next question is asked")
  func pause() throws {
    let (requests, answers) = (Pipe(), Pipe())
    start(requests, answers)
    for _ in 0..<3 {
      requests.fileHandleForWriting.write(Data("\(ask)\n".utf8))
      let first = answers.fileHandleForReading.availableData
      #expect(String(decoding: first, as: UTF8.self) == answer + "\n")
    }
    try requests.fileHandleForWriting.close()
    #expect(answers.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test("a descriptor that cannot be read is a failure with the system's words")
  func unreadable() {
    #expect(throws: ComputeLoop.Failure.reading(9)) { try ComputeLoop.run(input: -1, output: 1) }
  }
}

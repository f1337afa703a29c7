import Compute
import Foundation
import Synchronization
import Testing

@Suite("the loop over a pipe", .serialized)
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

  /// What a read that blocks gives, within a minute of its start: a loop that hangs fails its test. Counted here, since a
  /// limit on the test would count the time that it waits for other tests.
  private func read(_ body: @escaping @Sendable () -> Data) throws -> Data {
    let (found, done) = (Answer(), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      let data = body()
      found.data.withLock { $0 = data }
      done.signal()
    }
    try #require(done.wait(timeout: .now() + 60) == .success, "The loop gives no answer within a minute.")
    return try #require(found.data.withLock { $0 })
  }

  private final class Answer: Sendable {
    let data = Mutex<Data?>(nil)
  }

  private func run(_ input: Data) throws -> [String] {
    let (requests, answers) = (Pipe(), Pipe())
    start(requests, answers)
    Thread.detachNewThread {
      requests.fileHandleForWriting.write(input)
      #expect(throws: Never.self) { try requests.fileHandleForWriting.close() }
    }
    let output = try read { answers.fileHandleForReading.readDataToEndOfFile() }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("every line has one answer, in order, and a bad line does not end the run")
  func order() throws {
    let lines = try run(Data("\(ask)\nbad\n\(ask)\r\n\(ask)".utf8))
    #expect(lines.count == 4)
    #expect(lines[0] == answer && lines[2] == answer && lines[3] == answer)
    #expect(lines[1].contains("not-json"))
  }

  @Test("bytes that are no UTF-8 are answered, not fatal")
  func bytes() throws {
    let lines = try run(Data([0x22, 0xFF, 0x22, 0x0A, 0x00, 0x0A]) + Data(ask.utf8))
    #expect(lines.count == 3)
    #expect(lines[0].contains("not-json") && lines[1].contains("not-json") && lines[2] == answer)
  }

  @Test("a line beyond the limit is passed over, and the next one answered")
  func long() throws {
    let long = Data(repeating: UInt8(ascii: "x"), count: ComputeSession.longestLine + 1)
    let lines = try run(long + Data("\n\(ask)\n".utf8))
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
      let first = try read { answers.fileHandleForReading.availableData }
      #expect(String(decoding: first, as: UTF8.self) == answer + "\n")
    }
    try requests.fileHandleForWriting.close()
    #expect(try read { answers.fileHandleForReading.readDataToEndOfFile() }.isEmpty)
  }

  @Test("a descriptor that cannot be read is a failure with the system's words")
  func unreadable() {
    #expect(throws: ComputeLoop.Failure.reading(9)) { try ComputeLoop.run(input: -1, output: 1) }
  }
}

import Foundation

/// Reads requests from one file descriptor and writes the answers to another, in order.
///
/// Answers are written whenever the input pauses, so that a program may ask, wait for the answer, and ask again. Memory
/// stays bounded by one line: what exceeds ``ComputeSession/longestLine`` is skipped to its end and answered with an
/// error.
public struct ComputeLoop: Sendable {
  /// Why the loop ended before the input did.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Reading failed with this `errno`.
    case reading(Int32)
    /// Writing failed with this `errno`.
    case writing(Int32)

    /// The system's own words for the failure.
    public var description: String {
      switch self {
      case .reading(let code): "Reading the requests failed: \(String(cString: strerror(code)))."
      case .writing(let code): "Writing the answers failed: \(String(cString: strerror(code)))."
      }
    }
  }

  private let session = ComputeSession()
  private var pending: [UInt8] = []
  private var isSkipping = false
  private var answers: [UInt8] = []

  private init() {}

  /// Answers every line of `input` until it ends. Leaves both descriptors open.
  public static func run(input: Int32 = 0, output: Int32 = 1) throws(Failure) {
    var loop = ComputeLoop()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(input, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .reading(errno)
      }
      if count == 0 { break }
      try loop.take(buffer[..<count], output)
    }
    if loop.isSkipping || !loop.pending.isEmpty { loop.finishLine() }
    try loop.flush(output)
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, _ output: Int32) throws(Failure) {
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      append(rest[..<end])
      finishLine()
      rest = rest[(end + 1)...]
      if answers.count >= 1 << 16 { try flush(output) }
    }
    append(rest)
    try flush(output)
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    guard !isSkipping else { return }
    pending.append(contentsOf: bytes)
    if pending.count > ComputeSession.longestLine {
      isSkipping = true
      pending = []
    }
  }

  private mutating func finishLine() {
    let answer = isSkipping ? session.tooLong : session.answer(bytes: pending[...])
    answers.append(contentsOf: answer.utf8)
    answers.append(UInt8(ascii: "\n"))
    pending.removeAll(keepingCapacity: pending.capacity <= 1 << 20)
    isSkipping = false
  }

  private mutating func flush(_ output: Int32) throws(Failure) {
    var start = 0
    while start < answers.count {
      let count = answers[start...].withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .writing(errno)
      }
      start += count
    }
    answers.removeAll(keepingCapacity: true)
  }
}

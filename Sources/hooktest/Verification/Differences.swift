import CallData
import Foundation

/// Lines that differ: the first ones kept to be shown, all of them written to a file once they are more.
final class Differences {
  struct Entry: Encodable {
    /// The file, as the user knows it.
    let source: String
    /// Line of the file; nil where there is none.
    let line: Int?
    /// The lead, agent, slot or value.
    let unit: String
    let read: String
    let expected: String
  }

  /// Differences that are shown; more go to the file.
  static let mostShown = 20

  private let url: URL
  private var writer: Writer?
  private(set) var shown: [Entry] = []
  private(set) var count = 0
  private var failure: (any Error)?

  init(_ url: URL) { self.url = url }

  func add(_ entry: Entry) throws {
    count += 1
    if shown.count < Differences.mostShown { shown.append(entry) }
    if count <= Differences.mostShown { return }
    if writer == nil {
      writer = try Writer(url)
      for earlier in shown { try writer?.write(earlier) }
    }
    try writer?.write(entry)
  }

  /// Collects what an audit of a file reports.
  func collecting<Answer>(
    from file: URL, _ body: (@escaping (AuditDifference) -> Void) throws -> Answer
  ) throws -> Answer {
    let source = file.readablePath
    let answer = try body { found in
      guard self.failure == nil else { return }
      do {
        try self.add(
          Entry(
            source: source, line: found.line > 0 ? found.line : nil, unit: found.unit, read: found.read,
            expected: found.expected))
      } catch {
        self.failure = error
      }
    }
    if let failure { throw failure }
    return answer
  }

  /// Completes the file; nil where all differences are shown.
  func finish() throws -> URL? {
    guard let writer else { return nil }
    try writer.finish()
    return url
  }

  /// `file,line,unit,read,expected`
  private final class Writer {
    private var writer: DelimitedWriter

    init(_ url: URL) throws {
      do throws(CallDataError) {
        writer = try DelimitedWriter(url)
      } catch {
        throw Failure(error)
      }
      try row(["file", "line", "unit", "read", "expected"])
    }

    func write(_ entry: Entry) throws {
      try row([entry.source, entry.line.map(String.init) ?? "", entry.unit, entry.read, entry.expected])
    }

    private func row(_ fields: [String]) throws {
      do throws(CallDataError) {
        try writer.write(fields)
      } catch {
        throw Failure(error)
      }
    }

    func finish() throws {
      do throws(CallDataError) {
        try writer.finish()
      } catch {
        throw Failure(error)
      }
    }
  }
}

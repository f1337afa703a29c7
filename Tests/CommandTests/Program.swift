import Foundation
import Testing

/// The built program, run as a user runs it.
enum Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The output as JSON.
    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)\n\(errors)")
    }
  }

  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The executable beside the test bundle.
  static var executable: URL {
    Bundle.main.bundleURL.deletingLastPathComponent().appending(path: "hooktest").isExecutable
      ?? Bundle.main.bundleURL.appending(path: "hooktest").isExecutable
      ?? root.appending(path: ".build/debug/hooktest")
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], in folder: URL = root, input: String = "", locale: String = "C.UTF-8"
  ) throws -> Outcome {
    try run(executable, arguments, in: folder, input: input, locale: locale)
  }

  /// Runs any program to its end, reading both of its outputs while it runs.
  static func run(
    _ program: URL, _ arguments: [String], in folder: URL, input: String = "", locale: String = "C.UTF-8"
  ) throws -> Outcome {
    let process = Process()
    let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": locale]) { $1 }
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = standardInput
    try process.run()
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let reader = Reader(errors.fileHandleForReading)
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let complaints = reader.data()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: complaints, as: UTF8.self))
  }

  /// Reads a pipe on a thread of its own, so that a full one cannot block the program.
  private final class Reader: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var read = Data()

    init(_ handle: FileHandle) {
      DispatchQueue.global().async {
        self.read = handle.readDataToEndOfFile()
        self.done.signal()
      }
    }

    func data() -> Data {
      done.wait()
      return read
    }
  }

  /// An empty folder that goes when the test ends.
  static func temporaryFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hooktest-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try body(folder)
  }
}

extension URL {
  /// The file, if it can be executed.
  fileprivate var isExecutable: URL? { FileManager.default.isExecutableFile(atPath: path) ? self : nil }

  /// The text of the file.
  func text() throws -> String { String(decoding: try Data(contentsOf: self), as: UTF8.self) }

  /// Replaces a passage of the file, which must be there.
  func replace(_ passage: String, with other: String) throws {
    let old = try text()
    try #require(old.contains(passage))
    try old.replacingOccurrences(of: passage, with: other).write(to: self)
  }
}

extension String {
  /// Writes the text to a file.
  func write(to url: URL) throws { try Data(utf8).write(to: url) }
}

import Foundation
import Report

/// What depends on where output goes.
enum Terminal {
  /// Colour only for people at a terminal who have not switched it off (no-color.org).
  static var showsColor: Bool {
    isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// The characters of standard output.
  static var charset: Charset {
    Charset.of(environment: ProcessInfo.processInfo.environment, isTerminal: isatty(STDOUT_FILENO) == 1)
  }

  /// Whether progress is worth showing: nothing when piped.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Text for people or programs, to standard output.
  static func print(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw Failure(
        status: 70,
        message: "Standard output cannot be written (\(String(cString: strerror(errno)))). "
          + "Make room, or name a file with --output.")
    }
  }

  /// A diagnostic, to standard error; where nobody can read it, there is nobody left to tell.
  static func note(_ text: String) {
    let bytes = Array("\(text)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// A closure that redraws one line of progress, or nil when nobody watches.
  static func progress(_ label: String) -> (@Sendable (Double) -> Void)? {
    guard showsProgress else { return nil }
    return { share in
      let percent = Int((share * 100).rounded(.down))
      let bytes = Array("\r\(label) \(percent) %\(share >= 1 ? "\r\u{1B}[K" : "")".utf8)
      _ = write(STDERR_FILENO, bytes, bytes.count)
    }
  }
}

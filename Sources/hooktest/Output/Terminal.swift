import Foundation

/// What depends on where output goes.
enum Terminal {
  /// Colour only for people at a terminal who have not switched it off (no-color.org).
  static var showsColor: Bool {
    isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Whether progress is worth showing: nothing when piped.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Text for people or programs, to standard output.
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// A diagnostic, to standard error.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
  }

  /// A closure that redraws one line of progress, or nil when nobody watches.
  static func progress(_ label: String) -> (@Sendable (Double) -> Void)? {
    guard showsProgress else { return nil }
    return { share in
      let percent = Int((share * 100).rounded(.down))
      FileHandle.standardError.write(Data("\r\(label) \(percent) %\(share >= 1 ? "\r\u{1B}[K" : "")".utf8))
    }
  }
}

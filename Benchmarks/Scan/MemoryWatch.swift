import Foundation
import Synchronization

/// The peak of the memory that is no file page, sampled while the program runs.
final class MemoryWatch: Sendable {
  private let peak = Atomic(0)
  private let isRunning = Atomic(true)

  init() {
    let thread = Thread { [self] in
      while isRunning.load(ordering: .relaxed) {
        sample()
        Thread.sleep(forTimeInterval: 0.005)
      }
    }
    thread.start()
  }

  private func sample() {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return }
    for line in status.split(separator: "\n") where line.hasPrefix("RssAnon:") {
      let kilobytes = line.split(separator: " ").dropLast().last.flatMap {
        Int($0.trimmingCharacters(in: .whitespaces))
      }
      if let kilobytes { peak.max(kilobytes * 1024, ordering: .relaxed) }
    }
  }

  /// Ends the watch and returns the peak in bytes.
  func stop() -> Int {
    isRunning.store(false, ordering: .relaxed)
    sample()
    return peak.load(ordering: .relaxed)
  }
}

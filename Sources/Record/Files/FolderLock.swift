import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The right to write to a folder's record, held by one program at a time.
enum FolderLock {
  private static let pause = 0.05

  /// Does something while holding the advisory lock of a folder, after waiting for `patience` seconds at most.
  ///
  /// The lock is on the folder itself, so no file is left behind and a crash frees it.
  static func holding<Result>(
    _ folder: URL, patience: Double, _ body: () throws(RecordError) -> Result
  ) throws(RecordError) -> Result {
    let descriptor = try opened(folder)
    defer { descriptor.unlock() }
    try wait(for: descriptor, of: folder, patience: patience)
    return try body()
  }

  private static func opened(_ folder: URL) throws(RecordError) -> Descriptor {
    do throws(SystemFault) {
      return try Descriptor(folder.path, O_RDONLY)
    } catch {
      throw .unreadable(path: folder.relativePath, reason: error.reason)
    }
  }

  private static func wait(for descriptor: borrowing Descriptor, of folder: URL, patience: Double) throws(RecordError) {
    let attempts = Int(max(0, patience) / pause) + 1
    do throws(SystemFault) {
      for attempt in 1...attempts {
        if try descriptor.tryLock() { return }
        if attempt < attempts { usleep(useconds_t(pause * 1_000_000)) }
      }
    } catch {
      throw .unreadable(path: folder.relativePath, reason: error.reason)
    }
    throw .busy(path: folder.relativePath)
  }
}

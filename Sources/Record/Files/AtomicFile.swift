public import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are there whole or not at all.
public enum AtomicFile {
  /// Writes beside the file, waits for the disk, then renames: a reader sees the old bytes or the new ones, and a full
  /// disk or a crash leaves the old ones.
  ///
  /// A link is followed. Devices and pipes, which cannot be renamed over, are written to directly.
  /// - Throws: `RecordError.unwritable` with the path, the reason and what to do.
  public static func write(_ data: Data, to url: URL) throws(RecordError) {
    let path = url.resolvingSymlinksInPath().path
    do throws(SystemFault) {
      var status = stat()
      let exists = stat(path, &status) == 0
      let kind = status.st_mode & S_IFMT
      if exists, kind == S_IFDIR { throw SystemFault(number: EISDIR) }
      if exists, kind != S_IFREG {
        try Descriptor(path, O_WRONLY).write(data)
        return
      }
      try replace(path, with: data, mode: exists ? status.st_mode & 0o777 : 0o644)
    } catch {
      throw .unwritable(path: url.relativePath, reason: error.reason, advice: error.advice)
    }
  }

  private static func replace(_ path: String, with data: Data, mode: mode_t) throws(SystemFault) {
    let target = URL(filePath: path)
    let folder = target.deletingLastPathComponent()
    let beside = folder.appending(path: ".\(target.lastPathComponent.prefix(100)).\(UUID().uuidString)").path
    do throws(SystemFault) {
      let file = try Descriptor(beside, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
      try file.write(data)
      try file.synchronise()
      guard rename(beside, path) == 0 else { throw SystemFault.last }
    } catch {
      _ = unlink(beside)
      throw error
    }
    // The new name is on the disk only once the folder is.
    try Descriptor(folder.path, O_RDONLY).synchronise()
  }
}

import Decision
import Foundation

/// A file as memory: mapped, not read; compressed or differently encoded ones are first turned into UTF-8 in a file
/// without a name, so that memory stays constant.
final class MappedFile: @unchecked Sendable {
  /// The path as the plan or the command line gives it.
  let path: String
  /// First byte after a byte-order mark.
  let start: UnsafePointer<UInt8>
  /// Bytes from `start`.
  let count: Int
  private let mapping: UnsafeMutableRawPointer
  private let mappedBytes: Int

  /// Opens a file of delimited text.
  init(_ path: String, encoding: DataSources.Encoding) throws(CallDataError) {
    var descriptor = try MappedFile.open(path)
    defer { close(descriptor) }
    var head = try MappedFile.head(of: descriptor, path)
    guard !head.isEmpty else { throw .emptyFile(path: path) }
    if head.starts(with: [0x1F, 0x8B]) {
      let plain = try Gunzip.inflated(descriptor, path: path)
      close(descriptor)
      descriptor = plain
      head = try MappedFile.head(of: descriptor, path)
      guard !head.isEmpty else { throw .emptyFile(path: path) }
    }
    if let foreign = MappedFile.foreignContent(head) { throw .notDelimitedText(path: path, found: foreign) }
    if encoding == .windows1252, !head.starts(with: [0xEF, 0xBB, 0xBF]) {
      let utf8 = try Windows1252.transcoded(descriptor, path: path)
      close(descriptor)
      descriptor = utf8
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: SystemFault.text(errno)) }
    let size = Int(status.st_size)
    guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
      throw .unreadable(path: path, reason: SystemFault.text(errno))
    }
    madvise(memory, size, MADV_SEQUENTIAL)
    let skipped = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.path = path
    mapping = memory
    mappedBytes = size
    start = UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)) + skipped
    count = size - skipped
    guard count > 0 else {
      munmap(memory, size)
      throw .emptyFile(path: path)
    }
  }

  deinit {
    munmap(mapping, mappedBytes)
  }

  private static func open(_ path: String) throws(CallDataError) -> Int32 {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { throw .missingFile(path: path) }
      throw .unreadable(path: path, reason: SystemFault.text(code))
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw .isDirectory(path: path)
    }
    return descriptor
  }

  private static func head(of descriptor: Int32, _ path: String) throws(CallDataError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let read = pread(descriptor, &bytes, bytes.count, 0)
    guard read >= 0 else { throw .unreadable(path: path, reason: SystemFault.text(errno)) }
    return Array(bytes.prefix(read))
  }

  private static func foreignContent(_ head: [UInt8]) -> String? {
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "a spreadsheet (.xlsx, .ods) or a ZIP archive" }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "an old Excel workbook (.xls)" }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      return "UTF-16 text (“Unicode text” in Excel)"
    }
    if head.contains(0) { return "binary data" }
    return nil
  }
}

/// What the system says about a failed call.
enum SystemFault {
  static func text(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}

/// A file without a name: gone when closed, whatever happens to the program.
enum UnnamedFile {
  static func open(for path: String) throws(CallDataError) -> Int32 {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/hooktest-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: "no room for a temporary copy in \(folder): \(SystemFault.text(errno))")
    }
    unlink(template)
    return descriptor
  }

  static func append(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, for path: String) throws(CallDataError) {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let written = write(descriptor, base, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path, reason: "no room for a temporary copy: \(SystemFault.text(errno))")
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }
}

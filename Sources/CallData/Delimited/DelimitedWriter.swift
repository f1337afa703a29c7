public import Foundation

/// Writes CSV (RFC 4180) so that a reader sees either the old file or the whole new one: rows go to a file beside it,
/// which takes its name only once every byte is on disk. A full disk or an interruption leaves the old file as it was;
/// where the file system allows, the new one has no name at all until then, so that nothing is left behind. A link is
/// followed; devices and pipes, which cannot be renamed over, are written to directly.
public struct DelimitedWriter: ~Copyable {
  private let url: URL
  /// The file that is replaced in the end.
  private let target: String
  private let temporary: String
  private var descriptor: Int32
  /// Whether the file beside has a name already.
  private let isNamed: Bool
  /// Whether there is no file beside, but a device or a pipe.
  private let isDirect: Bool
  /// Text that is not written yet; rows are added to it and ended by ``endRow()``.
  var text: DelimitedText
  private static let bufferSize = 1 << 18

  /// Opens a file beside `url` for writing.
  public init(_ url: URL) throws(CallDataError) {
    var status = stat()
    let exists = stat(url.path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw .unwritable(path: url.path, reason: "it is a folder") }
    let goesDirectly = exists && kind != S_IFREG
    let file = goesDirectly ? url : url.resolvingSymlinksInPath()
    let folder = file.deletingLastPathComponent().path
    // O_TMPFILE, which the C library defines in a way that Swift does not see.
    var opened = open(
      goesDirectly ? url.path : folder,
      goesDirectly ? O_WRONLY | O_CLOEXEC : 0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC,
      0o644)
    var name = "\(folder)/.\(file.lastPathComponent).\(UUID().uuidString)"
    let hasName = opened < 0 && !goesDirectly
    if hasName {
      var template = Array("\(folder)/.\(file.lastPathComponent).XXXXXX".utf8CString)
      opened = mkstemp(&template)
      name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    guard opened >= 0 else { throw .unwritable(path: url.path, reason: SystemFault.text(errno)) }
    if !goesDirectly { fchmod(opened, 0o644) }
    text = DelimitedText(capacity: DelimitedWriter.bufferSize + 4096)
    self.url = url
    target = file.path
    isDirect = goesDirectly
    isNamed = hasName
    descriptor = opened
    temporary = name
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      if isNamed { unlink(temporary) }
    }
  }

  /// Adds a row; fields are quoted where they must be.
  public mutating func write(_ fields: [String]) throws(CallDataError) {
    for (index, field) in fields.enumerated() {
      var bytes = field
      bytes.withUTF8 { text.append(field: UnsafeRawBufferPointer($0), isFirst: index == 0) }
    }
    try endRow()
  }

  /// Adds bytes that are delimited text already.
  mutating func write(raw bytes: UnsafeRawBufferPointer) throws(CallDataError) {
    guard bytes.count < DelimitedWriter.bufferSize else {
      try flush()
      return try write(bytes)
    }
    text.append(raw: bytes)
    if text.count > DelimitedWriter.bufferSize { try flush() }
  }

  /// Ends a row that was added to ``text`` field by field.
  @inline(__always)
  mutating func endRow() throws(CallDataError) {
    text.endRow()
    if text.count > DelimitedWriter.bufferSize { try flush() }
  }

  private mutating func flush() throws(CallDataError) {
    try write(text.bytes)
    text.removeAll()
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(CallDataError) {
    var written = 0
    while written < bytes.count {
      let result = Foundation.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if result < 0 {
        if errno == EINTR { continue }
        throw .unwritable(path: url.path, reason: SystemFault.text(errno))
      }
      written += result
    }
  }

  /// Brings every byte to disk and gives the file its name.
  public mutating func finish() throws(CallDataError) {
    try flush()
    guard !isDirect else {
      close(descriptor)
      descriptor = -1
      return
    }
    guard fsync(descriptor) == 0,
      isNamed || linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0
    else { throw .unwritable(path: url.path, reason: SystemFault.text(errno)) }
    close(descriptor)
    descriptor = -1
    guard rename(temporary, target) == 0 else {
      let reason = SystemFault.text(errno)
      unlink(temporary)
      throw .unwritable(path: url.path, reason: reason)
    }
  }
}

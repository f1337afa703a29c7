import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file, closed when it goes out of use.
struct Descriptor: ~Copyable {
  private let number: Int32

  /// Opens a path.
  init(_ path: String, _ flags: Int32, mode: mode_t = 0o644) throws(SystemFault) {
    var opened = open(path, flags | O_CLOEXEC, mode)
    while opened < 0, errno == EINTR { opened = open(path, flags | O_CLOEXEC, mode) }
    guard opened >= 0 else { throw SystemFault.last }
    number = opened
  }

  deinit {
    _ = close(number)
  }

  /// Writes all bytes.
  func write(_ data: Data) throws(SystemFault) {
    var rest = data[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(number, $0) }
      if written < 0 {
        if errno == EINTR { continue }
        throw SystemFault.last
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Waits until the bytes are on the disk; devices and pipes have none to wait for.
  func synchronise() throws(SystemFault) {
    guard fsync(number) != 0, errno != EINVAL, errno != EROFS else { return }
    throw SystemFault.last
  }

  /// Cuts the file back to a length.
  func truncate(to length: Int) throws(SystemFault) {
    guard ftruncate(number, off_t(length)) == 0 else { throw SystemFault.last }
  }

  /// Gives the advisory lock back; closing would do as much.
  func unlock() {
    _ = flock(number, LOCK_UN)
  }

  /// Takes the advisory lock of the file if no one else holds it.
  func tryLock() throws(SystemFault) -> Bool {
    if flock(number, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK || errno == EINTR else { throw SystemFault.last }
    return false
  }
}

private func systemWrite(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(number, bytes.baseAddress, bytes.count)
}

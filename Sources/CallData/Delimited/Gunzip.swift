import CZlib
import Foundation

/// Inflates `.gz` files, members one after another, in constant memory.
enum Gunzip {
  private static let bufferSize = 1 << 20

  /// A nameless file with the inflated bytes of another.
  static func inflated(_ source: Int32, path: String) throws(CallDataError) -> Int32 {
    let output = try UnnamedFile.open(for: path)
    do throws(CallDataError) {
      try inflate(source, into: output, path: path)
    } catch {
      close(output)
      throw error
    }
    return output
  }

  private static func inflate(_ source: Int32, into output: Int32, path: String) throws(CallDataError) {
    let input = UnsafeMutablePointer<UInt8>.allocate(capacity: bufferSize)
    let plain = UnsafeMutablePointer<UInt8>.allocate(capacity: bufferSize)
    defer {
      input.deallocate()
      plain.deallocate()
    }
    var stream = z_stream()
    // 32 more than the largest window: gzip and zlib headers are recognised.
    guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .corruptArchive(path: path, reason: "zlib refuses it")
    }
    defer { inflateEnd(&stream) }
    lseek(source, 0, SEEK_SET)
    var memberIsComplete = false
    while true {
      let read = Foundation.read(source, input, bufferSize)
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw .unreadable(path: path, reason: SystemFault.text(errno)) }
      if read == 0 { break }
      stream.next_in = input
      stream.avail_in = UInt32(read)
      while stream.avail_in > 0 {
        if memberIsComplete {
          // Some writers pad the end with zero bytes.
          if stream.next_in.pointee == 0 {
            stream.next_in += 1
            stream.avail_in -= 1
            continue
          }
          inflateReset(&stream)
          memberIsComplete = false
        }
        repeat {
          stream.next_out = plain
          stream.avail_out = UInt32(bufferSize)
          let result = CZlib.inflate(&stream, Z_NO_FLUSH)
          let produced = bufferSize - Int(stream.avail_out)
          try UnnamedFile.append(UnsafeRawBufferPointer(start: plain, count: produced), to: output, for: path)
          if result == Z_STREAM_END {
            memberIsComplete = true
            break
          }
          guard result == Z_OK || (result == Z_BUF_ERROR && produced == 0) else {
            throw .corruptArchive(path: path, reason: stream.msg.map { String(cString: $0) } ?? "error \(result)")
          }
        } while stream.avail_out == 0
      }
    }
    guard memberIsComplete else { throw .corruptArchive(path: path, reason: "it ends early") }
  }
}

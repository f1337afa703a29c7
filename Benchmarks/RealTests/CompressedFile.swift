import CZlib
import Foundation

/// Text from a file that may be compressed with gzip.
enum CompressedFile {
  static func text(path: String) throws(CheckpointsError) -> String {
    guard let file = gzopen(path, "rb") else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var count: Int32
    repeat {
      count = gzread(file, &buffer, UInt32(buffer.count))
      bytes.append(contentsOf: buffer[..<max(0, Int(count))])
    } while count > 0
    var code = Z_OK
    let reason = String(cString: gzerror(file, &code))
    // An archive that is cut off is read without complaint up to the cut; closing it tells.
    let closing = gzclose(file)
    guard count == 0, code == Z_OK, closing == Z_OK else {
      throw .unreadable(path: path, reason: reason.isEmpty ? "the archive ends early" : reason)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path: path, reason: "it is no text in UTF-8")
    }
    return text
  }
}

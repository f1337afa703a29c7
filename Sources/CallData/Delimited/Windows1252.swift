import Foundation

/// Windows-1252 text as UTF-8, in constant memory.
enum Windows1252 {
  private static let bufferSize = 1 << 18
  /// The characters of 0x80...0x9F; the five unassigned bytes stand for the control characters of the same number.
  private static let specials: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
    0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// UTF-8 for each byte.
  private static func table() -> [[UInt8]] {
    (0...255).map { byte in
      let code = (0x80...0x9F).contains(byte) ? specials[byte - 0x80] : UInt32(byte)
      return Unicode.Scalar(code).map { Array(String(Character($0)).utf8) } ?? [0x3F]
    }
  }

  /// A nameless file with the text of another in UTF-8.
  static func transcoded(_ source: Int32, path: String) throws(CallDataError) -> Int32 {
    let output = try UnnamedFile.open(for: path)
    do throws(CallDataError) {
      try transcode(source, into: output, path: path)
    } catch {
      close(output)
      throw error
    }
    return output
  }

  private static func transcode(_ source: Int32, into output: Int32, path: String) throws(CallDataError) {
    let utf8 = table()
    var input = [UInt8](repeating: 0, count: bufferSize)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bufferSize)
    lseek(source, 0, SEEK_SET)
    while true {
      let read = Foundation.read(source, &input, bufferSize)
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw .unreadable(path: path, reason: SystemFault.text(errno)) }
      if read == 0 { return }
      text.removeAll(keepingCapacity: true)
      for byte in input.prefix(read) {
        if byte < 0x80 { text.append(byte) } else { text.append(contentsOf: utf8[Int(byte)]) }
      }
      let result: Result<Void, CallDataError> = text.withUnsafeBytes { bytes in
        do throws(CallDataError) {
          return .success(try UnnamedFile.append(bytes, to: output, for: path))
        } catch {
          return .failure(error)
        }
      }
      try result.get()
    }
  }
}

import CZlib
import Foundation

/// The files of a zip archive, by name: enough of the format to look into what was written.
struct ZipArchive {
  private(set) var files: [String: String] = [:]

  struct Fault: Error { let reason: String }

  init(_ url: URL) throws {
    let bytes = [UInt8](try Data(contentsOf: url))
    func number(_ at: Int, _ width: Int) -> Int {
      (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
    }
    // The end of the central directory stands in the last bytes: no comment is written.
    let end = bytes.count - 22
    guard end >= 0, number(end, 4) == 0x0605_4b50 else { throw Fault(reason: "no end of the directory") }
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(place, 4) == 0x0201_4b50 else { throw Fault(reason: "no entry at \(place)") }
      let (packed, whole) = (number(place + 20, 4), number(place + 24, 4))
      let (name, extra, comment) = (number(place + 28, 2), number(place + 30, 2), number(place + 32, 2))
      let local = number(place + 42, 4)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let text = String(decoding: bytes[(place + 46)..<(place + 46 + name)], as: UTF8.self)
      let body = Array(bytes[start..<(start + packed)])
      let isStored = number(place + 10, 2) == 0
      files[text] = String(decoding: isStored ? body : try ZipArchive.inflated(body, whole), as: UTF8.self)
      place += 46 + name + extra + comment
    }
  }

  private static func inflated(_ packed: [UInt8], _ size: Int) throws -> [UInt8] {
    var packed = packed
    var whole = [UInt8](repeating: 0, count: size)
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Fault(reason: "zlib does not start")
    }
    defer { inflateEnd(&stream) }
    let status = packed.withUnsafeMutableBufferPointer { input in
      whole.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { throw Fault(reason: "inflate says \(status)") }
    return whole
  }
}

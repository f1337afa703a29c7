import Foundation

/// A file that is written row by row through a buffer.
///
/// Bytes go straight into the buffer, so that a hundred million rows cost no string. A row must fit the reserve:
/// numbers and dates do by their nature, names are measured before the first row.
final class RowFile {
  private static let capacity = 1 << 20
  let path: String
  /// Where rows go until the file is whole: an interrupted campaign leaves no file that looks complete.
  private let partialPath: String
  private let handle: FileHandle
  private let buffer: UnsafeMutableRawPointer
  private let limit: Int
  private var count = 0

  /// Creates the file and writes its header; `longestRow` bounds the bytes of a row.
  init(_ folder: URL, _ name: String, columns: [String], longestRow: Int, replacing: Bool) throws(CampaignFileError) {
    let url = folder.appendingPathComponent(name)
    let partial = folder.appendingPathComponent("\(name).partial")
    path = url.path
    partialPath = partial.path
    if !replacing, FileManager.default.fileExists(atPath: path) { throw .exists(path: path) }
    do {
      try Data().write(to: partial)
      handle = try FileHandle(forWritingTo: partial)
    } catch {
      throw .cannotWrite(path: url.path, reason: error.localizedDescription)
    }
    let header = columns.map { String(decoding: RowFile.field($0), as: UTF8.self) }.joined(separator: ",") + "\n"
    let reserve = max(longestRow, header.utf8.count)
    buffer = .allocate(byteCount: RowFile.capacity + reserve, alignment: 16)
    limit = RowFile.capacity
    for byte in header.utf8 { put(byte) }
  }

  deinit { buffer.deallocate() }

  /// The bytes of a field, quoted where RFC 4180 asks for it.
  static func field(_ text: String) -> [UInt8] {
    let special: Set<UInt8> = [44, 34, 10, 13]
    guard text.utf8.contains(where: special.contains) else { return Array(text.utf8) }
    return Array("\"\(text.replacing("\"", with: "\"\""))\"".utf8)
  }

  @inline(__always) func put(_ byte: UInt8) {
    buffer.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  @inline(__always) func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { (buffer + count).copyMemory(from: base, byteCount: source.count) }
    }
    count += bytes.count
  }

  @inline(__always) func put(_ text: StaticString) {
    (buffer + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  /// A number of exactly `digits` digits, zeros first.
  @inline(__always) func put(_ number: Int, digits: Int) {
    var rest = UInt(bitPattern: number)
    var place = digits - 1
    while place >= 0 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      buffer.storeBytes(of: 48 + UInt8(truncatingIfNeeded: remainder), toByteOffset: count + place, as: UInt8.self)
      rest = quotient
      place -= 1
    }
    count += digits
  }

  /// A whole number, with a sign where negative.
  @inline(__always) func put(number: Int) {
    if number < 0 { put(45) }
    let magnitude = number.magnitude
    var digits = 1
    var power: UInt = 10
    while digits < 19, magnitude >= power {
      digits += 1
      power *= 10
    }
    put(Int(magnitude), digits: digits)
  }

  /// An amount of hundredths with two decimals.
  func put(cents: Int) {
    if cents < 0 { put(45) }
    let magnitude = Int(cents.magnitude)
    put(number: magnitude / 100)
    put(46)
    put(magnitude % 100, digits: 2)
  }

  /// Ends the row.
  @inline(__always) func endRow() throws(CampaignFileError) {
    put(10)
    if count >= limit { try flush() }
  }

  /// Writes what is buffered.
  func flush() throws(CampaignFileError) {
    do {
      try handle.write(
        contentsOf: Data(bytesNoCopy: buffer, count: count, deallocator: .none))
    } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
    count = 0
  }

  /// Writes what is buffered and closes the file.
  func close() throws(CampaignFileError) {
    try flush()
    do { try handle.close() } catch { throw .cannotWrite(path: path, reason: error.localizedDescription) }
    guard rename(partialPath, path) == 0 else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
  }
}

/// An id in two words: up to 15 bytes are held as they are, longer ones as hash and address.
///
/// Equality is exact: held bytes compare as words, longer ids by their bytes once the hashes agree.
struct IdentifierKey: BitwiseCopyable {
  /// Longest id.
  static let longest = 255
  private static let longMark: UInt64 = 0xFF << 56

  let low: UInt64
  let high: UInt64

  @inline(__always)
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The key of 1 to `longest` bytes, which must stay where they are as long as the key is used.
  @inline(__always)
  init(_ field: Field) {
    let raw = UnsafeRawPointer(field.start)
    let count = field.count
    if count <= 15 {
      if count >= 8 {
        low = raw.loadUnaligned(as: UInt64.self)
        let tail = (raw + (count - 8)).loadUnaligned(as: UInt64.self)
        high = (tail >> UInt64(8 * (16 - count))) | UInt64(count) << 56
      } else {
        low = IdentifierKey.short(raw, count)
        high = UInt64(count) << 56
      }
    } else {
      low = IdentifierKey.digest(raw, count)
      high = IdentifierKey.longMark | UInt64(count) << 48 | UInt64(UInt(bitPattern: raw))
    }
  }

  @inline(__always)
  private static func short(_ raw: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let first = UInt64(raw.loadUnaligned(as: UInt32.self))
      let last = UInt64((raw + (count - 4)).loadUnaligned(as: UInt32.self))
      return first | last << UInt64(8 * (count - 4))
    }
    guard count > 0 else { return 0 }
    let first = UInt64(raw.load(as: UInt8.self))
    let middle = UInt64(raw.load(fromByteOffset: count / 2, as: UInt8.self))
    let last = UInt64(raw.load(fromByteOffset: count - 1, as: UInt8.self))
    return first | middle << UInt64(8 * (count / 2)) | last << UInt64(8 * (count - 1))
  }

  /// Multiply and fold, sixteen bytes at a time, the last ones overlapping.
  private static func digest(_ raw: UnsafeRawPointer, _ count: Int) -> UInt64 {
    var state = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset + 16 < count {
      state = fold(
        state ^ (raw + offset).loadUnaligned(as: UInt64.self), (raw + offset + 8).loadUnaligned(as: UInt64.self))
      offset += 16
    }
    let last = raw + (count - 16)
    return fold(state ^ last.loadUnaligned(as: UInt64.self), (last + 8).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: right ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  @inline(__always)
  var isLong: Bool { high >= IdentifierKey.longMark }

  /// Whether the id is held as it is and has only ASCII characters.
  @inline(__always)
  var isShortASCII: Bool { !isLong && (low | (high & 0x00FF_FFFF_FFFF_FFFF)) & 0x8080_8080_8080_8080 == 0 }

  /// The id's length in bytes.
  var count: Int { isLong ? Int((high >> 48) & 0xFF) : Int(high >> 56) }

  /// A well-mixed hash: high bits choose partitions, low bits slots.
  @inline(__always)
  var hash: UInt64 { isLong ? IdentifierKey.fold(low, 0) : IdentifierKey.fold(low, high) }

  @inline(__always)
  static func == (left: IdentifierKey, right: IdentifierKey) -> Bool {
    if left.low != right.low { return false }
    if left.high == right.high { return true }
    return left.isLong && right.isLong && sameLongBytes(left, right)
  }

  private static func sameLongBytes(_ left: IdentifierKey, _ right: IdentifierKey) -> Bool {
    guard left.count == right.count, let first = left.address, let second = right.address else { return false }
    for index in 0..<left.count where first[index] != second[index] { return false }
    return true
  }

  private var address: UnsafePointer<UInt8>? {
    UnsafePointer(bitPattern: UInt(high & 0xFFFF_FFFF_FFFF))
  }

  /// Calls `body` with the id's bytes.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    if isLong, let address { return body(UnsafeRawBufferPointer(start: address, count: count)) }
    return withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) {
      body(UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
  }

  /// The id as text, for messages.
  var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

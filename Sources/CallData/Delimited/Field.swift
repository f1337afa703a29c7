/// The bytes of one field, without its quotes; valid until the cursor moves to the next row.
struct Field {
  var start: UnsafePointer<UInt8>
  var count: Int

  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.start = start
    self.count = count
  }

  @inline(__always)
  var isEmpty: Bool { count == 0 }

  @inline(__always)
  subscript(index: Int) -> UInt8 { start[index] }

  @inline(__always)
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// The text, with replacement characters where it is not UTF-8: for messages.
  var text: String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The text, or nil where it is not UTF-8.
  var validText: String? {
    String(validating: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Without blanks around it.
  @inline(__always)
  var trimmed: Field {
    var field = self
    while field.count > 0, Field.isBlank(field.start[field.count - 1]) { field.count -= 1 }
    while field.count > 0, Field.isBlank(field.start[0]) {
      field.start += 1
      field.count -= 1
    }
    return field
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether the bytes are these, ASCII letters compared without case; `word` must be lower case.
  func matches(_ word: StaticString) -> Bool {
    guard word.utf8CodeUnitCount == count else { return false }
    for index in 0..<count where Field.lowered(start[index]) != word.utf8Start[index] { return false }
    return true
  }

  @inline(__always)
  static func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}

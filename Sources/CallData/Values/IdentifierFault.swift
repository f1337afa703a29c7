extension Field {
  /// Why the field is no id, or nil where it is one.
  @inline(__always)
  var identifierFault: RowFault.Reason? {
    if count == 0 { return .blank }
    if count > IdentifierKey.longest { return .tooLong }
    if isMangledNumber { return .mangled }
    if count == 9, matches("anonymous") { return .withheld }
    return isASCII || validText != nil ? nil : .notText
  }

  @inline(__always)
  var isASCII: Bool {
    var all: UInt64 = 0
    var index = 0
    let raw = UnsafeRawPointer(start)
    while index &+ 8 <= count {
      all |= (raw + index).loadUnaligned(as: UInt64.self)
      index &+= 8
    }
    while index < count {
      all |= UInt64(start[index])
      index &+= 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// Why the field is no name.
  var textFault: RowFault.Reason {
    if count > IdentifierKey.longest { return .tooLong }
    return validText == nil ? .notText : .tooMany
  }
}

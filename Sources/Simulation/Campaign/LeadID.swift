/// The id of a lead or company: a letter and nine digits.
struct LeadID {
  private var bytes: (UInt64, UInt16) = (0, 0)

  init(lead: Int) { self.init(letter: UInt8(ascii: "L"), number: lead + 1) }

  init(company: Int) { self.init(letter: UInt8(ascii: "K"), number: company + 1) }

  private init(letter: UInt8, number: Int) {
    Swift.withUnsafeMutableBytes(of: &bytes) { target in
      target[0] = letter
      var rest = number
      for place in stride(from: 9, through: 1, by: -1) {
        target[place] = 48 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }

  mutating func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    withUnsafeBytes(of: &bytes) { body(UnsafeRawBufferPointer(rebasing: $0[0..<10])) }
  }
}

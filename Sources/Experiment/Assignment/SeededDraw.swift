import Statistics

/// Random draws that follow from words: what a design draws is fixed by its seed, for good.
///
/// The 64-bit Fowler–Noll–Vo hash (FNV-1a, offset basis 14695981039346656037, prime 1099511628211) of the words as UTF-8,
/// each followed by the byte 31 so that `ab`, `c` and `a`, `bc` differ, seeds a `RandomSource`. The draws below use nothing
/// of the standard library whose algorithm may change. Changing anything here would reshuffle every test: tests hold it to
/// fixed figures.
extension RandomSource {
  /// The stream of some words.
  init(words: [String]) {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for word in words {
      for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
      hash = (hash ^ 31) &* 1_099_511_628_211
    }
    self.init(seed: hash)
  }

  /// A whole number from 0 up to but excluding `bound`, each equally likely (Lemire 2019: multiply, keep the high word,
  /// reject the few low words that would favour some).
  mutating func index(below bound: Int) -> Int {
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Puts elements into a random order, each order equally likely (Fisher & Yates 1938, from the last element down).
  mutating func permute(_ elements: inout [Int]) {
    elements.withUnsafeMutableBufferPointer { elements in
      var last = elements.count - 1
      while last > 0 {
        let other = index(below: last + 1)
        if other != last { elements.swapAt(last, other) }
        last -= 1
      }
    }
  }
}

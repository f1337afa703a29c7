/// A whole number modulo the prime 2⁶¹ − 1: products that differ here differ.
struct Mersenne61: Hashable, Sendable {
  private static let prime: UInt64 = (1 << 61) - 1
  private let residue: UInt64

  /// The residue of a number from 0 to below the prime.
  init(_ value: Int) { residue = UInt64(value) % Self.prime }

  private init(residue: UInt64) { self.residue = residue }

  static func * (one: Mersenne61, other: Mersenne61) -> Mersenne61 {
    let product = one.residue.multipliedFullWidth(by: other.residue)
    // 2⁶¹ is 1: the bits above the 61st are added to those below.
    let sum = (product.low & prime) + (product.high << 3 | product.low >> 61)
    return Mersenne61(residue: sum >= prime ? sum - prime : sum)
  }

  static func *= (one: inout Mersenne61, other: Mersenne61) { one = one * other }
}

/// The published bucket hashes of GrowthBook's clients, so that any of them reproduces an assignment.
///
/// Both reduce a 32-bit Fowler–Noll–Vo hash (FNV-1a) of seed and value to a fraction in 0..<1. Version 2 hashes the
/// decimal text of a first hash once more, which removes the bias that version 1 shows when two tests share units.
public enum BucketHash: Int, CaseIterable, Hashable, Sendable {
  /// `fnv1a(value + seed) mod 1000 / 1000`; only to read old assignments and namespaces.
  case version1 = 1
  /// `fnv1a(decimal(fnv1a(seed + value))) mod 10000 / 10000`; what this engine assigns with.
  case version2 = 2

  /// What one step of the hash takes from a text.
  public enum Units: Hashable, Sendable {
    /// Bytes of UTF-8, as the clients in Go, Python, Ruby and this engine do.
    case utf8
    /// UTF-16 code units, as the client in JavaScript does; differs for non-ASCII texts only.
    case utf16
  }

  /// The number of buckets a fraction is a multiple of.
  public var buckets: Int {
    switch self {
    case .version1: 1000
    case .version2: 10_000
    }
  }

  /// The bucket of a value, 0..<`buckets`.
  public func bucket(of value: String, seed: String, units: Units = .utf8) -> Int {
    switch self {
    case .version1: Int(FNV1a().adding(value, units).adding(seed, units).state) % buckets
    case .version2: BucketHash.secondRound(FNV1a().adding(seed, units).adding(value, units)) % buckets
    }
  }

  /// The bucket as a fraction in 0..<1.
  public func fraction(of value: String, seed: String, units: Units = .utf8) -> Double {
    Double(bucket(of: value, seed: seed, units: units)) / Double(buckets)
  }

  /// The hash of a first hash's decimal text.
  static func secondRound(_ first: FNV1a) -> Int {
    // A 32-bit number has at most ten digits; they are hashed from the most significant one on.
    var digits: (UInt64, Int) = (0, 0)
    var rest = first.state
    repeat {
      digits = (digits.0 << 4 | UInt64(rest % 10), digits.1 + 1)
      rest /= 10
    } while rest > 0
    var second = FNV1a()
    for _ in 0..<digits.1 {
      second.add(UInt32(48 + (digits.0 & 15)))
      digits.0 >>= 4
    }
    return Int(second.state)
  }
}

/// The 32-bit FNV-1a hash (Fowler, Noll & Vo 1991; offset basis 2166136261, prime 16777619).
struct FNV1a: Hashable, Sendable {
  private(set) var state: UInt32 = 2_166_136_261

  mutating func add(_ unit: UInt32) {
    state = (state ^ unit) &* 16_777_619
  }

  func adding(_ text: String, _ units: BucketHash.Units) -> FNV1a {
    var hash = self
    switch units {
    case .utf8: for byte in text.utf8 { hash.add(UInt32(byte)) }
    case .utf16: for unit in text.utf16 { hash.add(UInt32(unit)) }
    }
    return hash
  }

  func adding(_ bytes: UnsafeRawBufferPointer) -> FNV1a {
    var hash = self
    for byte in bytes { hash.add(UInt32(byte)) }
    return hash
  }
}

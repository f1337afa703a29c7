/// A seeded stream of random bits that can be split into independent streams.
///
/// xoshiro256** (Blackman & Vigna 2021), its state filled by SplitMix64 (Steele, Lea & Flood 2014). The same seed gives
/// the same draws on every machine. `split` depends on the seed alone and not on what was drawn, so that a simulation
/// which gives each replicate its own stream has one result, whatever the number of threads. Not for secrets.
public struct RandomSource: RandomNumberGenerator, Hashable, Sendable {
  private let key: UInt64
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream of `seed`.
  public init(seed: UInt64) {
    key = seed
    var filler = SplitMix(state: seed)
    state = (filler.next(), filler.next(), filler.next(), filler.next())
  }

  /// Stream number `stream` of this seed; the same whatever was drawn before.
  public func split(_ stream: UInt64) -> RandomSource {
    var outer = SplitMix(state: key ^ 0x6A09_E667_F3BC_C909)
    var inner = SplitMix(state: outer.next() &+ stream &* 0xD1B5_4A32_D192_ED03)
    return RandomSource(seed: inner.next() ^ outer.next())
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotated(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, 45)
    return result
  }

  /// Two streams are equal when they will give the same draws and splits.
  public static func == (a: RandomSource, b: RandomSource) -> Bool { a.key == b.key && a.state == b.state }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    for word in [key, state.0, state.1, state.2, state.3] { hasher.combine(word) }
  }

  /// The finaliser of SplitMix64 over a Weyl sequence.
  private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}

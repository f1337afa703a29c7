/// Small numbers for texts that recur: agents, variants, windows, strata.
struct Interner: ~Copyable {
  /// The number of a text that is no UTF-8 or longer than `IdentifierKey.longest`.
  static let unusable = UInt32.max

  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: Int
  private var keys = Buffer<IdentifierKey>()
  /// Texts by number; number 0 is the absence of a text.
  private(set) var texts: [String] = [""]
  private var copies: [UnsafeMutablePointer<UInt8>] = []
  private var recent: UInt32 = 0
  private var recentKey = IdentifierKey(low: 0, high: 0)

  init() {
    mask = 63
    slots = .allocate(capacity: 64)
    slots.initialize(repeating: 0, count: 64)
    keys.append(recentKey)
  }

  deinit {
    slots.deallocate()
    for copy in copies { copy.deallocate() }
  }

  /// The number of a text, from 1; 0 for an empty field.
  @inline(__always)
  mutating func number(of field: Field) -> UInt32 {
    guard field.count > 0 else { return 0 }
    guard field.count <= IdentifierKey.longest else { return Interner.unusable }
    let key = IdentifierKey(field)
    if key == recentKey { return recent }
    return find(key, field)
  }

  private mutating func find(_ key: IdentifierKey, _ field: Field) -> UInt32 {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      if keys[Int(slots[slot])] == key {
        recent = slots[slot]
        recentKey = keys[Int(recent)]
        return recent
      }
      slot = (slot + 1) & mask
    }
    guard let text = field.validText else { return Interner.unusable }
    let number = UInt32(texts.count)
    texts.append(text)
    keys.append(key.isLong ? IdentifierKey(kept(field)) : key)
    slots[slot] = number
    if texts.count * 2 > mask { grow() }
    recent = number
    recentKey = keys[Int(number)]
    return number
  }

  private mutating func kept(_ field: Field) -> Field {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: field.count)
    copy.initialize(from: field.start, count: field.count)
    copies.append(copy)
    return Field(copy, field.count)
  }

  private mutating func grow() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for number in 1..<texts.count {
      var slot = Int(truncatingIfNeeded: keys[number].hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number)
    }
  }
}

/// Numbers for pairs of numbers, so that several columns make one stratum.
struct PairNumbers: ~Copyable {
  private var numbers: [UInt64: UInt32] = [:]
  /// The pairs by number; number 0 is no pair.
  private(set) var pairs: [(UInt32, UInt32)] = [(0, 0)]
  private var recentPair = UInt64.max
  private var recent: UInt32 = 0

  @inline(__always)
  mutating func number(of left: UInt32, _ right: UInt32) -> UInt32 {
    let pair = UInt64(left) << 32 | UInt64(right)
    if pair == recentPair { return recent }
    return find(pair, left, right)
  }

  private mutating func find(_ pair: UInt64, _ left: UInt32, _ right: UInt32) -> UInt32 {
    let number = numbers[pair] ?? UInt32(pairs.count)
    if number == pairs.count {
      numbers[pair] = number
      pairs.append((left, right))
    }
    recentPair = pair
    recent = number
    return number
  }
}

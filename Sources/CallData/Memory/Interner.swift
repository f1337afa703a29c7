/// Small numbers for texts that recur: agents, variants, windows, strata.
struct Interner: ~Copyable {
  /// Texts that are kept; a column with more holds ids, and would fill the memory.
  private static let capacity = 70_000
  /// The number of a text that is no UTF-8, longer than `IdentifierKey.longest`, or one too many.
  static let unusable = UInt32.max

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// Texts by number; number 0 is the absence of a text.
  private(set) var texts: [String] = [""]
  private var copies: [UnsafeMutablePointer<UInt8>] = []

  init() {
    mask = 63
    slots = .allocate(capacity: 64)
    slots.initialize(repeating: Slot(), count: 64)
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
    var index = Int(truncatingIfNeeded: key.hash) & mask
    while slots[index].number != 0 {
      if slots[index].key == key { return slots[index].number }
      index = (index &+ 1) & mask
    }
    return add(key, field, at: index)
  }

  private mutating func add(_ key: IdentifierKey, _ field: Field, at index: Int) -> UInt32 {
    guard texts.count < Interner.capacity, let text = field.validText else { return Interner.unusable }
    let number = UInt32(texts.count)
    texts.append(text)
    slots[index] = Slot(key: key.isLong ? IdentifierKey(kept(field)) : key, number: number)
    if texts.count * 2 > mask { grow() }
    return number
  }

  private mutating func kept(_ field: Field) -> Field {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: field.count)
    copy.initialize(from: field.start, count: field.count)
    copies.append(copy)
    return Field(copy, field.count)
  }

  private mutating func grow() {
    let old = slots
    let size = mask + 1
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(), count: mask + 1)
    for position in 0..<size where old[position].number != 0 {
      var index = Int(truncatingIfNeeded: old[position].key.hash) & mask
      while slots[index].number != 0 { index = (index + 1) & mask }
      slots[index] = old[position]
    }
    old.deallocate()
  }

  struct Slot: BitwiseCopyable {
    var key = IdentifierKey(low: 0, high: 0)
    /// 0 where the slot is free.
    var number: UInt32 = 0
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

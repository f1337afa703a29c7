/// Totals by a packed key, one margin of a worker's tally.
struct CellTable: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: Int
  private var keys = Buffer<UInt64>()
  private var cells = Buffer<CellSums>()

  init() {
    mask = 255
    slots = .allocate(capacity: 256)
    slots.initialize(repeating: 0, count: 256)
  }

  deinit {
    slots.deallocate()
  }

  /// The cell of a key, valid until the next key is looked up.
  @inline(__always)
  mutating func cell(_ key: UInt64) -> UnsafeMutablePointer<CellSums> {
    var slot = CellTable.mixed(key) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) &- 1
      if keys[index] == key { return cells.base + index }
      slot = (slot &+ 1) & mask
    }
    return add(key, at: slot)
  }

  @inline(__always)
  private static func mixed(_ key: UInt64) -> Int {
    let product = (key ^ 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: product ^ (product >> 32))
  }

  private mutating func add(_ key: UInt64, at slot: Int) -> UnsafeMutablePointer<CellSums> {
    keys.append(key)
    cells.append(CellSums())
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > mask { grow() }
    return cells.base + (keys.count - 1)
  }

  private mutating func grow() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<keys.count {
      var slot = CellTable.mixed(keys[index]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }

  /// Calls `body` with every key and its totals.
  func visit(_ body: (UInt64, CellSums) -> Void) {
    for index in 0..<keys.count { body(keys[index], cells[index]) }
  }
}

/// Values by id, each id once, in the order in which they came.
struct KeyedTable<Value: BitwiseCopyable>: ~Copyable {
  private struct Entry: BitwiseCopyable {
    var key: IdentifierKey
    var value: Value
  }

  private var entries = Buffer<Entry>()
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask = 1023

  init() {
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit {
    slots.deallocate()
  }

  var count: Int { entries.count }

  /// The id at a place.
  func key(at index: Int) -> IdentifierKey { entries[index].key }

  /// The value at a place.
  subscript(index: Int) -> Value {
    get { entries[index].value }
    set { entries[index].value = newValue }
  }

  /// The place of an id, nil for one that is not in the table.
  @inline(__always)
  func index(of key: IdentifierKey) -> Int? {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) &- 1
      if entries[index].key == key { return index }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// Adds an id that is not in the table; its bytes must stay where they are. Returns its place.
  @discardableResult
  mutating func add(_ key: IdentifierKey, _ value: Value) -> Int {
    entries.append(Entry(key: key, value: value))
    place(entries.count - 1)
    if entries.count * 2 > mask { grow() }
    return entries.count - 1
  }

  private mutating func place(_ index: Int) {
    var slot = Int(truncatingIfNeeded: entries[index].key.hash) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = UInt32(index + 1)
  }

  private mutating func grow() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<entries.count { place(index) }
  }
}

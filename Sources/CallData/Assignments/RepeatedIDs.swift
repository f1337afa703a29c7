/// Rows whose id stands on an earlier row, found in passes over the file so that memory stays bounded.
enum RepeatedIDs {
  /// Ids that one pass holds.
  private static let idsPerPass = 4_000_000

  /// Addresses of the rows that satisfy a condition and repeat the id of an earlier one that does.
  static func rows(
    of file: DelimitedFile, column: Int, expectedRows: Int, where condition: (borrowing RowCursor) -> Bool
  ) -> Set<UInt> {
    let passes = max(1, (expectedRows + idsPerPass - 1) / idsPerPass)
    var repeated: Set<UInt> = []
    for pass in 0..<passes {
      let range = Partition.count * pass / passes..<Partition.count * (pass + 1) / passes
      var table = KeyTable(expecting: expectedRows / passes)
      var copies = KeptIDs()
      var cursor = file.rows()
      while cursor.next() {
        guard condition(cursor) else { continue }
        let field = cursor.field(column)
        let key = IdentifierKey(field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field)
        guard range.contains(Partition.index(key.hash)) else { continue }
        if !table.insert(key) { repeated.insert(UInt(bitPattern: cursor.row)) }
      }
    }
    return repeated
  }
}

/// A set of ids.
struct KeyTable: ~Copyable {
  private var keys = Buffer<IdentifierKey>()
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: Int

  init(expecting count: Int) {
    var size = 64
    while size < count * 2 { size *= 2 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    mask = size - 1
  }

  deinit {
    slots.deallocate()
  }

  /// Adds an id; false where it is there already.
  mutating func insert(_ key: IdentifierKey) -> Bool {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      if keys[Int(slots[slot]) - 1] == key { return false }
      slot = (slot &+ 1) & mask
    }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 4 > mask * 3 { grow() }
    return true
  }

  private mutating func grow() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<keys.count {
      var slot = Int(truncatingIfNeeded: keys[index].hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }
}

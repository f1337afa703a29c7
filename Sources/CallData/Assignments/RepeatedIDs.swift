/// Rows whose id stands on an earlier row, found in one scan of the file, or in several where its ids would fill the memory.
enum RepeatedIDs {
  /// Ids that one scan holds: 16 bytes each.
  private static let idsPerScan = 16_000_000

  /// Addresses of the rows that satisfy a condition and repeat the id of an earlier one that does, with that one.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - column: The column of the ids.
  ///   - expectedRows: About how many rows there are.
  ///   - condition: Whether a row counts; asked once in each scan, the first time with `isFirst`.
  static func rows(
    of file: DelimitedFile, column: Int, expectedRows: Int,
    where condition: (_ row: borrowing RowCursor, _ isFirst: Bool) -> Bool
  ) -> [UInt: UInt] {
    let scans = max(1, (expectedRows + idsPerScan - 1) / idsPerScan)
    var copies = KeptIDs()
    var repeated = KeyTable(expecting: 0)
    for scan in 0..<scans {
      let range = Partition.count * scan / scans..<Partition.count * (scan + 1) / scans
      var keys = Partitions<IdentifierKey>(expecting: scans == 1 ? expectedRows : 0)
      var cursor = file.rows()
      while cursor.next() {
        guard condition(cursor, scan == 0) else { continue }
        let key = key(of: column, cursor, &copies)
        if scans == 1 || range.contains(Partition.index(key.hash)) { keys.append(key, hash: key.hash) }
      }
      // One table for all parts: fresh memory for each would cost a page fault every few ids.
      var table = KeyTable(expecting: expectedRows / Partition.count / scans)
      for part in range {
        table.removeAll()
        for key in keys.elements(of: part) where !table.insert(key).isNew { _ = repeated.insert(key) }
        keys.release(part)
      }
    }
    guard repeated.count > 0 else { return [:] }
    return rows(of: file, column: column, repeating: repeated, &copies) { condition($0, false) }
  }

  /// One more scan, for the rows of the ids that are known to repeat.
  private static func rows(
    of file: DelimitedFile, column: Int, repeating: borrowing KeyTable, _ copies: inout KeptIDs,
    where condition: (borrowing RowCursor) -> Bool
  ) -> [UInt: UInt] {
    var first = [UInt](repeating: 0, count: repeating.count)
    var rows: [UInt: UInt] = [:]
    var cursor = file.rows()
    while cursor.next() {
      guard condition(cursor), let index = repeating.index(of: key(of: column, cursor, &copies)) else { continue }
      if first[index] == 0 {
        first[index] = UInt(bitPattern: cursor.row)
      } else {
        rows[UInt(bitPattern: cursor.row)] = first[index]
      }
    }
    return rows
  }

  private static func key(of column: Int, _ cursor: borrowing RowCursor, _ copies: inout KeptIDs) -> IdentifierKey {
    let field = cursor.field(column)
    return IdentifierKey(field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field)
  }
}

/// A set of ids, each with its number in the order they came.
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

  var count: Int { keys.count }

  /// Forgets all ids and keeps the memory.
  mutating func removeAll() {
    keys.keep { _ in false }
    slots.update(repeating: 0, count: mask + 1)
  }

  /// Adds an id unless it is there already; returns its number.
  @inline(__always)
  mutating func insert(_ key: IdentifierKey) -> (index: Int, isNew: Bool) {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      if keys[Int(slots[slot]) - 1] == key { return (Int(slots[slot]) - 1, false) }
      slot = (slot &+ 1) & mask
    }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 4 > mask * 3 { grow() }
    return (keys.count - 1, true)
  }

  /// The number of an id, nil for one that is not there.
  func index(of key: IdentifierKey) -> Int? {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      if keys[Int(slots[slot]) - 1] == key { return Int(slots[slot]) - 1 }
      slot = (slot &+ 1) & mask
    }
    return nil
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

extension DelimitedFile {
  /// About how many rows there are, from the length of the first thousand.
  var expectedRows: Int {
    var cursor = rows()
    var seen = 0
    while seen < 1000, cursor.next() { seen += 1 }
    guard seen == 1000 else { return seen }
    return Int(Double(end - firstRow) / Double(cursor.rowEnd - firstRow) * 1000)
  }
}

import Foundation

/// Rows of CSV (RFC 4180) while they are put together in memory; fields are quoted where they must be.
struct DelimitedText: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes so far.
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
  }

  /// The bytes so far; valid until more are added.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Forgets all bytes and keeps the memory.
  mutating func removeAll() { count = 0 }

  /// Adds bytes that are delimited text already.
  mutating func append(raw bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    guard let start = bytes.baseAddress else { return }
    memcpy(base + count, start, bytes.count)
    count &+= bytes.count
  }

  /// Adds one field behind those of the row so far.
  @inline(__always)
  mutating func append(field: UnsafeRawBufferPointer, isFirst: Bool = false) {
    // A field of nothing but quotes doubles each, and has two around it and a comma before.
    reserve(2 &* field.count &+ 3)
    if !isFirst { put(0x2C) }
    guard let start = field.baseAddress, !field.isEmpty else { return }
    if DelimitedText.needsQuotes(start.assumingMemoryBound(to: UInt8.self), field.count) {
      put(0x22)
      for byte in field {
        if byte == 0x22 { put(0x22) }
        put(byte)
      }
      put(0x22)
    } else {
      memcpy(base + count, start, field.count)
      count &+= field.count
    }
  }

  /// Ends the row.
  @inline(__always)
  mutating func endRow() {
    reserve(1)
    put(0x0A)
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    base[count] = byte
    count &+= 1
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    capacity = max(2 * capacity, count + more)
    let next = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    next.moveInitialize(from: base, count: count)
    base.deallocate()
    base = next
  }

  /// Whether a delimiter, a quote, a line end, or a blank at either end asks for quotes.
  @inline(__always)
  private static func needsQuotes(_ field: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if field[0] == 0x20 || field[count - 1] == 0x20 { return true }
    var index = 0
    while index &+ 8 <= count {
      let word = UnsafeRawPointer(field + index).loadUnaligned(as: UInt64.self)
      // A bit for each byte below 0x2D, where all that asks for quotes lies (some others too, where one below precedes).
      if (word &- 0x2D2D_2D2D_2D2D_2D2D) & ~word & 0x8080_8080_8080_8080 != 0 {
        return holdsMark(field, index, count)
      }
      index &+= 8
    }
    return holdsMark(field, index, count)
  }

  @inline(__always)
  private static func holdsMark(_ field: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Bool {
    for index in start..<count {
      let byte = field[index]
      if byte < 0x2D, byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { return true }
    }
    return false
  }
}

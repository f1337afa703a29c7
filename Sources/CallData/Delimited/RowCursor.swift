import CStructure
import Foundation

/// Steps through the rows of delimited text (RFC 4180), given as memory, without copying it.
///
/// Delimiters and line ends are found 64 bytes at a time. A quote opens a quoted field only as its first character;
/// elsewhere it stands for itself. A row whose quotes never close, or are followed by text, is malformed: it ends at
/// the first line end, so that one bad row never swallows the good ones behind it. What a row is depends on its first
/// byte alone, never on where a thread began.
struct RowCursor: ~Copyable {
  /// Longest quoted field; a quote that does not close within it was never meant as one.
  static let longestQuotedField = 256 * 1024

  let end: UnsafePointer<UInt8>
  let delimiter: UInt8
  /// Fields beyond this many are counted, not kept.
  let capacity: Int
  private let store: FieldStore
  private let starts: UnsafeMutablePointer<UnsafePointer<UInt8>>
  private let ends: UnsafeMutablePointer<UnsafePointer<UInt8>>
  private let quoted: UnsafeMutablePointer<Bool>
  private var block: UnsafePointer<UInt8>
  private var mask: UInt64 = 0

  /// First byte of the row after the current one.
  private(set) var position: UnsafePointer<UInt8>
  /// First byte of the current row.
  private(set) var row: UnsafePointer<UInt8>
  /// The end of the current row, without its line end.
  private(set) var rowEnd: UnsafePointer<UInt8>
  /// Fields of the current row.
  private(set) var fieldCount = 0
  /// Whether the quotes of the current row are malformed; it has no fields then.
  private(set) var isMalformed = false
  /// Lines from where the cursor was placed to the current row.
  private(set) var line = 0
  private var linesOfRow = 0
  private var hasQuotes = false

  init(_ start: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, capacity: Int) {
    end = start + count
    self.delimiter = delimiter
    self.capacity = capacity
    store = FieldStore(capacity: capacity, filler: start)
    starts = store.starts
    ends = store.ends
    quoted = store.quoted
    position = start
    row = start
    rowEnd = start
    block = start
    seek(start)
  }

  /// Places the cursor before the row that begins at an address, and counts lines from there.
  mutating func move(to address: UnsafePointer<UInt8>) {
    position = address
    line = 0
    linesOfRow = 0
    seek(address)
  }

  /// Blocks stand at multiples of 64 in the address space: none reaches beyond the last page of the mapping.
  private mutating func seek(_ address: UnsafePointer<UInt8>) {
    let inside = Int(UInt(bitPattern: address) & 63)
    block = address - inside
    guard address < end else {
      mask = 0
      return
    }
    mask = structure_mask(block, delimiter, 0x0A) & (~0 << UInt64(inside))
  }

  @inline(__always)
  private mutating func nextStructural() -> UnsafePointer<UInt8> {
    while mask == 0 {
      block += 64
      if block >= end {
        block -= 64
        return end
      }
      mask = structure_mask(block, delimiter, 0x0A)
    }
    let found = block + mask.trailingZeroBitCount
    mask &= mask &- 1
    return found < end ? found : end
  }

  /// Moves to the next row that is not blank; false at the end.
  @inline(__always)
  mutating func next() -> Bool {
    repeat {
      guard position < end else { return false }
      line &+= linesOfRow
      split()
    } while fieldCount == 1 && row == rowEnd
    return true
  }

  @inline(__always)
  private mutating func split() {
    row = position
    linesOfRow = 1
    isMalformed = false
    hasQuotes = false
    var field = position
    var index = 0
    while true {
      var stop: UnsafePointer<UInt8>
      if field < end, field.pointee == 0x22 {
        guard let close = quotedField(at: field, index: index) else { return }
        stop = close
      } else {
        stop = nextStructural()
        if index < capacity {
          starts[index] = field
          ends[index] = stop
          if hasQuotes { quoted[index] = false }
        }
      }
      index &+= 1
      if stop == end || stop.pointee == 0x0A {
        position = stop == end ? end : stop + 1
        rowEnd = stop
        if rowEnd > row, rowEnd[-1] == 0x0D {
          rowEnd -= 1
          if index <= capacity, !(hasQuotes && quoted[index - 1]), ends[index - 1] > rowEnd { ends[index - 1] = rowEnd }
        }
        fieldCount = index
        return
      }
      field = stop + 1
    }
  }

  /// Reads a quoted field and returns the delimiter or line end behind it; nil where the row is malformed.
  private mutating func quotedField(at opening: UnsafePointer<UInt8>, index: Int) -> UnsafePointer<UInt8>? {
    if !hasQuotes {
      hasQuotes = true
      store.release()
      for earlier in 0..<min(index, capacity) { quoted[earlier] = false }
    }
    let limit = min(end, opening + RowCursor.longestQuotedField)
    var from = opening + 1
    var isEscaped = false
    while from < limit, let found = memchr(from, 0x22, limit - from) {
      let quote = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
      if quote + 1 < end, quote[1] == 0x22 {
        isEscaped = true
        from = quote + 2
        continue
      }
      var behind = quote + 1
      if behind < end, behind.pointee == 0x0D, behind + 1 == end || behind[1] == 0x0A { behind += 1 }
      guard behind == end || behind.pointee == delimiter || behind.pointee == 0x0A else { break }
      if index < capacity {
        let content = isEscaped ? store.unescaped(opening + 1, quote) : Field(opening + 1, quote - opening - 1)
        starts[index] = content.start
        ends[index] = content.start + content.count
        quoted[index] = true
      }
      linesOfRow += RowCursor.lineEnds(in: opening, quote)
      seek(behind)
      return nextStructural()
    }
    abandonRow()
    return nil
  }

  private mutating func abandonRow() {
    isMalformed = true
    fieldCount = 0
    linesOfRow = 1
    if let found = memchr(row, 0x0A, end - row) {
      rowEnd = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
      position = rowEnd + 1
    } else {
      rowEnd = end
      position = end
    }
    if rowEnd > row, rowEnd[-1] == 0x0D { rowEnd -= 1 }
    seek(position)
  }

  private static func lineEnds(in start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>) -> Int {
    var lines = 0
    var from = start
    while from < stop, let found = memchr(from, 0x0A, stop - from) {
      lines += 1
      from = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return lines
  }

  /// Lines up to and including the current row, counted from where the cursor was placed.
  var linesRead: Int { line + linesOfRow }

  /// A field of the current row; blanks around an unquoted one are not part of it.
  @inline(__always)
  func field(_ index: Int) -> Field {
    let field = Field(starts[index], ends[index] - starts[index])
    if field.count > 0, hasQuotes && quoted[index] { return field }
    if field.count > 0,
      Field.isBlank(field.start[0]) || Field.isBlank(field.start[field.count - 1])
    {
      return field.trimmed
    }
    return field
  }

  /// Whether a field's bytes stand in the file itself and stay there.
  @inline(__always)
  func isInFile(_ field: Field) -> Bool { field.start >= row && field.start <= rowEnd }

  /// The current row as it stands in the file.
  var rawRow: Field { Field(row, rowEnd - row) }
}

/// Memory for the bounds of a row's fields and for the text of those with doubled quotes.
final class FieldStore {
  let starts: UnsafeMutablePointer<UnsafePointer<UInt8>>
  let ends: UnsafeMutablePointer<UnsafePointer<UInt8>>
  let quoted: UnsafeMutablePointer<Bool>
  private var copies: [UnsafeMutablePointer<UInt8>] = []

  init(capacity: Int, filler: UnsafePointer<UInt8>) {
    starts = .allocate(capacity: max(1, capacity))
    ends = .allocate(capacity: max(1, capacity))
    quoted = .allocate(capacity: max(1, capacity))
    starts.initialize(repeating: filler, count: max(1, capacity))
    ends.initialize(repeating: filler, count: max(1, capacity))
    quoted.initialize(repeating: false, count: max(1, capacity))
  }

  deinit {
    release()
    starts.deallocate()
    ends.deallocate()
    quoted.deallocate()
  }

  func release() {
    for copy in copies { copy.deallocate() }
    copies.removeAll(keepingCapacity: true)
  }

  func unescaped(_ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>) -> Field {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: stop - start)
    copies.append(copy)
    var length = 0
    var from = start
    while from < stop {
      copy[length] = from.pointee
      length += 1
      from += from.pointee == 0x22 ? 2 : 1
    }
    return Field(copy, length)
  }
}

import Foundation

/// Where a file is cut for threads that read it side by side.
///
/// Whether a chunk begins inside a quoted field cannot be known before all that precedes it was read. Each one is taken to
/// begin at the likeliest row start; who reads it compares that with where the chunk before ended.
struct RowChunks: @unchecked Sendable {
  let file: DelimitedFile
  /// The first byte that no longer belongs to a chunk; rows that begin before it do, to their ends.
  let limits: [UnsafePointer<UInt8>]

  /// Chunks of so many bytes.
  init(_ file: DelimitedFile, size: Int) {
    self.file = file
    let size = max(1, size)
    let count = max(1, (file.end - file.firstRow + size - 1) / size)
    limits = (1...count).map { $0 == count ? file.end : file.firstRow + $0 * size }
  }

  /// The first row start after a chunk's first byte, taking for one what is followed by rows of the right length.
  func likelyStart(of index: Int) -> UnsafePointer<UInt8> {
    guard index > 0 else { return file.firstRow }
    let limit = limits[index]
    // The byte before: a chunk may begin exactly where a row does.
    var from = limits[index - 1] - 1
    var first: UnsafePointer<UInt8>?
    var cursor = file.rows()
    for _ in 0..<64 {
      guard from < limit, let found = memchr(from, 0x0A, limit - from) else { break }
      let candidate = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
      first = first ?? candidate
      cursor.move(to: candidate)
      if !cursor.next() || cursor.fieldCount == file.header.count { return candidate }
      from = candidate
    }
    return first ?? limit
  }

  /// Whether a chunk that was read from `start` to `end` is what follows a chunk that ended at `expected`: a row may be
  /// longer than a chunk, which then has none.
  func follows(_ expected: UnsafePointer<UInt8>, _ index: Int, start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> Bool
  {
    start == expected || (expected >= limits[index] && start == end)
  }
}

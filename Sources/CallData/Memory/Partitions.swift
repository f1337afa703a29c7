/// Entries by the high bits of a hash: each part fits the cache, and parts can be gathered in passes.
struct Partitions<Element: BitwiseCopyable>: ~Copyable {
  private let parts: UnsafeMutablePointer<Buffer<Element>>

  init(expecting total: Int) {
    parts = .allocate(capacity: Partition.count)
    // A tenth more than the mean: untouched memory is never backed by pages.
    let capacity = total < 1 << 16 ? 0 : total / Partition.count + total / Partition.count / 10
    for index in 0..<Partition.count { (parts + index).initialize(to: Buffer(capacity: capacity)) }
  }

  deinit {
    parts.deinitialize(count: Partition.count)
    parts.deallocate()
  }

  @inline(__always)
  mutating func append(_ element: Element, hash: UInt64) {
    parts[Partition.index(hash)].append(element)
  }

  func elements(of index: Int) -> UnsafeBufferPointer<Element> { parts[index].elements }

  mutating func release(_ index: Int) { parts[index].removeAll() }

  mutating func keep(where condition: (Element) -> Bool) {
    for index in 0..<Partition.count { parts[index].keep(where: condition) }
  }
}

/// Which part of a partition a hash falls into.
enum Partition {
  static let count = 256

  @inline(__always)
  static func index(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 56) }
}

import Foundation

/// Entries by the high bits of a hash: each part fits the cache, and parts can be gathered in passes.
struct Partitions<Element: BitwiseCopyable>: ~Copyable {
  private let parts: UnsafeMutablePointer<Buffer<Element>>
  private let region: MemoryRegion?

  init(expecting total: Int) {
    parts = .allocate(capacity: Partition.count)
    // A tenth more than the mean, and some for chance.
    let capacity = total < 1 << 16 ? 0 : total / Partition.count + total / Partition.count / 10 + 64
    region = capacity == 0 ? nil : MemoryRegion(bytes: capacity * Partition.count * MemoryLayout<Element>.stride)
    for index in 0..<Partition.count {
      if let region {
        let room = region.start.assumingMemoryBound(to: Element.self) + index * capacity
        (parts + index).initialize(to: Buffer(sharing: room, capacity: capacity))
      } else {
        (parts + index).initialize(to: Buffer())
      }
    }
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

/// Memory in large pages where the system has them: keys are written to hundreds of places in turn, and small pages
/// would cost a fault each.
final class MemoryRegion {
  let start: UnsafeMutableRawPointer
  private let bytes: Int

  /// Memory of zeros, or nil where the system gives none.
  init?(bytes: Int) {
    let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { return nil }
    madvise(memory, bytes, MADV_HUGEPAGE)
    start = memory
    self.bytes = bytes
  }

  deinit {
    munmap(start, bytes)
  }
}

import Foundation
import Synchronization

/// Assigns leads by hash alone, chunk by chunk on several threads, and writes them in the order of the file.
///
/// It does so for files without a fault: at the first row that cannot be used, at a repeated lead, or where a chunk was cut
/// inside a row, it gives up, and the leads are to be gone through one after the other. What it writes is the same for any
/// number of threads and any size of the chunks.
final class HashedLeads: @unchecked Sendable {
  /// Most leads whose ids are told apart at once, by 8 bytes each.
  static let mostLeads = 32_000_000

  /// Whose turn it is to write, and where its chunk must begin.
  private struct Progress {
    var turn = 0
    var expected: UnsafePointer<UInt8>
    var isAbandoned = false
    var failure: CallDataError?
  }

  private let chunks: RowChunks
  private let threads: Int
  private let workers: UnsafeMutablePointer<HashedLeadWorker>
  private let expectedRows: Int
  private let output: AssignmentFile
  private let turns = NSCondition()
  private var progress: Progress

  init(
    _ file: DelimitedFile, expectedRows: Int, effort: ScanEffort, to output: AssignmentFile,
    worker: (_ expectedRows: Int) -> HashedLeadWorker
  ) {
    chunks = RowChunks(file, size: effort.chunkSize)
    threads = max(1, min(effort.threads, chunks.limits.count))
    workers = .allocate(capacity: threads)
    for index in 0..<threads { (workers + index).initialize(to: worker(expectedRows / threads)) }
    self.expectedRows = expectedRows
    self.output = output
    progress = Progress(expected: file.firstRow)
  }

  deinit {
    workers.deinitialize(count: threads)
    workers.deallocate()
  }

  /// Writes all leads; false where the file needs a closer look, and what was written is to be thrown away.
  func write() throws(CallDataError) -> Bool {
    let next = Atomic(0)
    parallel { worker in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < self.chunks.limits.count else { return }
        let start = self.chunks.likelyStart(of: index)
        let end = self.workers[worker].assign(from: start, before: self.chunks.limits[index])
        guard self.handIn(index, start, end, worker) else { return }
      }
    }
    if let failure = progress.failure { throw failure }
    return !progress.isAbandoned && !holdsRepeatedLead
  }

  /// Adds what the leads came to.
  func count(into summary: inout LeadAssignmentStream.Summary) {
    for worker in 0..<threads {
      summary.rows += workers[worker].rows
      summary.heldOut += workers[worker].heldOut
      summary.otherTests += workers[worker].otherTests
      for (variant, leads) in workers[worker].leads.enumerated() { summary.leads[variant] += leads }
    }
  }

  /// Writes a chunk once all before it are written; false where all is given up.
  private func handIn(
    _ index: Int, _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>?, _ worker: Int
  ) -> Bool {
    turns.lock()
    defer {
      turns.broadcast()
      turns.unlock()
    }
    while progress.turn != index, !progress.isAbandoned { turns.wait() }
    guard !progress.isAbandoned, let end, chunks.follows(progress.expected, index, start: start, end: end) else {
      progress.isAbandoned = true
      return false
    }
    do throws(CallDataError) {
      try output.write(workers[worker].text.bytes)
    } catch {
      progress.failure = error
      progress.isAbandoned = true
      return false
    }
    if start == progress.expected { progress.expected = end }
    progress.turn += 1
    return true
  }

  /// Whether an id stands on two rows, or two ids have one hash: once in some 100,000 files of ten million leads, which are
  /// then read more slowly.
  private var holdsRepeatedLead: Bool {
    let next = Atomic(0)
    let isFound = Atomic(false)
    parallel { _ in
      var table = HashTable(expecting: self.expectedRows / Partition.count)
      while !isFound.load(ordering: .relaxed) {
        let part = next.add(1, ordering: .relaxed).oldValue
        guard part < Partition.count else { return }
        table.removeAll()
        for worker in 0..<self.threads {
          for hash in self.workers[worker].ids(of: part) where !table.insert(hash) {
            isFound.store(true, ordering: .relaxed)
            return
          }
        }
      }
    }
    return isFound.load(ordering: .relaxed)
  }

  private func parallel(_ task: @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: threads, execute: task)
  }
}

/// A set of hashes of 64 bits.
private struct HashTable: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var count = 0
  private var holdsZero = false

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

  /// Forgets all hashes and keeps the memory.
  mutating func removeAll() {
    slots.update(repeating: 0, count: mask + 1)
    count = 0
    holdsZero = false
  }

  /// Adds a hash; false where it is there already.
  @inline(__always)
  mutating func insert(_ hash: UInt64) -> Bool {
    guard hash != 0 else {
      defer { holdsZero = true }
      return !holdsZero
    }
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] == hash { return false }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = hash
    count &+= 1
    if count * 4 > mask * 3 { grow() }
    return true
  }

  private mutating func grow() {
    let (former, size) = (slots, mask + 1)
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<size where former[index] != 0 {
      var slot = Int(truncatingIfNeeded: former[index]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = former[index]
    }
    former.deallocate()
  }
}

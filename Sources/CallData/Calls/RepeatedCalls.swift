import Foundation
import Synchronization

/// Rows that repeat a `call_id`, and the row of each call id that someone asks for.
struct RepeatedCalls: @unchecked Sendable {
  /// A row that repeats an id of an earlier row.
  struct Repetition {
    let row: UnsafePointer<UInt8>
    /// Whether every field equals the first row's.
    let isSame: Bool
  }

  /// Repeated rows in the order of the file.
  private(set) var repetitions: [Repetition] = []
  /// The first row of each id asked for, by the question's index.
  private(set) var answers: [Int: UnsafePointer<UInt8>] = [:]

  /// Looks through the gathered ids of some partitions.
  mutating func search(_ scan: CallScan, partitions: Range<Int>, callID: Int, questions: [CallQuestion]) {
    let results = Mutex<[RepeatedCalls]>([])
    let next = Atomic(partitions.lowerBound)
    var byPartition = [[CallQuestion]](repeating: [], count: Partition.count)
    for question in questions { byPartition[Partition.index(question.key.hash)].append(question) }
    let asked = byPartition
    scan.parallel { _ in
      var part = CallPartition(scan, callID: callID)
      var result = RepeatedCalls()
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < partitions.upperBound else { break }
        part.search(index, questions: asked[index], into: &result)
      }
      let found = result
      results.withLock { $0.append(found) }
    }
    for result in results.withLock({ $0 }) {
      repetitions += result.repetitions
      answers.merge(result.answers) { first, _ in first }
    }
    repetitions.sort { $0.row < $1.row }
  }

  fileprivate mutating func note(_ repetition: Repetition) { repetitions.append(repetition) }
  fileprivate mutating func answer(_ index: Int, _ row: UnsafePointer<UInt8>) { answers[index] = row }
}

/// Which row has this call id?
struct CallQuestion: Sendable {
  let index: Int
  let key: IdentifierKey
}

/// One partition of call ids as a hash table of rows.
private struct CallPartition: ~Copyable {
  private let scan: CallScan
  private let callID: Int
  private var first: RowCursor
  private var second: RowCursor
  private var slots = Buffer<UInt32>()
  private var mask = 0

  init(_ scan: CallScan, callID: Int) {
    self.scan = scan
    self.callID = callID
    first = scan.file.rows()
    second = scan.file.rows()
  }

  mutating func search(_ partition: Int, questions: [CallQuestion], into result: inout RepeatedCalls) {
    var total = 0
    for worker in 0..<scan.threads { total += scan.workers[worker].calls.elements(of: partition).count }
    guard total > 0 else { return }
    var entries = Buffer<CallEntry>(capacity: total)
    for worker in 0..<scan.threads {
      for entry in scan.workers[worker].calls.elements(of: partition) { entries.append(entry) }
      scan.workers[worker].calls.release(partition)
    }
    prepare(for: total)
    var repeated: [(entry: Int, of: Int)] = []
    for index in 0..<total {
      if let known = insert(index, entries) { repeated.append((index, known)) }
    }
    settle(repeated, entries, &result)
    for question in questions {
      if let row = find(question.key, entries) { result.answer(question.index, row) }
    }
  }

  private mutating func prepare(for total: Int) {
    var size = 64
    while size < total * 2 { size *= 2 }
    slots = Buffer(repeating: 0, count: size)
    mask = size - 1
  }

  /// Adds an entry to the table, or returns the entry that has its id already.
  @inline(__always)
  private mutating func insert(_ index: Int, _ entries: borrowing Buffer<CallEntry>) -> Int? {
    let entry = entries[index]
    var slot = Int(truncatingIfNeeded: entry.hash) & mask
    while slots[slot] != 0 {
      let other = Int(slots[slot]) - 1
      if entries[other].hash == entry.hash, hasSameID(entries[other].row, entry.row) { return other }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = UInt32(index + 1)
    return nil
  }

  private mutating func hasSameID(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>) -> Bool {
    first.move(to: left)
    second.move(to: right)
    guard first.next(), second.next() else { return false }
    return CallPartition.equal(first.field(callID), second.field(callID))
  }

  private static func equal(_ left: Field, _ right: Field) -> Bool {
    left.count == right.count && memcmp(left.start, right.start, left.count) == 0
  }

  /// Of all rows with one id the first in the file counts; the others are repetitions of it.
  private mutating func settle(
    _ repeated: [(entry: Int, of: Int)], _ entries: borrowing Buffer<CallEntry>, _ result: inout RepeatedCalls
  ) {
    var groups: [Int: [UnsafePointer<UInt8>]] = [:]
    for (entry, known) in repeated {
      let first = entries[known].row
      groups[known, default: [first]].append(entries[entry].row)
    }
    for (known, rows) in groups {
      let sorted = rows.sorted()
      entries[known] = CallEntry(hash: entries[known].hash, row: sorted[0])
      for row in sorted.dropFirst() {
        result.note(RepeatedCalls.Repetition(row: row, isSame: hasSameContent(sorted[0], row)))
      }
    }
  }

  private mutating func hasSameContent(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>) -> Bool {
    first.move(to: left)
    second.move(to: right)
    guard first.next(), second.next(), first.fieldCount == second.fieldCount else { return false }
    for index in 0..<first.fieldCount where !CallPartition.equal(first.field(index), second.field(index)) {
      return false
    }
    return true
  }

  private mutating func find(_ key: IdentifierKey, _ entries: borrowing Buffer<CallEntry>) -> UnsafePointer<UInt8>? {
    let hash = key.hash
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if entry.hash == hash {
        first.move(to: entry.row)
        if first.next(), IdentifierKey(first.field(callID)) == key { return entry.row }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }
}

import Foundation
import Synchronization

/// The scan of a calls file: chunks cut at row ends, taken by threads in turn, merged in the order of the file.
///
/// Each chunk begins at the likeliest row start; once all are read, those that did not begin where the one before ended
/// are taken out and read again from the right place. Results are therefore the same for any number of threads and any
/// chunk size.
final class CallScan: @unchecked Sendable {
  let file: DelimitedFile
  let rules: CallRules
  let threads: Int
  let passes: ScanPasses
  private(set) var chunks: [ChunkOutcome] = []
  let workers: UnsafeMutablePointer<CallWorker>
  let cut: RowChunks
  private let progress: (@Sendable (Double) -> Void)?

  init(
    _ file: DelimitedFile, columns: CallColumns, rules: CallRules, effort: ScanEffort,
    progress: (@Sendable (Double) -> Void)?
  ) {
    self.file = file
    self.rules = rules
    self.progress = progress
    cut = RowChunks(file, size: effort.chunkSize)
    threads = max(1, min(effort.threads, cut.limits.count))
    let rows = CallScan.estimatedRows(file)
    passes = ScanPasses(rows: rows, allowance: effort.keyMemory)
    workers = .allocate(capacity: threads)
    for index in 0..<threads {
      (workers + index).initialize(
        to: CallWorker(columns, rules: rules, file: file, expectedRows: rows / threads, passes: passes))
    }
  }

  deinit {
    workers.deinitialize(count: threads)
    workers.deallocate()
  }

  private static func estimatedRows(_ file: DelimitedFile) -> Int {
    var cursor = file.rows()
    var rows = 0
    while rows < 1000, cursor.next() { rows += 1 }
    let bytes = cursor.position - file.firstRow
    return rows < 1000 ? rows : (file.end - file.firstRow) / max(1, bytes / rows) + 1
  }

  /// The keys that the first pass over the file gathers, with the margins.
  var keysOfFirstPass: GatheredKeys {
    passes.isSingle ? .all : GatheredKeys(calls: passes.ranges[0], leads: 0..<0)
  }

  /// Reads every row into the margins, and gathers keys.
  func run(gathering keys: GatheredKeys) {
    let found = Mutex<[Int: ChunkOutcome]>([:])
    let next = Atomic(0)
    parallel { worker in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < self.cut.limits.count else { return }
        let start = self.cut.likelyStart(of: index)
        let outcome = self.workers[worker].scan(from: start, before: self.cut.limits[index], gathering: keys)
        let done = found.withLock { outcomes in
          outcomes[index] = outcome
          return outcomes.count
        }
        self.progress?(Double(done) / Double(self.cut.limits.count))
      }
    }
    let outcomes = found.withLock { $0 }
    chunks = cut.limits.indices.map { outcomes[$0] ?? ChunkOutcome(start: cut.limits[$0]) }
    mendChunks(keys)
  }

  /// Gathers the keys of one further pass.
  func gather(_ keys: GatheredKeys) {
    let next = Atomic(0)
    parallel { worker in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < self.chunks.count else { return }
        self.workers[worker].gather(keys, from: self.chunks[index].start, before: self.cut.limits[index])
      }
    }
  }

  /// Calls with a sign.
  func calls(_ sign: CallSigns) -> Int {
    chunks.reduce(0) { $0 + $1.signs[sign.rawValue.trailingZeroBitCount] }
  }

  /// Whether a lead that is called again was to hear the script of its first call.
  var callbacksKeepScript: Bool { rules.slots?.callbacksKeepScript ?? true }

  /// Mends the margins for calls that do not stand where their lead does.
  func mend(_ calls: [MovedCall]) {
    guard !calls.isEmpty else { return }
    let keepsScript = callbacksKeepScript
    let size = file.end - file.firstRow
    parallel { worker in
      // Rows are read again in the order of the file: in any other, each would cost a page.
      let from = self.file.firstRow + size / self.threads * worker
      let until = worker + 1 == self.threads ? self.file.end : from + size / self.threads
      var own = calls.filter { $0.row >= from && $0.row < until }
      own.sort { $0.row < $1.row }
      self.workers[worker].mend(own, keepsScript: keepsScript)
    }
  }

  /// Runs a task once for each worker, side by side.
  func parallel(_ task: @Sendable (Int) -> Void) {
    if threads == 1 {
      task(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: threads, execute: task)
    }
  }

  /// Reads chunks again that began where no row does.
  private func mendChunks(_ keys: GatheredKeys) {
    var expected = file.firstRow
    var wrong: [(index: Int, start: UnsafePointer<UInt8>)] = []
    for index in chunks.indices {
      if cut.follows(expected, index, start: chunks[index].start, end: chunks[index].end) {
        if chunks[index].start == expected { expected = chunks[index].end }
        continue
      }
      wrong.append((index, expected))
      var cursor = file.rows()
      cursor.move(to: expected)
      while cursor.position < cut.limits[index], cursor.next() {}
      expected = cursor.position
    }
    guard !wrong.isEmpty else { return }
    let spans = wrong.map { (UInt(bitPattern: chunks[$0.index].start), UInt(bitPattern: chunks[$0.index].end)) }
    func isWrong(_ row: UInt) -> Bool { spans.contains { row >= $0.0 && row < $0.1 } }
    for worker in 0..<threads {
      workers[worker].calls.keep { !isWrong(UInt(bitPattern: $0.row)) }
      workers[worker].leads.keep { !isWrong($0.rowAddress) }
    }
    for (index, start) in wrong {
      workers[0].undo(chunks[index])
      chunks[index] = workers[0].scan(from: start, before: cut.limits[index], gathering: keys)
    }
  }
}

/// How a scan uses the machine; never what it finds.
struct ScanEffort: Sendable {
  var threads: Int
  /// Bytes of a chunk.
  var chunkSize: Int
  /// Bytes that the keys of leads and calls may take; beyond it they are gathered in passes.
  var keyMemory = 1 << 30

  init(threads: Int? = nil, chunkSize: Int = 4 << 20) {
    self.chunkSize = chunkSize
    self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }
}

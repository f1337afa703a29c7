/// What one thread holds while it scans: a cursor, the texts it has met, its margins and its keys.
struct CallWorker: ~Copyable {
  var cursor: RowCursor
  var reader: CallRowReader
  var margins: CallMargins
  var calls: Partitions<CallEntry>
  var leads: Partitions<LeadEntry>
  /// Holds calls against the law, where the plan names one.
  let conduct: ConductReader?
  private let facts: UnsafeMutablePointer<CallFacts>

  init(_ columns: CallColumns, rules: CallRules, file: DelimitedFile, expectedRows: Int, passes: ScanPasses) {
    facts = .allocate(capacity: 1)
    facts.initialize(to: CallFacts())
    margins = CallMargins(
      expectsNone: columns.variant == nil && rules.adherence == nil && rules.windowFactor == nil)
    conduct = rules.law.map { ConductReader($0, columns: columns, rules: rules) }
    cursor = file.rows()
    reader = CallRowReader(columns, rules: rules, file: file)
    calls = Partitions(expecting: passes.isSingle ? expectedRows : 0)
    leads = Partitions(expecting: passes.isSingle ? expectedRows : 0)
  }

  deinit {
    facts.deallocate()
  }

  /// Scans the rows that begin from `start` and before `limit`.
  mutating func scan(
    from start: UnsafePointer<UInt8>, before limit: UnsafePointer<UInt8>, gathering keys: GatheredKeys
  ) -> ChunkOutcome {
    var outcome = ChunkOutcome(start: start)
    cursor.move(to: start)
    while cursor.position < limit, cursor.next() {
      let fate = reader.read(cursor, into: &facts.pointee)
      outcome.fates[fate.rawValue] &+= 1
      if fate == .rejected {
        outcome.rejected.append(RejectedRow(row: cursor.row, line: cursor.line, fault: reader.fault))
        continue
      }
      if fate == .filteredOut { continue }
      if facts.pointee.moment.day > outcome.lastDay { outcome.lastDay = facts.pointee.moment.day }
      guard fate.isInTest else { continue }
      if !facts.pointee.signs.isEmpty { outcome.note(facts.pointee.signs, 1) }
      if fate == .counted {
        outcome.note(facts.pointee.moment.rule, 1)
        margins.add(facts)
      }
      conduct?.count(cursor, &facts.pointee)
      gather(keys)
    }
    outcome.end = cursor.position
    outcome.lines = cursor.linesRead
    return outcome
  }

  /// Gathers the keys of rows that were scanned before.
  mutating func gather(
    _ keys: GatheredKeys, from start: UnsafePointer<UInt8>, before limit: UnsafePointer<UInt8>
  ) {
    cursor.move(to: start)
    while cursor.position < limit, cursor.next() {
      guard reader.read(cursor, into: &facts.pointee).isInTest else { continue }
      conduct?.judge(cursor, &facts.pointee)
      gather(keys)
    }
  }

  @inline(__always)
  private mutating func gather(_ keys: GatheredKeys) {
    if !keys.calls.isEmpty {
      let hash = facts.pointee.call.hash
      if keys.calls.contains(Partition.index(hash)) { calls.append(CallEntry(hash: hash, row: cursor.row), hash: hash) }
    }
    if !keys.leads.isEmpty {
      let hash = facts.pointee.lead.hash
      if keys.leads.contains(Partition.index(hash)) {
        leads.append(LeadEntry(facts, row: cursor.row), hash: hash)
      }
    }
  }

  /// Takes rows out of the margins again that were scanned from a place where no row begins.
  mutating func undo(_ outcome: ChunkOutcome) {
    cursor.move(to: outcome.start)
    while cursor.position < outcome.end, cursor.next() {
      let fate = reader.read(cursor, into: &facts.pointee)
      guard fate.isInTest else { continue }
      if fate == .counted { margins.remove(facts) }
      conduct?.discount(cursor, &facts.pointee)
    }
  }

  /// Takes a row out again that repeats a call; its facts where it was a call of the test.
  mutating func remove(_ row: UnsafePointer<UInt8>) -> (fate: RowFate, facts: CallFacts)? {
    cursor.move(to: row)
    guard cursor.next() else { return nil }
    let fate = reader.read(cursor, into: &facts.pointee)
    guard fate.isInTest else { return nil }
    if fate == .counted { margins.remove(facts) }
    conduct?.discount(cursor, &facts.pointee)
    return (fate, facts.pointee)
  }

  /// Gives calls the place of their lead, and takes others out of the margins.
  mutating func mend(_ calls: some Sequence<MovedCall>, keepsScript: Bool) {
    for call in calls {
      var (fate, own) = facts(at: call.row)
      guard fate == .counted else { continue }
      if let lead = call.lead, own.stands(at: lead) { continue }
      margins.remove(&own)
      guard let lead = call.lead else { continue }
      own.follow(lead, keepsScript: keepsScript)
      margins.add(&own)
    }
  }

  /// Reads the row at an address again.
  mutating func facts(at row: UnsafePointer<UInt8>) -> (fate: RowFate, facts: CallFacts) {
    cursor.move(to: row)
    guard cursor.next() else { return (.rejected, facts.pointee) }
    let fate = reader.read(cursor, into: &facts.pointee)
    return (fate, facts.pointee)
  }
}

/// Which parts of the keys a pass gathers.
struct GatheredKeys: Sendable {
  var calls: Range<Int>
  var leads: Range<Int>

  static let none = GatheredKeys(calls: 0..<0, leads: 0..<0)
  static let all = GatheredKeys(calls: 0..<Partition.count, leads: 0..<Partition.count)
}

/// In how many passes keys are gathered, so that they fit into the memory allowed.
struct ScanPasses: Sendable {
  /// Ranges of partitions, one a pass.
  let ranges: [Range<Int>]

  var isSingle: Bool { ranges.count == 1 }

  /// Passes for a number of rows and an allowance of bytes for keys.
  init(rows: Int, allowance: Int) {
    let needed = rows * (MemoryLayout<CallEntry>.stride + MemoryLayout<LeadEntry>.stride)
    let passes = min(Partition.count, max(1, (needed + allowance - 1) / max(1, allowance)))
    ranges = (0..<passes).map { Partition.count * $0 / passes..<Partition.count * ($0 + 1) / passes }
  }
}

/// What the rows of one chunk amounted to, besides margins and keys.
struct ChunkOutcome: @unchecked Sendable {
  let start: UnsafePointer<UInt8>
  var end: UnsafePointer<UInt8>
  var lines = 0
  var fates = [Int](repeating: 0, count: RowFate.allCases.count)
  var skippedTimes = 0
  var repeatedTimes = 0
  /// Calls by sign, in the order of the signs' bits.
  var signs = SIMD4<Int>.zero
  var lastDay = Int.min
  var rejected: [RejectedRow] = []

  init(start: UnsafePointer<UInt8>) {
    self.start = start
    end = start
  }

  mutating func note(_ signs: CallSigns, _ calls: Int) {
    for bit in 0..<4 where signs.rawValue >> UInt8(bit) & 1 == 1 { self.signs[bit] += calls }
  }

  @inline(__always)
  mutating func note(_ rule: LocalMoment.Rule, _ rows: Int) {
    switch rule {
    case .plain: break
    case .skipped: skippedTimes += rows
    case .repeated: repeatedTimes += rows
    }
  }
}

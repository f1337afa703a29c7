import Synchronization

/// Calls and leads that opportunities name and the test does not know, looked for among the calls outside the test.
struct OutsideCalls: Sendable {
  /// Ids that are looked for, each once.
  struct Sought: @unchecked Sendable {
    private var keys: [IdentifierKey] = []
    private var byHash: [UInt64: [Int]] = [:]
    private var found: [Bool] = []

    var isEmpty: Bool { keys.isEmpty }

    /// Adds an id.
    mutating func add(_ key: IdentifierKey) {
      guard place(of: key) == nil else { return }
      byHash[key.hash, default: []].append(keys.count)
      keys.append(key)
      found.append(false)
    }

    /// Notes that an id was met.
    mutating func meet(_ key: IdentifierKey) {
      if let place = place(of: key) { found[place] = true }
    }

    /// Notes what another thread met.
    mutating func merge(_ other: Sought) {
      for place in found.indices where other.found[place] { found[place] = true }
    }

    func isFound(_ key: IdentifierKey) -> Bool { place(of: key).map { found[$0] } ?? false }

    private func place(of key: IdentifierKey) -> Int? { byHash[key.hash]?.first { keys[$0] == key } }
  }

  var calls = Sought()
  var leads = Sought()

  var isEmpty: Bool { calls.isEmpty && leads.isEmpty }

  mutating func merge(_ other: OutsideCalls) {
    calls.merge(other.calls)
    leads.merge(other.leads)
  }
}

extension CallScan {
  /// Whether there are calls outside the test at all.
  var hasCallsOutside: Bool { RowFate.allCases.contains { $0.isOutside && rows($0) > 0 } }

  /// Reads the file once more and tells which of the sought ids have calls outside the test.
  func find(_ sought: OutsideCalls) -> OutsideCalls {
    let next = Atomic(0)
    let all = Mutex(sought)
    parallel { worker in
      var own = sought
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < self.chunks.count else { break }
        self.workers[worker].find(&own, from: self.chunks[index].start, before: self.cut.limits[index])
      }
      all.withLock { $0.merge(own) }
    }
    return all.withLock { $0 }
  }
}

extension CallWorker {
  /// Looks for ids in the rows outside the test.
  mutating func find(
    _ sought: inout OutsideCalls, from start: UnsafePointer<UInt8>, before limit: UnsafePointer<UInt8>
  ) {
    cursor.move(to: start)
    while cursor.position < limit, cursor.next() {
      guard let ids = reader.idsOutside(cursor) else { continue }
      sought.calls.meet(ids.call)
      sought.leads.meet(ids.lead)
    }
  }
}

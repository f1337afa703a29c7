import Experiment

/// What one thread holds while it assigns leads by hash: hashes of the ids it has met, and the rows of one chunk.
struct HashedLeadWorker: ~Copyable {
  private let file: DelimitedFile
  private let rules: LeadRowRules
  private let lead: Int
  private let units: LeadUnits
  private let columns: AssignmentColumns
  private let assigner: HashedAssigner
  private let control: UInt16
  private var ids: Partitions<UInt64>
  private let counts: UnsafeMutableBufferPointer<Int>
  /// The rows of the chunk read last.
  private(set) var text: DelimitedText
  /// Rows read.
  private(set) var rows = 0
  /// Leads that keep the current script outside the test.
  private(set) var heldOut = 0
  /// Leads that belong to another test of the layer.
  private(set) var otherTests = 0

  init(
    _ file: DelimitedFile, lead: Int, units: LeadUnits, rules: LeadRowRules, columns: AssignmentColumns,
    test: TestProtocol, expectedRows: Int, chunkSize: Int
  ) {
    self.file = file
    self.rules = rules
    self.lead = lead
    self.units = units
    self.columns = columns
    assigner = HashedAssigner(test)
    control = UInt16(test.variants.controlIndex)
    ids = Partitions(expecting: expectedRows)
    counts = .allocate(capacity: test.variants.all.count)
    counts.initialize(repeating: 0)
    text = DelimitedText(capacity: chunkSize)
  }

  deinit {
    counts.deallocate()
  }

  /// Leads of each variant, in the order of the plan; those held out aside.
  var leads: [Int] { Array(counts) }

  /// Hashes of the ids of one part, `0..<Partition.count`.
  func ids(of part: Int) -> UnsafeBufferPointer<UInt64> { ids.elements(of: part) }

  /// Assigns the rows that begin from `start` and before `limit`; returns where they end, nil at the first row that cannot
  /// be used.
  mutating func assign(
    from start: UnsafePointer<UInt8>, before limit: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    assign(from: start, before: limit, with: assigner)
  }

  /// The assigner is handed down, so that it is not copied for each row.
  private mutating func assign(
    from start: UnsafePointer<UInt8>, before limit: UnsafePointer<UInt8>, with assigner: HashedAssigner
  ) -> UnsafePointer<UInt8>? {
    text.removeAll()
    var cursor = file.rows()
    cursor.move(to: start)
    while cursor.position < limit, cursor.next() {
      guard rules.fault(cursor) == nil else { return nil }
      rows &+= 1
      let hash = IdentifierKey(cursor.field(lead)).hash
      ids.append(hash, hash: hash)
      let outcome =
        if let unit = units.leadID(cursor) {
          assigner.outcome(unit: unit.bytes)
        } else {
          units.withUnit(cursor) { assigner.outcome(unit: $0.bytes) }
        }
      var drawn = DrawnPlace(variant: control)
      switch outcome {
      case .variant(let index):
        drawn.variant = UInt16(truncatingIfNeeded: index)
        counts[index] &+= 1
      case .heldOut:
        drawn.isHeldOut = true
        heldOut &+= 1
      case .otherTest:
        otherTests &+= 1
        continue
      }
      columns.write(drawn, stratum: [], cursor, to: &text)
      text.endRow()
    }
    return cursor.position
  }
}

import Experiment

/// What a lead gets.
struct DrawnPlace: BitwiseCopyable {
  var variant: UInt16
  /// Number of the stratum in the file, 0 without strata.
  var stratum: UInt32 = 0
  /// Block and place in it, from 0; meaningless where nothing is drawn by blocks.
  var block: UInt32 = 0
  var place: UInt16 = 0
  /// Whether the lead keeps the current script outside the test.
  var isHeldOut = false
}

/// Draws the variants of leads by a plan's rule, one after the other.
struct LeadDraw: ~Copyable {
  /// How variants come about.
  private enum Rule {
    case hashed
    /// Each stratum has shares of its own.
    case hashedByStratum
    case blocked(BlockedAssigner)
  }

  private let test: TestProtocol
  private let path: String
  private let units: LeadUnits
  private let layer: Namespace?
  private let control: UInt16
  private let rule: Rule
  /// What hashes where all strata have the same shares.
  private let whole: HashedAssigner
  /// What hashes, or goes through blocks, by the stratum's number.
  private var assigners: [HashedAssigner?] = []
  private var sequences: [BlockSequence?] = []
  private var strata: StratumColumns
  private let stratumColumns: [Int]
  /// The stratum of all leads, where it is stated beside the file.
  private let wave: String?
  /// Units assigned before, by stratum.
  private let earlier: [String: Int]
  /// Names of the strata by number, as they are written.
  private(set) var stratumNames: [[UInt8]] = []
  private var drawnUnits = KeyTable(expecting: 0)
  private var drawn = Buffer<DrawnPlace>()
  private var copies = KeptIDs()
  /// Whether a unit's place must be remembered: several leads may share it, and it cannot be recomputed.
  private let remembers: Bool

  init(
    _ test: TestProtocol, file: DelimitedFile, units: LeadUnits, strata columns: [Int], wave: String?,
    earlier: [String: Int]
  ) throws(CallDataError) {
    self.test = test
    self.units = units
    self.wave = wave
    self.earlier = earlier
    path = file.path
    layer = test.assignment.layer
    control = UInt16(test.variants.controlIndex)
    whole = HashedAssigner(test)
    stratumColumns = columns
    strata = StratumColumns(columns)
    if test.assignment.method == .blocked {
      do throws(AssignmentError) {
        rule = .blocked(try BlockedAssigner(test))
      } catch {
        throw .cannotAssign(path: file.path, error)
      }
    } else {
      rule = LeadDraw.isByHashAlone(test) ? .hashed : .hashedByStratum
    }
    // A unit that several leads share stays in the block, or the wave, of the first.
    remembers = units.areShared && [.blocked, .waves].contains(test.assignment.method)
  }

  /// Whether a row's strata are read.
  static func readsStrata(_ test: TestProtocol) -> Bool {
    !isByHashAlone(test)
  }

  /// Whether the hash of a unit alone tells its variant.
  static func isByHashAlone(_ test: TestProtocol) -> Bool {
    test.assignment.method != .blocked && test.assignment.method != .waves && test.assignment.plannedShares == nil
  }

  /// Reads a row's stratum; returns the fault where a value is missing.
  mutating func stratum(_ cursor: borrowing RowCursor, into number: inout UInt32) -> RowFault? {
    number = 0
    return strata.isEmpty ? nil : strata.read(cursor, into: &number)
  }

  /// The text of a row's stratum.
  func stratumText(_ cursor: borrowing RowCursor) -> String {
    if let wave { return wave }
    return stratumColumns.map { cursor.field($0).text }.joined(separator: StratumColumns.separator)
  }

  /// What the lead of a row gets, nil where it belongs to another test of the layer.
  mutating func draw(_ cursor: borrowing RowCursor, line: () -> Int) throws(CallDataError) -> DrawnPlace? {
    if case .hashed = rule { return place(units.withUnit(cursor) { whole.outcome(unit: $0.bytes) }, stratum: 0) }
    if let layer, !units.withUnit(cursor, { layer.contains($0.bytes) }) { return nil }
    guard !remembers else { return try remembered(cursor, line: line) }
    return try fresh(cursor, line: line)
  }

  private func hashed(_ assigner: HashedAssigner, _ cursor: borrowing RowCursor, stratum: UInt32) -> DrawnPlace? {
    place(units.withUnit(cursor) { assigner.outcome(unit: $0.bytes) }, stratum: stratum)
  }

  @inline(__always)
  private func place(_ outcome: HashedAssigner.Outcome, stratum: UInt32) -> DrawnPlace? {
    switch outcome {
    case .variant(let index): DrawnPlace(variant: UInt16(index), stratum: stratum)
    case .heldOut: DrawnPlace(variant: control, stratum: stratum, isHeldOut: true)
    case .otherTest: nil
    }
  }

  /// What the row's unit got before, or gets now.
  private mutating func remembered(
    _ cursor: borrowing RowCursor, line: () -> Int
  ) throws(CallDataError) -> DrawnPlace? {
    let key = units.withUnit(cursor) { IdentifierKey($0.count > 15 ? copies.kept($0) : $0) }
    let (index, isNew) = drawnUnits.insert(key)
    if !isNew { return drawn[index] }
    guard let place = try fresh(cursor, line: line) else { return nil }
    drawn.append(place)
    return place
  }

  /// Remembers what a unit got in an earlier file.
  mutating func remember(_ unit: Field, _ place: DrawnPlace) {
    guard remembers else { return }
    let key = IdentifierKey(unit.count > 15 ? copies.kept(unit) : unit)
    if drawnUnits.insert(key).isNew { drawn.append(place) }
  }

  private mutating func fresh(_ cursor: borrowing RowCursor, line: () -> Int) throws(CallDataError) -> DrawnPlace? {
    var number: UInt32 = 0
    _ = stratum(cursor, into: &number)
    let index = Int(number)
    if index >= stratumNames.count || stratumNames[index].isEmpty {
      while stratumNames.count <= index { stratumNames.append([]) }
      stratumNames[index] = Array(stratumText(cursor).utf8)
    }
    do throws(AssignmentError) {
      switch rule {
      case .hashed: return hashed(whole, cursor, stratum: number)
      case .hashedByStratum:
        while assigners.count <= index { assigners.append(nil) }
        let assigner =
          if let known = assigners[index] { known } else {
            try HashedAssigner(test, stratum: stratumText(cursor))
          }
        assigners[index] = assigner
        return hashed(assigner, cursor, stratum: number)
      case .blocked(let assigner): return try nextOfBlock(assigner, cursor, stratum: index)
      }
    } catch {
      throw .cannotAssign(path: "\(path), line \(line())", error)
    }
  }

  private mutating func nextOfBlock(
    _ assigner: BlockedAssigner, _ cursor: borrowing RowCursor, stratum index: Int
  ) throws(AssignmentError) -> DrawnPlace? {
    while sequences.count <= index { sequences.append(nil) }
    if sequences[index] == nil {
      let text = stratumText(cursor)
      sequences[index] = try assigner.sequence(of: text, after: earlier[text] ?? 0)
    }
    guard let place = sequences[index]?.next() else { return nil }
    return DrawnPlace(
      variant: UInt16(place.variant), stratum: UInt32(index), block: UInt32(place.block), place: UInt16(place.place))
  }

  /// Strata in which units were drawn that do not fill a block.
  var strataBelowABlock: Int { sequences.count { $0.map { $0.unitsDrawn < $0.blockSize } ?? false } }

  /// Units drawn by blocks, earlier ones of the same strata included, and the units of a block.
  var blockedUnits: (drawn: Int, block: Int) {
    let known = sequences.compactMap { $0 }
    return (known.reduce(0) { $0 + $1.unitsDrawn }, known.map(\.blockSize).min() ?? 1)
  }
}

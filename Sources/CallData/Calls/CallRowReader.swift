import Cost
import Experiment

/// Turns rows of a calls file into facts, validating every field that is used.
///
/// Each worker has one: it holds the texts the worker has met.
struct CallRowReader: ~Copyable {
  let columns: CallColumns
  let rules: CallRules
  let decimals: DecimalStyle
  let fieldsPerRow: Int
  private(set) var agents = Interner()
  private(set) var windows = Interner()
  private var variants = Interner()
  private var variantIndices = Buffer<Int32>()
  private var strata: StratumColumns
  private var filters: RowFilters
  private var timestamps: TimestampReader
  private var copies = KeptIDs()

  /// Why the last row was rejected.
  private(set) var fault = RowFault(reason: .fieldCount, column: -1)

  init(_ columns: CallColumns, rules: CallRules, file: DelimitedFile) {
    self.columns = columns
    self.rules = rules
    decimals = file.decimals
    fieldsPerRow = file.header.count
    strata = StratumColumns(columns.strata)
    filters = RowFilters(columns.keep)
    timestamps = TimestampReader(zone: rules.zone, declared: rules.format)
    variantIndices.append(-1)
  }

  /// The stratum texts by number.
  var stratumTexts: [String] {
    if case .file(let table) = rules.source, table.hasStrata { return table.strata }
    return strata.texts
  }

  /// Reads the cursor's row.
  @inline(__always)
  mutating func read(_ cursor: borrowing RowCursor, into facts: inout CallFacts) -> RowFate {
    guard cursor.fieldCount == fieldsPerRow else {
      return rejected(cursor.isMalformed ? .quotes : .fieldCount, -1)
    }
    if !filters.isEmpty {
      guard filters.keep(cursor) else { return .filteredOut }
    }
    let start = cursor.field(columns.startedAt)
    guard let moment = timestamps.moment(start) else {
      return rejected(start.isEmpty ? .blank : .time, columns.startedAt)
    }
    facts.moment = moment
    guard readID(cursor, columns.callID, &facts.call), readID(cursor, columns.leadID, &facts.lead) else {
      return .rejected
    }
    guard readValues(cursor, &facts) else { return .rejected }
    if !rules.days.contains(moment.day) { return moment.day < rules.days.lowerBound ? .beforeStart : .afterEnd }
    if moment.day > rules.lastDay { return .afterReading }
    return readAssignment(cursor, &facts)
  }

  @inline(__always)
  private mutating func rejected(_ reason: RowFault.Reason, _ column: Int) -> RowFate {
    fault = RowFault(reason: reason, column: Int32(column))
    return .rejected
  }

  @inline(__always)
  private mutating func readID(_ cursor: borrowing RowCursor, _ column: Int, _ key: inout IdentifierKey) -> Bool {
    let field = cursor.field(column)
    if field.count > 0, field.count <= 15, !field.isMangledNumber, field.count != 9 {
      key = IdentifierKey(field)
      if key.isShortASCII { return true }
    }
    if let reason = field.identifierFault {
      fault = RowFault(reason: reason, column: Int32(column))
      return false
    }
    // Text with doubled quotes stands in the cursor's memory, which the next row takes.
    key = IdentifierKey(field.count > 15 && !cursor.isInFile(field) ? copies.kept(field) : field)
    return true
  }

  @inline(__always)
  private mutating func readValues(_ cursor: borrowing RowCursor, _ facts: inout CallFacts) -> Bool {
    facts.talk = -1
    facts.wrap = -1
    facts.answered = -1
    facts.cost = -1
    facts.qualified = false
    if let column = columns.talk, !readSeconds(cursor, column, &facts.talk) { return false }
    if let column = columns.wrap, !readSeconds(cursor, column, &facts.wrap) { return false }
    if let column = columns.answered {
      let field = cursor.field(column)
      if field.count > 0 {
        guard let flag = field.flag else { return fail(.flag, column) }
        facts.answered = flag ? 1 : 0
      }
    }
    if let column = columns.qualified {
      let field = cursor.field(column)
      if field.count > 0 {
        guard let flag = field.flag else { return fail(.flag, column) }
        facts.qualified = flag
      }
    }
    if let column = columns.cost {
      let field = cursor.field(column)
      if field.count > 0 {
        guard let amount = decimals.amount(field), amount.micros >= 0, amount.micros <= Field.dearestCall else {
          fault = field.numberFault(column, otherwise: .amount)
          return false
        }
        facts.cost = amount.micros
      }
    }
    return readTexts(cursor, &facts)
  }

  @inline(__always)
  private mutating func readSeconds(_ cursor: borrowing RowCursor, _ column: Int, _ seconds: inout Int) -> Bool {
    let field = cursor.field(column)
    if field.count > 0 {
      guard let read = field.seconds(decimals) else {
        fault = field.numberFault(column, otherwise: .seconds)
        return false
      }
      seconds = read
    }
    return true
  }

  @inline(__always)
  private mutating func fail(_ reason: RowFault.Reason, _ column: Int) -> Bool {
    fault = RowFault(reason: reason, column: Int32(column))
    return false
  }

  @inline(__always)
  private mutating func readTexts(_ cursor: borrowing RowCursor, _ facts: inout CallFacts) -> Bool {
    facts.agent = 0
    facts.delivered = -1
    if let column = columns.agent {
      let field = cursor.field(column)
      // Dialers write [None] or [No associated user] where no agent took the call.
      facts.agent = field.count > 0 && field[0] == 0x5B ? 0 : agents.number(of: field)
      if facts.agent > CallMargins.largestNumber { return fail(field.textFault, column) }
    }
    if let column = columns.window {
      let field = cursor.field(column)
      facts.window = windows.number(of: field)
      if facts.window > CallMargins.largestNumber { return fail(field.textFault, column) }
    } else {
      facts.window = rules.window(at: facts.moment)
    }
    if let column = columns.variant {
      let field = cursor.field(column)
      if field.count > 0 {
        let number = variants.number(of: field)
        guard number != Interner.unusable else {
          return fail(field.textFault == .tooMany ? .variant : field.textFault, column)
        }
        while variantIndices.count <= Int(number) {
          let name = variants.texts[variantIndices.count]
          variantIndices.append(Int32(rules.variants.firstIndex(of: name) ?? -1))
        }
        facts.delivered = Int(variantIndices[Int(number)])
        if facts.delivered < 0 { return fail(.variant, column) }
      }
    }
    if !strata.isEmpty {
      guard let failed = strata.read(cursor, into: &facts.stratum) else { return true }
      fault = failed
      return false
    }
    facts.stratum = 0
    return true
  }

  @inline(__always)
  private mutating func readAssignment(_ cursor: borrowing RowCursor, _ facts: inout CallFacts) -> RowFate {
    switch rules.source {
    case .recorded:
      guard facts.delivered >= 0 else { return rejected(.blank, columns.variant ?? -1) }
      facts.variant = facts.delivered
    case .hashed(let assigner):
      let unit = cursor.field(columns.unit)
      if let reason = unit.identifierFault { return rejected(reason, columns.unit) }
      facts.variant = assigner.variantIndex(unit: unit.bytes)
    case .file(let table):
      var key = facts.lead
      if table.key == .otherUnit {
        let unit = cursor.field(columns.unit)
        if let reason = unit.identifierFault { return rejected(reason, columns.unit) }
        key = IdentifierKey(unit)
      }
      guard let found = table.find(key) else { return .unassigned }
      facts.variant = Int(found.variant)
      facts.assignedZone = found.zone
      if table.hasStrata { facts.stratum = UInt32(found.stratum) }
    }
    return .counted
  }
}

/// Ids with doubled quotes, kept where the next row does not overwrite them.
struct KeptIDs: ~Copyable {
  private var copies: [UnsafeMutablePointer<UInt8>] = []

  deinit {
    for copy in copies { copy.deallocate() }
  }

  mutating func kept(_ field: Field) -> Field {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: field.count)
    copy.initialize(from: field.start, count: field.count)
    copies.append(copy)
    return Field(copy, field.count)
  }
}

extension Field {
  /// Why the field is no id, or nil where it is one.
  @inline(__always)
  var identifierFault: RowFault.Reason? {
    if count == 0 { return .blank }
    if count > IdentifierKey.longest { return .tooLong }
    if isMangledNumber { return .mangled }
    if count == 9, matches("anonymous") { return .withheld }
    return isASCII || validText != nil ? nil : .notText
  }

  @inline(__always)
  var isASCII: Bool {
    var all: UInt64 = 0
    var index = 0
    let raw = UnsafeRawPointer(start)
    while index &+ 8 <= count {
      all |= (raw + index).loadUnaligned(as: UInt64.self)
      index &+= 8
    }
    while index < count {
      all |= UInt64(start[index])
      index &+= 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// Why the field is no name.
  var textFault: RowFault.Reason {
    if count > IdentifierKey.longest { return .tooLong }
    return validText == nil ? .notText : .tooMany
  }
}

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
  /// Rows of the schedule by number of the agent, `unknownRow` until looked up.
  var scheduleRows = Buffer<Int32>()
  static let unknownRow = Int32.min
  /// Windows that variants stand for, by number of the row's window.
  var testedWindows = Buffer<Int32>()
  let unit: RandomisationUnit
  /// Whether the design asks more of a call than its variant.
  private let hasDesign: Bool
  private var strata: StratumColumns
  private var filters: RowFilters
  private var timestamps: TimestampReader
  private var complaints: DispositionReader
  var copies = KeptIDs()

  /// Why the last row was rejected.
  private(set) var fault = RowFault(reason: .fieldCount, column: -1)

  init(_ columns: CallColumns, rules: CallRules, file: DelimitedFile) {
    self.columns = columns
    self.rules = rules
    decimals = file.decimals
    fieldsPerRow = file.header.count
    strata = StratumColumns(columns.strata)
    filters = RowFilters(columns.keep)
    complaints = DispositionReader(rules.complaints ?? DispositionWords([]))
    timestamps = TimestampReader(zone: rules.zone, declared: rules.format)
    variantIndices.append(-1)
    unit = rules.unit
    hasDesign =
      rules.strata != nil || rules.zoneList != nil || rules.windowFactor != nil || rules.adherence != nil
  }

  /// The stratum texts by number.
  var stratumTexts: [String] {
    if case .file(let table) = rules.source, table.hasStrata { return table.strata }
    return rules.strata?.strata ?? strata.texts
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
    let fate = readAssignment(cursor, &facts)
    if hasDesign, fate.isInTest { return readDesign(fate, &facts) }
    return fate
  }

  /// The ids of the cursor's row where it is a call outside the test.
  mutating func idsOutside(_ cursor: borrowing RowCursor) -> (call: IdentifierKey, lead: IdentifierKey)? {
    var facts = CallFacts()
    let fate = read(cursor, into: &facts)
    guard fate.isOutside else { return nil }
    if fate == .filteredOut {
      guard readID(cursor, columns.callID, &facts.call), readID(cursor, columns.leadID, &facts.lead) else { return nil }
    }
    return (facts.call, facts.lead)
  }

  @inline(__always)
  mutating func rejected(_ reason: RowFault.Reason, _ column: Int) -> RowFate {
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
    // Nobody talked in a call that nobody answered.
    if facts.talk < 0, facts.answered == 0, columns.talk != nil { facts.talk = 0 }
    facts.complaint = -1
    if let column = columns.complaint {
      let field = cursor.field(column)
      if field.count > 0 { facts.complaint = complaints.isMeant(field) ? 1 : 0 }
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
}

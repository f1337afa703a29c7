import Experiment

/// Holds calls against the law, for one worker: in the time zone of the lead where a file states it, else in the plan's.
///
/// The zone of the call's own row comes first, then that of the assignments file, or of the leads file. A name that no zone has leaves the call
/// to the plan's zone, and is counted.
final class ConductReader {
  /// What a text means, once known.
  private enum Zone {
    case unread, unknown
    case known(LocalClock)
  }

  private let law: LawTable
  private let rules: CallRules
  private let timeZone: Int?
  private let disposition: Int?
  private let assignedNames: [String]
  private var names = Interner()
  private var zones: [Zone] = []
  private var assignedZones: [Zone]
  private var refusals: DispositionReader
  /// Calls counted by this worker.
  private(set) var counts = ConductCounts()

  init(_ law: LawTable, columns: CallColumns, rules: CallRules) {
    self.law = law
    self.rules = rules
    timeZone = columns.timeZone
    disposition = law.knowsRest ? columns.disposition : nil
    refusals = DispositionReader(law.refusals ?? DispositionWords([]))
    if let list = rules.zoneList {
      assignedNames = list.zones
    } else if case .file(let table) = rules.source {
      assignedNames = table.zones
    } else {
      assignedNames = [""]
    }
    assignedZones = [Zone](repeating: .unread, count: assignedNames.count)
  }

  /// Judges a call and counts it.
  func count(_ cursor: borrowing RowCursor, _ facts: inout CallFacts) {
    judge(cursor, &facts)
    counts.add(facts.conduct, 1)
  }

  /// Judges a call again and takes it out of the counts.
  func discount(_ cursor: borrowing RowCursor, _ facts: inout CallFacts) {
    judge(cursor, &facts)
    counts.add(facts.conduct, -1)
  }

  /// Judges a call.
  func judge(_ cursor: borrowing RowCursor, _ facts: inout CallFacts) {
    var flags: ConductFlags = []
    var (day, second) = (facts.moment.day, facts.moment.second)
    if facts.moment.isDateOnly {
      flags.insert(.withoutTime)
    } else {
      if law.hasWindows, rules.window(at: facts.moment) == 0 { flags.insert(.outsideWindows) }
      if let local = localMoment(cursor, facts, &flags) { (day, second) = (local.day, local.second) }
    }
    facts.conduct = flags.union(law.flags(day: day, second: second))
    facts.leadMarks = LeadEntry.marks(
      isRefusal: disposition.map { refusals.isMeant(cursor.field($0)) } ?? false, dayShift: day - facts.moment.day)
  }

  /// The moment of a call where its lead is; nil in the plan's zone.
  private func localMoment(
    _ cursor: borrowing RowCursor, _ facts: CallFacts, _ flags: inout ConductFlags
  ) -> LocalMoment? {
    if let timeZone {
      let field = cursor.field(timeZone).trimmed
      if field.count > 0 {
        let number = Int(names.number(of: field))
        while zones.count < names.texts.count { zones.append(.unread) }
        guard number < zones.count else {
          flags.insert(.unknownZone)
          return nil
        }
        return moment(&zones[number], names.texts[number], at: facts.moment.instant, &flags)
      }
    }
    guard facts.assignedZone > 0 else { return nil }
    let number = Int(facts.assignedZone)
    guard number < assignedZones.count else {
      flags.insert(.unknownZone)
      return nil
    }
    return moment(&assignedZones[number], assignedNames[number], at: facts.moment.instant, &flags)
  }

  private func moment(
    _ zone: inout Zone, _ name: String, at instant: Int, _ flags: inout ConductFlags
  ) -> LocalMoment? {
    if case .unread = zone { zone = law.zones.table(name).map { .known(LocalClock($0)) } ?? .unknown }
    guard case .known(var clock) = zone else {
      flags.insert(.unknownZone)
      return nil
    }
    flags.insert(.inOwnZone)
    let moment = clock.moment(at: instant)
    zone = .known(clock)
    return moment
  }
}

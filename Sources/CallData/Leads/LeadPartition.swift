import Experiment

/// The calls of one lead (of one variant, where leads may have several) as a chain of entries.
struct LeadGroup: BitwiseCopyable {
  var first: UInt32
  var last: UInt32
  var calls: UInt32 = 1
  /// Whether its calls differ in variant or stratum.
  var isMixed = false
}

/// The calls of one partition of leads, grouped by lead.
struct LeadPartition: ~Copyable {
  static let none = UInt32.max

  let rules: LeadRules
  private let file: DelimitedFile
  private let startedAt: Int
  private var cursor: RowCursor
  private var timestamps: TimestampReader
  var entries = Buffer<LeadEntry>()
  var following = Buffer<UInt32>()
  var groups = Buffer<LeadGroup>()
  private var slots = Buffer<UInt32>()
  private var mask = 0
  /// The opportunity of each call that has one, by entry.
  private var opportunities: [Int: JoinedOpportunity] = [:]
  var summary = LeadSummary()
  private var table = LeadCounts()
  private var units = LeadCounts()

  init(_ scan: CallScan, rules: LeadRules, startedAt: Int) {
    self.rules = rules
    file = scan.file
    self.startedAt = startedAt
    cursor = scan.file.rows()
    timestamps = TimestampReader(zone: scan.rules.zone, declared: scan.rules.format)
  }

  /// Takes the entries of a partition from the workers, strata renumbered, without repeated calls.
  mutating func load(
    _ scan: CallScan, _ partition: Int, strata: [[UInt16]], without removed: Set<UInt>
  ) {
    var total = 0
    for worker in 0..<scan.threads { total += scan.workers[worker].leads.elements(of: partition).count }
    entries = Buffer(capacity: total)
    for worker in 0..<scan.threads {
      let numbers = strata[worker]
      for entry in scan.workers[worker].leads.elements(of: partition) {
        if !removed.isEmpty, removed.contains(entry.rowAddress) { continue }
        entries.append(numbers.count > 1 ? entry.renumbered(numbers) : entry)
      }
      scan.workers[worker].leads.release(partition)
    }
    opportunities.removeAll(keepingCapacity: true)
    group()
  }

  private mutating func group() {
    var size = 64
    while size < entries.count * 2 { size *= 2 }
    slots = Buffer(repeating: 0, count: size)
    mask = size - 1
    groups = Buffer(capacity: entries.count)
    following = Buffer(capacity: entries.count)
    for index in 0..<entries.count { insert(index) }
  }

  @inline(__always)
  private mutating func insert(_ index: Int) {
    let entry = entries[index]
    following.append(LeadPartition.none)
    var slot = Int(truncatingIfNeeded: entry.key.hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) &- 1
      let first = entries[Int(groups[number].first)]
      if first.key == entry.key, !rules.leadHasSeveralVariants || first.variant == entry.variant {
        following[Int(groups[number].last)] = UInt32(index)
        groups[number].last = UInt32(index)
        groups[number].calls &+= 1
        if first.variant != entry.variant || first.stratum != entry.stratum { groups[number].isMixed = true }
        return
      }
      slot = (slot &+ 1) & mask
    }
    groups.append(LeadGroup(first: UInt32(index), last: UInt32(index)))
    slots[slot] = UInt32(groups.count)
  }

  /// What all leads loaded so far amount to.
  consuming func total() -> LeadSummary {
    table.forEach { summary.table[$0] = $1 }
    units.forEach { summary.units[$0] = $1.leads }
    return summary
  }

  /// Joins opportunities and sales to the leads loaded last, then counts these.
  mutating func finish(
    _ opportunityQuestions: [LeadQuestions.OpportunityQuestion], _ saleQuestions: [LeadQuestions.SaleQuestion]
  ) {
    for number in 0..<groups.count where groups[number].isMixed { settleVariant(number) }
    var rowOfOpportunity: [Int: Int] = [:]
    for question in opportunityQuestions { join(question, &rowOfOpportunity) }
    for question in saleQuestions { attribute(question, rowOfOpportunity) }
    for number in 0..<groups.count { count(number) }
    if let law = rules.law { for number in 0..<groups.count { judge(number, law) } }
  }

  /// When the call of an entry began, read again from its row.
  mutating func moment(_ index: Int) -> LocalMoment {
    guard let row = UnsafePointer<UInt8>(bitPattern: entries[index].rowAddress) else {
      return LocalMoment(instant: 0, day: 0, second: -1)
    }
    cursor.move(to: row)
    guard cursor.next(), let moment = timestamps.moment(cursor.field(startedAt)) else {
      return LocalMoment(instant: 0, day: 0, second: -1)
    }
    return moment
  }

  /// The entry of a group that comes first in time, rows of one instant in the order of the file.
  private mutating func earliest(_ number: Int, where condition: (LeadEntry) -> Bool) -> Int? {
    var best: (index: Int, instant: Int, row: UInt)?
    var index = groups[number].first
    while index != LeadPartition.none {
      let entry = entries[Int(index)]
      if condition(entry) {
        let instant = moment(Int(index)).instant
        if best.map({ (instant, entry.rowAddress) < ($0.instant, $0.row) }) ?? true {
          best = (Int(index), instant, entry.rowAddress)
        }
      }
      index = following[Int(index)]
    }
    return best?.index
  }

  /// A recorded variant that changes between calls of a lead: the first one counts for all of them.
  private mutating func settleVariant(_ number: Int) {
    guard rules.leadKeepsRecordedVariant else { return }
    var changes = false
    var index = groups[number].first
    let some = entries[Int(index)].variant
    while index != LeadPartition.none {
      if entries[Int(index)].variant != some { changes = true }
      index = following[Int(index)]
    }
    guard changes, let first = earliest(number, where: { _ in true }) else { return }
    let variant = entries[first].variant
    summary.changingVariants += 1
    index = groups[number].first
    while index != LeadPartition.none {
      var entry = entries[Int(index)]
      if entry.variant != variant, let row = UnsafePointer<UInt8>(bitPattern: entry.rowAddress) {
        summary.moved.append((row, variant))
        entry.variant = variant
        entries[Int(index)] = entry
      }
      index = following[Int(index)]
    }
  }

  /// The entries of a lead, in all its groups.
  func calls(of lead: IdentifierKey) -> [Int] {
    var calls: [Int] = []
    var slot = Int(truncatingIfNeeded: lead.hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[Int(groups[number].first)].key == lead {
        var index = groups[number].first
        while index != LeadPartition.none {
          calls.append(Int(index))
          index = following[Int(index)]
        }
      }
      slot = (slot + 1) & mask
    }
    return calls
  }

  /// The last of some calls at or before a moment, rows of one instant in the order of the file.
  private mutating func last(of calls: [Int], notAfter limit: LocalMoment) -> (index: Int, moment: LocalMoment)? {
    var best: (index: Int, moment: LocalMoment, row: UInt)?
    for index in calls {
      let moment = moment(index)
      let row = entries[index].rowAddress
      guard limit.isAtOrAfter(moment) else { continue }
      if best.map({ ($0.moment.instant, $0.row) < (moment.instant, row) }) ?? true { best = (index, moment, row) }
    }
    return best.map { ($0.index, $0.moment) }
  }

  private mutating func join(_ question: LeadQuestions.OpportunityQuestion, _ entryOf: inout [Int: Int]) {
    var calls = calls(of: question.lead)
    if let row = question.row { calls = calls.filter { entries[$0].rowAddress == row } }
    guard !calls.isEmpty else {
      summary.findings.append((.withoutCall, 1))
      return
    }
    guard let (index, moment) = last(of: calls, notAfter: question.qualifiedAt) else {
      summary.findings.append((.beforeCall, 1))
      return
    }
    entryOf[question.index] = index
    var entry = entries[index]
    guard !entry.isJoined, let row = UnsafePointer<UInt8>(bitPattern: entry.rowAddress) else {
      summary.findings.append((.repeated, 1))
      return
    }
    let isLate = rules.within.map { !question.qualifiedAt.isWithin($0, of: moment) } ?? false
    entry.isJoined = true
    if !rules.isQualifiedStated, !isLate { entry.isQualified = true }
    entries[index] = entry
    let joined = JoinedOpportunity(
      index: question.index, row: row, moment: moment, variant: entry.variant, isLate: isLate)
    opportunities[index] = joined
    summary.joined.append(joined)
  }

  private mutating func attribute(_ question: LeadQuestions.SaleQuestion, _ entryOf: [Int: Int]) {
    var found: (index: Int, moment: LocalMoment)?
    if let opportunity = question.opportunity, let index = entryOf[opportunity] {
      found = last(of: [index], notAfter: question.closedAt)
    }
    if found == nil { found = last(of: calls(of: question.lead), notAfter: question.closedAt) }
    guard let (index, moment) = found else { return }
    let days = question.closedAt.day - moment.day
    guard days >= 0, days <= rules.attributionDays else { return }
    summary.attributed.append(
      AttributedSale(
        index: question.index, variant: entries[index].variant, daysSinceCall: days,
        opportunity: question.opportunity ?? opportunities[index]?.index))
  }

  @inline(__always)
  private mutating func count(_ number: Int) {
    let group = groups[number]
    let first = entries[Int(group.first)]
    var calls = 0
    var opportunities = 0
    var talk = 0
    var index = group.first
    while index != LeadPartition.none {
      let entry = entries[Int(index)]
      if entry.day <= rules.matureThrough {
        calls &+= 1
        if entry.isQualified { opportunities &+= 1 }
        talk &+= entry.talk
      }
      index = following[Int(index)]
    }
    var unitStratum = Int(first.stratum)
    var stratum = unitStratum
    if group.isMixed {
      unitStratum = earliest(number, where: { _ in true }).map { Int(entries[$0].stratum) } ?? unitStratum
      let through = rules.matureThrough
      stratum = earliest(number, where: { $0.day <= through }).map { Int(entries[$0].stratum) } ?? unitStratum
    }
    units.add(variant: first.variant, stratum: unitStratum, calls: 0, opportunities: 0, talk: 0)
    guard calls > 0 else { return }
    // No lead is talked to for a third of a year; the bound keeps squares within range whatever a file says.
    table.add(
      variant: first.variant, stratum: stratum, calls: calls, opportunities: opportunities, talk: min(talk, 10_000_000))
  }
}

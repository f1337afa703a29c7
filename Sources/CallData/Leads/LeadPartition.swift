import Experiment

/// The calls of one lead as a chain of entries.
struct LeadGroup: BitwiseCopyable {
  /// Any of its calls until the lead is settled, the first one in time from then on where its calls differ.
  var first: UInt32
  var last: UInt32
  var calls: UInt32 = 1
  /// Whether its calls differ in variant, stratum or slot, or one is in the wash-out.
  var isMixed = false
  /// Whether the lead is left out: its first call was in the wash-out.
  var isLeftOut = false
}

/// The calls of one partition of leads, grouped by lead.
struct LeadPartition: ~Copyable {
  static let none = UInt32.max

  let rules: LeadRules
  private let file: DelimitedFile
  private let startedAt: Int
  var cursor: RowCursor
  let slotTable: SlotTable?
  let agentColumn: Int?
  private var timestamps: TimestampReader
  var entries = Buffer<LeadEntry>()
  var following = Buffer<UInt32>()
  var groups = Buffer<LeadGroup>()
  private var slots = Buffer<UInt32>()
  private var mask = 0
  /// The opportunity of each call that has one, by entry.
  var opportunities: [Int: JoinedOpportunity] = [:]
  var summary = LeadSummary()
  /// What leads add to their companies, where these are what is counted.
  let shares = CompanyShares()
  let companies: CompanyBook?
  var copies = KeptIDs()
  private var table = LeadCounts()
  private var units = LeadCounts()

  init(_ scan: CallScan, rules: LeadRules, startedAt: Int) {
    self.rules = rules
    file = scan.file
    self.startedAt = startedAt
    companies = scan.rules.companies
    slotTable = scan.rules.slots
    agentColumn = scan.workers[0].reader.columns.agent
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
      if first.key == entry.key {
        following[Int(groups[number].last)] = UInt32(index)
        groups[number].last = UInt32(index)
        groups[number].calls &+= 1
        if first.variant != entry.variant || first.stratum != entry.stratum || rules.goesBySlot {
          groups[number].isMixed = true
        }
        return
      }
      slot = (slot &+ 1) & mask
    }
    groups.append(LeadGroup(first: UInt32(index), last: UInt32(index), isMixed: entry.isInWashOut))
    slots[slot] = UInt32(groups.count)
  }

  /// What all leads loaded so far amount to.
  consuming func total() -> LeadSummary {
    table.visit { summary.table[$0] = $1 }
    units.visit { summary.units[$0] = $1.leads }
    if companies != nil { summary.companies = [shares] }
    return summary
  }

  /// Joins opportunities and sales to the leads loaded last, then counts these.
  mutating func finish(
    _ opportunityQuestions: [LeadQuestions.OpportunityQuestion], _ saleQuestions: [LeadQuestions.SaleQuestion],
    _ touchQuestions: [LeadQuestions.TouchQuestion]
  ) {
    // Before calls are left out of comparisons: the law asks of all of them.
    if let law = rules.law { for number in 0..<groups.count { judge(number, law) } }
    for number in 0..<groups.count where groups[number].isMixed { settle(number) }
    var rowOfOpportunity: [Int: Int] = [:]
    for question in opportunityQuestions { join(question, &rowOfOpportunity) }
    for question in saleQuestions { attribute(question, rowOfOpportunity) }
    if rules.keepsCallsBeforeSales {
      for question in saleQuestions { noteCalls(before: question) }
      noteTouches(of: touchQuestions)
    }
    for number in 0..<groups.count { count(number) }
  }

  /// When the call of an entry began, read again from its row.
  mutating func moment(_ index: Int) -> LocalMoment {
    guard let row = entries[index].row else {
      return LocalMoment(instant: 0, day: 0, second: -1)
    }
    cursor.move(to: row)
    guard cursor.next(), let moment = timestamps.moment(cursor.field(startedAt)) else {
      return LocalMoment(instant: 0, day: 0, second: -1)
    }
    return moment
  }

  /// The entry of a group that comes first in time, rows of one instant in the order of the file.
  mutating func earliest(_ number: Int, where condition: (LeadEntry) -> Bool) -> Int? {
    var best: Int?
    var instant: Int?
    var index = groups[number].first
    while index != LeadPartition.none {
      let candidate = Int(index)
      index = following[candidate]
      let entry = entries[candidate]
      guard condition(entry) else { continue }
      guard let known = best else {
        best = candidate
        continue
      }
      let other = entries[known]
      // Only of calls on one day, in one part of it, the rows have to be read again.
      if (entry.day, entry.part) != (other.day, other.part) {
        if (entry.day, entry.part) < (other.day, other.part) { (best, instant) = (candidate, nil) }
        continue
      }
      let earlier = instant ?? moment(known).instant
      let own = moment(candidate).instant
      instant = earlier
      if (own, entry.rowAddress) < (earlier, other.rowAddress) { (best, instant) = (candidate, own) }
    }
    return best
  }

  /// The calls of a lead; none where the lead has none, or is left out.
  func calls(of lead: IdentifierKey) -> LeadCalls {
    var slot = Int(truncatingIfNeeded: lead.hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[Int(groups[number].first)].key == lead {
        guard !groups[number].isLeftOut else { return LeadCalls(entries: [], group: number, isKnown: true) }
        return LeadCalls(entries: chain(of: number), group: number, isKnown: true)
      }
      slot = (slot + 1) & mask
    }
    return LeadCalls(entries: [], group: 0, isKnown: false)
  }

  /// The entries of a group.
  func chain(of number: Int) -> [Int] {
    var chain: [Int] = []
    var index = groups[number].first
    while index != LeadPartition.none {
      chain.append(Int(index))
      index = following[Int(index)]
    }
    return chain
  }

  @inline(__always)
  private mutating func count(_ number: Int) {
    let group = groups[number]
    if group.isLeftOut { return }
    let first = entries[Int(group.first)]
    var calls = 0
    var opportunities = 0
    var heard = 0
    var talk = 0
    var index = group.first
    while index != LeadPartition.none {
      let entry = entries[Int(index)]
      if entry.day <= rules.matureThrough {
        calls &+= 1
        if entry.isQualified { opportunities &+= 1 }
        if entry.heardChallenger { heard &+= 1 }
        talk &+= entry.talk
      }
      index = following[Int(index)]
    }
    if companies != nil {
      count(
        number, CompanyCounts(calls: calls, opportunities: opportunities, heard: heard, talk: min(talk, 10_000_000)))
      return
    }
    units.add(variant: first.variant, stratum: Int(first.stratum), calls: 0, opportunities: 0, heard: 0, talk: 0)
    guard calls > 0 else { return }
    var stratum = Int(first.stratum)
    if group.isMixed, first.day > rules.matureThrough {
      let through = rules.matureThrough
      stratum = earliest(number, where: { $0.day <= through }).map { Int(entries[$0].stratum) } ?? stratum
    }
    // No lead is talked to for a third of a year; the bound keeps squares within range whatever a file says.
    table.add(
      variant: first.variant, stratum: stratum, calls: calls, opportunities: opportunities, heard: heard,
      talk: min(talk, 10_000_000))
  }
}

/// What `LeadPartition` finds of one lead.
struct LeadCalls {
  /// Its calls, as entries.
  let entries: [Int]
  let group: Int
  /// Whether the lead has calls, be they left out.
  let isKnown: Bool
}

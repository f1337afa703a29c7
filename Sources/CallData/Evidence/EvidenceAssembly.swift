import Cost
import Decision
import Experiment
import Foundation

/// Everything after the scan of calls: repeated ids, opportunities, sales, leads, and the margins mended accordingly.
struct EvidenceAssembly {
  let test: TestProtocol
  let scan: CallScan
  let columns: CallColumns
  let opportunities: OpportunityFile?
  let sales: SalesFile?
  let assignments: AssignmentTable?
  let schedule: SlotScheduleFile?
  let leads: LeadTableFile?
  let attributionDays: Int
  let acceptedSources: [String]
  let asOf: CivilDate?
  /// What other channels did to leads, where the plan names a file of it.
  var touches: TouchesFile?
  /// Days in which a touch loses half of its weight under time decay.
  var touchHalfLifeDays = Economics.standardHalfLifeDays
  /// What a sale without a margin of its own brings by the plan.
  var marginPerSale: Money?
  /// Which call of its lead a sale is attributed to.
  var attributedCall = AttributedCall.last
  var intake = Intake()
  private var removed = [Set<UInt>](repeating: [], count: Partition.count)
  /// What repeated rows were counted for, and should not have been.
  var repeated: ChunkOutcome
  var repeatedInWashOut = 0
  /// Calls that opportunities name and the test does not know.
  var unmatchedCalls: [IdentifierKey] = []

  init(
    test: TestProtocol, scan: CallScan, columns: CallColumns, opportunities: OpportunityFile?, sales: SalesFile?,
    assignments: AssignmentTable?, schedule: SlotScheduleFile?, leads: LeadTableFile?,
    attributionDays: Int, acceptedSources: [String],
    asOf: CivilDate?
  ) {
    self.test = test
    repeated = ChunkOutcome(start: scan.file.firstRow)
    self.scan = scan
    self.columns = columns
    self.opportunities = opportunities
    self.sales = sales
    self.assignments = assignments
    self.schedule = schedule
    self.leads = leads
    self.attributionDays = attributionDays
    self.acceptedSources = acceptedSources
    self.asOf = asOf
  }

  /// The evidence.
  mutating func evidence() throws(CallDataError) -> Evidence {
    var strata = try StrataNumbers(scan)
    let lastDay = lastDay
    let until = (asOf ?? lastDay)?.dayNumber ?? Int.max
    noteSources()
    let calls = searchCalls(until: until)
    removeRepetitions(calls.repetitions)
    let questions = questions(calls, until: until)
    var rules = LeadRules(
      test, asOf: asOf ?? lastDay, attributionDays: attributionDays, isQualifiedStated: columns.qualified != nil)
    rules.keepsCallsBeforeSales = touches != nil
    rules.attributedCall = attributedCall
    let summary = try summary(&strata, questions, rules)
    var sources: [String: Receipts.SourceCount] = [:]
    let delays = addJoined(summary.joined, &sources)

    var tally = Tally()
    for worker in 0..<scan.threads {
      let names = scan.names(of: worker)
      scan.workers[worker].margins.add(to: &tally, names: names)
      if let slots = scan.rules.slots {
        scan.workers[worker].margins.add(
          to: &tally, slots: slots, matureThrough: rules.matureThrough, variants: names.variants)
      }
    }
    tally = tally.withoutEmptyCells
    tally.leads = leadTable(summary, strata)
    tally.units = units(summary, strata, tally)
    tally.delays = delays
    tally.conduct = conduct(summary)
    noteRows(summary)
    noteUnmatched(summary.unmatched)
    var receipts = receipts(summary, until: until)
    receipts.sources = sources
    let credits = touchCredits(summary, questions, until: until)
    return Evidence(
      tally: tally, receipts: receipts, datedReceipts: datedReceipts(summary), touches: credits, intake: intake,
      lastDay: lastDay)
  }

  /// The last day of calls, opportunities and sales, at most the day of the reading.
  private var lastDay: CivilDate? {
    let days = [scan.lastDay, opportunities?.lastDay ?? Int.min, sales?.lastDay ?? Int.min]
    guard let last = days.max(), last > Int.min else { return nil }
    return CivilDate(dayNumber: min(last, asOf?.dayNumber ?? last))
  }

  /// Repeated call ids, and the rows of the calls that opportunities name, in as many passes as memory asks for.
  private func searchCalls(until: Int) -> RepeatedCalls {
    var questions: [CallQuestion] = []
    for (index, opportunity) in (opportunities?.opportunities ?? []).enumerated() {
      guard opportunity.qualifiedAt.day <= until, let call = opportunity.call else { continue }
      questions.append(CallQuestion(index: index, key: call))
    }
    var calls = RepeatedCalls()
    for (pass, range) in scan.passes.ranges.enumerated() {
      if pass > 0 { scan.gather(GatheredKeys(calls: range, leads: 0..<0)) }
      calls.search(scan, partitions: range, callID: columns.callID, questions: questions)
    }
    return calls
  }

  private mutating func removeRepetitions(_ repetitions: [RepeatedCalls.Repetition]) {
    for repetition in repetitions {
      guard let (fate, facts) = scan.workers[0].remove(repetition.row) else { continue }
      removed[Partition.index(facts.lead.hash)].insert(UInt(bitPattern: repetition.row))
      intake.note(repetition.isSame ? .duplicateCall : .conflictingCall)
      repeated.note(facts.signs, 1)
      guard fate == .counted else {
        repeatedInWashOut += 1
        continue
      }
      repeated.note(facts.moment.rule, 1)
    }
  }

  /// Opportunities and sales by the lead whose calls they look for.
  private mutating func questions(_ calls: RepeatedCalls, until: Int) -> LeadQuestions {
    var questions = LeadQuestions()
    var indexOfID: [String: Int] = [:]
    var leadOf: [Int: IdentifierKey] = [:]
    for (index, opportunity) in (opportunities?.opportunities ?? []).enumerated() {
      guard opportunity.qualifiedAt.day <= until else {
        intake.note(.opportunityAfterReading)
        continue
      }
      if !isAccepted(opportunity.source) { intake.note(.otherSource) }
      var row: UInt?
      var lead = opportunity.lead
      if opportunity.call != nil {
        guard let address = calls.answers[index] else {
          if let call = opportunity.call { unmatchedCalls.append(call) }
          if indexOfID[opportunity.id] == nil { indexOfID[opportunity.id] = index }
          leadOf[index] = lead
          continue
        }
        row = UInt(bitPattern: address)
        lead = scan.workers[0].facts(at: address).facts.lead
      }
      guard let lead else { continue }
      if indexOfID[opportunity.id] == nil { indexOfID[opportunity.id] = index }
      leadOf[index] = lead
      questions.add(
        LeadQuestions.OpportunityQuestion(index: index, lead: lead, row: row, qualifiedAt: opportunity.qualifiedAt))
    }
    questions.sortOpportunities()
    for (index, sale) in (sales?.sales ?? []).enumerated()
    where sale.closedAt.day <= until && !sale.isRefundWithoutSale {
      let opportunity = sale.attributedOpportunity.flatMap { indexOfID[$0] }
      guard let lead = opportunity.flatMap({ leadOf[$0] }) ?? sale.attributedLead else { continue }
      questions.add(
        LeadQuestions.SaleQuestion(index: index, lead: lead, opportunity: opportunity, closedAt: sale.attributedAt))
    }
    for entry in (touches?.byLead.values.joined()).map(Array.init) ?? [] {
      questions.add(LeadQuestions.TouchQuestion(lead: entry.lead, touches: entry.touches.count))
    }
    return questions
  }

  func isAccepted(_ source: String?) -> Bool {
    acceptedSources.isEmpty || (source.map(acceptedSources.contains) ?? false)
  }

  private func summary(
    _ strata: inout StrataNumbers, _ questions: LeadQuestions, _ rules: LeadRules
  ) throws(CallDataError) -> LeadSummary {
    var summary = LeadSummary()
    for range in scan.passes.ranges {
      if !scan.passes.isSingle {
        scan.gather(GatheredKeys(calls: 0..<0, leads: range))
        // Another thread may have read a chunk this time, and met its strata for the first time.
        try strata.update(scan)
      }
      summary.merge(
        LeadPhase.summary(
          of: scan, partitions: range, rules: rules, startedAt: columns.startedAt, strata: strata.numbers,
          removed: removed, questions: questions))
      scan.mend(summary.moved)
      summary.moved = []
    }
    CompanyTotals.add(summary.companies, to: &summary, scan)
    return summary
  }

  /// Brings joined opportunities into the margins, and returns their delays.
  ///
  /// Where calls state themselves that they were qualified, an opportunities file need not date each of them, and no
  /// delays are told.
  private func addJoined(
    _ joined: [JoinedOpportunity], _ sources: inout [String: Receipts.SourceCount]
  ) -> DelayTable {
    let isStated = columns.qualified != nil
    var delays = DelayTable()
    for joined in joined {
      guard let opportunity = opportunities?.opportunities[joined.index] else { continue }
      var (fate, facts) = scan.workers[0].facts(at: joined.row)
      guard fate == .counted else { continue }
      if let lead = joined.lead { facts.follow(lead, keepsScript: scan.callbacksKeepScript) }
      let counts = isStated ? facts.qualified : !joined.isLate
      if counts, !acceptedSources.isEmpty {
        sources[test.variants.names[joined.variant], default: Receipts.SourceCount()].note(
          isAccepted: isAccepted(opportunity.source))
      }
      let sums = CellSums(
        isInTime: !isStated && !joined.isLate, isLate: !isStated && joined.isLate,
        accepted: counts ? opportunity.accepted : nil)
      withUnsafePointer(to: facts) { scan.workers[0].margins.add(sums, to: $0) }
      guard !isStated else { continue }
      let called = joined.moment.day
      delays.add(
        1,
        to: DelayKey(
          variant: test.variants.names[joined.variant], date: CivilDate(dayNumber: called),
          days: opportunity.qualifiedAt.day - called))
    }
    return delays
  }

  private func leadTable(_ summary: LeadSummary, _ strata: StrataNumbers) -> LeadTable {
    var table = LeadTable()
    for (key, row) in summary.table {
      table.add(
        row,
        to: LeadTable.Key(
          variant: test.variants.names[key.variant], stratum: strata.name(key.stratum), calls: key.calls,
          opportunities: key.opportunities, heardChallenger: key.heardChallenger))
    }
    return table
  }

  private func units(_ summary: LeadSummary, _ strata: StrataNumbers, _ tally: Tally) -> RandomisedUnits {
    if let assignments, assignments.countsUnits {
      let called = test.drawnUnit == .lead ? summary.units.reduce(0) { $0 + $1.value } : nil
      return RandomisedUnits(source: .assignments, counts: assignments.units, called: called)
    }
    // Leads or companies are what was randomised only where the plan says so.
    switch test.drawnUnit {
    case .slot: return RandomisedUnits()
    case .agent: return agents(tally)
    case .lead, .company: break
    }
    var counts: [UnitKey: Int] = [:]
    for (key, leads) in summary.units {
      counts[
        UnitKey(variant: test.variants.names[key.variant], stratum: strata.name(key.stratum)), default: 0] += leads
    }
    return RandomisedUnits(source: .calls, counts: counts)
  }

  /// How calls stand before the law, where the plan names one.
  private mutating func conduct(_ summary: LeadSummary) -> CallConduct? {
    guard let law = scan.rules.law else { return nil }
    var counts = ConductCounts()
    for worker in 0..<scan.threads {
      if let judged = scan.workers[worker].conduct?.counts { counts += judged }
    }
    intake.note(.unknownTimeZone, counts.calls { $0.contains(.unknownZone) })
    return counts.conduct(
      tooMany: law.hours.frequency == nil ? nil : summary.tooMany,
      inRest: law.knowsRest && columns.disposition != nil ? summary.inRest : nil)
  }

  /// Agents with calls, by variant. Their strata are known from an assignments file alone, and agents whose scripts
  /// change by slot are no units of one variant.
  private func agents(_ tally: Tally) -> RandomisedUnits {
    guard !test.assignment.goesBySlot, test.assignment.by.isEmpty else { return RandomisedUnits() }
    let agents = Set(tally.byAgentDay.cells.keys.filter { $0.agent != nil }.map { [$0.variant, $0.agent] })
    let counts = agents.compactMap { $0[0] }.map { (UnitKey(variant: $0), 1) }
    return RandomisedUnits(source: .calls, counts: Dictionary(counts, uniquingKeysWith: +))
  }

  private mutating func receipts(_ summary: LeadSummary, until: Int) -> Receipts {
    guard let sales else { return Receipts() }
    var receipts = Receipts(isObserved: true)
    var isAttributed = Set<Int>()
    for sale in summary.attributed.sorted(by: { $0.index < $1.index }) {
      isAttributed.insert(sale.index)
      let row = sales.sales[sale.index].row
      let variant = test.variants.names[sale.variant]
      receipts.add(
        row, to: Receipts.Key(variant: variant, attribution: .assignedLeads, daysSinceCall: sale.daysSinceCall))
      if isAccepted(source(of: sale)) {
        receipts.add(
          row, to: Receipts.Key(variant: variant, attribution: .sourceTags, daysSinceCall: sale.daysSinceCall))
      }
    }
    for (index, sale) in sales.sales.enumerated() where !isAttributed.contains(index) {
      if sale.closedAt.day > until {
        intake.note(.saleAfterReading)
      } else {
        receipts.unattributed += sale.row
        if sale.amount >= .zero { intake.note(.saleUnattributed, example: sales.example(sale)) }
      }
    }
    return receipts
  }
}

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
  let attributionDays: Int
  let acceptedSources: [String]
  let asOf: CivilDate?
  private var intake = Intake()
  private var removed = [Set<UInt>](repeating: [], count: Partition.count)
  private var skippedTimes = 0
  private var repeatedTimes = 0

  init(
    test: TestProtocol, scan: CallScan, columns: CallColumns, opportunities: OpportunityFile?, sales: SalesFile?,
    assignments: AssignmentTable?, attributionDays: Int, acceptedSources: [String], asOf: CivilDate?
  ) {
    self.test = test
    self.scan = scan
    self.columns = columns
    self.opportunities = opportunities
    self.sales = sales
    self.assignments = assignments
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
    let summary = try summary(&strata, questions, asOf: asOf ?? lastDay)
    let delays = mend(summary)

    var tally = Tally()
    for worker in 0..<scan.threads { scan.workers[worker].margins.add(to: &tally, names: scan.names(of: worker)) }
    tally = tally.withoutEmptyCells
    tally.leads = leadTable(summary, strata)
    tally.units = units(summary, strata)
    tally.delays = delays
    tally.conduct = conduct(summary)
    noteRows(summary)
    return Evidence(tally: tally, receipts: receipts(summary, until: until), intake: intake, lastDay: lastDay)
  }

  /// The last day of calls, opportunities and sales, at most the day of the reading.
  private var lastDay: CivilDate? {
    let days = [scan.lastDay, opportunities?.lastDay ?? Int.min, sales?.lastDay ?? Int.min]
    guard let last = days.max(), last > Int.min else { return nil }
    return CivilDate(dayNumber: min(last, asOf?.dayNumber ?? last))
  }

  private mutating func noteSources() {
    func source(_ kind: Intake.Source.Kind, _ file: DelimitedFile, _ rows: Int, _ rejected: Int) -> Intake.Source {
      Intake.Source(kind: kind, name: (file.path as NSString).lastPathComponent, rows: rows, rejected: rejected)
    }
    if let assignments {
      intake.sources.append(source(.assignments, assignments.file, assignments.rows, assignments.rejected.count))
      intake.note(.duplicateAssignment, assignments.duplicates)
    }
    if let opportunities {
      intake.sources.append(
        source(.opportunities, opportunities.file, opportunities.rows, opportunities.rejected.count))
    }
    if let sales {
      intake.sources.append(source(.sales, sales.file, sales.rows, sales.rejected.count))
      intake.note(.duplicateSale, sales.duplicates)
    }
    intake.sources.append(source(.calls, scan.file, scan.rows, scan.rejected.count))
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
      guard let facts = scan.workers[0].remove(repetition.row) else { continue }
      removed[Partition.index(facts.lead.hash)].insert(UInt(bitPattern: repetition.row))
      intake.note(repetition.isSame ? .duplicateCall : .conflictingCall)
      if facts.moment.rule == .skipped { skippedTimes -= 1 }
      if facts.moment.rule == .repeated { repeatedTimes -= 1 }
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
          intake.note(.opportunityWithoutCall)
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
    for (index, sale) in (sales?.sales ?? []).enumerated() where sale.closedAt.day <= until {
      let opportunity = sale.opportunityID.flatMap { indexOfID[$0] }
      guard let lead = opportunity.flatMap({ leadOf[$0] }) ?? sale.lead else { continue }
      questions.add(
        LeadQuestions.SaleQuestion(index: index, lead: lead, opportunity: opportunity, closedAt: sale.closedAt))
    }
    return questions
  }

  private func isAccepted(_ source: String?) -> Bool {
    acceptedSources.isEmpty || (source.map(acceptedSources.contains) ?? false)
  }

  private func summary(
    _ strata: inout StrataNumbers, _ questions: LeadQuestions, asOf: CivilDate?
  ) throws(CallDataError) -> LeadSummary {
    let rules = LeadRules(
      test, asOf: asOf, attributionDays: attributionDays, isQualifiedStated: columns.qualified != nil)
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
    }
    return summary
  }

  /// Brings into the margins what only the leads could tell: changed variants and joined opportunities.
  ///
  /// Returns the delays of the latter. Where calls state themselves that they were qualified, an opportunities file need
  /// not date each of them, and no delays are told.
  private func mend(_ summary: LeadSummary) -> DelayTable {
    for (row, variant) in summary.moved {
      var (fate, facts) = scan.workers[0].facts(at: row)
      guard fate == .counted else { continue }
      withUnsafePointer(to: facts) { scan.workers[0].margins.remove($0) }
      facts.variant = variant
      withUnsafePointer(to: facts) { scan.workers[0].margins.add($0) }
    }
    let isStated = columns.qualified != nil
    var delays = DelayTable()
    for joined in summary.joined {
      guard let opportunity = opportunities?.opportunities[joined.index] else { continue }
      var (fate, facts) = scan.workers[0].facts(at: joined.row)
      guard fate == .counted else { continue }
      facts.variant = joined.variant
      let counts = isStated ? facts.qualified : !joined.isLate
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
          opportunities: key.opportunities))
    }
    return table
  }

  private func units(_ summary: LeadSummary, _ strata: StrataNumbers) -> RandomisedUnits {
    if let assignments { return RandomisedUnits(source: .assignments, counts: assignments.units) }
    // Leads are what was randomised only where the plan says so.
    guard test.unit == .lead else { return RandomisedUnits() }
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

  private mutating func noteRows(_ summary: LeadSummary) {
    let filteredOut = [assignments?.filteredOut, opportunities?.filteredOut, sales?.filteredOut].compactMap { $0 }
    intake.note(.filteredOut, filteredOut.reduce(scan.rows(.filteredOut), +))
    intake.note(.beforeStart, scan.rows(.beforeStart))
    intake.note(.afterEnd, scan.rows(.afterEnd))
    intake.note(.afterReading, scan.rows(.afterReading))
    intake.note(.unassignedLead, scan.rows(.unassigned))
    intake.note(.changingVariant, summary.changingVariants)
    for (fate, count) in summary.findings {
      switch fate {
      case .withoutCall: intake.note(.opportunityWithoutCall, count)
      case .beforeCall: intake.note(.opportunityBeforeCall, count)
      case .repeated: intake.note(.repeatedOpportunity, count)
      }
    }
    intake.note(.skippedTime, scan.chunks.reduce(skippedTimes) { $0 + $1.skippedTimes })
    intake.note(.repeatedTime, scan.chunks.reduce(repeatedTimes) { $0 + $1.repeatedTimes })
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
      let source = sale.opportunity.flatMap { opportunities?.opportunities[$0].source }
      if isAccepted(source) {
        receipts.add(
          row, to: Receipts.Key(variant: variant, attribution: .sourceTags, daysSinceCall: sale.daysSinceCall))
      }
    }
    for (index, sale) in sales.sales.enumerated() where !isAttributed.contains(index) {
      if sale.closedAt.day > until {
        intake.note(.saleAfterReading)
      } else {
        receipts.unattributed += sale.row
        intake.note(.saleUnattributed)
      }
    }
    return receipts
  }
}

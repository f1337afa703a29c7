public import Cost
public import Decision
public import Experiment
public import Foundation

/// Reads every file that a plan names into one `Evidence`.
///
/// Which variant a call counts for follows from the plan's method and unit: <doc:Designs>.
///
/// The result depends on the files and the plan alone: never on the number of threads, the memory, or the order in
/// which work was done.
public struct EvidenceReader {
  private let test: TestProtocol
  private let attributionDays: Int
  private let acceptedSources: [String]
  private let currency: String?
  private let schedule: SlotSchedule?
  private let sources: DataSources
  private let directory: URL
  private let maxRejectedShare: Double
  private let rejectsFile: URL?
  private let effort: ScanEffort
  /// Whether a `variant` column of the calls is looked at.
  var readsVariants = true
  /// Whether calls that do not say themselves whether they brought an opportunity are refused without a file of
  /// opportunities; where not, none of them brought one.
  public var requiresOpportunities = true
  /// What other currencies are worth in the plan's; amounts of sales in any other are refused.
  public var exchange = ExchangeTable()
  /// Days in which a touch loses half of its weight under time decay.
  public var touchHalfLifeDays = Economics.standardHalfLifeDays
  /// What a sale without a margin of its own brings by the plan; nil where it does not say.
  public var marginPerSale: Money?
  /// Which call of its lead a sale is attributed to.
  public var attributedCall = AttributedCall.last

  /// A reader of a plan's files.
  ///
  /// - Parameters:
  ///   - test: The protocol of the test.
  ///   - attributionDays: Days from a call within which a sale is its doing.
  ///   - acceptedSources: Source tags whose opportunities count as revenue of the campaign; empty: all.
  ///   - currency: ISO 4217 code of the plan; nil: the sales file may state any one currency.
  ///   - schedule: The schedule of slots as the plan draws it, where the script goes by slot; a schedule under
  ///     `assignments` wins over it.
  ///   - sources: The files and how they are written.
  ///   - directory: The folder of the plan; relative paths stand in it.
  ///   - maxRejectedShare: Largest share of rejected rows of a file, 0...1.
  ///   - rejectsFile: Where rejected rows are written; nil: nowhere.
  ///   - threads: Threads of the scan; nil: one for each core.
  public init(
    test: TestProtocol, attributionDays: Int = Economics.standardAttributionDays, acceptedSources: [String] = [],
    currency: String? = nil,
    schedule: SlotSchedule? = nil, sources: DataSources, directory: URL, maxRejectedShare: Double = 0.01,
    rejectsFile: URL?, threads: Int? = nil
  ) {
    self.init(
      test: test, attributionDays: attributionDays, acceptedSources: acceptedSources, currency: currency,
      schedule: schedule, sources: sources, directory: directory, maxRejectedShare: maxRejectedShare,
      rejectsFile: rejectsFile,
      effort: ScanEffort(threads: threads))
  }

  init(
    test: TestProtocol, attributionDays: Int = Economics.standardAttributionDays, acceptedSources: [String] = [],
    currency: String? = nil,
    schedule: SlotSchedule? = nil, sources: DataSources, directory: URL, maxRejectedShare: Double = 0.01,
    rejectsFile: URL?, effort: ScanEffort
  ) {
    self.test = test
    self.attributionDays = attributionDays
    self.acceptedSources = acceptedSources
    self.currency = currency
    self.schedule = schedule
    self.sources = sources
    self.directory = directory
    self.maxRejectedShare = maxRejectedShare
    self.rejectsFile = rejectsFile
    self.effort = effort
  }

  /// Reads the files as of the end of a day.
  ///
  /// - Parameters:
  ///   - asOf: Last day that is read; nil: the last day in the data.
  ///   - progress: Called now and then, from any thread, with the share of the calls file that has been read.
  /// - Throws: `CallDataError` for a file or a plan that cannot be read; nothing but the rejects file is written then.
  public func read(
    asOf: CivilDate? = nil, progress: (@Sendable (Double) -> Void)? = nil
  ) throws(CallDataError) -> Evidence {
    var rejects = RejectsLog(variants: test.variants.names)
    let evidence: Evidence
    switch (path(.calls), path(.counts)) {
    case (let calls?, nil):
      evidence = try read(calls: calls, asOf: asOf, rejects: &rejects, progress: progress)
    case (nil, let counts?):
      let reader = CountsReader(
        test: test, format: sources.format(for: .counts), maxRejectedShare: maxRejectedShare, rejectsFile: rejectsFile)
      evidence = try reader.read(try openFile(counts, .counts), asOf: asOf, rejects: &rejects)
    case (nil, nil):
      throw .sources(
        reason: "No data: name a calls file or a counts file under `data`, or with --calls or --counts.")
    case (_?, _?):
      throw .sources(
        reason: "Both a calls file and a counts file are named; the same calls would count twice. Name one of them.")
    }
    if let rejectsFile { try rejects.write(to: rejectsFile) }
    return evidence
  }

  /// Opens a file in its own format; every column that this format names must be there, needed or not.
  private func openFile(_ path: String, _ kind: Intake.Source.Kind) throws(CallDataError) -> DelimitedFile {
    // That no opportunity or sale has come is a result; calls or leads without a row are a failed export.
    let file = try DelimitedFile(
      path, format: sources.format(for: kind), mayBeEmpty: kind == .opportunities || kind == .sales)
    for (ours, theirs) in (sources.formats[kind]?.columns ?? [:]).sorted(by: { $0.key < $1.key }) {
      try file.requireMapped(ours, to: theirs)
    }
    return file
  }

  private func path(_ kind: Intake.Source.Kind) -> String? {
    sources.files[kind].map { $0.hasPrefix("/") ? $0 : directory.appending(path: $0).path }
  }

  private func read(
    calls: String, asOf: CivilDate?, rejects: inout RejectsLog, progress: (@Sendable (Double) -> Void)?
  ) throws(CallDataError) -> Evidence {
    let zone = try ZoneTable(named: test.timeZone)
    let format = sources.format(for: .calls)

    let leads = try readLeads(&rejects)
    let slots = test.assignment.goesBySlot ? try readSchedule(zone) : nil
    let assignments = slots == nil ? try readAssignments(leads, &rejects) : nil
    let source = try variantSource(assignments, slots?.table)
    var rules = CallRules(test, source: source, lastDay: asOf, zone: zone, format: try format.declaredDates())
    let file = try openFile(calls, .calls)
    var columns = try CallColumns(
      file, test: test, keep: format.keep, stratumIsAssigned: assignments?.hasStrata ?? false, leads: leads,
      isPast: !readsVariants)
    if !readsVariants { columns.variant = nil }
    if requiresOpportunities, columns.qualified == nil, path(.opportunities) == nil {
      throw .opportunitiesNeeded(
        path: file.path, found: file.header, nearest: NearMiss.nearest(to: "qualified", among: file.header))
    }
    if columns.strata.isEmpty, assignments?.hasStrata != true, !test.assignment.by.isEmpty { rules.strata = leads }
    if test.calling.rules != nil, assignments?.zones.count ?? 1 < 2 { rules.zoneList = leads }
    rules.companies = try companies(file, columns, assignments, leads)
    rules.adherence = try readAdherence(&rejects)

    let opportunities = try readOpportunities(zone, &rejects)
    let sales = try readSales(zone, &rejects)

    let scan = CallScan(file, columns: columns, rules: rules, effort: effort, progress: progress)
    scan.run(gathering: scan.keysOfFirstPass)
    try scan.checkTexts()
    let rejected = scan.rejected
    if scan.rows(.filteredOut) > 0, scan.rows(.filteredOut) + rejected.count == scan.rows {
      try file.refuseNothingKept(columns.keep)
    }
    rejects.add(rejected, of: file)
    try rejects.check(file, rejected, rows: scan.rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    if Task.isCancelled { throw .cancelled }

    var assembly = EvidenceAssembly(
      test: test, scan: scan, columns: columns, opportunities: opportunities, sales: sales,
      assignments: assignments, schedule: slots?.file, leads: leads,
      attributionDays: attributionDays,
      acceptedSources: acceptedSources, asOf: asOf)
    assembly.touches = try readTouches(zone, until: asOf, &rejects)
    assembly.touchHalfLifeDays = touchHalfLifeDays
    assembly.attributedCall = attributedCall
    assembly.marginPerSale = marginPerSale
    var evidence = try assembly.evidence()
    evidence.schedule = slots?.schedule
    return evidence
  }

  /// The schedule of slots: the one under `assignments`, else the one that the plan draws.
  private func readSchedule(
    _ zone: ZoneTable
  ) throws(CallDataError) -> (table: SlotTable, schedule: SlotSchedule, file: SlotScheduleFile?) {
    if let path = path(.assignments) {
      let format = sources.format(for: .assignments)
      let file = try SlotScheduleFile(
        try openFile(path, .assignments), test: test, zone: zone, dateFormat: try format.declaredDates())
      return (file.table, file.schedule, file)
    }
    guard let schedule else {
      throw .assignmentsNeeded(
        method: test.assignment.method.rawValue, reason: "goes by a schedule, which the calls do not tell")
    }
    try SlotTable.checkSize(slots: schedule.slots.count, rows: schedule.rows.count, path: "The plan's schedule")
    return (SlotTable(schedule, test: test), schedule, nil)
  }

  private func readAssignments(
    _ leads: LeadTableFile?, _ rejects: inout RejectsLog
  ) throws(CallDataError) -> AssignmentTable? {
    guard let path = path(.assignments) else { return nil }
    let file = try openFile(path, .assignments)
    let table = try AssignmentTable(
      file, test: test, keep: sources.format(for: .assignments).keep, leads: leads)
    rejects.add(table.rejected, of: table.file)
    try rejects.check(
      table.file, table.rejected, rows: table.rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    return table
  }

  private func readLeads(_ rejects: inout RejectsLog) throws(CallDataError) -> LeadTableFile? {
    guard let path = path(.leads) else { return nil }
    let table = try LeadTableFile(
      try openFile(path, .leads), test: test, keep: sources.format(for: .leads).keep)
    rejects.add(table.rejected, of: table.file)
    try rejects.check(
      table.file, table.rejected, rows: table.rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    return table
  }

  private func readAdherence(_ rejects: inout RejectsLog) throws(CallDataError) -> AdherenceFile? {
    guard let path = path(.adherence) else { return nil }
    let table = try AdherenceFile(
      try openFile(path, .adherence), variants: test.variants.names, keep: sources.format(for: .adherence).keep)
    rejects.add(table.rejected, of: table.file)
    try rejects.check(
      table.file, table.rejected, rows: table.rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    return table
  }

  /// Where the companies of leads are known from, where these are what is randomised.
  private func companies(
    _ file: DelimitedFile, _ columns: CallColumns, _ assignments: AssignmentTable?, _ leads: LeadTableFile?
  ) throws(CallDataError) -> CompanyBook? {
    guard test.drawnUnit == .company else { return nil }
    let book = CompanyBook(
      column: columns.company, assignments: assignments?.hasCompanies == true ? assignments : nil,
      leads: leads?.hasCompanies == true ? leads : nil)
    if book.column == nil, book.assignments == nil, book.leads == nil { _ = try file.required("company_id") }
    return book
  }

  private func readOpportunities(
    _ zone: ZoneTable, _ rejects: inout RejectsLog
  ) throws(CallDataError) -> OpportunityFile? {
    guard let path = path(.opportunities) else { return nil }
    let format = sources.format(for: .opportunities)
    let file = try OpportunityFile(
      try openFile(path, .opportunities), keep: format.keep, zone: zone, dateFormat: try format.declaredDates())
    rejects.add(file.rejected, of: file.file)
    try rejects.check(file.file, file.rejected, rows: file.rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    return file
  }

  private func readSales(
    _ zone: ZoneTable, _ rejects: inout RejectsLog
  ) throws(CallDataError) -> SalesFile? {
    guard let path = path(.sales) else { return nil }
    let format = sources.format(for: .sales)
    let file = try SalesFile(
      try openFile(path, .sales), keep: format.keep, currency: currency, exchange: exchange,
      zone: zone, dateFormat: try format.declaredDates())
    rejects.add(file.rejected, of: file.file)
    try rejects.check(file.file, file.rejected, rows: file.rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    return file
  }

  private func readTouches(
    _ zone: ZoneTable, until: CivilDate?, _ rejects: inout RejectsLog
  ) throws(CallDataError) -> TouchesFile? {
    guard let path = path(.touches) else { return nil }
    let format = sources.format(for: .touches)
    let file = try TouchesFile(
      try openFile(path, .touches), keep: format.keep, zone: zone, dateFormat: try format.declaredDates(),
      until: until?.dayNumber ?? Int.max)
    rejects.add(file.rejected, of: file.file)
    try rejects.check(file.file, file.rejected, rows: file.rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    return file
  }

  /// How a lead's variant is known: the assignments file first, then what the method allows.
  private func variantSource(
    _ assignments: AssignmentTable?, _ slots: SlotTable?
  ) throws(CallDataError) -> CallRules.VariantSource {
    if let slots { return .schedule(slots) }
    if let assignments { return .file(assignments) }
    let method = test.assignment.method
    if method == .hashed, test.assignment.identity == .phone {
      throw .assignmentsNeeded(
        method: method.rawValue, reason: "by phone numbers cannot be recomputed from the calls' lead ids")
    }
    switch method {
    case .recorded: return .recorded
    case .hashed where test.unit != .slot: return .hashed(HashedAssigner(test))
    case .hashed:
      throw .assignmentsNeeded(method: method.rawValue, reason: "by half-days cannot be recomputed from the calls")
    case .blocked:
      throw .assignmentsNeeded(
        method: method.rawValue, reason: "depends on the whole list of leads and cannot be recomputed from the calls")
    case .agents:
      throw .assignmentsNeeded(
        method: method.rawValue, reason: "draws agents and cannot be recomputed from the calls")
    case .agentsCrossOver, .switchback:
      throw .assignmentsNeeded(
        method: method.rawValue, reason: "goes by a schedule, which the calls do not tell")
    case .waves:
      throw .assignmentsNeeded(
        method: method.rawValue, reason: "changes with time and cannot be recomputed from the calls")
    }
  }
}

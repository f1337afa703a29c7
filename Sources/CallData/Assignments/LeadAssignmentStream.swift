public import Decision
public import Experiment
public import Foundation
import Synchronization

/// Streams a file of leads into a file of assignments, by a plan's rule: `lead_id,variant` and what the design adds.
///
/// A lead that stands in the file twice is written once; blank and mangled ids are written to the rejects file. Memory does
/// not grow with the number of leads beyond 16 bytes for each, which tell the repeated ones; where blocks are drawn, units
/// that are known already or that several leads share take some 40 bytes each.
///
/// Beside them stand, where the design has them: `window` (of the variant), `stratum`, `block` and `place` (from 1),
/// `company_id` or `phone` (what is randomised), `outside` (`holdout` for leads that keep the current script outside the
/// test), and the columns asked for. Leads that belong to another test of the layer are left out.
public struct LeadAssignmentStream: Sendable {
  /// What was written.
  public struct Summary: Hashable, Sendable {
    /// Rows read.
    public var rows = 0
    /// Leads written for each variant, in the order of the plan; those held out aside.
    public var leads: [Int]
    /// Rows that name a lead a second time.
    public var duplicates = 0
    /// Those of them that name another stratum: leads in two lists, which keep the first.
    public var inTwoStrata = 0
    /// Rows without a usable id, each in the rejects file.
    public var rejected = 0
    /// Leads that keep the current script outside the test.
    public var heldOut = 0
    /// Leads that belong to another test of the layer.
    public var otherTests = 0
    /// Leads that an earlier file names: they keep what they have.
    public var known = 0
    /// Strata whose leads do not fill one block.
    public var strataBelowABlock = 0
    /// Files written, in order of their names.
    public var files: [String] = []
  }

  /// Lists for a dialer: by which columns they are split, and the file of a combination of values.
  public struct Lists {
    let columns: [String]
    let fileFor: ([String]) -> URL

    /// One list for each combination of the values of some columns: of those written or of the file of leads, which are
    /// then written into the lists too.
    public init(by columns: [String], fileFor: @escaping ([String]) -> URL) {
      self.columns = columns
      self.fileFor = fileFor
    }
  }

  private let file: DelimitedFile
  private let test: TestProtocol
  private let leadID: Int
  private let units: LeadUnits
  private let strata: [Int]
  private let wave: String?
  private let sources: [(name: String, index: Int)]
  private let earlier: URL?
  private let maxRejectedShare: Double
  private let rejectsFile: URL?
  /// How many threads, and in what chunks: never what is written.
  var effort = ScanEffort(chunkSize: 1 << 19)

  /// A stream from a file of leads.
  ///
  /// - Parameters:
  ///   - leads: The file, with a `lead_id`, the columns of the strata and what tells the units: `company_id` or `email`,
  ///     or `phone`.
  ///   - format: How it is written: delimiter, encoding, column names.
  ///   - test: The plan; its method is hashed, blocked or waves.
  ///   - columns: Further columns that are written behind the others.
  ///   - wave: The stratum of all leads, where shares differ by wave and the file does not say which one it is.
  ///   - earlier: Assignments that a blocked test, or one by waves, goes on from.
  ///   - maxRejectedShare: Largest share of rejected rows, 0...1.
  ///   - rejectsFile: Where rejected rows are written; nil: nowhere.
  public init(
    leads: URL, format: DataSources = DataSources(), test: TestProtocol, columns: [String] = [], wave: String? = nil,
    continuing earlier: URL? = nil, maxRejectedShare: Double = 0.01, rejectsFile: URL? = nil
  ) throws(CallDataError) {
    file = try DelimitedFile(leads.path, format: format)
    leadID = try file.required("lead_id")
    units = try LeadUnits(file, lead: leadID, test: test)
    self.test = test
    self.wave = wave
    var strata: [Int] = []
    if LeadDraw.readsStrata(test), wave == nil {
      for name in test.assignment.by { strata.append(try file.required(name)) }
    }
    self.strata = strata
    var sources: [(name: String, index: Int)] = []
    for name in columns { sources.append((name, try file.required(name))) }
    self.sources = sources
    self.earlier = earlier
    self.maxRejectedShare = maxRejectedShare
    self.rejectsFile = rejectsFile
  }

  /// Whether the strata of a plan are what its variants are drawn by, and so are written as `stratum`.
  public static func drawsByStratum(_ test: TestProtocol) -> Bool { LeadDraw.readsStrata(test) }

  /// Writes the assignments of all leads into one file, in the order of the leads; those of an earlier file come first.
  public func write(to url: URL) throws(CallDataError) -> Summary { try write(to: url, lists: nil) }

  /// Writes the lists that a dialer loads, and the file of assignments where one is named.
  ///
  /// - Parameters:
  ///   - url: The file of all assignments; nil: none.
  ///   - lists: The lists; nil: none.
  public func write(to url: URL?, lists: Lists?) throws(CallDataError) -> Summary {
    let output = columns(sources)
    if let url, lists == nil, let summary = try writtenByHash(to: url, output) { return summary }
    let listed = columns(try lists.map { lists throws(CallDataError) in try listSources(lists, output) } ?? sources)
    // Rows are written while another thread looks for those that must not be: most files have none.
    let pending = PendingSurvey { () throws(CallDataError) in try surveyed(listed.sources) }
    let hopeful: Result<Pass?, CallDataError>
    do throws(CallDataError) {
      hopeful = .success(try pass(to: url, lists, output, listed, nil))
    } catch {
      hopeful = .failure(error)
    }
    let survey = try pending.result()
    let done: Pass
    if survey.rejected.isEmpty, survey.repeated.isEmpty, let whole = try hopeful.get() {
      done = whole
    } else if let again = try pass(to: url, lists, output, listed, survey) {
      done = again
    } else {
      throw .cancelled
    }
    var summary = survey.summary
    summary.leads = done.summary.leads
    summary.heldOut = done.summary.heldOut
    summary.otherTests = done.summary.otherTests
    summary.known = done.summary.known
    summary.strataBelowABlock = done.summary.strataBelowABlock
    if let whole = done.whole { summary.files.append(try whole.finish()) }
    if let split = done.split { summary.files += try split.finish() }
    return summary
  }

  /// Writes leads that the hash of their unit alone assigns, on all cores; nil where more than that is needed, or where
  /// the file has rows that must not be written.
  private func writtenByHash(to url: URL, _ output: AssignmentColumns) throws(CallDataError) -> Summary? {
    guard LeadDraw.isByHashAlone(test), earlier == nil, strata.isEmpty, wave == nil else { return nil }
    let expectedRows = file.expectedRows
    guard expectedRows <= HashedLeads.mostLeads else { return nil }
    let whole = try AssignmentFile(url, output.names)
    let rules = rules(output.sources)
    let leads = HashedLeads(file, expectedRows: expectedRows, effort: effort, to: whole) { rows in
      HashedLeadWorker(
        file, lead: leadID, units: units, rules: rules, columns: output, test: test, expectedRows: rows,
        chunkSize: effort.chunkSize)
    }
    guard try leads.write() else { return nil }
    try log([], rows: 0)
    var summary = Summary(leads: [Int](repeating: 0, count: test.variants.all.count))
    leads.count(into: &summary)
    summary.files = [try whole.finish()]
    return summary
  }

  /// Files that were written and have no names yet.
  private struct Pass {
    var summary: Summary
    let whole: AssignmentFile?
    let split: DialerLists?
  }

  /// Writes all rows but those that a survey found; without a survey, gives up (nil) at the first row that cannot be used.
  private func pass(
    to url: URL?, _ lists: Lists?, _ output: AssignmentColumns, _ listed: AssignmentColumns, _ survey: Survey?
  ) throws(CallDataError) -> Pass? {
    var summary = Summary(leads: [Int](repeating: 0, count: test.variants.all.count))
    let rules = rules(listed.sources)
    let known = try earlier.map { url throws(CallDataError) in try KnownLeads(url, test: test, units: units) }
    var draw = try LeadDraw(
      test, file: file, units: units, strata: strata, wave: wave, earlier: known?.assignments.units ?? [:])
    known?.forEachUnit { draw.remember($0, $1) }
    let whole = try url.map { url throws(CallDataError) in try AssignmentFile(url, output.names) }
    if let known { try whole?.copy(known.assignments.file) }
    let split = lists.map { DialerLists(header: listed.names, fileFor: $0.fileFor) }
    var cursor = file.rows()
    while cursor.next() {
      if let survey {
        if survey.repeated[UInt(bitPattern: cursor.row)] != nil { continue }
        guard survey.rejected.isEmpty || rules.fault(cursor) == nil else { continue }
      } else if rules.fault(cursor) != nil {
        return nil
      }
      let drawn: DrawnPlace
      let stratum: [UInt8]
      let found = known?.assignments.place(of: IdentifierKey(cursor.field(leadID)))
      if let known, let found {
        (drawn, stratum) = (found, known.assignments.stratumNames[Int(found.stratum)])
        summary.known += 1
      } else {
        guard let fresh = try draw.draw(cursor, line: { file.line(of: cursor.row) }) else {
          summary.otherTests += 1
          continue
        }
        drawn = fresh
        stratum = stratumName(fresh.stratum, draw, known)
        if fresh.isHeldOut { summary.heldOut += 1 } else { summary.leads[Int(fresh.variant)] += 1 }
        try whole?.write(output, drawn, stratum, cursor)
      }
      if let lists, let split {
        let values = lists.columns.map { listed.value(of: $0, drawn, stratum: stratum, cursor) }
        try split.write(values) { listed.write(drawn, stratum: stratum, cursor, to: &$0) }
      }
    }
    try refuseFewerThanABlock(draw)
    summary.strataBelowABlock = draw.strataBelowABlock
    return Pass(summary: summary, whole: whole, split: split)
  }

  private func stratumName(_ number: UInt32, _ draw: borrowing LeadDraw, _ known: KnownLeads?) -> [UInt8] {
    if number & KnownLeads.mark != 0, let known {
      return known.assignments.stratumNames[Int(number & ~KnownLeads.mark)]
    }
    return Int(number) < draw.stratumNames.count ? draw.stratumNames[Int(number)] : []
  }

  private func columns(_ sources: [(name: String, index: Int)]) -> AssignmentColumns {
    AssignmentColumns(test, lead: leadID, units: units, hasStrata: !strata.isEmpty || wave != nil, sources: sources)
  }

  /// The columns of the file of leads that stand in lists: those of every file of assignments, and those split by.
  private func listSources(
    _ lists: Lists, _ output: AssignmentColumns
  ) throws(CallDataError) -> [(name: String, index: Int)] {
    var all = sources
    for name in lists.columns where !output.names.contains(name) {
      guard let index = try file.column(name) else {
        throw .missingColumn(
          path: file.path, column: name, found: file.header,
          nearest: NearMiss.nearest(to: name, among: file.header + output.names))
      }
      all.append((name, index))
    }
    return all
  }

  private func refuseFewerThanABlock(_ draw: borrowing LeadDraw) throws(CallDataError) {
    guard test.assignment.method == .blocked else { return }
    let units = draw.blockedUnits
    if units.drawn > 0, units.drawn < units.block {
      let unit: RandomisationUnit = test.unit == .company ? .company : .lead
      throw .cannotAssign(path: file.path, .fewerThanABlock(unit: unit, found: units.drawn, block: units.block))
    }
  }
}

extension LeadAssignmentStream {
  fileprivate struct Survey: Sendable {
    var summary: Summary
    var rejected: [RejectedRow] = []
    /// Rows that repeat a lead.
    var repeated: [UInt: UInt] = [:]
  }

  private func rules(_ sources: [Int]) -> LeadRowRules {
    LeadRowRules(file, lead: leadID, units: units, strata: strata, sources: sources)
  }

  /// Finds rejected rows and repeated leads before anything is written.
  private func surveyed(_ sources: [Int]) throws(CallDataError) -> Survey {
    var survey = Survey(summary: Summary(leads: [Int](repeating: 0, count: test.variants.all.count)))
    let rules = rules(sources)
    survey.repeated = RepeatedIDs.rows(of: file, column: leadID, expectedRows: file.expectedRows) { cursor, isFirst in
      let fault = rules.fault(cursor)
      guard isFirst else { return fault == nil }
      survey.summary.rows += 1
      guard let fault else { return true }
      survey.rejected.append(RejectedRow(row: cursor.row, line: file.firstLine + cursor.line, fault: fault))
      return false
    }
    survey.summary.rejected = survey.rejected.count
    survey.summary.duplicates = survey.repeated.count
    survey.summary.inTwoStrata = inTwoStrata(survey.repeated)
    try log(survey.rejected, rows: survey.summary.rows)
    return survey
  }

  /// Writes the rejects file, and refuses a list with too many rejected rows.
  private func log(_ rejected: [RejectedRow], rows: Int) throws(CallDataError) {
    var log = RejectsLog(variants: test.variants.names)
    log.add(rejected, of: file)
    try log.check(file, rejected, rows: rows, limit: maxRejectedShare, rejectsFile: rejectsFile)
    if let rejectsFile { try log.write(to: rejectsFile) }
  }

  /// Repeated rows whose stratum is another one than that of their lead's first row.
  private func inTwoStrata(_ repeated: [UInt: UInt]) -> Int {
    guard !strata.isEmpty else { return 0 }
    var later = file.rows()
    var first = file.rows()
    return repeated.count { row, earlier in
      guard let row = UnsafePointer<UInt8>(bitPattern: row), let earlier = UnsafePointer<UInt8>(bitPattern: earlier)
      else { return false }
      later.move(to: row)
      first.move(to: earlier)
      guard later.next(), first.next() else { return false }
      return strata.contains { later.field($0).text != first.field($0).text }
    }
  }
}

/// A survey that another thread makes.
private final class PendingSurvey: Sendable {
  private let found = Mutex<Result<LeadAssignmentStream.Survey, CallDataError>>(.failure(.cancelled))
  private let group = DispatchGroup()

  init(_ survey: @escaping @Sendable () throws(CallDataError) -> LeadAssignmentStream.Survey) {
    DispatchQueue.global().async(group: group) { [self] in
      let result: Result<LeadAssignmentStream.Survey, CallDataError>
      do throws(CallDataError) {
        result = .success(try survey())
      } catch {
        result = .failure(error)
      }
      found.withLock { $0 = result }
    }
  }

  /// The survey, once it is complete.
  func result() throws(CallDataError) -> LeadAssignmentStream.Survey {
    group.wait()
    return try found.withLock { $0 }.get()
  }
}

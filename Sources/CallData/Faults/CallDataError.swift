public import Experiment
public import Foundation

/// Why files cannot be read into evidence, or results cannot be written: what was read, what was expected, where, and
/// what to do next.
public enum CallDataError: Error, Hashable, Sendable {
  /// Where a plan names a file.
  public enum Section: String, Hashable, Sendable {
    /// Among the data.
    case data
    /// As the file of its costs.
    case costs
  }

  /// No file of this name.
  case missingFile(path: String, section: Section = .data)
  /// A folder where a file was expected.
  case isDirectory(path: String)
  /// The system refuses to read the file.
  case unreadable(path: String, reason: String)
  /// A file without a single byte of text.
  case emptyFile(path: String)
  /// A header line and nothing below it.
  case headerOnly(path: String)
  /// Not text with delimiters: a spreadsheet, UTF-16, a program.
  case notDelimitedText(path: String, found: String)
  /// Compressed data that end early or are damaged.
  case corruptArchive(path: String, reason: String)
  /// Bytes that the stated encoding does not allow.
  case wrongEncoding(path: String, line: Int, expected: String)
  /// One column only, while another delimiter occurs in the header.
  case wrongDelimiter(path: String, expected: String, found: String)
  /// A required column is missing, by our name and, where the plan maps it, by the file's.
  case missingColumn(
    path: String, column: String, mapped: String? = nil, found: [String], nearest: String?, section: Section = .data)
  /// A column of a file of costs that is not read, though its name is nearly that of one which is.
  case unreadColumn(path: String, column: String, nearest: String)
  /// A column that occurs more than once in the header, at these positions from 1.
  case ambiguousColumn(path: String, column: String, positions: [Int])
  /// A `keep` filter that leaves no row, with the values its column holds in the rows that the filters named in
  /// `after` let through.
  case nothingKept(path: String, column: String, values: [String], found: [String], nearest: String?, after: [String])
  /// A value that makes the whole file unusable.
  case value(path: String, line: Int, column: String, found: String, expected: String)
  /// The same, where what is wrong with the value says what to write instead.
  case faultyValue(path: String, line: Int, column: String, found: String, fault: String)
  /// Two rows of aggregated counts with the same key.
  case duplicateCounts(path: String, line: Int, firstLine: Int, key: String)
  /// More opportunities than calls in a row of aggregated counts.
  case moreOpportunitiesThanCalls(path: String, line: Int, opportunities: Int, calls: Int)
  /// An amount in a currency that is not the plan's.
  case otherCurrency(path: String, line: Int, found: String, expected: String)
  /// More rows rejected than the limit allows.
  case tooManyRejected(path: String, rejected: Int, rows: Int, limit: Double, example: String, rejectsFile: String?)
  /// A column of strata with as many values as ids have.
  case tooManyValues(path: String, column: String, limit: Int)
  /// The plan names a time zone that this system does not know.
  case unknownTimeZone(String)
  /// A declared date format that cannot be understood.
  case dateFormat(String, reason: String)
  /// The plan's method cannot be recomputed from the calls: an assignments file is needed.
  case assignmentsNeeded(method: String, reason: String)
  /// Calls that do not say whether they brought an opportunity, and no file of opportunities.
  case opportunitiesNeeded(path: String, found: [String], nearest: String?)
  /// Leads, companies or agents that cannot be assigned as the plan asks.
  case cannotAssign(path: String, AssignmentError)
  /// Earlier assignments that are not those of the plan.
  case otherAssignments(path: String, line: Int, found: String, expected: String)
  /// No file that holds calls or counts, or both at once.
  case sources(reason: String)
  /// A file that cannot be written.
  case unwritable(path: String, reason: String)
  /// The task was cancelled; nothing was written.
  case cancelled

  /// Whether an input file is missing, rather than wrong.
  public var isMissingInput: Bool {
    switch self {
    case .missingFile, .opportunitiesNeeded: true
    default: false
    }
  }

  /// The same of a file that the plan names elsewhere than among the data.
  func under(_ section: Section) -> CallDataError {
    switch self {
    case .missingFile(let path, _): .missingFile(path: path, section: section)
    case .missingColumn(let path, let column, let mapped, let found, let nearest, _):
      .missingColumn(
        path: path, column: column, mapped: mapped, found: found, nearest: nearest, section: section)
    default: self
    }
  }
}

extension CallDataError: LocalizedError {
  /// What was read, what was expected, where, and what to do next.
  public var errorDescription: String? {
    switch self {
    case .missingFile, .isDirectory, .unreadable, .emptyFile, .headerOnly, .notDelimitedText, .corruptArchive,
      .wrongEncoding, .wrongDelimiter, .unwritable, .cancelled:
      fileDescription
    case .missingColumn, .unreadColumn, .ambiguousColumn, .nothingKept, .tooManyValues, .dateFormat, .unknownTimeZone,
      .assignmentsNeeded, .opportunitiesNeeded, .sources, .cannotAssign, .otherAssignments:
      planDescription
    case .value, .faultyValue, .duplicateCounts, .moreOpportunitiesThanCalls, .otherCurrency, .tooManyRejected:
      rowDescription
    }
  }

  private var fileDescription: String? {
    switch self {
    case .missingFile(let path, let section):
      "\(path): there is no such file. Check the path in the plan's `\(section.rawValue)` section or on the command line."
    case .isDirectory(let path):
      "\(path) is a folder; a CSV file was expected. Name the file inside it."
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason)."
    case .emptyFile(let path):
      "\(path) is empty; a header line and at least one row were expected. Export it again."
    case .headerOnly(let path):
      "\(path) has a header line but no rows. Check the period and the filters of the export."
    case .notDelimitedText(let path, let found):
      "\(path) is \(found), not a CSV file. Save it as “CSV UTF-8” and try again."
    case .corruptArchive(let path, let reason):
      "\(path): the compressed data are damaged (\(reason)). Download or compress the file again."
    case .wrongEncoding(let path, let line, let expected):
      "\(path), line \(line): the text is not \(expected). French Excel writes windows-1252: "
        + "declare `encoding: windows-1252` where the plan names the file, or save the file as “CSV UTF-8”."
    case .wrongDelimiter(let path, let expected, let found):
      "\(path): the header has one column when split at \(expected), but it contains \(found). "
        + "Set `delimiter`, where the plan names the file, to the character between the columns."
    case .unwritable(let path, let reason):
      "\(path) cannot be written: \(reason). Nothing was changed there."
    case .cancelled:
      "Interrupted while reading; nothing was written."
    default: nil
    }
  }

  private var planDescription: String? {
    switch self {
    case .missingColumn(let path, let column, let mapped, let found, let nearest, let section):
      "\(path): no column \(mapped.map { "`\($0)`, which the plan names for `\(column)`" } ?? "`\(column)`"). Found: \(found.joined(separator: ", ")). "
        + (nearest.map { "Did you mean `\($0)`? Map it under `\(section.rawValue)`: columns: {\(column): \"\($0)\"}." }
          ?? "Map the column that holds it under `\(section.rawValue)`: columns: {\(column): \"its name\"}.")
    case .unreadColumn(let path, let column, let nearest):
      "\(path): the column `\(column)` is none that costs have. Did you mean `\(nearest)`? Rename it, or map it where the plan "
        + "names the file: columns: {\(nearest): \"\(column)\"}."
    case .ambiguousColumn(let path, let column, let positions):
      "\(path): the column `\(column)` occurs \(positions.count == 2 ? "twice" : "\(positions.count) times") in the "
        + "header, as columns \(CallDataError.all(positions.map(String.init))). Rename all but one of them."
    case .nothingKept(let path, let column, let values, let found, let nearest, let after):
      "\(path): the filter keep: {\(column): \(CallDataError.listed(values))} leaves no row"
        + (after.isEmpty ? "" : " of those that \(CallDataError.all(after.map { "`\($0)`" })) keeps")
        + ". "
        + (found.isEmpty
          ? "The column is empty in all of them. "
          : "The column holds \(CallDataError.examples(found)). ")
        + (nearest.map { "Did you mean \(CallDataError.quoted($0))? " } ?? "")
        + "Mend the filter in the plan's `data` section."
    case .tooManyValues(let path, let column, let limit):
      "\(path): \(column) takes more than \(limit) different values, as ids do. "
        + "Name a column with few values (a list, a region), or leave it out of the mapping."
    case .dateFormat(let format, let reason):
      "The date format \"\(format)\" cannot be used: \(reason). Examples: dd/MM/yyyy HH:mm, "
        + "\"EEE, d MMM yyyy HH:mm:ss\", unix."
    case .unknownTimeZone(let name):
      "The time zone \"\(name)\" is not known. Use a name such as Europe/Paris or America/New_York."
    case .assignmentsNeeded(let method, let reason):
      "The method `\(method)` \(reason). Give the assignments file that `hooktest assign PLAN` writes "
        + "(\(CallDataError.assignmentColumns[method] ?? "lead_id, variant")): name it under `data` as `assignments`, or "
        + "with --assignments."
    case .opportunitiesNeeded(let path, let found, let nearest):
      "\(path) does not say which calls brought an opportunity: it has no column `qualified`, and no file of opportunities is "
        + "named. Found: \(found.joined(separator: ", ")). Name the file under `data` as `opportunities`, or with "
        + "--opportunities (of `indicators`: --opportunities-file). Where a column of the calls says it, "
        + (nearest.map { "is it `\($0)`? Map it under `data`: columns: {qualified: \"\($0)\"}." }
          ?? "map it under `data`: columns: {qualified: \"its name\"}.")
    case .cannotAssign(let path, let error): "\(path): \(error)"
    case .otherAssignments(let path, let line, let found, let expected):
      "\(path), line \(line): read \(found); the plan draws \(expected). These are the assignments of another plan or seed, "
        + "or the file was changed: see `hooktest verify PLAN`. To begin anew, move the file away."
    case .sources(let reason):
      reason
    default: nil
    }
  }

  private var rowDescription: String? {
    switch self {
    case .value(let path, let line, let column, let found, let expected):
      "\(path), line \(line), column \(column): read \"\(found)\"; expected \(expected)."
    case .faultyValue(let path, let line, let column, let found, let fault):
      "\(path), line \(line), column \(column): read \"\(found)\"; \(fault)."
    case .duplicateCounts(let path, let line, let firstLine, let key):
      "\(path), line \(line): \(key) was already given on line \(firstLine). Keep one row for each, "
        + "or add the column (date, window, agent_id, stratum) that tells them apart."
    case .moreOpportunitiesThanCalls(let path, let line, let opportunities, let calls):
      "\(path), line \(line): \(opportunities) opportunities from \(calls) calls. A call yields at most one "
        + "opportunity; check whether two columns are swapped or opportunities of other channels are included."
    case .otherCurrency(let path, let line, let found, let expected):
      "\(path), line \(line): an amount in \(found), but the plan counts in \(expected). State its rate in the plan, as in "
        + "`economics: {rates: {\(found): 0.92}}`, or leave these rows out; currencies are never added up."
    case .tooManyRejected(let path, let rejected, let rows, let limit, let example, let rejectsFile):
      "\(path): \(rejected) of \(rows) rows cannot be used, more than the \(CallDataError.percent(limit)) allowed. "
        + "First: \(example). "
        + (rejectsFile.map { "All of them are in \($0); " } ?? "")
        + "nothing else was written. Mend the export, or allow more with --max-rejected."
    default: nil
    }
  }

  private static let assignmentColumns = [
    "agents": "agent_id, variant", "switchback": "date, window, variant",
    "agents-cross-over": "date, window, variant, agent_id",
  ]

  private static func quoted(_ value: String) -> String {
    value.count > 40 ? "\"\(value.prefix(39))…\"" : "\"\(value)\""
  }

  private static func listed(_ values: [String]) -> String {
    values.count == 1 ? quoted(values[0]) : "[\(values.map(quoted).joined(separator: ", "))]"
  }

  /// `a and b`, `a, b and c`.
  private static func all(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " and \(last)"
  }

  /// The first eight values, and how many more there are.
  private static func examples(_ values: [String]) -> String {
    let shown = values.prefix(8).map(quoted)
    guard values.count > shown.count else { return all(shown) }
    return "\(shown.joined(separator: ", ")) and \(values.count - shown.count) more"
  }

  private static func percent(_ share: Double) -> String {
    let hundredths = (share * 10_000).rounded()
    guard hundredths.isFinite, abs(hundredths) < 1e9 else { return "\(share)" }
    let whole = Int(hundredths)
    return whole % 100 == 0 ? "\(whole / 100) %" : "\(Double(whole) / 100) %"
  }
}

/// How the data came in: nothing that was read is missing from these numbers.
public struct Intake: Hashable, Sendable, Codable {
  /// A file that was read.
  public struct Source: Hashable, Sendable, Codable {
    /// What the file holds.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
      /// One row a call.
      case calls
      /// One row an opportunity.
      case opportunities
      /// One row a sale.
      case sales
      /// One row a touch of another channel.
      case touches
      /// One row a lead, company or agent with its variant; one row a slot, where the script goes by slot.
      case assignments
      /// One row a lead with its company, time zone and strata.
      case leads
      /// One row a call with the variant that was heard.
      case adherence
      /// Aggregated counts.
      case counts
      /// Computed, not read: a simulation.
      case simulation
    }

    /// What the file holds.
    public var kind: Kind
    /// File name without folders.
    public var name: String
    /// Data rows read.
    public var rows: Int
    /// Rows that could not be used, each of them in the rejects file.
    public var rejected: Int

    /// A file that was read.
    public init(kind: Kind, name: String, rows: Int, rejected: Int = 0) {
      self.kind = kind
      self.name = name
      self.rows = rows
      self.rejected = rejected
    }
  }

  /// Why a sound row is not part of the test or the comparison.
  public enum Finding: String, CaseIterable, Hashable, Sendable, Codable, Comparable {
    /// Left out by the plan's `keep` filters: other campaigns, inbound calls.
    case filteredOut = "filtered-out"
    /// Calls before the first day of the test.
    case beforeStart = "before-start"
    /// Calls after the last day of the test.
    case afterEnd = "after-end"
    /// Calls after the day of the reading.
    case afterReading = "after-reading"
    /// Rows that repeat a `call_id` with the same content; counted once.
    case duplicateCall = "duplicate-call"
    /// Rows that repeat a `call_id` with other content; the first one counts.
    case conflictingCall = "conflicting-call"
    /// Calls of leads that the assignments file does not name.
    case unassignedLead = "unassigned-lead"
    /// Calls by agents that the assignments file does not name.
    case unassignedAgent = "unassigned-agent"
    /// Calls of leads that the leads file does not name, where it states their stratum.
    case unlistedLead = "unlisted-lead"
    /// Calls of leads that keep the current script outside the test.
    case heldOut = "held-out"
    /// Calls of leads that another test has drawn.
    case otherTest = "other-test"
    /// Calls on a day, or by an agent, that the schedule of slots does not know.
    case outsideSchedule = "outside-schedule"
    /// Calls in the wash-out after a change of script, and all calls of leads that were first called in one.
    case washOut = "wash-out"
    /// Calls outside every window that a variant stands for; what they delivered is unknown.
    case outsideWindows = "outside-windows"
    /// Calls of leads whose company is unknown; each such lead counts as a company of its own.
    case unknownCompany = "unknown-company"
    /// Leads called by agents of different variants; the agent of the first call counts for the lead.
    case sharedLead = "shared-lead"
    /// Companies whose leads have different recorded variants; each variant has its part of the company.
    case mixedCompany = "mixed-company"
    /// Leads whose recorded variant changes between calls; the first one counts.
    case changingVariant = "changing-variant"
    /// Rows in the assignments file that name a lead twice with one variant.
    case duplicateAssignment = "duplicate-assignment"
    /// Rows in the leads file that name a lead again; the first one counts.
    case duplicateLead = "duplicate-lead"
    /// Calls of which neither the adherence file nor the calls file says what was heard.
    case heardUnknown = "heard-unknown"
    /// Rows in the adherence file whose call is not in the test.
    case adherenceWithoutCall = "adherence-without-call"
    /// Rows in the adherence file that name a call again with the same variant.
    case duplicateAdherence = "duplicate-adherence"
    /// Opportunities of leads without a call in the test.
    case opportunityWithoutCall = "opportunity-without-call"
    /// Opportunities of calls outside the test, or of leads with no others: before or after it, held out, in another test,
    /// left out by a filter.
    case opportunityOutside = "opportunity-outside"
    /// Opportunities of leads, or calls, that the wash-out leaves out.
    case opportunityInWashOut = "opportunity-in-wash-out"
    /// Further opportunities of a call that has one already.
    case repeatedOpportunity = "repeated-opportunity"
    /// Opportunities qualified before their call.
    case opportunityBeforeCall = "opportunity-before-call"
    /// Opportunities qualified after the day of the reading.
    case opportunityAfterReading = "opportunity-after-reading"
    /// Opportunities whose source tag the plan does not accept; they count in comparisons all the same.
    case otherSource = "other-source"
    /// Sales without a call or opportunity of the test within the attribution window.
    case saleUnattributed = "sale-unattributed"
    /// Sales of leads that were called only afterwards; among those without a call in time.
    case saleBeforeCall = "sale-before-call"
    /// Sales closed after the day of the reading.
    case saleAfterReading = "sale-after-reading"
    /// Rows that repeat a `sale_id`; counted once.
    case duplicateSale = "duplicate-sale"
    /// Rows that repeat a `sale_id` with another content; the first one counts.
    case conflictingSale = "conflicting-sale"
    /// Rows with a negative amount that take back a sale; they reduce its revenue.
    case refund
    /// Rows with a negative amount whose sale is not in the file.
    case refundWithoutSale = "refund-without-sale"
    /// Rows with a negative amount above what was left of their sale; taken off in full.
    case refundAboveSale = "refund-above-sale"
    /// Sales whose margin is above their amount; counted as stated.
    case marginAboveAmount = "margin-above-amount"
    /// Sales without a margin of their own whose amount is below the plan's margin of a sale; counted with that margin.
    case amountBelowMargin = "amount-below-margin"
    /// Sales of one opportunity, moment and amount under several ids, but the first; all count.
    case likeSale = "like-sale"
    /// Touches of leads without a call in the test.
    case touchWithoutCall = "touch-without-call"
    /// Touches after the day of the reading.
    case touchAfterReading = "touch-after-reading"
    /// Touches of the phone, which the calls tell themselves.
    case phoneTouch = "phone-touch"
    /// Local times skipped when clocks went forward; read one hour later.
    case skippedTime = "skipped-time"
    /// Local times that occur twice when clocks went back; read as the first.
    case repeatedTime = "repeated-time"
    /// Calls to leads whose time zone has an unknown name; held against legal hours in the plan's zone.
    case unknownTimeZone = "unknown-time-zone"

    /// In the order of the cases.
    public static func < (left: Finding, right: Finding) -> Bool {
      guard let first = allCases.firstIndex(of: left), let second = allCases.firstIndex(of: right) else {
        return left.rawValue < right.rawValue
      }
      return first < second
    }
  }

  /// One row of a finding, to look it up.
  public struct Example: Hashable, Sendable, Codable, Comparable {
    /// File name without folders.
    public var file: String
    /// Line of the file, from 1.
    public var line: Int
    /// The id in the row.
    public var id: String

    /// A row.
    public init(file: String, line: Int, id: String) {
      self.file = file
      self.line = line
      self.id = id
    }

    /// By file, then by line.
    public static func < (left: Example, right: Example) -> Bool {
      (left.file, left.line, left.id) < (right.file, right.line, right.id)
    }
  }

  /// The files read, in the order they were read.
  public var sources: [Source]
  /// Numbers of rows by finding; findings that did not occur are absent.
  public var findings: [Finding: Int]
  /// The first row of each finding that names its rows.
  public var examples: [Finding: Example]

  /// Files and findings.
  public init(sources: [Source] = [], findings: [Finding: Int] = [:], examples: [Finding: Example] = [:]) {
    self.sources = sources
    self.findings = findings
    self.examples = examples
  }

  /// The number of rows of a finding.
  public subscript(finding: Finding) -> Int { findings[finding] ?? 0 }

  /// Notes rows of a finding, and one of them where it is known; of several the first one stays.
  public mutating func note(_ finding: Finding, _ rows: Int = 1, example: Example? = nil) {
    guard rows > 0 else { return }
    findings[finding, default: 0] += rows
    if let example { examples[finding] = examples[finding].map { min($0, example) } ?? example }
  }

  /// Rejected rows over all files.
  public var rejected: Int { sources.reduce(0) { $0 + $1.rejected } }

  /// The files and findings of both.
  public static func + (left: Intake, right: Intake) -> Intake {
    Intake(
      sources: left.sources + right.sources,
      findings: left.findings.merging(right.findings, uniquingKeysWith: +),
      examples: left.examples.merging(right.examples) { min($0, $1) })
  }
}

extension Intake {
  private enum CodingKeys: CodingKey {
    case sources, findings
  }

  private struct Entry: Codable {
    let finding: Finding
    let rows: Int
    let example: Example?
  }

  /// Reads findings as a list.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let entries = try container.decode([Entry].self, forKey: .findings)
    self.init(
      sources: try container.decode([Source].self, forKey: .sources),
      findings: Dictionary(entries.map { ($0.finding, $0.rows) }, uniquingKeysWith: +),
      examples: Dictionary(
        entries.compactMap { entry in entry.example.map { (entry.finding, $0) } }, uniquingKeysWith: { min($0, $1) }))
  }

  /// Writes findings in order.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sources, forKey: .sources)
    let entries = findings.sorted { $0.key < $1.key }.map {
      Entry(finding: $0.key, rows: $0.value, example: examples[$0.key])
    }
    try container.encode(entries, forKey: .findings)
  }
}

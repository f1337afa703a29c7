public import Decision
public import Experiment
public import Foundation

extension EvidenceReader {
  /// A reader of a call log from before a test, which knows nothing of the test's scripts.
  ///
  /// Calls of all days count; a `variant` column is not looked at. The evidence has variants all the same, since every
  /// evidence has: they are drawn by a hash of the lead and mean nothing. Columns, encoding, dates and filters are those of
  /// the plan's own data.
  ///
  /// - Parameters:
  ///   - test: The planned test: time zone, windows, and maturity window.
  ///   - sources: How the plan's data are written; its files are not read.
  ///   - calls: The call log.
  ///   - opportunities: The opportunities, where the log does not say which calls brought one.
  ///   - sales: Its sales, where delays to sale are asked for.
  ///   - directory: The folder that relative paths stand in.
  ///   - maxRejectedShare: Largest share of rejected rows of a file, 0...1.
  ///   - rejectsFile: Where rejected rows are written; nil: nowhere.
  public static func history(
    for test: TestProtocol, sources: DataSources, calls: String, opportunities: String? = nil,
    sales: String? = nil, directory: URL,
    maxRejectedShare: Double = 0.01, rejectsFile: URL?
  ) -> EvidenceReader {
    var past = test
    // Without a first day no day is outside the test.
    past.starts = nil
    past.extensions = []
    past.unit = test.unit == .company ? .company : .lead
    past.factors = [.script]
    past.assignment = AssignmentRule(method: .hashed, seed: "past calls", slots: test.assignment.slots)
    past.calling.rules = nil
    // What counts as a complaint is the plan's word; nothing else of them is read.
    past.guardrails = test.guardrails.filter { $0.metric == .complaintShare }
    var sources = sources
    sources.files = [.calls: calls]
    sources.files[.opportunities] = opportunities
    sources.files[.sales] = sales
    sources.formats[.calls]?.columns["variant"] = nil
    var reader = EvidenceReader(
      test: past, sources: sources, directory: directory, maxRejectedShare: maxRejectedShare, rejectsFile: rejectsFile)
    reader.readsVariants = false
    // Past sales may name their leads, and a design says itself what it lacks.
    reader.requiresOpportunities = false
    return reader
  }
}

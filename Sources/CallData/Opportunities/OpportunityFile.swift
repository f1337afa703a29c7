import Decision
import Experiment

/// One row of the opportunities file.
struct Opportunity {
  let id: String
  let lead: IdentifierKey?
  let call: IdentifierKey?
  let qualifiedAt: LocalMoment
  /// Whether sales accepted it; nil where they did not judge.
  let accepted: Bool?
  let source: String?
}

/// The opportunities file, read whole: opportunities are few beside calls.
final class OpportunityFile: @unchecked Sendable {
  let file: DelimitedFile
  private(set) var opportunities: [Opportunity] = []
  private(set) var rows = 0
  private(set) var filteredOut = 0
  private(set) var rejected: [RejectedRow] = []
  private(set) var lastDay = Int.min
  private var copies = KeptIDs()

  init(
    _ file: DelimitedFile, keep: [String: [String]], zone: ZoneTable, dateFormat: DateFormat?
  ) throws(CallDataError) {
    self.file = file
    let keep = try file.filters(keep)
    var filters = RowFilters(keep)
    let id = try file.required("opportunity_id")
    let call = try file.column("call_id")
    let lead = call == nil ? try file.required("lead_id") : try file.column("lead_id")
    let qualifiedAt = try file.required("qualified_at")
    let accepted = try file.column("accepted")
    let source = try file.column("source")
    var timestamps = TimestampReader(zone: zone, declared: dateFormat)
    var cursor = file.rows()
    while cursor.next() {
      rows += 1
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        guard filters.isEmpty || filters.keep(cursor) else {
          filteredOut += 1
          continue
        }
        let moment = try cursor.moment(qualifiedAt, &timestamps)
        let callKey = try cursor.optionalID(call, &copies)
        let leadKey = try cursor.optionalID(lead, &copies)
        if callKey == nil, leadKey == nil {
          throw RejectionSignal(RowFault(reason: .blank, column: Int32(lead ?? call ?? -1)))
        }
        opportunities.append(
          Opportunity(
            id: try cursor.text(id), lead: leadKey, call: callKey, qualifiedAt: moment,
            accepted: try cursor.optionalFlag(accepted), source: try cursor.optionalText(source)))
        lastDay = max(lastDay, moment.day)
      } catch {
        rejected.append(RejectedRow(row: cursor.row, line: file.firstLine + cursor.line, fault: error.fault))
      }
    }
    if filteredOut > 0, filteredOut + rejected.count == rows { try file.refuseNothingKept(keep) }
  }
}

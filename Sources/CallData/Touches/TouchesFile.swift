import Cost
import Decision
import Experiment

/// The touches file: what other channels did to leads, `lead_id, channel, touched_at`.
///
/// Touches are held in memory by lead, 40 bytes each, up to `limit`; a longer file is refused.
final class TouchesFile: @unchecked Sendable {
  /// One touch.
  struct Touch {
    let channel: Int
    let at: LocalMoment
  }

  /// The most rows that are read.
  static let limit = 20_000_000

  let file: DelimitedFile
  private(set) var rows = 0
  private(set) var kept = 0
  private(set) var filteredOut = 0
  private(set) var afterReading = 0
  /// Rows whose channel is the phone: the calls tell these themselves.
  private(set) var phone = 0
  private(set) var rejected: [RejectedRow] = []
  /// Names of the channels by number.
  private(set) var channels: [String] = []
  /// One entry per lead: its key and touches, by the hash of the key.
  private(set) var byLead: [UInt64: [(lead: IdentifierKey, touches: [Touch])]] = [:]
  private var numbers: [String: Int] = [:]
  private var copies = KeptIDs()

  init(
    _ file: DelimitedFile, keep: [String: [String]], zone: ZoneTable, dateFormat: DateFormat?, until: Int
  ) throws(CallDataError) {
    self.file = file
    let keep = try file.filters(keep)
    var filters = RowFilters(keep)
    let lead = try file.required("lead_id")
    let channel = try file.required("channel")
    let touchedAt = try file.required("touched_at")
    var timestamps = TimestampReader(zone: zone, declared: dateFormat)
    var cursor = file.rows()
    while cursor.next() {
      rows += 1
      guard rows <= TouchesFile.limit else {
        throw .value(
          path: file.path, line: file.firstLine + cursor.line, column: "all",
          found: "more than \(TouchesFile.limit) rows",
          expected: "touches of the leads of this test alone")
      }
      do throws(RejectionSignal) {
        try file.checkFields(cursor)
        guard filters.isEmpty || filters.keep(cursor) else {
          filteredOut += 1
          continue
        }
        let moment = try cursor.moment(touchedAt, &timestamps)
        let name = try cursor.text(channel).lowercased()
        guard let key = try cursor.optionalID(lead, &copies) else { throw RejectionSignal(.blank, lead) }
        if moment.day > until {
          afterReading += 1
        } else if name == TouchCredits.phone {
          phone += 1
        } else {
          kept += 1
          add(Touch(channel: number(of: name), at: moment), of: key)
        }
      } catch {
        rejected.append(RejectedRow(row: cursor.row, line: file.firstLine + cursor.line, fault: error.fault))
      }
    }
    if filteredOut > 0, filteredOut + rejected.count == rows { try file.refuseNothingKept(keep) }
  }

  /// The touches of a lead.
  func touches(of lead: IdentifierKey) -> [Touch] {
    byLead[lead.hash]?.first { $0.lead == lead }?.touches ?? []
  }

  private func number(of channel: String) -> Int {
    if let number = numbers[channel] { return number }
    numbers[channel] = channels.count
    channels.append(channel)
    return channels.count - 1
  }

  private func add(_ touch: Touch, of lead: IdentifierKey) {
    var entries = byLead.removeValue(forKey: lead.hash) ?? []
    if let index = entries.firstIndex(where: { $0.lead == lead }) {
      entries[index].touches.append(touch)
    } else {
      entries.append((lead, [touch]))
    }
    byLead[lead.hash] = entries
  }
}

import Cost
import Decision
import Experiment

/// Counts on their way to evidence.
struct CountsTable {
  private struct Key: Hashable {
    let variant: String
    let date: CivilDate?
    let window: String?
    let agent: String?
    let stratum: String?

    var description: String {
      var parts = ["variant \(variant)"]
      if let date { parts.append("date \(date)") }
      if let window { parts.append("window \(window)") }
      if let agent { parts.append("agent \(agent)") }
      if let stratum { parts.append("stratum \(stratum)") }
      return parts.joined(separator: ", ")
    }
  }

  private let test: TestProtocol
  private let hasLeads: Bool
  private var lines: [Key: Int] = [:]
  private var tally = Tally()
  private var receipts: [(variant: String, row: Receipts.Row)] = []
  private var units: [UnitKey: Int] = [:]
  private var lastDay: CivilDate?
  var intake = Intake()

  init(test: TestProtocol, isDated: Bool, hasLeads: Bool) {
    self.test = test
    self.hasLeads = hasLeads
  }

  /// Adds a row; refuses a key that was given already.
  mutating func add(_ row: CountsRow, line: Int, path: String, asOf: CivilDate?) throws(CallDataError) {
    let key = Key(variant: row.variant, date: row.date, window: row.window, agent: row.agent, stratum: row.stratum)
    if let first = lines[key] {
      throw .duplicateCounts(path: path, line: line, firstLine: first, key: key.description)
    }
    lines[key] = line
    if let date = row.date {
      lastDay = max(lastDay ?? date, date)
      if let starts = test.starts, date < starts { return intake.note(.beforeStart, row.cell.calls) }
      if let last = test.lastDay, date > last { return intake.note(.afterEnd, row.cell.calls) }
      if let asOf, date > asOf { return intake.note(.afterReading, row.cell.calls) }
    }
    tally.byDay.add(
      row.cell, to: DayKey(variant: row.variant, date: row.date, window: row.window, stratum: row.stratum))
    tally.byAgentDay.add(row.cell, to: AgentDayKey(variant: row.variant, agent: row.agent, date: row.date))
    tally.byAgentStratum.add(
      row.cell, to: AgentStratumKey(variant: row.variant, agent: row.agent, stratum: row.stratum))
    tally.byDelivery.add(row.cell, to: DeliveryKey(assigned: row.variant, delivered: nil))
    units[UnitKey(variant: row.variant, stratum: row.stratum), default: 0] += row.leads
    receipts.append((row.variant, row.receipts))
  }

  /// The evidence of all rows.
  func evidence(asOf: CivilDate?, hasSales: Bool) -> Evidence {
    var tally = tally
    tally.units = hasLeads ? RandomisedUnits(source: .counts, counts: units) : RandomisedUnits()
    var sold = Receipts(isObserved: hasSales)
    if hasSales {
      for (variant, row) in receipts {
        for attribution in Receipts.Attribution.allCases {
          sold.add(row, to: Receipts.Key(variant: variant, attribution: attribution, daysSinceCall: 0))
        }
      }
    }
    let last = [lastDay, asOf].compactMap { $0 }.min()
    return Evidence(tally: tally, receipts: sold, intake: intake, lastDay: lastDay == nil ? nil : last)
  }
}

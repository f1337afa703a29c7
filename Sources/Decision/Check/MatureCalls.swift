import Experiment
import Statistics

/// The calls that may be compared: those whose maturity window has closed.
struct MatureCalls {
  /// The calls by variant, date, window and stratum.
  let byDay: Margin<DayKey>
  private let byVariant: Margin<String>
  private let byStratum: Margin<UnitKey>
  /// The calls of all variants by date and hour; empty where calls are known as counts only.
  let byHour: Margin<HourKey>
  /// Calls too young to be compared.
  let immature: Margin<DayKey>
  /// Last date whose calls are mature; nil for undated data.
  let through: CivilDate?
  /// Strata in order; one nil entry where the data have none.
  let strata: [String?]

  init(_ tally: Tally, asOf: CivilDate?, within: Int?) {
    let through = asOf.map { Tally.matureThrough(asOf: $0, within: within) }
    func isMature(_ date: CivilDate?) -> Bool {
      guard let date, let through else { return true }
      return date <= through
    }
    self.through = through
    byDay = tally.byDay.grouped { isMature($0.date) ? $0 : nil }
    byHour = tally.byHour.grouped { isMature($0.date) ? $0 : nil }
    immature = tally.byDay.grouped { isMature($0.date) ? nil : $0 }
    byVariant = byDay.grouped(by: \.variant)
    byStratum = byDay.grouped { UnitKey(variant: $0.variant, stratum: $0.stratum) }
    let strata = Set(byDay.cells.keys.map(\.stratum))
    self.strata = strata.isEmpty ? [nil] : strata.sorted { ($0 ?? "") < ($1 ?? "") }
  }

  var isStratified: Bool { strata.count > 1 }

  func cell(_ variant: String) -> CallCell {
    byVariant[variant]
  }

  func cell(_ variant: String, stratum: String?) -> CallCell {
    byStratum[UnitKey(variant: variant, stratum: stratum)]
  }

  /// Opportunities among calls; nil without calls.
  func proportion(_ variant: String) throws(DecisionError) -> Proportion? {
    try MatureCalls.proportion(cell(variant), variant)
  }

  static func proportion(_ cell: CallCell, _ variant: String) throws(DecisionError) -> Proportion? {
    guard cell.calls > 0 || cell.opportunities > 0 else { return nil }
    do {
      return try Proportion(cell.opportunities, of: cell.calls)
    } catch {
      throw .moreOpportunitiesThanCalls(variant: variant, opportunities: cell.opportunities, calls: cell.calls)
    }
  }
}

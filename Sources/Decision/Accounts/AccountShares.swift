import Cost
import Experiment

/// What the parts of an account hold of each variant, for dividing its costs.
struct AccountShares {
  /// A part of a variant's calls.
  struct Cell {
    var calls = CallCell()
    /// Agents times days with calls of the variant, each by its share of the day's calls.
    var agentDays = 0.0
  }

  let division: AccountDivision
  let tally: Tally
  let mature: MatureCalls
  private let agentDays: AgentDays

  init(division: AccountDivision, tally: Tally, mature: MatureCalls) {
    self.division = division
    self.tally = tally
    self.mature = mature
    agentDays = AgentDays(tally)
  }

  /// Cells by part of one variant, on the days of a period.
  func cells(of variant: String, in period: CostItem.Period = CostItem.Period()) -> [AccountPart: Cell] {
    func isInside(_ date: CivilDate?) -> Bool {
      guard let date else { return true }
      return mature.through.map { date <= $0 } ?? true && period.contains(date.dayNumber)
    }
    var cells: [AccountPart: Cell] = [:]
    if division == .agent {
      for (key, cell) in tally.byAgentDay.cells where key.variant == variant && isInside(key.date) {
        cells[AccountPart(name: key.agent), default: Cell()].calls += cell
      }
    } else {
      for (key, cell) in mature.byDay.cells where key.variant == variant && isInside(key.date) {
        cells[part(of: key), default: Cell()].calls += cell
      }
    }
    addAgentDays(of: variant, where: isInside, to: &cells)
    return cells
  }

  private func part(of key: DayKey) -> AccountPart {
    switch division {
    case .variant: .named(key.variant)
    case .list: AccountPart(name: key.stratum)
    case .window: AccountPart(name: key.window)
    case .week, .day: AccountPart(key.date, by: division) ?? .unknown
    case .agent: .unknown
    }
  }

  private func addAgentDays(
    of variant: String, where isInside: (CivilDate?) -> Bool, to cells: inout [AccountPart: Cell]
  ) {
    guard division == .agent || division == .week || division == .day else { return }
    for day in agentDays.parts where day.variant == variant && isInside(day.date) {
      let part = AccountPart(day.date, by: division) ?? AccountPart(name: day.agent)
      cells[part, default: Cell()].agentDays += day.share
    }
  }

  /// What the amount of a cost is divided by among the parts of a variant.
  ///
  /// A cost goes where its volume went: calls, talk time, agent-days. What is paid by the month lies evenly on the
  /// calendar days where the division goes by days. Everything else, and what the data cannot place, goes by handling
  /// time where the plan splits it so, else by calls. Calls without a talk time count at the mean of the variant's others.
  func weights(of item: CostItem, cells: [AccountPart: Cell], parts: [AccountPart], period: CostingPeriod) -> [Double] {
    func each(_ weight: (Cell) -> Double) -> [Double] { parts.map { part in cells[part].map(weight) ?? 0 } }
    let byCalls = each { Double($0.calls.calls) }
    let whole = cells.values.reduce(into: CallCell()) { $0 += $1.calls }
    func eachTime(_ time: KeyPath<CallCell, Int>) -> [Double] { each { $0.calls.seconds(time, within: whole) } }
    let fallback = item.split == .handlingTime ? eachTime(\.handlingSeconds) : byCalls
    let chosen: [Double]
    switch item.basis {
    case .call: chosen = byCalls
    case .talkHour: chosen = eachTime(\.talkSeconds)
    case .agentDay: chosen = each(\.agentDays)
    case .campaign: chosen = fallback
    case .month:
      var days: [AccountPart: Double] = [:]
      for day in period.days where item.period.contains(day.number) {
        guard let part = AccountPart(CivilDate(dayNumber: day.number), by: division) else { break }
        days[part, default: 0] += 1 / Double(day.daysInMonth)
      }
      chosen = days.isEmpty ? fallback : parts.map { days[$0] ?? 0 }
    }
    if chosen.contains(where: { $0 > 0 }) { return chosen }
    return fallback.contains { $0 > 0 } ? fallback : byCalls
  }
}

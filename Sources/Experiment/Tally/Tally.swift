/// What happened on the phone, as margins: every analysis of calls starts here.
///
/// A full cube by date, hour, agent and stratum would be nearly as long as the log itself; these margins stay small
/// and carry all that retries, strata, agents, adherence and replays by day need.
public struct Tally: Hashable, Sendable, Codable {
  /// Calls by variant, date, window and stratum.
  public var byDay: Margin<DayKey>
  /// Calls of all variants by date and hour; empty where calls are known as counts only.
  public var byHour: Margin<HourKey>
  /// Calls by variant, agent and date.
  public var byAgentDay: Margin<AgentDayKey>
  /// Calls by variant, agent and stratum.
  public var byAgentStratum: Margin<AgentStratumKey>
  /// Calls by assigned and delivered variant.
  public var byDelivery: Margin<DeliveryKey>
  /// Calls by the slot of their lead's first call; empty unless the script goes by slot.
  public var bySlot: Margin<SlotKey>
  /// Leads with mature calls, by calls and opportunities; companies, where they are what is randomised.
  public var leads: LeadTable
  /// Randomised units by variant and stratum.
  public var units: RandomisedUnits
  /// Opportunities by variant, date of the call and days to qualification; empty where dates are unknown.
  public var delays: DelayTable
  /// How calls stand before the law; nil where the plan names no legal hours or calls are known as counts only.
  public var conduct: CallConduct?

  /// A tally of given margins.
  public init(
    byDay: Margin<DayKey> = Margin(), byHour: Margin<HourKey> = Margin(), byAgentDay: Margin<AgentDayKey> = Margin(),
    byAgentStratum: Margin<AgentStratumKey> = Margin(), byDelivery: Margin<DeliveryKey> = Margin(),
    bySlot: Margin<SlotKey> = Margin(), leads: LeadTable = LeadTable(), units: RandomisedUnits = RandomisedUnits(),
    delays: DelayTable = DelayTable(), conduct: CallConduct? = nil
  ) {
    self.byDay = byDay
    self.byHour = byHour
    self.byAgentDay = byAgentDay
    self.byAgentStratum = byAgentStratum
    self.byDelivery = byDelivery
    self.bySlot = bySlot
    self.leads = leads
    self.units = units
    self.delays = delays
    self.conduct = conduct
  }

  /// The tally of two sets of calls without a lead in common.
  public static func + (left: Tally, right: Tally) -> Tally {
    Tally(
      byDay: left.byDay + right.byDay, byHour: left.byHour + right.byHour,
      byAgentDay: left.byAgentDay + right.byAgentDay,
      byAgentStratum: left.byAgentStratum + right.byAgentStratum, byDelivery: left.byDelivery + right.byDelivery,
      bySlot: left.bySlot + right.bySlot, leads: left.leads + right.leads, units: left.units + right.units,
      delays: left.delays + right.delays,
      conduct: left.conduct.flatMap { known in right.conduct.map { known + $0 } } ?? left.conduct ?? right.conduct)
  }

  /// First and last date with a call, or nil for undated data.
  public var dates: ClosedRange<CivilDate>? {
    let dates = byDay.cells.keys.compactMap(\.date)
    guard let first = dates.min(), let last = dates.max() else { return nil }
    return first...last
  }

  /// Whether the calls carry no dates at all.
  public var isUndated: Bool { dates == nil }

  /// The last date whose calls are mature as of the end of a day: a call enters a comparison once its maturity window
  /// of `within` days has closed.
  public static func matureThrough(asOf: CivilDate, within: Int?) -> CivilDate {
    asOf - (within ?? 0)
  }
}

/// Which variant is used in which slot: by the whole team, or by each agent.
public struct SlotSchedule: Hashable, Sendable, Codable {
  /// The order of variants of the team or of one agent.
  public struct Row: Hashable, Sendable, Codable {
    /// The agent; nil where the whole team follows this row.
    public let agent: String?
    /// The stratum in which the agent was drawn, as a team or a skill.
    public let stratum: String?
    /// The block of agents whose rows were drawn together, from 0 within the stratum.
    public let block: Int
    /// The index, in plan order, of the variant of each slot.
    public let arms: [Int]

    /// A row of a schedule.
    public init(agent: String? = nil, stratum: String? = nil, block: Int = 0, arms: [Int]) {
      self.agent = agent
      self.stratum = stratum
      self.block = block
      self.arms = arms
    }
  }

  /// The slots, in time.
  public let slots: [Slot]
  /// One row for the team, or one for each agent.
  public let rows: [Row]
  private let place: [Slot: Int]
  private let rowOf: [String: Int]

  /// A schedule of given rows, each with as many arms as there are slots.
  public init(slots: [Slot], rows: [Row]) {
    self.slots = slots
    self.rows = rows
    place = Dictionary(slots.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    rowOf = Dictionary(
      rows.enumerated().compactMap { index, row in row.agent.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The place of a slot in `slots`; nil for one that the schedule does not know.
  public func index(of slot: Slot) -> Int? { place[slot] }

  /// The index of the variant in use in a slot, by an agent where each has a row of their own; nil where the schedule
  /// knows no such slot or agent.
  public func arm(in slot: Slot, agent: String? = nil) -> Int? {
    guard let index = place[slot] else { return nil }
    if rows.count == 1, rows[0].agent == nil { return rows[0].arms[index] }
    return agent.flatMap { rowOf[$0] }.map { rows[$0].arms[index] }
  }
}

extension SlotSchedule {
  private enum CodingKeys: CodingKey {
    case slots, rows
  }

  /// Reads slots and rows.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      slots: try container.decode([Slot].self, forKey: .slots), rows: try container.decode([Row].self, forKey: .rows))
  }

  /// Writes slots and rows.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(slots, forKey: .slots)
    try container.encode(rows, forKey: .rows)
  }
}

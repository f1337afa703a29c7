public import Statistics

/// An agent with the stratum in which it is drawn.
public struct RosteredAgent: Hashable, Sendable {
  /// The agent's id.
  public let id: String
  /// Team, skill or what else agents are blocked by; nil where nothing is.
  public let stratum: String?

  /// An agent.
  public init(id: String, stratum: String? = nil) {
    self.id = id
    self.stratum = stratum
  }
}

/// Draws an order of variants for each agent: all use every variant, and in every slot the variants are balanced over the
/// team (a Latin square in time; Williams 1949, Jones & Kenward 2014 ch. 4).
///
/// Agents of a stratum fill blocks in the order of the roster, as many agents to a block as its shares need: two for two
/// equal variants. The first agent of a block follows an order balanced like a switchback's; the next ones follow the same
/// order with the variants moved on by one, so that in every slot the block holds the planned shares, and every agent meets
/// each weekday and part of the day with every variant as equally as whole weeks allow. Agents of a last block that is not
/// full have rows of the same kind, and agents who join later continue it.
///
/// Skill, weekday and time of day cancel out of the comparison; what one script does to the next slot of the same agent
/// does not.
public struct CrossOverScheduler: Hashable, Sendable {
  /// Where an agent stands: its block, and its row in it.
  private struct Seat: Hashable, Sendable {
    let group: Int
    let row: Int
  }

  /// A block of agents of a stratum.
  private struct Group: Hashable, Sendable {
    let stratum: String?
    let block: Int
  }

  /// The agents in the order of the roster.
  public let agents: [RosteredAgent]
  /// The slots, in time.
  public var slots: [Slot] { stretches.flatMap(\.slots) }
  /// Orders of the places in a block, every one equally often; each place stands for a variant.
  private let stretches: [SlotArrangement]
  /// The variant of each place in a block.
  private let arms: [Int]
  private let seats: [Seat]
  private let groups: [Group]

  /// A scheduler for slots and agents.
  ///
  /// - Parameters:
  ///   - slots: The slots, in any order; one named twice counts once.
  ///   - variants: The variants; their weights are the shares of the slots.
  ///   - agents: The agents, each once.
  /// - Throws: that there are no slots or agents, fewer slots than a block, an agent named twice, or weights that are no
  ///   small whole numbers.
  public init(slots: [Slot], variants: Variants, agents: [RosteredAgent]) throws(AssignmentError) {
    try self.init(stretches: [slots], variants: variants, agents: agents)
  }

  /// A scheduler for a plan and its agents; slots that an extension added are balanced apart.
  public init(_ test: TestProtocol, agents: [RosteredAgent]) throws(AssignmentError) {
    try self.init(stretches: SwitchbackScheduler.stretches(of: test), variants: test.variants, agents: agents)
  }

  private init(stretches: [[Slot]], variants: Variants, agents: [RosteredAgent]) throws(AssignmentError) {
    let composition = try BlockComposition(variants)
    let places = try BlockComposition(weights: [Double](repeating: 1, count: composition.size))
    self.stretches = try SwitchbackScheduler.arrangements(stretches, places, composition)
    try AgentAssigner.check(agents)
    self.agents = agents
    arms = composition.arms
    var seats: [Seat] = []
    var groups: [Group] = []
    var counts: [String?: Int] = [:]
    var open: [String?: Int] = [:]
    for agent in agents {
      let number = counts[agent.stratum, default: 0]
      counts[agent.stratum] = number + 1
      if number % composition.size == 0 {
        open[agent.stratum] = groups.count
        groups.append(Group(stratum: agent.stratum, block: number / composition.size))
      }
      seats.append(Seat(group: open[agent.stratum] ?? 0, row: number % composition.size))
    }
    self.seats = seats
    self.groups = groups
  }

  /// The place in the plan of the variant of each agent in each slot, drawn anew: one row for each agent, in the order of
  /// the roster.
  public func draw(_ source: inout RandomSource) -> [[Int]] {
    let orders = groups.map { _ in stretches.flatMap { $0.draw(&source) } }
    return rows(orders)
  }

  /// The schedule of a seed, the same for good. What a block draws depends on the seed, its stratum and its number alone.
  public func schedule(seed: String) -> SlotSchedule {
    let orders = groups.map { group in
      stretches.enumerated().flatMap { number, stretch in
        var source = RandomSource(
          words: ["agents and slots", seed, group.stratum ?? "", "\(group.block)", "\(number)"])
        return stretch.draw(&source)
      }
    }
    let rows = zip(zip(agents, seats), rows(orders)).map { member, arms in
      SlotSchedule.Row(
        agent: member.0.id, stratum: member.0.stratum, block: groups[member.1.group].block, arms: arms)
    }
    return SlotSchedule(slots: slots, rows: rows)
  }

  /// The law under which a randomisation test runs the schedule again: every block anew, agents keeping their places in
  /// it. All schedules where there are at most 200,000, otherwise draws.
  public func reassignment() throws(StatisticsError) -> Reassignment<[[Int]]> {
    if let all = all() { return try Reassignment(all: all) }
    // The same law as `draw`, without trying again for each block: the rows of every order are made once.
    guard let listed = rowsByOrder(limit: Self.listedForDraws) else { return Reassignment { draw(&$0) } }
    return Reassignment { source in
      let orders = groups.map { _ in source.index(below: listed.count) }
      return seats.map { listed[orders[$0.group]][$0.row] }
    }
  }

  /// All schedules, each equally likely; nil where there are more than ``SwitchbackScheduler/largestList``.
  public func all() -> [[[Int]]]? {
    let limit = SwitchbackScheduler.largestList
    guard let listed = rowsByOrder(limit: limit) else { return nil }
    var schedules = 1
    for _ in groups {
      guard schedules * listed.count <= limit else { return nil }
      schedules *= listed.count
    }
    return (0..<schedules).map { number in
      var rest = number
      let orders = groups.map { _ in
        defer { rest /= listed.count }
        return rest % listed.count
      }
      return seats.map { listed[orders[$0.group]][$0.row] }
    }
  }

  /// Orders that are kept in memory at most, to draw from.
  private static let listedForDraws = 20_000

  /// The rows of a block for each order it may have; nil where there are more than a limit.
  private func rowsByOrder(limit: Int) -> [[[Int]]]? {
    var orders: [[Int]] = [[]]
    for stretch in stretches {
      guard let own = stretch.all(limit: limit), own.count * orders.count <= limit else { return nil }
      orders = orders.flatMap { before in own.map { before + $0 } }
    }
    return orders.map { order in arms.indices.map { row(order, $0) } }
  }

  private func rows(_ orders: [[Int]]) -> [[Int]] {
    seats.map { row(orders[$0.group], $0.row) }
  }

  private func row(_ order: [Int], _ number: Int) -> [Int] {
    order.map { arms[($0 + number) % arms.count] }
  }
}

import Foundation
public import Statistics

/// Gives every agent one variant for the whole test, by permuted blocks within team or skill.
///
/// Agents differ far more than scripts do: calls of one agent are not independent, and agents are the units of the analysis.
/// Ask ``figures`` whether there are enough of them before choosing this design; where each can use every script,
/// ``CrossOverScheduler`` compares far more precisely.
public struct AgentAssigner: Hashable, Sendable {
  /// An agent with its variant.
  public struct Assigned: Hashable, Sendable {
    /// The agent.
    public let agent: RosteredAgent
    /// The place of its variant in the plan, and where it was drawn.
    public let place: BlockedAssigner.Place
  }

  private struct Seat: Hashable, Sendable {
    var block: Int
    var place: Int
  }

  /// The agents in the order of the roster.
  public let agents: [RosteredAgent]
  private let composition: BlockComposition
  /// The block of each agent, numbered through all strata, and its place there.
  private let seats: [Seat]
  private let blocks: Int
  private let variants: Variants

  /// An assigner for agents.
  ///
  /// - Parameters:
  ///   - agents: The agents, each once; those of a stratum fill its blocks in this order.
  ///   - variants: The variants; their weights are the shares.
  ///   - blockSize: Agents of a block; nil: the smallest that holds the shares.
  /// - Throws: that there are no agents, fewer than one block, one named twice, or shares that no block holds.
  public init(agents: [RosteredAgent], variants: Variants, blockSize: Int? = nil) throws(AssignmentError) {
    composition = try BlockComposition(variants, size: blockSize)
    try Self.check(agents)
    guard agents.count >= composition.size else {
      throw .fewerThanABlock(unit: .agent, found: agents.count, block: composition.size)
    }
    self.agents = agents
    self.variants = variants
    var next: [String?: Seat] = [:]
    var blocks = 0
    var seats: [Seat] = []
    for agent in agents {
      var seat = next[agent.stratum] ?? Seat(block: 0, place: 0)
      if seat.place == 0 {
        seat.block = blocks
        blocks += 1
      }
      seats.append(seat)
      seat.place = (seat.place + 1) % composition.size
      next[agent.stratum] = seat
    }
    self.seats = seats
    self.blocks = blocks
  }

  static func check(_ agents: [RosteredAgent]) throws(AssignmentError) {
    guard !agents.isEmpty else { throw .noAgents }
    var seen: Set<String> = []
    for agent in agents where !seen.insert(agent.id).inserted { throw .repeatedAgent(agent.id) }
  }

  /// The variants of a seed, the same for good: the blocks of ``BlockedAssigner``.
  public func assignments(seed: String) throws(AssignmentError) -> [Assigned] {
    var assigner = try BlockedAssigner(seed: seed, variants: variants, blockSize: composition.size)
    var assigned: [Assigned] = []
    for agent in agents {
      assigned.append(Assigned(agent: agent, place: try assigner.next(stratum: agent.stratum ?? "")))
    }
    return assigned
  }

  /// The place in the plan of each agent's variant, drawn anew.
  public func draw(_ source: inout RandomSource) -> [Int] {
    let drawn = (0..<blocks).map { _ in
      var arms = composition.arms
      source.permute(&arms)
      return arms
    }
    return seats.map { drawn[$0.block][$0.place] }
  }

  /// The law under which a randomisation test assigns the agents again.
  public func reassignment() -> Reassignment<[Int]> { Reassignment { draw(&$0) } }
}

extension AgentAssigner {
  /// What so many agents can show.
  public struct Figures: Hashable, Sendable {
    /// Agents of the roster.
    public let agents: Int
    /// Agents a variant has on average, the fewest of them.
    public let fewestPerVariant: Double
    /// Ways in which the blocks could have been drawn; infinite beyond what a number holds.
    public let waysToDraw: Double
    /// The smallest two-sided p that a randomisation test can give, at best.
    public let smallestP: Double
    /// Degrees of freedom at most: agents less variants.
    public let degreesOfFreedom: Int

    /// How much larger a difference must be than with many agents to be significant, t over normal quantile; infinite
    /// without a degree of freedom.
    ///
    /// - Parameter alpha: The two-sided risk, strictly between 0 and 1.
    public func widening(alpha: Double) -> Double {
      guard alpha > 0, alpha < 1 else { return .infinity }
      do throws(StatisticsError) {
        let t = try StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile(survival: alpha / 2)
        return t / Normal.quantile(survival: alpha / 2)
      } catch {
        // No degree of freedom: no difference is large enough.
        return .infinity
      }
    }

    /// Whether no result at all can be significant.
    public func isHopeless(alpha: Double) -> Bool { smallestP > alpha }

    /// Whether ranges are a tenth wider, or more, for the number of agents alone.
    public func isFew(alpha: Double) -> Bool { isHopeless(alpha: alpha) || widening(alpha: alpha) >= 1.1 }
  }

  /// What these agents can show.
  public var figures: Figures {
    // log of Π (block size)! / Π (counts)!; a last block that is not full has as many ways at most.
    let perBlock =
      lgamma(Double(composition.size + 1)) - composition.counts.reduce(0) { $0 + lgamma(Double($1 + 1)) }
    let ways = exp(perBlock * Double(blocks))
    // With equal shares every assignment has a mirror image that is as extreme.
    let isSymmetric = Set(composition.counts).count == 1
    let smallestShare = composition.counts.map { Double($0) / Double(composition.size) }.min() ?? 0
    return Figures(
      agents: agents.count, fewestPerVariant: smallestShare * Double(agents.count), waysToDraw: ways.rounded(),
      smallestP: min(1, (isSymmetric ? 2 : 1) / ways), degreesOfFreedom: max(0, agents.count - composition.counts.count)
    )
  }
}

import Experiment
import Statistics
import Testing

@Suite struct AgentAssignerTests {
  static func roster(_ teams: [Int]) -> [RosteredAgent] {
    teams.enumerated().flatMap { team, count in
      (0..<count).map { RosteredAgent(id: "\(team)-\($0)", stratum: "team \(team)") }
    }
  }

  @Test(arguments: [[1.0, 1], [2, 1], [1, 1, 1]])
  func `agents of a team are split exactly`(weights: [Double]) throws {
    let variants = try arms(weights)
    let block = try BlockComposition(variants)
    let assigner = try AgentAssigner(agents: Self.roster([3 * block.size, 2 * block.size]), variants: variants)
    let assigned = try assigner.assignments(seed: "s")
    for (team, blocks) in [("team 0", 3), ("team 1", 2)] {
      let own = assigned.filter { $0.agent.stratum == team }.map(\.place.variant)
      #expect(counts(own, of: weights.count) == block.counts.map { $0 * blocks })
    }
    var source = RandomSource(seed: 1)
    let drawn = assigner.draw(&source)
    #expect(counts(drawn, of: weights.count) == block.counts.map { $0 * 5 })
  }

  @Test func `figures say how few agents are too few`() throws {
    let variants = try arms([1, 1])
    let four = try AgentAssigner(agents: Self.roster([4]), variants: variants).figures
    // Two blocks of two: four ways, so p is at least one half.
    #expect(four.waysToDraw == 4)
    #expect(four.smallestP == 0.5)
    #expect(four.isHopeless(alpha: 0.05) && four.isFew(alpha: 0.05))
    // With 2 degrees of freedom t is (2p − 1)/√(2p(1 − p)): 4.302653 at p = 0.975, over 1.959964.
    let t = 0.95 / (2 * 0.975 * 0.025).squareRoot()
    #expect(abs(four.widening(alpha: 0.05) / (t / 1.959963984540054) - 1) < 1e-12)
    let one = try AgentAssigner(agents: Self.roster([4]), variants: variants, blockSize: 4).figures
    #expect(one.waysToDraw == 6)
    let forty = try AgentAssigner(agents: Self.roster([20, 20]), variants: variants).figures
    #expect(!forty.isHopeless(alpha: 0.05) && !forty.isFew(alpha: 0.05))
    #expect(forty.waysToDraw == 1_048_576)
    #expect(forty.fewestPerVariant == 20)
    let two = try AgentAssigner(agents: Self.roster([2]), variants: variants).figures
    #expect(two.widening(alpha: 0.05) == .infinity)
  }

  @Test func `fewer agents than a block are refused`() throws {
    #expect(throws: AssignmentError.fewerThanABlock(unit: .agent, found: 1, block: 2)) {
      try AgentAssigner(agents: [.init(id: "ana")], variants: arms([1, 1]))
    }
  }

  @Test func `refusals say what was read and what to do`() throws {
    #expect(
      AssignmentError.fewerThanABlock(unit: .agent, found: 1, block: 2).description
        == "1 agent is fewer than one block of 2, which holds every variant in its share. Assign more agents at once, or "
        + "use fewer variants or simpler weights.")
    #expect(
      AssignmentError.weightsNotWhole(weights: [1, 0.3333], largestBlock: 1000).description.contains("1 : 0.3333"))
    #expect(AssignmentError.unknownStratum("x", known: ["a", "b"]).description.contains("it knows \"a\", \"b\""))
  }
}

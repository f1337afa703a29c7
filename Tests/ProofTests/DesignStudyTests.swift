import Decision
import Experiment
import ProofKit
import Simulation
import Statistics
import Testing

@testable import designs_proof

/// The studies of `make proof` with few tests. They are seeded: what they give never changes by chance.
@Suite("Simulated designs, few tests of each")
struct DesignStudyTests {
  @Test("give the same counts with any number of threads", arguments: [1, 3])
  func threads(threads: Int) async throws {
    let study = FloorStudy(design: FloorDesign(kind: .followSlot, rate: 0.03), lift: 0)
    let two = try await study.line(tests: 5, stream: 9)
    #expect(try await study.line(tests: 5, stream: 9, threads: threads) == two)
  }

  @Test("of agents deceive a test that takes calls for independent, and not their own analysis")
  func agents() async throws {
    let line = try await FloorStudy(design: FloorDesign(kind: .agentsInTeams, rate: 0.03), lift: 0)
      .line(tests: 40, stream: 10)
    let naive = try #require(line.naive[0])
    #expect(naive.exceeds(ErrorSection.limit))
    #expect(!ErrorSection.fails(line.own[0], isDiscrete: false))
    #expect(line.balance.overall.largest == 0 && line.balance.strata?.largest == 0)
  }

  @Test("in blocks of each list meet the planned shares in every test, by hash on average")
  func balance() async throws {
    let hashed = try await FloorStudy(design: FloorDesign(kind: .hashed, rate: 0.03), lift: 0)
      .line(tests: 5, stream: 11).balance
    let blocked = try await FloorStudy(design: FloorDesign(kind: .blocked, rate: 0.03), lift: 0)
      .line(tests: 5, stream: 11).balance
    // Blocks of two in three lists of at least 2,000 leads.
    #expect(blocked.overall.largest <= 3.0 / 2 / 10_000 && (blocked.strata?.largest ?? 1) <= 1.0 / 2 / 2_000)
    #expect(hashed.overall.mean > 10 * blocked.overall.mean)
  }

  @Test(
    "are held against the naive test that the product shows beside its own",
    arguments: [FloorDesign.Kind.company, .agents, .switchback])
  func naive(kind: FloorDesign.Kind) throws {
    let design = FloorDesign(kind: kind, rate: 0.03)
    var source = RandomSource(seed: 12)
    let test = try FloorTest(design, lift: 0.2, &source)
    source = RandomSource(seed: 12)
    let plan = try design.plan(seed: "floor-\(source.next())")
    let campaign = try Campaign(plan: plan, truth: try design.truth(plan, lift: 0.2), seed: source.next())
    let asOf = try #require(plan.test.lastDay) + 7
    let comparison = try check(plan, campaign.evidence(asOf: asOf), asOf: asOf).comparisons[0]
    #expect(test.naive == [comparison.naive?.p])
    #expect(test.own == [comparison.p])
    #expect(campaign.calls == FloorDesign.calls)
  }

  @Test("need a larger lift, for the same power, the more their units have in common")
  func promises() throws {
    func lift(_ kind: FloorDesign.Kind) throws -> Double {
      try #require(try PowerStudy(design: FloorDesign(kind: kind, rate: 0.03)).lift())
    }
    // 7,200 calls an arm at 3 %, by the pooled normal formula.
    let leads = try lift(.hashed)
    let power = try TwoProportionPower(control: 0.03).power(variant: 0.03 * (1 + leads), controlTrials: 7_200)
    #expect((power / 0.8 - 1).magnitude < 1e-9)
    #expect(try lift(.company) > leads)
    #expect(try lift(.crossOver) > leads)
    #expect(try lift(.agents) > lift(.crossOver))
    #expect(try lift(.agentsInTeams) > lift(.agents))
  }
}

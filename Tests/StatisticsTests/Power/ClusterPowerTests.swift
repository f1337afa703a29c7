import Foundation
import Statistics
import Testing

@Suite("plans with clusters")
struct ClusterPowerTests {
  /// The formulas of the documentation with the noncentral t of scipy 1.17.
  @Test("power of agents in two arms, inside teams, and using both scripts")
  func figures() throws {
    func power(_ plan: ClusterPower, _ variant: Double, _ clusters: Int) throws -> Double {
      try plan.power(variant: variant, clusters: clusters)
    }
    let plain = try ClusterPower(control: 0.03, callsPerCluster: 700, intraclassCorrelation: 0.004)
    #expect(agrees(try power(plain, 0.045, 30), 0.809614338775285, within: 1e-8))
    let unequal = try ClusterPower(
      control: 0.03, callsPerCluster: 700, intraclassCorrelation: 0.004, coefficientOfVariation: 0.6)
    #expect(agrees(try power(unequal, 0.045, 30), 0.7004113010180635, within: 1e-8))
    let teams = try ClusterPower(
      control: 0.03, callsPerCluster: 700, intraclassCorrelation: 0.004, design: .parallel(perBlock: 6))
    #expect(agrees(try power(teams, 0.045, 30), 0.8048972917353473, within: 1e-8))
    let crossOver = try ClusterPower(
      control: 0.03, callsPerCluster: 720, intraclassCorrelation: 0.01,
      design: .crossOver(slots: 18, betweenSlots: 0.006, effectDeviation: 0.002), coefficientOfVariation: 0.3)
    #expect(agrees(try power(crossOver, 0.04, 12), 0.5543136923097809, within: 1e-8))
    let days = try ClusterPower(
      control: 0.03, callsPerCluster: 300, intraclassCorrelation: 0.003, design: .parallel(perBlock: 2),
      variantShare: 0.4, alpha: 0.025, sides: .one)
    #expect(agrees(try power(days, 0.04, 40), 0.5104249310966504, within: 1e-8))
  }

  /// The same, each arm with its own correlation.
  @Test(
    "power where agents differ by a share of either rate, half-days come round, or callbacks hide part of the effect")
  func unlikeArms() throws {
    let agents = try ClusterPower(
      control: 0.03, callsPerCluster: 700, intraclassCorrelation: 0.004, variantCorrelation: .sameVariation)
    #expect(agrees(try agents.power(variant: 0.045, clusters: 30), 0.7250583461947332, within: 1e-8))
    let own = try ClusterPower(
      control: 0.03, callsPerCluster: 700, intraclassCorrelation: 0.004, variantCorrelation: .own(0.02))
    #expect(agrees(try own.power(variant: 0.045, clusters: 30), 0.4010989683172963, within: 1e-8))
    func slots(_ share: Double, _ variant: VariantCorrelation = .sameVariation) throws -> ClusterPower {
      try ClusterPower(
        control: 0.03, callsPerCluster: 1600, intraclassCorrelation: 0.0008, variantCorrelation: variant,
        effectShare: share, design: .recurring(strata: 10))
    }
    #expect(agrees(try slots(1).power(variant: 0.04, clusters: 20), 0.7771474442571586, within: 1e-8))
    #expect(agrees(try slots(0.74).power(variant: 0.04, clusters: 20), 0.5242730031220988, within: 1e-8))
    // Of 14 half-days four have come twice, and the others are compared as one.
    #expect(try slots(1).degreesOfFreedom(clusters: 14) == 9)
    #expect(agrees(try slots(1, .same).power(variant: 0.04, clusters: 14), 0.6715259689876244, within: 1e-8))
    #expect(agrees(try slots(0).power(variant: 0.04, clusters: 20), 0.05, within: 1e-9))
    #expect(throws: StatisticsError.self) { try slots(0).clusters(variant: 0.04, power: 0.8) }
    let crossOver = try ClusterPower(
      control: 0.03, callsPerCluster: 720, intraclassCorrelation: 0.01, variantCorrelation: .sameVariation,
      design: .crossOver(slots: 18, betweenSlots: 0.006, effectDeviation: 0.002), coefficientOfVariation: 0.3)
    #expect(agrees(try crossOver.power(variant: 0.04, clusters: 12), 0.5079281399739054, within: 1e-8))
  }

  /// The same, counted up from one block.
  @Test("the smallest number of clusters, in whole blocks")
  func smallest() throws {
    let plain = try ClusterPower(control: 0.03, callsPerCluster: 720, intraclassCorrelation: 0.003)
    #expect(try plain.clusters(variant: 0.036, power: 0.8) == 124)
    let unequal = try ClusterPower(
      control: 0.03, callsPerCluster: 720, intraclassCorrelation: 0.003, coefficientOfVariation: 0.5)
    #expect(try unequal.clusters(variant: 0.036, power: 0.8) == 146)
    let days = try ClusterPower(
      control: 0.03, callsPerCluster: 400, intraclassCorrelation: 0.003, design: .parallel(perBlock: 2))
    #expect(try days.clusters(variant: 0.036, power: 0.8) == 158)
    let crossOver = try ClusterPower(
      control: 0.03, callsPerCluster: 720, intraclassCorrelation: 0.01,
      design: .crossOver(slots: 18, betweenSlots: 0.008, effectDeviation: 0))
    #expect(try crossOver.clusters(variant: 0.036, power: 0.9) == 58)
  }

  @Test("without correlation and with many clusters it is the plan of independent calls")
  func independent() throws {
    let clusters = try ClusterPower(control: 0.03, callsPerCluster: 1, intraclassCorrelation: 0)
    let calls = try TwoProportionPower(control: 0.03, approximation: .unpooled)
    let wanted = try calls.power(variant: 0.036, controlTrials: 14_000)
    #expect(agrees(try clusters.power(variant: 0.036, clusters: 28_000), wanted, within: 1e-3))
  }

  @Test("in two arms it is the plan of calls with grouping by clusters, apart from the pooled variance")
  func grouped() throws {
    let own = try ClusterPower(control: 0.03, callsPerCluster: 200, intraclassCorrelation: 0.01)
    let effect = try DesignEffect(intraclassCorrelation: 0.01, meanSize: 200)
    let grouped = try TwoProportionPower(control: 0.03, approximation: .unpooled, sampling: .clusters(effect))
    let wanted = try grouped.power(variant: 0.05, controlTrials: 2000)
    #expect(agrees(try own.power(variant: 0.05, clusters: 20), wanted, within: 1e-10))
  }

  @Test("power is alpha without an effect, and grows with clusters, calls and effects")
  func monotone() throws {
    for design in [
      ClusterDesign.parallel(perBlock: nil), .parallel(perBlock: 4),
      .crossOver(slots: 6, betweenSlots: 0.005, effectDeviation: 0.003),
    ] {
      func plan(_ calls: Double) throws -> ClusterPower {
        try ClusterPower(control: 0.04, callsPerCluster: calls, intraclassCorrelation: 0.01, design: design)
      }
      #expect(agrees(try plan(300).power(variant: 0.04, clusters: 16), 0.05, within: 1e-9))
      let byClusters = try stride(from: 4, through: 400, by: 4).map {
        try plan(300).power(variant: 0.05, clusters: $0)
      }
      #expect(zip(byClusters, byClusters.dropFirst()).allSatisfy { $0 < $1 || $1 > 1 - 1e-12 })
      let byCalls = try [10, 30, 100, 1000, 100_000].map { try plan($0).power(variant: 0.05, clusters: 16) }
      #expect(zip(byCalls, byCalls.dropFirst()).allSatisfy { $0 < $1 })
      let needed = try plan(300).clusters(variant: 0.05, power: 0.8)
      #expect(try plan(300).power(variant: 0.05, clusters: needed) >= 0.8)
      #expect(try plan(300).power(variant: 0.05, clusters: needed - 4) < 0.8)
      let rate = try #require(try plan(300).detectableRate(clusters: 24, power: 0.8))
      #expect(agrees(try plan(300).power(variant: rate, clusters: 24), 0.8, within: 1e-9))
    }
  }

  @Test("with too few clusters for an error there is no power, and no rate to detect")
  func tooFew() throws {
    let plan = try ClusterPower(control: 0.03, callsPerCluster: 300, intraclassCorrelation: 0.01)
    #expect(try plan.power(variant: 0.9, clusters: 2) == 0)
    #expect(try plan.power(variant: 0.9, clusters: 1) == 0)
    #expect(try plan.detectableRate(clusters: 2, power: 0.8) == nil)
    let certain = try ClusterPower(
      control: 0.03, callsPerCluster: 300, intraclassCorrelation: 1,
      design: .crossOver(slots: 2, betweenSlots: 1, effectDeviation: 0))
    #expect(agrees(try certain.power(variant: 0.04, clusters: 9), 1, within: 1e-9))
  }

  @Test("impossible plans are refused")
  func impossible() throws {
    func plan(
      _ control: Double = 0.03, _ calls: Double = 100, _ correlation: Double = 0.01,
      _ design: ClusterDesign = .parallel(perBlock: nil)
    ) throws -> ClusterPower {
      try ClusterPower(
        control: control, callsPerCluster: calls, intraclassCorrelation: correlation, design: design)
    }
    #expect(throws: StatisticsError.self) { try plan(0) }
    #expect(throws: StatisticsError.self) { try plan(0.03, 0.5) }
    #expect(throws: StatisticsError.self) { try plan(0.03, 100, -0.1) }
    #expect(throws: StatisticsError.self) { try plan(0.03, 100, 0.01, .parallel(perBlock: 1)) }
    for design in [
      ClusterDesign.crossOver(slots: 1, betweenSlots: 0, effectDeviation: 0),
      .crossOver(slots: 101, betweenSlots: 0, effectDeviation: 0),
      .crossOver(slots: 4, betweenSlots: 0.02, effectDeviation: 0),
      .crossOver(slots: 4, betweenSlots: 0, effectDeviation: .nan),
    ] {
      #expect(throws: StatisticsError.self) { try plan(0.03, 100, 0.01, design) }
    }
    #expect(throws: StatisticsError.self) { try plan(0.03, 100, 0.01, .recurring(strata: 0)) }
    for (correlation, share) in [(VariantCorrelation.own(-0.1), 1.0), (.own(.nan), 1), (.same, -0.1), (.same, .nan)] {
      #expect(throws: StatisticsError.self) {
        try ClusterPower(
          control: 0.03, callsPerCluster: 100, intraclassCorrelation: 0.01, variantCorrelation: correlation,
          effectShare: share)
      }
    }
    #expect(throws: StatisticsError.self) { try plan().clusters(variant: 0.03, power: 0.8) }
    #expect(throws: StatisticsError.self) { try plan().clusters(variant: 0.04, power: 0.05) }
    #expect(throws: StatisticsError.self) { try plan().clusters(variant: 0.03.nextUp, power: 0.8) }
    #expect(throws: StatisticsError.self) { try plan().power(variant: 0.04, clusters: 0) }
  }
}

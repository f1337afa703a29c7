import Experiment
import Foundation
import Statistics
import Testing

/// The split of units, read at the end of every day of a two-week test.
@Suite struct SampleRatioWatchTests {
  /// A dated test of ten calling days that plans 500 calls a day.
  static func inspection(_ units: [String: Int], weights: [Double] = [1, 1]) throws -> Inspection {
    let starts = CivilDate(dayNumber: 20_514)
    let test = TestProtocol(
      name: "t", starts: starts, calling: CallingCalendar(callsPerAgentDay: 100, agents: 5),
      assignment: AssignmentRule(seed: "s"),
      variants: try Variants([
        Variant(name: "pitch", role: .control, weight: weights[0]), Variant(name: "question", weight: weights[1]),
      ]))
    var tally = Tally()
    tally.units.source = .calls
    for (variant, count) in units { tally.units.counts[UnitKey(variant: variant)] = count }
    return Inspection(test: test, tally: tally, asOf: starts)
  }

  private static func status(_ first: Int, of total: Int, weights: [Double]) throws -> HealthFinding.Status {
    let inspection = try inspection(["pitch": first, "question": total - first], weights: weights)
    return SampleRatioCheck().finding(for: inspection).status
  }

  /// The numbers of units of the first arm, of so many, that do not fail: found by halving, since evidence grows with
  /// the deviation on both sides.
  private static func sound(_ total: Int, weights: [Double]) throws -> ClosedRange<Int> {
    let expected = Int(Double(total) * weights[0] / (weights[0] + weights[1]))
    var (low, high) = (0, expected)
    while low < high {
      let middle = (low + high) / 2
      if try status(middle, of: total, weights: weights) == .fail { low = middle + 1 } else { high = middle }
    }
    let first = low
    (low, high) = (expected, total)
    while low < high {
      let middle = (low + high + 1) / 2
      if try status(middle, of: total, weights: weights) == .fail { high = middle - 1 } else { low = middle }
    }
    return first...low
  }

  /// The chance that the check fails at one of ten daily readings of 500 new units each, by adding up every path.
  private static func failureRate(share: Double, weights: [Double]) throws -> Double {
    let day = try (0...500).map { try Binomial(trials: 500, probability: share).mass($0) }
    let likely = day.indices.filter { day[$0] > 1e-16 }
    var paths = [0: 1.0]
    for reading in 1...10 {
      let sound = try sound(500 * reading, weights: weights)
      var sums = [Double](repeating: 0, count: 500 * reading + 1)
      for (before, chance) in paths {
        for own in likely { sums[before + own] += chance * day[own] }
      }
      paths = [:]
      for count in sound where sums[count] > 1e-18 { paths[count] = sums[count] }
    }
    return 1 - paths.values.sorted().reduce(0, +)
  }

  /// The same enumeration in Python with scipy's `betaln`: at a fault of 52:48 and of 55:45, and without any.
  @Test(
    "a sound split fails in at most 1 % of tests read daily, and a faulty one is found",
    arguments: [
      ([1.0, 1.0], 0.5, 0.001658), ([1, 4], 0.2, 0.00171), ([1, 1], 0.52, 0.2785), ([1, 1], 0.55, 0.9998),
    ])
  func daily(weights: [Double], share: Double, expected: Double) throws {
    let rate = try Self.failureRate(share: share, weights: weights)
    #expect((rate - expected).magnitude < 0.005 * expected)
    if share == weights[0] / (weights[0] + weights[1]) { #expect(rate <= SampleRatioCheck.failsAtSequential) }
  }

  @Test("the finding says that the test is valid at every reading", arguments: [2500, 2620, 2700])
  func finding(first: Int) throws {
    let finding = SampleRatioCheck().finding(
      for: try Self.inspection(["pitch": first, "question": 5000 - first]))
    guard case .sampleRatio(let units, of: .lead, .sequential) = finding.detail else {
      Issue.record("\(finding.detail)")
      return
    }
    #expect(units.map(\.units) == [first, 5000 - first] && units.map(\.expected) == [2500, 2500])
    #expect(finding.status == [2500: .pass, 2620: .warn, 2700: .fail][first])
  }

  @Test("the prior depends on the plan and never on the counts")
  func concentration() throws {
    var test = try Self.inspection([:]).test
    #expect(SampleRatioCheck.concentration(of: test) == 312.5)
    test.length = .calls(28_000)
    #expect(SampleRatioCheck.concentration(of: test) == 1750)
    test.length = .calls(900)
    #expect(SampleRatioCheck.concentration(of: test) == 100)
    test.length = .days(14)
    test.calling.agents = nil
    #expect(SampleRatioCheck.concentration(of: test) == 1250)
  }

  @Test("lists with shares of their own are held against these, each by itself and all together")
  func lists() throws {
    var inspection = try Self.inspection([:])
    inspection.test.assignment.plannedShares = PlannedShares(byStratum: [
      "north": ["pitch": 0.5, "question": 0.5], "south": ["pitch": 0.1, "question": 0.9],
    ])
    func split(_ north: Int, _ south: Int) -> HealthFinding {
      inspection.tally.units.counts = [
        UnitKey(variant: "pitch", stratum: "north"): north,
        UnitKey(variant: "question", stratum: "north"): 2000 - north,
        UnitKey(variant: "pitch", stratum: "south"): south,
        UnitKey(variant: "question", stratum: "south"): 2000 - south,
      ]
      return SampleRatioCheck().finding(for: inspection)
    }
    #expect(split(1000, 200).status == .pass)
    #expect(split(200, 1000).status == .fail)
    // Either alone could be chance; together they are not.
    #expect(split(1065, 200).status == .pass && split(1000, 242).status == .pass)
    #expect(split(1065, 242).status != .pass)
  }
}

import Statistics
import Testing

@Suite("randomisation test")
struct RandomisationTests {
  /// Arm, successes, trials, block of ten half-days.
  static let slots: [(Int, Int, Int, Int)] = [
    (0, 3, 40, 1), (1, 6, 42, 1), (0, 2, 35, 1), (1, 9, 51, 1),
    (1, 4, 30, 2), (0, 1, 28, 2), (0, 5, 44, 2), (1, 4, 37, 2), (0, 0, 11, 2), (1, 3, 25, 2),
  ]
  static let arms = slots.map(\.0)
  static let blocks = slots.map(\.3)

  static func units() throws -> [UnitOutcome] {
    try slots.map { try UnitOutcome(trials: $0.2, successes: $0.1) }
  }

  /// All 120 assignments in rational arithmetic, python fractions.
  @Test("exact p and interval of ten slots in two blocks")
  func blocked() throws {
    let test = try RandomisationTest(.blocked(arms: Self.arms, blocks: Self.blocks))
    #expect(test.reassignment.count == 120)
    let two = try test.test(Self.units(), actual: Self.arms)
    #expect(two.reference == .exact(assignments: 120))
    #expect(agrees(two.statistic, 0.07092028737598358, within: 1e-14))
    #expect(two.pValue == 6.0 / 120)
    #expect(try test.test(Self.units(), actual: Self.arms, alternative: .greater).pValue == 3.0 / 120)
    let interval = try test.difference(Self.units(), actual: Self.arms, confidence: 0.9)
    #expect(agrees(interval.lower, 0.030192539069325865, within: 1e-12))
    #expect(agrees(interval.upper, 0.10778957507166399, within: 1e-12))
  }

  @Test("drawn assignments come near the exact p, and the stated interval holds it")
  func drawn() throws {
    let test = try RandomisationTest(
      .blocked(arms: Self.arms, blocks: Self.blocks), limit: 100, replicates: 20_000, seed: 5)
    let result = try test.test(Self.units(), actual: Self.arms)
    guard case .monteCarlo(let replicates, let asExtreme, let interval) = result.reference else {
      Issue.record("expected drawn assignments")
      return
    }
    #expect(replicates == 20_000)
    #expect(result.pValue == Double(asExtreme + 1) / 20_001)
    #expect(interval.contains(0.05) && interval.upper - interval.lower < 0.01)
    #expect(try test.test(Self.units(), actual: Self.arms) == result)
    let other = try RandomisationTest(test.reassignment, limit: 100, replicates: 20_000, seed: 6)
    #expect(try other.test(Self.units(), actual: Self.arms) != result)
  }

  @Test("single trials in two arms are Fisher's exact test")
  func fisher() throws {
    for (variant, control) in [((7, 9), (2, 8)), ((3, 6), (1, 9)), ((0, 5), (4, 6))] {
      let table = try comparison(variant, control)
      let arms = [Int](repeating: 1, count: variant.1) + [Int](repeating: 0, count: control.1)
      let outcomes = [(variant.0, variant.1), (control.0, control.1)].flatMap { x, n in (0..<n).map { $0 < x ? 1 : 0 } }
      let units = try outcomes.map { try UnitOutcome(trials: 1, successes: $0) }
      let test = try RandomisationTest(.complete(arms: arms))
      for alternative in [Alternative.greater, .less] {
        let p = try test.test(units, actual: arms, alternative: alternative).pValue
        #expect(agrees(p, table.pValue(.fisher, alternative: alternative), within: 1e-12))
      }
    }
  }

  @Test("the p is at most alpha in at most that share of assignments", arguments: UnitStatistic.allCases)
  func size(statistic: UnitStatistic) throws {
    let units = try Self.units()
    let assigner = try Reassignment.blocked(arms: Self.arms, blocks: Self.blocks)
    let test = try RandomisationTest(assigner)
    var counts: [Double: Int] = [:]
    // Every assignment in turn as the actual one, the outcomes being what they are.
    let levels = [0.05, 0.1, 0.2, 0.5]
    var assignments: Set<[Int]> = []
    _ = try test.test(actual: Self.arms) { arms in
      assignments.insert(arms)
      return 0
    }
    #expect(assignments.count == 120)
    for arms in assignments {
      let p = try test.test(units, actual: arms, statistic: statistic).pValue
      for level in levels where p <= level { counts[level, default: 0] += 1 }
    }
    for level in levels { #expect(Double(counts[level] ?? 0) <= level * 120 + 1e-9) }
  }

  @Test("an effect added to every unit moves the interval by as much")
  func shift() throws {
    let arms = [0, 1, 1, 0, 1, 0, 0, 1]
    let base = [5, 9, 7, 6, 8, 4, 5, 9]
    let test = try RandomisationTest(.complete(arms: arms))
    func interval(_ added: Int) throws -> Estimate {
      let units = try zip(base, arms).map { try UnitOutcome(trials: 100, successes: $0 + added * $1) }
      return try test.difference(units, actual: arms, confidence: 0.9)
    }
    let (before, after) = (try interval(0), try interval(10))
    #expect((after.lower - before.lower - 0.1).magnitude < 1e-12)
    #expect((after.upper - before.upper - 0.1).magnitude < 1e-12)
  }

  @Test("any assigner and any statistic will do: a switchback that alternates")
  func closure() throws {
    let outcomes = [4.0, 9, 5, 8, 3, 9, 2, 7]
    @Sendable func schedule(_ startsWithVariant: Bool) -> [Bool] { (0..<8).map { ($0 % 2 == 0) == startsWithVariant } }
    let all = try Reassignment(all: [schedule(true), schedule(false)])
    func gap(_ schedule: [Bool]) -> Double { zip(schedule, outcomes).reduce(0) { $0 + ($1.0 ? $1.1 : -$1.1) } }
    let result = try RandomisationTest(all).test(actual: schedule(false), alternative: .greater, statistic: gap)
    #expect(result.pValue == 0.5)
    let drawn = Reassignment<[Bool]> { source in schedule(Bool.random(using: &source)) }
    let monteCarlo = try RandomisationTest(drawn, replicates: 999).test(
      actual: schedule(false), alternative: .greater, statistic: gap)
    #expect((monteCarlo.pValue - 0.5).magnitude < 0.06)
  }

  @Test("with too few assignments nothing is excluded")
  func few() throws {
    let arms = [0, 1, 0, 1]
    let units = try [(10, 1), (10, 8), (10, 2), (10, 9)].map { try UnitOutcome(trials: $0.0, successes: $0.1) }
    let interval = try RandomisationTest(.complete(arms: arms)).difference(units, actual: arms)
    #expect(interval.lower == -.infinity && interval.upper == .infinity)
    let empty = try RandomisationTest(.complete(arms: arms)).test(
      [UnitOutcome](repeating: UnitOutcome(trials: 5, successes: 0), count: 4), actual: arms)
    #expect(empty.pValue == 1 && empty.statistic == 0)
  }

  @Test("a test that cannot be is refused with the reason")
  func refused() throws {
    #expect(throws: StatisticsError.self) { try UnitOutcome(trials: -1, successes: 0) }
    #expect(throws: StatisticsError.self) { try Reassignment.complete(arms: []) }
    #expect(throws: StatisticsError.self) { try Reassignment.blocked(arms: [0, 1], blocks: [1]) }
    #expect(throws: StatisticsError.self) { try Reassignment<[Int]>(all: []) }
    #expect(throws: StatisticsError.self) { try RandomisationTest(.complete(arms: [0, 1]), replicates: 0) }
    let test = try RandomisationTest(.complete(arms: [0, 1]))
    #expect(throws: StatisticsError.self) { try test.test(actual: [0, 1]) { _ in .nan } }
    #expect(throws: StatisticsError.self) { try test.difference(Self.units(), actual: [0, 1]) }
  }

  @Test("the number of assignments is a product of multinomials, and nil when beyond any counting")
  func count() throws {
    #expect(try Reassignment.complete(arms: [0, 1, 2, 0, 1, 2]).count == 90)
    #expect(try Reassignment.complete(arms: (0..<30).map { $0 % 2 }).count == 155_117_520)
    #expect(try Reassignment.complete(arms: (0..<100).map { $0 % 2 }).count == nil)
  }
}

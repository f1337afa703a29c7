import Decision
import Experiment
import ProofKit
import Statistics

/// Tests of two scripts that are alike, made half as long again on the day of the look before the last: `hooktest extend`
/// adds seven days and spreads the rest of the error over the longer test.
struct ExtensionStudy: Sendable {
  static let tests = 200_000
  /// A plain p that tempts.
  static let near = 0.2
  static let added = 7

  /// Why the test is made longer.
  enum Reason: Int, CaseIterable, Sendable {
    /// Something that has nothing to do with the results, such as agents on leave: a coin is tossed.
    case chance
    /// The plain p is near.
    case near
    /// The same without the rule: a fixed test at its end with such a p gets half as many calls again and is tested
    /// anew at 5 %.
    case nearWithoutRule
  }

  let rate: Double
  let split: HookTest.Split
  let monitoring: Monitoring

  static func all() throws -> [ExtensionStudy] {
    try [.obrienFleming, Spending(.pocock)].flatMap { spending in
      [Monitoring.Looks.daily, .count(10)].flatMap { looks in
        [(0.03, HookTest.Split.equal), (0.01, .quarter)].map { rate, split in
          ExtensionStudy(
            rate: rate, split: split,
            monitoring: Monitoring(method: .groupSequential, looks: looks, spending: spending))
        }
      }
    }
  }

  struct Line: Hashable, Sendable {
    /// How often each side errs, in the order of the reasons.
    var sides: [Sides]
    /// Looks already taken that are none of the longer test's.
    var forgotten: Int

    subscript(reason: Reason) -> Sides { sides[reason.rawValue] }
  }

  func line(tests: Int, stream: UInt64) async throws -> Line {
    let plan = try HookTest(rate: rate, split: split, monitoring: monitoring).plan()
    let longer = try Self.longer(plan)
    let reasons = Reason.allCases
    let counts = try await Replicates(number: tests, stream: stream)
      .counts(2 * reasons.count, state: (try DrawnTest(plan), try DrawnTest(longer))) { source, tests, counts in
        let isLonger = source.uniform() < 0.5
        tests.1.draw([rate, rate], from: &source)
        tests.0.counts = tests.1.counts
        let sides = [
          try Self.side(&tests.0, &tests.1) { _ in isLonger }, try Self.side(&tests.0, &tests.1) { $0 < Self.near },
          try Self.plainSide(tests.1, planned: tests.0.dates.count),
        ]
        for (reason, side) in sides.enumerated() {
          if let side { counts[2 * reason + (side == .upper ? 0 : 1)] += 1 }
        }
      }
    return Line(
      sides: reasons.indices.map {
        Sides(better: Share(counts[2 * $0], of: tests), worse: Share(counts[2 * $0 + 1], of: tests))
      }, forgotten: Self.forgotten(plan, longer))
  }

  /// The plan as `hooktest extend` leaves it when it is asked on the day of the look before the last.
  static func longer(_ plan: Plan) throws -> Plan {
    var longer = plan
    let looks = LookSchedule(plan.test)?.looks ?? []
    guard case .days(let days) = plan.test.length, let day = looks.dropLast().last?.date else { return plan }
    longer.test.extensions = [TestProtocol.Extension(decidedOn: day, before: plan.test.length)]
    longer.test.length = .days(days + added)
    return longer
  }

  private static func forgotten(_ plan: Plan, _ longer: Plan) -> Int {
    let kept = Set(LookSchedule(longer.test)?.looks.map(\.date) ?? [])
    return (LookSchedule(plan.test)?.looks ?? []).dropLast().count { !kept.contains($0.date) }
  }

  /// The side on which the test stops that is made longer, or not, by the plain p at the look before the last.
  private static func side(
    _ short: inout DrawnTest, _ long: inout DrawnTest, isLonger: (Double) -> Bool
  ) throws -> StoppingSide? {
    let before = short.rule.readings.count - 1
    var ending = try short.ending(readings: before)?.ending
    if ending == nil {
      let p = try short.table(days: short.rule.readings[before - 1].matureDays).primaryPValue()
      ending = isLonger(p) ? try long.ending()?.ending : try short.ending()?.ending
    }
    return switch ending {
    case .rollOut: .upper
    case .keepControl: .lower
    case .noWinner, .unhealthy, .wholeRule, nil: nil
    }
  }

  /// The side that a plain test at the planned end stops on, or one half as long again where p was near.
  private static func plainSide(_ test: DrawnTest, planned: Int) throws -> StoppingSide? {
    var table = try test.table(days: planned)
    var p = table.primaryPValue()
    if p >= 0.05, p < near {
      table = try test.table(days: test.dates.count)
      p = table.primaryPValue()
    }
    return p < 0.05 ? (table.primaryPValue(alternative: .greater) < 0.5 ? .upper : .lower) : nil
  }
}

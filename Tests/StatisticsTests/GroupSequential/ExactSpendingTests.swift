import Statistics
import Testing

@Suite("error spent on exact probabilities")
struct ExactSpendingTests {
  static let rule = Result { try ErrorSpending(alpha: 0.2, sides: .two, function: .pocock) }

  /// Every course of the counts over looks of these trials per arm, with its probability at a rate for each look.
  private func courses(
    control: [Int], variant: [Int], rates: [Double]
  ) throws -> [(tables: [TwoProportions], probability: Double)] {
    var courses: [(counts: [(Int, Int)], probability: Double)] = [([], 1)]
    for (look, rate) in rates.enumerated() {
      let first = try Binomial(trials: control[look], probability: rate)
      let second = try Binomial(trials: variant[look], probability: rate)
      courses = courses.flatMap { course in
        (0...control[look]).flatMap { x in
          (0...variant[look]).map { y in
            let before = course.counts.last ?? (0, 0)
            return (
              course.counts + [(before.0 + x, before.1 + y)], course.probability * first.mass(x) * second.mass(y)
            )
          }
        }
      }
    }
    func sum(_ trials: [Int], _ look: Int) -> Int { trials[...look].reduce(0, +) }
    return try courses.map { course in
      let tables = try course.counts.enumerated().map { look, counts in
        try comparison((counts.1, sum(variant, look)), (counts.0, sum(control, look)))
      }
      return (tables, course.probability)
    }
  }

  @Test(
    "over every course of the counts each side stops by chance at most as often as its alpha",
    arguments: [[0.3, 0.3, 0.3], [0.5, 0.5, 0.5], [0.1, 0.6, 0.3]])
  func enumerated(rates: [Double]) throws {
    let rule = try Self.rule.get()
    var (upper, lower, all) = (0.0, 0.0, 0.0)
    for course in try courses(control: [4, 5, 4], variant: [2, 3, 2], rates: rates) {
      let looks = try rule.exactLooks(tables: course.tables, information: [0.3, 0.7, 1])
      switch looks.first(where: { $0.side != nil })?.side {
      case .upper: upper += course.probability
      case .lower: lower += course.probability
      case nil: break
      }
      all += course.probability
      for (look, time) in zip(looks, [0.3, 0.7, 1]) {
        let limit = SpendingFunction.pocock.spent(of: 0.1, at: time)
        #expect(look.spentUpper <= limit && look.spentLower <= limit)
      }
    }
    #expect(agrees(all, 1, within: 1e-12))
    #expect(upper <= 0.1 && upper > 0.005)
    #expect(lower <= 0.1 && lower > 0.005)
  }

  @Test("with one look the rule is Fisher's test")
  func oneLook() throws {
    let rule = try ErrorSpending(alpha: 0.05, sides: .two, function: .obrienFleming)
    for (variant, control) in smallTables {
      let table = try comparison(variant, control)
      let look = try #require(try rule.exactLooks(tables: [table], information: [1]).first)
      let greater = table.test(.fisher, alternative: .greater).pValue
      let less = table.test(.fisher, alternative: .less).pValue
      #expect(look.side == (greater <= 0.025 ? .upper : less <= 0.025 ? .lower : nil))
      let p = try rule.exactRepeatedPValue(tables: [table], information: [1])
      let fisher = min(1, 2 * min(greater, less))
      #expect(agrees(p, fisher, within: 1e-9))
    }
  }

  @Test("with large counts the rule becomes that of the normal process")
  func large() throws {
    let rule = try ErrorSpending(alpha: 0.05, sides: .two, function: .obrienFleming)
    let information = [0.25, 0.5, 0.75, 1]
    let tables = try information.map { share in
      let trials = Int(share * 400_000)
      return try comparison((trials * 3 / 100, trials), (trials * 3 / 100, trials))
    }
    let exact = try rule.exactLooks(tables: tables, information: information)
    for (look, (table, bound)) in zip(exact, zip(tables, try rule.bounds(at: information).upper)) {
      let upper = try #require(look.upper)
      let edge = try comparison(
        (upper, table.variant.trials), (table.control.successes + table.variant.successes - upper, table.control.trials)
      )
      #expect((edge.pooledStatistic - bound).magnitude < 0.03)
    }
    let end = try #require(exact.last)
    #expect(end.spentUpper <= 0.025 && end.spentUpper > 0.0245)
  }

  @Test("the exact repeated p is at most alpha exactly when a look stopped")
  func pValue() throws {
    let rule = try Self.rule.get()
    for course in try courses(control: [3, 4], variant: [3, 2], rates: [0.4, 0.4]) {
      let stopped = try rule.exactLooks(tables: course.tables, information: [0.5, 1]).contains { $0.side != nil }
      let p = try rule.exactRepeatedPValue(tables: course.tables, information: [0.5, 1])
      #expect((p <= 0.2) == stopped)
      #expect(p > 0 && p <= 1)
    }
  }

  @Test("counts that fall, and lists of different lengths, are refused with what to do")
  func refused() throws {
    let rule = try Self.rule.get()
    let (first, second) = (try comparison((3, 20), (2, 20)), try comparison((2, 40), (5, 40)))
    #expect(throws: StatisticsError.self) { try rule.exactLooks(tables: [first, second], information: [0.5, 1]) }
    #expect(throws: StatisticsError.self) { try rule.exactLooks(tables: [first], information: [0.5, 1]) }
    #expect(throws: StatisticsError.self) { try rule.exactLooks(tables: [first, first], information: [0.5, 0.5]) }
  }
}

import Statistics
import Testing

@Suite("looking early at small counts")
struct SmallCountTests {
  /// Ten equal looks with these trials in all.
  static func looks(control: Int, variant: Int) throws -> TwoArmEnumeration {
    try TwoArmEnumeration(
      controlTrials: (1...10).map { $0 * control / 10 }, variantTrials: (1...10).map { $0 * variant / 10 })
  }

  static func error(
    _ paths: TwoArmEnumeration, rate: Double, _ bounds: StoppingBounds, by statistic: SequentialStatistic
  ) throws -> CrossingProbabilities {
    let tables = try zip(bounds.looks, zip(paths.controlTrials, paths.variantTrials)).map { look, trials in
      try CountBounds(look, controlTrials: trials.0, variantTrials: trials.1, largestTotal: 300)
    }
    let trials = (paths.controlTrials, paths.variantTrials)
    return try paths.crossing(control: rate, variant: rate) { look, x, y throws(StatisticsError) in
      switch statistic {
      case .exact: return tables[look].side(control: x, variant: y)
      case .pooledZ:
        let table = TwoProportions(
          control: try Proportion(x, of: trials.0[look]), variant: try Proportion(y, of: trials.1[look]))
        return bounds.looks[look].side(of: table, by: .pooledZ)
      }
    }
  }

  @Test("the normal overspends with 1 % and 700 calls against 2,800; exact tails do not")
  func overspending() throws {
    let paths = try Self.looks(control: 2800, variant: 700)
    let bounds = try ErrorSpending(alpha: 0.05, sides: .two, function: .obrienFleming).bounds(at: paths.information)
    let normal = try Self.error(paths, rate: 0.01, bounds, by: .pooledZ)
    #expect(normal.totalUpper > 0.034 && normal.totalUpper < 0.035)
    let exact = try Self.error(paths, rate: 0.01, bounds, by: .exact)
    #expect(exact.totalUpper <= 0.025 && exact.totalUpper > 0.012)
    #expect(exact.totalLower <= 0.025 && exact.totalLower > 0.012)
  }

  @Test(
    "exact tails keep each side's error at every base rate and split",
    arguments: [(1750, 1750), (2800, 700), (700, 2800)])
  func exactTails(control: Int, variant: Int) throws {
    let paths = try Self.looks(control: control, variant: variant)
    for function in [SpendingFunction.obrienFleming, .pocock] {
      let bounds = try ErrorSpending(alpha: 0.05, sides: .two, function: function).bounds(at: paths.information)
      for rate in [0.001, 0.003, 0.01, 0.03] {
        let error = try Self.error(paths, rate: rate, bounds, by: .exact)
        #expect(error.totalUpper <= 0.025 && error.totalLower <= 0.025)
      }
    }
  }

  @Test("one look's counts stop exactly where its tables do")
  func countBounds() throws {
    for (control, variant) in [(30, 30), (40, 11), (9, 45)] {
      for bound in [0.5, 1.5, 2.4, Double.infinity] {
        let look = try LookBounds(information: 1, lower: -bound, upper: bound)
        let counts = try CountBounds(look, controlTrials: control, variantTrials: variant, largestTotal: 20)
        for x in 0...control {
          for y in 0...variant {
            let side = look.side(of: try comparison((y, variant), (x, control)), by: .exact)
            #expect(counts.side(control: x, variant: y) == side, "\(x)/\(control) \(y)/\(variant) \(bound)")
          }
        }
      }
    }
  }

  @Test("the exact statistic of a table has Fisher's p, and each side of an uninformative one stays still")
  func statistic() throws {
    let table = try comparison((9, 100), (10, 400))
    let up = table.sequentialStatistic(.exact, side: .upper)
    #expect(agrees(Normal.survival(up), table.test(.fisher, alternative: .greater).pValue, within: 1e-12))
    let down = table.sequentialStatistic(.exact, side: .lower)
    #expect(agrees(Normal.cdf(down), table.test(.fisher, alternative: .less).pValue, within: 1e-12))
    let empty = try comparison((0, 50), (0, 80))
    #expect(empty.sequentialStatistic(.exact, side: .upper) == -.infinity)
    #expect(empty.sequentialStatistic(.exact, side: .lower) == .infinity)
    #expect(empty.sequentialStatistic(.pooledZ, side: .upper) == 0)
  }

  @Test("without effect an enumeration without a rule never stops, and a sure rule always does")
  func enumeration() throws {
    let paths = try TwoArmEnumeration(controlTrials: [10, 20], variantTrials: [7, 30])
    let idle = try paths.crossing(control: 0.1, variant: 0.5) { _, _, _ in nil }
    #expect(idle.neverStopping == 1)
    let certain = try paths.crossing(control: 0.1, variant: 0.5) { look, _, _ in look == 1 ? .lower : nil }
    #expect(agrees(certain.totalLower, 1, within: 1e-12))
    let binomial = try Binomial(trials: 30, probability: 0.5)
    let tail = try paths.crossing(control: 0.1, variant: 0.5) { look, _, y in look == 1 && y > 20 ? .upper : nil }
    #expect(agrees(tail.totalUpper, binomial.survival(20), within: 1e-12))
    #expect(throws: StatisticsError.self) { try TwoArmEnumeration(controlTrials: [10, 9], variantTrials: [1, 2]) }
    #expect(throws: StatisticsError.self) { try TwoArmEnumeration(controlTrials: [10], variantTrials: [1, 2]) }
    #expect(throws: StatisticsError.self) { try paths.crossing(control: 2, variant: 0.5) { _, _, _ in nil } }
  }
}

import Statistics
import Testing

@Suite("what a stopped test shows")
struct StagewiseAnalysisTests {
  static func earlier(
    _ information: [Double], sides: Sides = .one, _ function: SpendingFunction = .obrienFleming
  ) throws -> [LookBounds] {
    try ErrorSpending(alpha: 0.025 * Double(sides.rawValue), sides: sides, function: function)
      .bounds(at: information).looks
  }

  @Test("figures of recursive quadrature elsewhere, agreeing with R rpact 3.3.4 to 1e-5")
  func figures() throws {
    let table = try comparison((132, 3000), (90, 3000))
    let result = try StagewiseAnalysis(
      after: Self.earlier([1000.0 / 3000, 2000.0 / 3000]), information: 1, statistic: table.pooledStatistic)
    #expect(agrees(result.pValue(.greater), 0.006979309983960022, within: 1e-10))
    let variance = 0.044 * 0.956 / 3000 + 0.03 * 0.97 / 3000
    let effect = try result.effect(standardError: variance.squareRoot())
    #expect(agrees(effect.value, 0.013111804154038485, within: 1e-10))
    #expect(agrees(effect.lower, 0.0027677655138511306, within: 1e-10))
    #expect(agrees(effect.upper, 0.022988122981042018, within: 1e-10))
  }

  @Test("with one look p, estimate and interval are those of the fixed test", arguments: [-4.0, -0.3, 0, 1.7, 30])
  func oneLook(z: Double) throws {
    let result = try StagewiseAnalysis(after: [], information: 0.64, statistic: z)
    #expect(agrees(result.pValue(.greater), Normal.survival(z), within: 1e-12))
    #expect(agrees(result.pValue(.less), Normal.cdf(z), within: 1e-12))
    let drift = try result.drift()
    #expect((drift.value - z / 0.8).magnitude < 1e-9)
    #expect((drift.lower - (z - 1.959963984540054) / 0.8).magnitude < 1e-9)
    #expect((drift.upper - (z + 1.959963984540054) / 0.8).magnitude < 1e-9)
  }

  @Test("at the estimate, more extreme results are as likely as less extreme ones; at the ends, 2.5 %")
  func unbiased() throws {
    for sides in Sides.allCases {
      let earlier = try Self.earlier([0.2, 0.5, 0.8], sides: sides, .pocock)
      for (count, z) in [(0, 2.9), (1, 2.5), (1, 6), (2, 2.3), (3, 2.0), (3, -1), (3, 9)] {
        let time = [0.2, 0.5, 0.8, 1][count]
        let result = try StagewiseAnalysis(after: Array(earlier[..<count]), information: time, statistic: z)
        let drift = try result.drift()
        #expect(drift.lower < drift.value && drift.value < drift.upper)
        let design = try StoppingBounds(
          Array(earlier[..<count]) + [try LookBounds(information: time, lower: z, upper: z)])
        #expect(agrees(try design.crossing(drift: drift.value).totalUpper, 0.5, within: 1e-9))
        #expect(agrees(try design.crossing(drift: drift.lower).totalUpper, 0.025, within: 1e-9))
        #expect(agrees(try design.crossing(drift: drift.upper).totalLower, 0.025, within: 1e-9))
      }
    }
  }

  @Test("the interval leaves out no effect exactly when p is below its error")
  func duality() throws {
    let earlier = try Self.earlier([0.3, 0.6])
    for z in stride(from: 1.6, through: 2.4, by: 0.02) {
      let result = try StagewiseAnalysis(after: earlier, information: 1, statistic: z)
      #expect((result.pValue(.greater) < 0.025) == (try result.drift(confidence: 0.95).lower > 0))
    }
  }

  @Test("stopping by the bounds gives a p of at most alpha, going on to the end without crossing more")
  func agreesWithBounds() throws {
    let bounds = try Self.earlier([0.25, 0.5, 0.75, 1])
    for (index, look) in bounds.enumerated() {
      func p(_ z: Double) throws -> Double {
        try StagewiseAnalysis(after: Array(bounds[..<index]), information: look.information, statistic: z)
          .pValue(.greater)
      }
      #expect(try p(look.upper + 1e-6) < 0.025)
      if index == 3 { #expect(try p(look.upper - 1e-6) > 0.025) }
    }
  }

  @Test("an earlier stop is stronger evidence than any later one")
  func ordered() throws {
    let bounds = try Self.earlier([0.25, 0.5, 0.75, 1], .pocock)
    let early = try StagewiseAnalysis(after: [], information: 0.25, statistic: bounds[0].upper).pValue(.greater)
    let late = try StagewiseAnalysis(after: [bounds[0]], information: 0.5, statistic: 12).pValue(.greater)
    #expect(early <= late)
    #expect(agrees(late, early, within: 1e-9))
  }

  @Test("data that over-runs a stop is analysed as the end, the look that stopped left out")
  func overrun() throws {
    let bounds = try Self.earlier([0.25, 0.5])
    let result = try StagewiseAnalysis(after: [bounds[0]], information: 0.62, statistic: 3.1)
    let p = result.pValue(.greater)
    // Between the p of a fixed test and that plus all that the earlier look could spend.
    #expect(p >= Normal.survival(3.1) && p <= Normal.survival(3.1) + Normal.survival(bounds[0].upper))
  }

  @Test("two-sided p is twice the smaller side, and turns round with the sign")
  func sides() throws {
    let earlier = try Self.earlier([0.4], sides: .two)
    let up = try StagewiseAnalysis(after: earlier, information: 1, statistic: 2.2)
    let down = try StagewiseAnalysis(after: earlier, information: 1, statistic: -2.2)
    #expect(agrees(up.pValue(.twoSided), 2 * up.pValue(.greater), within: 1e-12))
    #expect(agrees(up.pValue(.twoSided), down.pValue(.twoSided), within: 1e-10))
  }

  @Test("results without a number and looks out of order are refused")
  func refused() throws {
    let earlier = try Self.earlier([0.4, 0.6])
    #expect(throws: StatisticsError.self) { try StagewiseAnalysis(after: earlier, information: 0.6, statistic: 2) }
    #expect(throws: StatisticsError.self) {
      try StagewiseAnalysis(after: earlier, information: 1, statistic: .infinity)
    }
    let result = try StagewiseAnalysis(after: earlier, information: 1, statistic: 2)
    #expect(throws: StatisticsError.self) { try result.drift(confidence: 1) }
    #expect(throws: StatisticsError.self) { try result.effect(standardError: 0) }
  }
}

import Foundation
import Statistics
import Testing

@Suite("intervals and p before a stop")
struct RepeatedInferenceTests {
  @Test("the repeated interval leaves out no effect exactly when the look stops")
  func interval() throws {
    let looks = try ErrorSpending(alpha: 0.05, sides: .two, function: .pocock).bounds(at: [0.2, 0.6, 1]).looks
    for look in looks {
      for z in stride(from: -4, through: 4, by: 0.25) {
        let interval = try look.repeatedInterval(statistic: z)
        let excludesZero = interval.lower >= 0 || interval.upper <= 0
        #expect(excludesZero == (look.side(of: z) != nil))
        #expect(agrees(interval.value, z / look.information.squareRoot(), within: 1e-15))
      }
    }
    let open = try LookBounds(information: 0.5, upper: 3).repeatedInterval(statistic: 1)
    #expect(open.upper == .infinity && open.lower < 0)
    #expect(throws: StatisticsError.self) { try looks[0].repeatedInterval(statistic: .nan) }
  }

  @Test("the repeated p is at most alpha exactly when a look so far has stopped, and never rises")
  func pValue() throws {
    let information = [0.1, 0.35, 0.5, 0.8, 1]
    for function in [SpendingFunction.obrienFleming, .pocock, try .hwangShihDeCani(gamma: -4)] {
      for sides in Sides.allCases {
        let rule = try ErrorSpending(alpha: 0.05, sides: sides, function: function)
        let looks = try rule.bounds(at: information).looks
        for path in [[0.5, 1, 1.5, 2, 2.5], [-1, -2, -2.5, -2.6, -1], [1, 3.2, 2, 1, 0], [0, 0.1, -0.4, 0.2, 0.3]] {
          var before = 1.0
          for count in 1...information.count {
            let p = try rule.repeatedPValue(
              statistics: Array(path[..<count]), information: Array(information[..<count]))
            let stopped = zip(looks, path).prefix(count).contains { $0.side(of: $1) != nil }
            #expect((p <= 0.05) == stopped)
            #expect(p <= before * (1 + 1e-9))
            before = p
          }
        }
      }
    }
  }

  @Test("with one look the repeated p is the p of the fixed test", arguments: [0.2, 2, 5, 12])
  func oneLook(z: Double) throws {
    let one = try ErrorSpending(alpha: 0.025, sides: .one, function: .obrienFleming)
    #expect(agrees(try one.repeatedPValue(statistics: [z], information: [1]), Normal.survival(z), within: 1e-10))
    let two = try ErrorSpending(alpha: 0.025, sides: .two, function: .obrienFleming)
    #expect(agrees(try two.repeatedPValue(statistics: [z], information: [1]), 2 * Normal.survival(z), within: 1e-10))
  }

  @Test("the planned error does not change the repeated p")
  func independence() throws {
    let values = try [0.001, 0.05, 0.5].map { alpha in
      try ErrorSpending(alpha: alpha, sides: .one, function: .pocock)
        .repeatedPValue(statistics: [1.2, 2.4], information: [0.5, 1])
    }
    #expect(agrees(values[1], values[0], within: 1e-10) && agrees(values[2], values[0], within: 1e-10))
  }

  @Test("lists of different lengths and results without a number are refused")
  func refused() throws {
    let rule = try ErrorSpending(alpha: 0.05, sides: .two, function: .pocock)
    #expect(throws: StatisticsError.self) { try rule.repeatedPValue(statistics: [1], information: [0.5, 1]) }
    #expect(throws: StatisticsError.self) { try rule.repeatedPValue(statistics: [.nan], information: [0.5]) }
    #expect(throws: StatisticsError.self) { try rule.repeatedPValue(statistics: [], information: []) }
  }
}

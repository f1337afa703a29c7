import Foundation
import Statistics
import Testing

@Suite("bounds that spend error")
struct ErrorSpendingTests {
  @Test(
    "bounds of other software: recursive integration with relative error below 1e-12",
    arguments: [
      (
        [0.25, 0.5, 0.75, 1], SpendingFunction.Name.kimDeMets, 3.0, 0.025, Sides.one,
        [3.3593537179343107, 2.760397024090466, 2.359363415541535, 2.0293006665417153]
      ),
      (
        [0.07, 0.13, 0.31, 0.52, 0.9, 1], .pocock, nil, 0.1, .two,
        [
          2.5314919909481612, 2.514322307633849, 2.2098552795326163, 2.1295989502594974, 1.9849282919497082,
          2.093134145152509,
        ]
      ),
      (
        [0.2, 0.3, 0.5, 0.75, 1], .obrienFleming, nil, 0.025, .one,
        [4.876884948790762, 3.929682295809269, 2.9656255483905998, 2.359153190159313, 2.0141156843396706]
      ),
      ([0.5, 1], .hwangShihDeCani, -4.0, 0.1, .two, [2.51449520951348, 1.6638139555901124]),
    ] as [([Double], SpendingFunction.Name, Double?, Double, Sides, [Double])])
  func figures(
    information: [Double], name: SpendingFunction.Name, parameter: Double?, alpha: Double, sides: Sides,
    wanted: [Double]
  ) throws {
    let rule = try ErrorSpending(alpha: alpha, sides: sides, function: try SpendingFunction(name, parameter: parameter))
    let bounds = try rule.bounds(at: information)
    for (got, want) in zip(bounds.upper, wanted) { #expect(agrees(got, want, within: 1e-12)) }
    #expect(bounds.lower == (sides == .two ? bounds.upper.map { -$0 } : wanted.map { _ in -.infinity }))
  }

  static let schedules: [[Double]] = [
    [1], [0.01, 1], [0.001, 0.002, 0.7, 0.71, 1], (1...14).map { Double($0) / 14 }, [0.5, 0.500001, 0.6, 1],
    (1...60).map { Double($0) / 60 },
  ]

  @Test("each look stops by chance as often as the function says", arguments: schedules)
  func spends(information: [Double]) throws {
    for function in try SpendingFunctionTests.all() {
      for sides in Sides.allCases {
        let alpha = 0.1
        let bounds = try ErrorSpending(alpha: alpha, sides: sides, function: function).bounds(at: information)
        let crossing = try bounds.crossing(drift: 0)
        let side = alpha / Double(sides.rawValue)
        var before = 0.0
        for (time, got) in zip(information, crossing.upper) {
          let spent = function.spent(of: side, at: time)
          #expect((got - (spent - before)).magnitude <= 1e-12)
          before = spent
        }
        #expect((crossing.totalUpper + crossing.totalLower - alpha).magnitude <= 1e-12)
      }
    }
  }

  @Test("a bound whose spend is below 1e-300 cannot be reached, and the rest still spend all")
  func unreachable() throws {
    let bounds = try ErrorSpending(alpha: 0.05, sides: .two, function: .obrienFleming).bounds(at: [
      0.001, 0.002, 0.5, 1,
    ])
    #expect(bounds.upper[0] == .infinity && bounds.lower[0] == -.infinity)
    #expect(bounds.upper[2] < 4)
    #expect(agrees(try bounds.crossing(drift: 0).totalUpper, 0.025, within: 1e-12))
  }

  @Test("looks need not be foreseen: one by one the same bounds come out", arguments: schedules)
  func oneByOne(information: [Double]) throws {
    let rule = try ErrorSpending(alpha: 0.05, sides: .two, function: .pocock)
    let all = try rule.bounds(at: information)
    for index in information.indices {
      let next = try rule.next(after: Array(all.looks[..<index]), information: information[index])
      #expect(agrees(next.upper, all.upper[index], within: 1e-9))
      #expect(agrees(next.lower, all.lower[index], within: 1e-9))
    }
  }

  @Test("an over-running or under-running last look spends exactly what is left")
  func running() throws {
    let rule = try ErrorSpending(alpha: 0.025, sides: .one, function: .obrienFleming)
    let over = try rule.bounds(at: [0.4, 0.8, 1.17])
    #expect(agrees(try over.crossing(drift: 0).totalUpper, 0.025, within: 1e-12))
    let under = try rule.bounds(at: [0.4, 0.8, 0.93], endsAtLast: true)
    #expect(agrees(try under.crossing(drift: 0).totalUpper, 0.025, within: 1e-12))
    let first = Array(under.looks.prefix(2))
    #expect(agrees(try rule.next(after: first, information: 0.93, isFinal: true).upper, under.upper[2], within: 1e-11))
    #expect(try rule.next(after: over.looks, information: 1.5).upper == .infinity)
  }

  @Test("error that revised information gave back is spent later, and none is created")
  func revised() throws {
    let rule = try ErrorSpending(alpha: 0.05, sides: .two, function: .pocock)
    let planned = try rule.bounds(at: [0.3, 0.6])
    // The looks turn out to have been nearer to each other than was believed.
    let used = [
      try LookBounds(information: 0.35, lower: planned.lower[0], upper: planned.upper[0]),
      try LookBounds(information: 0.5, lower: planned.lower[1], upper: planned.upper[1]),
    ]
    let last = try rule.next(after: used, information: 1)
    #expect(agrees(try StoppingBounds(used + [last]).crossing(drift: 0).totalUpper, 0.025, within: 1e-11))
  }

  @Test("each side has its own error and its own spending")
  func asymmetric() throws {
    let rule = try ErrorSpending(
      upper: ErrorSpending.Side(alpha: 0.01, function: .obrienFleming),
      lower: ErrorSpending.Side(alpha: 0.1, function: .pocock))
    let crossing = try rule.bounds(at: [0.2, 0.5, 1]).crossing(drift: 0)
    #expect(agrees(crossing.totalUpper, 0.01, within: 1e-11))
    #expect(agrees(crossing.totalLower, 0.1, within: 1e-11))
    let below = try ErrorSpending(upper: nil, lower: ErrorSpending.Side(alpha: 0.02, function: .pocock))
    #expect(try below.bounds(at: [0.5, 1]).upper == [.infinity, .infinity])
  }

  @Test("more error never makes the first bound stricter, and one look is the fixed test")
  func monotone() throws {
    var before = Double.infinity
    for alpha in [1e-9, 0.001, 0.01, 0.05, 0.2, 0.5, 0.9] {
      let rule = try ErrorSpending(alpha: alpha, sides: .one, function: .pocock)
      let first = try rule.bounds(at: [0.3, 1]).upper[0]
      #expect(first < before)
      before = first
      #expect(
        agrees(try rule.bounds(at: [1]).upper[0], Normal.quantile(survival: alpha), within: 1e-12) || alpha == 0.5)
    }
  }

  @Test(
    "information that does not increase from above 0 is refused",
    arguments: [[], [0, 1], [-0.1, 1], [0.5, 0.5], [0.5, 0.4], [.nan, 1], [0.5, .infinity], [0.5, 0.5 + 1e-9]])
  func badInformation(information: [Double]) throws {
    let rule = try ErrorSpending(alpha: 0.05, sides: .two, function: .pocock)
    #expect(throws: StatisticsError.self) { try rule.bounds(at: information) }
  }

  @Test("error outside 0 to 1 is refused, and so are sides that have 1 or more together")
  func badAlpha() throws {
    for alpha in [0, 1, -0.1, .nan] {
      #expect(throws: StatisticsError.self) { try ErrorSpending(alpha: alpha, sides: .two, function: .pocock) }
    }
    let half = try ErrorSpending.Side(alpha: 0.5, function: .pocock)
    #expect(throws: StatisticsError.self) { try ErrorSpending(upper: half, lower: half) }
    #expect(throws: StatisticsError.self) { try ErrorSpending(upper: nil) }
  }
}

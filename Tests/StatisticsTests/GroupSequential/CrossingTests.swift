import Foundation
import Statistics
import Testing

@Suite("how often a look stops")
struct CrossingTests {
  @Test("figures of R gsDesign 3.10.1 at drift 1")
  func figures() throws {
    let upper = [4.56174229853116, 3.22563891331689, 2.63372314403067, 2.28087114926558, 2.04007317507036]
    let bounds = try StoppingBounds(information: [0.2, 0.4, 0.6, 0.8, 1], lower: upper.map { -$0 }, upper: upper)
    let crossing = try bounds.crossing(drift: 1)
    let wanted = [
      1.93985641374885e-05, 0.00474019212664884, 0.0277214050310598, 0.0560912727404156, 0.0751034970608078,
    ]
    for (got, want) in zip(crossing.upper, wanted) { #expect(agrees(got, want, within: 1e-7)) }
    let below = [
      2.736305582388e-07, 5.70283411531421e-05, 0.000300976780986911, 0.000583191257199687, 0.000765826699210465,
    ]
    for (got, want) in zip(crossing.lower, below) { #expect(agrees(got, want, within: 1e-7)) }
  }

  @Test("the second of two looks agrees with adaptive integration, also where the probability is tiny")
  func twoLooks() throws {
    let quadrature = AdaptiveQuadrature(tolerance: 1e-13)
    for (first, bound) in [(0.01, 6.0), (0.3, 2.5), (0.9, 2), (0.999, 2.2), (0.999999, 2.2), (0.5, 12.0)] {
      for drift in [-3.0, 0, 2, 8] {
        let bounds = try StoppingBounds(information: [first, 1], lower: [-1.5, -2.5], upper: [bound, bound])
        let got = try bounds.crossing(drift: drift).upper[1]
        let root = first.squareRoot()
        let step = (1 - first).squareRoot()
        func density(_ z: Double) -> Double {
          Normal.density(z - drift * root) * Normal.survival((bound - z * root - drift * (1 - first)) / step)
        }
        // The mass sits around the straight way to the bound, around the mean, or just below the bound.
        let way = min(max(bound * root, -1.4), bound - 0.1)
        let cuts = [-1.5, way, max(way, bound - 12 * step), bound]
        let want = zip(cuts, cuts.dropFirst()).reduce(0.0) { sum, ends in
          sum + quadrature.integrate(from: ends.0, to: ends.1, density)
        }
        #expect(agrees(got, want, within: 1e-10), "\(first) \(bound) \(drift)")
      }
    }
  }

  @Test("looks that cannot stop change nothing, however near they are")
  func idleLooks() throws {
    let plain = try StoppingBounds(information: [0.5, 1], upper: [2.2, 2.1]).crossing(drift: 1.3)
    let busy = try StoppingBounds(
      information: [0.1, 0.499999, 0.5, 0.500001, 0.9, 1],
      upper: [.infinity, .infinity, 2.2, .infinity, .infinity, 2.1]
    ).crossing(drift: 1.3)
    #expect(agrees(busy.upper[2], plain.upper[0], within: 1e-12))
    #expect(agrees(busy.upper[5], plain.upper[1], within: 1e-12))
  }

  @Test("turning the signs round turns the sides round")
  func mirrored() throws {
    let design = try StoppingBounds(information: [0.2, 0.7, 1], lower: [-1, -0.5, 1], upper: [3, 2.5, 2])
    let turned = try StoppingBounds(information: [0.2, 0.7, 1], lower: [-3, -2.5, -2], upper: [1, 0.5, -1])
    let (one, other) = (try design.crossing(drift: 1.7), try turned.crossing(drift: -1.7))
    for index in 0..<3 {
      #expect(agrees(one.upper[index], other.lower[index], within: 1e-12))
      #expect(agrees(one.lower[index], other.upper[index], within: 1e-12))
    }
  }

  @Test(
    "maximum size over the fixed one, Jennison & Turnbull 2000, tables 2.2 and 2.4",
    arguments: [
      (ClassicalBounds.pocock, 5, 0.8, 1.229), (.pocock, 5, 0.9, 1.207), (.pocock, 2, 0.8, 1.110),
      (.obrienFleming, 5, 0.8, 1.028), (.obrienFleming, 5, 0.9, 1.026), (.obrienFleming, 10, 0.9, 1.037),
    ])
  func inflation(shape: ClassicalBounds, looks: Int, power: Double, wanted: Double) throws {
    let bounds = try shape.bounds(
      information: StoppingBounds.equalInformation(looks: looks), alpha: 0.05, sides: .two)
    #expect((try bounds.inflation(alpha: 0.025, power: power) * 1000).rounded() / 1000 == wanted)
  }

  @Test("drift and power undo each other, and one look inflates nothing")
  func power() throws {
    for looks in [1, 3, 10] {
      let information = try StoppingBounds.equalInformation(looks: looks)
      let bounds = try ErrorSpending(alpha: 0.05, sides: .two, function: .pocock).bounds(at: information)
      for power in [0.001, 0.3, 0.8, 0.999] {
        let drift = try bounds.drift(power: power)
        #expect(agrees(try bounds.crossing(drift: drift).totalUpper, power, within: 1e-10))
      }
      let inflation = try bounds.inflation(alpha: 0.025, power: 0.8)
      #expect(looks == 1 ? agrees(inflation, 1, within: 1e-12) : inflation > 1.1)
    }
  }

  @Test("the expected information falls from the last look's as the effect grows")
  func expected() throws {
    let bounds = try ErrorSpending(alpha: 0.05, sides: .two, function: .obrienFleming).bounds(at: [0.25, 0.5, 0.75, 1])
    var before = 1.0
    for drift in [0.0, 1, 2, 4, 8] {
      let expected = try bounds.crossing(drift: drift).expectedInformation
      #expect(expected < before)
      before = expected
    }
    #expect(before < 0.5)
  }

  @Test("bounds the wrong way round, of unequal number or without a number are refused")
  func refused() throws {
    #expect(throws: StatisticsError.self) { try LookBounds(information: 0.5, lower: 2, upper: 1) }
    #expect(throws: StatisticsError.self) { try LookBounds(information: 0.5, lower: -1, upper: .nan) }
    #expect(throws: StatisticsError.self) { try StoppingBounds(information: [0.5, 1], upper: [2]) }
    #expect(throws: StatisticsError.self) { try StoppingBounds([]) }
    let bounds = try StoppingBounds(information: [1], upper: [2])
    #expect(throws: StatisticsError.self) { try bounds.crossing(drift: .nan) }
    #expect(throws: StatisticsError.self) { try bounds.drift(power: 1) }
    #expect(throws: StatisticsError.self) { try StoppingBounds(information: [1], lower: [-2]).drift(power: 0.8) }
  }
}

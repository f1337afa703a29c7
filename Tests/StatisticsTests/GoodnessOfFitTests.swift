import Foundation
import Statistics
import Testing

@Suite("counts against planned shares")
struct GoodnessOfFitTests {
  @Test("two equal shares are the square of a z")
  func two() throws {
    let fit = try GoodnessOfFit(counts: [44_700, 45_489], shares: [1, 1])
    #expect(agrees(fit.statistic, 789.0 * 789 / 90_189, within: 1e-12))
    #expect(agrees(fit.pValue, 2 * Normal.survival(789 / Double(90_189).squareRoot()), within: 1e-12))
    #expect(fit.degreesOfFreedom == 1)
  }

  @Test("strata add up, each with its own shares")
  func strata() throws {
    let first = try GoodnessOfFit(counts: [10, 20, 30], shares: [1, 2, 2])
    let second = try GoodnessOfFit(counts: [5, 9], shares: [0.3, 0.7])
    let both = try GoodnessOfFit([
      .init(counts: [10, 20, 30], shares: [1, 2, 2]), .init(counts: [5, 9], shares: [0.3, 0.7]),
      .init(counts: [0, 0], shares: [1, 1]),
    ])
    #expect(both.degreesOfFreedom == 3)
    #expect(agrees(both.statistic, first.statistic + second.statistic, within: 1e-14))
  }

  @Test("counts where nothing was planned cannot be")
  func unplanned() throws {
    let fit = try GoodnessOfFit(counts: [10, 10, 1], shares: [1, 1, 0])
    #expect(fit.pValue == 0 && fit.statistic == .infinity)
    #expect(try GoodnessOfFit(counts: [0, 0], shares: [1, 1]).pValue == 1)
    #expect(throws: StatisticsError.self) { try GoodnessOfFit(counts: [1], shares: [1, 1]) }
    #expect(throws: StatisticsError.self) { try GoodnessOfFit(counts: [1, 2], shares: [0, 0]) }
  }

  @Test("several arms, as in statsmodels 0.15.0")
  func arms() throws {
    let arms = try [(12, 400), (20, 390), (9, 410), (31, 405)].map { try Proportion($0.0, of: $0.1) }
    let result = try homogeneity(of: arms)
    #expect(agrees(try #require(result.statistic), 16.94699775459279, within: 1e-12))
    #expect(agrees(result.pValue, 0.0007247043115603039, within: 1e-11))
  }
}

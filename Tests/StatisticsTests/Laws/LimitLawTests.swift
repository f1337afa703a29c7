import Foundation
import Statistics
import Testing

@Suite("with ever more trials every method becomes the normal one")
struct LimitLawTests {
  /// How far two intervals are apart, in widths of the second.
  private func distance(_ one: Estimate, _ other: Estimate) -> Double {
    max((one.lower - other.lower).magnitude, (one.upper - other.upper).magnitude) / (other.upper - other.lower)
  }

  private func logarithm(_ estimate: Estimate) -> Estimate {
    Estimate(value: log(estimate.value), lower: log(estimate.lower), upper: log(estimate.upper))
  }

  /// 3 % v 3.3 % with twice the trials in the control.
  private func table(_ trials: Int) throws -> TwoProportions {
    try comparison((trials * 33 / 1000, trials), (trials * 2 * 30 / 1000, trials * 2))
  }

  /// The distance falls at least with the root of the trials, to below a thousandth of the width at ten million.
  private func approaches(_ distance: (TwoProportions) throws -> Double) throws -> Bool {
    let distances = try [1_000, 10_000, 100_000, 1_000_000, 10_000_000].map { try distance(table($0)) }
    return distances[4] < 1e-3 && zip(distances, distances.dropFirst()).allSatisfy { $1 < $0 / 2.5 }
  }

  @Test("difference", arguments: DifferenceInterval.allCases.filter { !$0.isExact && $0 != .wald })
  func difference(method: DifferenceInterval) throws {
    #expect(try approaches { try distance($0.difference(method), $0.difference(.wald)) })
  }

  @Test("ratio", arguments: RatioInterval.allCases.filter { $0 != .exactScore && $0 != .log })
  func ratio(method: RatioInterval) throws {
    #expect(try approaches { try distance(logarithm($0.ratio(method)), logarithm($0.ratio(.log))) })
  }

  @Test("odds ratio", arguments: OddsRatioInterval.allCases.filter { $0 != .logit })
  func oddsRatio(method: OddsRatioInterval) throws {
    #expect(try approaches { try distance(logarithm($0.oddsRatio(method)), logarithm($0.oddsRatio(.logit))) })
  }

  @Test("one rate", arguments: ProportionInterval.allCases.filter { $0 != .wilson })
  func proportion(method: ProportionInterval) throws {
    #expect(try approaches { try distance($0.control.interval(method), $0.control.interval(.wilson)) })
  }
}

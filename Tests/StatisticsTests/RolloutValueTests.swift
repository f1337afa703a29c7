import Foundation
import Statistics
import Testing

@Suite("what a test is worth before a roll-out")
struct RolloutValueTests {
  static func value(_ control: (Double, Double), _ variant: (Double, Double), _ population: Int) throws -> RolloutValue
  {
    try RolloutValue(
      control: Beta(control.0, control.1), variant: Beta(variant.0, variant.1), population: population)
  }

  /// Sums over all tables with beta-binomial masses in scipy 1.17; error rates by 400-point Gauss–Legendre a table.
  @Test(
    "successes, information and error rate of given sizes",
    arguments: [
      ((3.0, 97.0), (3.0, 97.0), 2000, 20, 20, 66.52094300349818, 0.0033270117364786606, 0.3866978341451005),
      ((2, 50), (4, 60), 500, 15, 25, 31.39076442554182, 0.0010898724969972684, 0.234438702106575),
      ((1, 1), (1, 1), 100, 7, 7, 62.541666666666686, 0.1458333333333336, 0.15912975912976177),
    ])
  func figures(
    control: (Double, Double), variant: (Double, Double), population: Int, perControl: Int, perVariant: Int,
    successes: Double, information: Double, errorRate: Double
  ) throws {
    let value = try Self.value(control, variant, population)
    let outcome = try value.outcome(controlTrials: perControl, variantTrials: perVariant)
    #expect(agrees(outcome.successes, successes, within: 1e-13))
    #expect(agrees(outcome.informationPerCall, information, within: 1e-11))
    #expect(agrees(try value.errorRate(controlTrials: perControl, variantTrials: perVariant), errorRate, within: 1e-10))
  }

  /// Exhaustive search in numpy over the same sums.
  @Test(
    "the best equal sizes",
    arguments: [
      ((3.0, 97.0), (3.0, 97.0), 2000, 165, 72.09821860891972), ((2, 50), (4, 60), 500, 25, 31.39118420770901),
      ((10, 300), (10, 300), 6000, 491, 215.4808489353743),
    ])
  func best(
    control: (Double, Double), variant: (Double, Double), population: Int, perArm: Int, successes: Double
  ) throws {
    let outcome = try Self.value(control, variant, population).best()
    #expect(outcome.controlTrials == perArm && outcome.variantTrials == perArm)
    #expect(agrees(outcome.successes, successes, within: 1e-11))
  }

  @Test("the website of Feit and Berman: 2,280 an arm beside the 2,284 of the normal formula")
  func website() throws {
    let prior = try BetaPrior(mean: 0.68, standardDeviation: 0.03).beta
    let outcome = try RolloutValue(control: prior, variant: prior, population: 100_000).best()
    let normal = try TestAndRoll(
      population: 100_000, priorStandardDeviation: 0.03, responseStandardDeviation: (0.68 * 0.32).squareRoot())
    #expect((Double(outcome.controlTrials) - normal.perArm).magnitude < 0.005 * normal.perArm)
  }

  @Test(
    "information is worth nothing while it cannot change the choice, more with more trials, and never as much as knowing"
  )
  func laws() throws {
    let value = try Self.value((31, 970), (37, 964), 100_000)
    #expect(try value.outcome(controlTrials: 0, variantTrials: 0).gain == 0)
    let comparison = BetaBinomialComparison(control: value.control, variant: value.variant)
    #expect(
      agrees(
        try value.errorRate(controlTrials: 0, variantTrials: 0), comparison.probabilityControlBetter, within: 1e-8))
    #expect(try value.outcome(controlTrials: 1, variantTrials: 1).informationPerCall == 0)
    var last = 0.0
    for trials in [10, 100, 1000, 10_000] {
      let outcome = try value.outcome(controlTrials: trials, variantTrials: trials)
      #expect(outcome.informationPerCall > last && outcome.informationPerCall < value.perfectInformationPerCall)
      #expect(outcome.regret >= 0)
      last = outcome.informationPerCall
    }
    let mirrored = try Self.value((37, 964), (31, 970), 100_000)
    #expect(
      agrees(
        try mirrored.outcome(controlTrials: 70, variantTrials: 90).gain,
        try value.outcome(controlTrials: 90, variantTrials: 70).gain, within: 1e-9))
  }

  @Test("tests that cannot be are refused")
  func refused() throws {
    #expect(throws: StatisticsError.self) { try Self.value((1, 1), (1, 1), 0) }
    let value = try Self.value((1, 1), (1, 1), 10)
    #expect(throws: StatisticsError.self) { try value.outcome(controlTrials: 6, variantTrials: 5) }
    #expect(throws: StatisticsError.self) { try value.outcome(controlTrials: -1, variantTrials: 5) }
    #expect(throws: StatisticsError.self) { try value.errorRate(controlTrials: 11, variantTrials: 0) }
    #expect(try Self.value((1, 1), (1, 1), 1).best().controlTrials == 0)
  }
}

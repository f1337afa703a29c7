import Testing

@testable import Statistics

@Suite("Mixture cure models of delays")
struct CureModelTests {
  /// Calls of three ages and their outcomes by delay.
  static func cohorts() throws -> DelayCohorts {
    func cohort(_ age: Int, _ calls: Int, _ events: [Int: Int]) -> DelayCohorts.Cohort {
      DelayCohorts.Cohort(age: age, calls: calls, outcomes: (0...(events.keys.max() ?? 0)).map { events[$0] ?? 0 })
    }
    return try DelayCohorts([
      cohort(100, 4000, [0: 2, 1: 3, 4: 2, 9: 3, 15: 2, 22: 1, 31: 2, 47: 1, 80: 1]),
      cohort(60, 5000, [0: 3, 2: 2, 5: 3, 8: 2, 13: 3, 20: 2, 33: 1, 52: 1]),
      cohort(25, 3000, [0: 1, 1: 2, 3: 1, 7: 2, 12: 1, 19: 1]),
    ])
  }

  /// Law, log likelihood, location, its error, spread, error of its logarithm, share, its error, share after day 100.
  struct Figures: Sendable {
    let law: DelayLaw
    let logLikelihood: Double
    let location: (Double, Double)
    let spread: (Double, Double)
    let share: (Double, Double)
    let after: Double
  }

  // scipy 1.17.1: likelihood written out in whole days, Nelder–Mead to 1e-11, errors from a numeric Hessian.
  static let oracle = [
    Figures(
      law: .exponential, logLikelihood: -427.52867674423356, location: (2.6870037804, 0.18297993), spread: (1, 0),
      share: (0.0036822114545, 0.00057203289), after: 0.00103169965),
    Figures(
      law: .weibull, logLikelihood: -424.5443420097914, location: (2.6994429662, 0.32699525),
      spread: (1.4118445692, 0.16574050), share: (0.0038503654707, 0.00063686131), after: 0.0205687098),
    Figures(
      law: .logNormal, logLikelihood: -424.6973534569594, location: (2.4088352191, 0.60828412),
      spread: (1.9464675019, 0.23777002), share: (0.0044038459880, 0.00098763054), after: 0.128506010),
  ]

  @Test(arguments: oracle)
  func `estimates, errors and likelihood are those of an independent program`(_ figures: Figures) throws {
    let model = try CureModel(figures.law, [try Self.cohorts()])
    func close(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { abs(a - b) <= tolerance * max(abs(b), 1e-3) }
    #expect(close(model.logLikelihood, figures.logLikelihood, 1e-9))
    #expect(close(model.distribution.location, figures.location.0, 1e-5))
    #expect(close(model.distribution.spread, figures.spread.0, 1e-5))
    #expect(close(model.locationError, figures.location.1, 1e-3))
    #expect(close(model.logSpreadError, figures.spread.1, 1e-3))
    let arm = try #require(model.arms.first)
    #expect(close(arm.share, figures.share.0, 1e-4))
    #expect(close(try #require(arm.standardError), figures.share.1, 1e-3))
    #expect(close(model.shareAfterLongestAge, figures.after, 1e-4))
  }

  @Test func `the law with the least criterion is chosen`() throws {
    let (best, all) = try CureModel.best([try Self.cohorts()])
    #expect(best.distribution.law == .weibull)
    #expect(all.count == 3)
    #expect(abs(best.aic - 855.0886840195828) < 1e-6)
  }

  @Test func `without outcomes, or with all on the day of the call, a model is refused`() throws {
    let none = try DelayCohorts([DelayCohorts.Cohort(age: 40, calls: 100, outcomes: [])])
    #expect(throws: StatisticsError.self) { try CureModel(.weibull, [none]) }
    let atOnce = try DelayCohorts([DelayCohorts.Cohort(age: 40, calls: 100, outcomes: [5])])
    #expect(throws: StatisticsError.self) { try CureModel(.logNormal, [atOnce]) }
    #expect(throws: StatisticsError.self) { try CureModel(.exponential, []) }
  }

  @Test func `more outcomes than calls, and outcomes later than the age, are refused`() {
    #expect(throws: StatisticsError.self) {
      try DelayCohorts([DelayCohorts.Cohort(age: 3, calls: 1, outcomes: [1, 1])])
    }
    #expect(throws: StatisticsError.self) {
      try DelayCohorts([DelayCohorts.Cohort(age: 1, calls: 9, outcomes: [1, 1, 1])])
    }
    #expect(throws: StatisticsError.self) { try DelayCohorts([]) }
  }
}

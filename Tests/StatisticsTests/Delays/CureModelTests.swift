import Foundation
import Testing

@testable import Statistics

@Suite("mixture cure models of delays")
struct CureModelTests {
  /// Law, log likelihood at location 2.7, spread 1.3 (1 for the exponential law) and shares 1.2 % and 0.5 %: the formula
  /// written out in numpy 2, with `scipy.special.log_ndtr`.
  @Test(
    "the log likelihood at a point",
    arguments: [
      (DelayLaw.exponential, -464.6016922877279), (.weibull, -465.4086628266557), (.logNormal, -454.3759881439312),
    ])
  func point(law: DelayLaw, wanted: Double) throws {
    let groups = [try CureSample.control(), try CureSample.variant()]
    let likelihood = CureLikelihood(law, groups, prior: nil)
    let delays = likelihood.distribution((2.7, law.hasShape ? log(1.3) : 0))
    var value = 0.0
    for (arm, share) in zip(likelihood.arms, [0.012, 0.005]) {
      for (day, count) in arm.byDelay { value += count * delays.cell(day).logarithm }
      value += likelihood.value(arm, share, arm.pending.map { delays.share(through: $0.age) })
    }
    #expect(agrees(value, wanted, within: 1e-11))
  }

  struct Fit: Sendable {
    var law: DelayLaw
    var groups: Int
    var logLikelihood: Double
    var location: (value: Double, error: Double)
    var spread: (value: Double, error: Double)
    var shares: [(value: Double, error: Double)]
  }

  /// `scipy.optimize.minimize` (Nelder–Mead, to 1e-11) of the likelihood written out in numpy, with all shares free;
  /// standard errors from the inverse of its Hessian by differences, extrapolated.
  static let fits = [
    Fit(
      law: .exponential, groups: 1, logLikelihood: -334.51205323107416, location: (2.7199592936, 0.2431642),
      spread: (1, 0), shares: [(0.00473095, 0.00085285)]),
    Fit(
      law: .weibull, groups: 1, logLikelihood: -334.4182770557532, location: (2.6988109110, 0.21721993),
      spread: (0.9318168221, 0.15790327), shares: [(0.00467467, 0.00083712)]),
    Fit(
      law: .logNormal, groups: 1, logLikelihood: -334.3212909073383, location: (2.4328835826, 0.36786799),
      spread: (1.2595375147, 0.21227956), shares: [(0.00515016, 0.00112011)]),
    Fit(
      law: .exponential, groups: 2, logLikelihood: -438.51676721867386, location: (2.6278024420, 0.20460822),
      spread: (1, 0), shares: [(0.00463563, 0.00081775), (0.00208325, 0.00066593)]),
    Fit(
      law: .weibull, groups: 2, logLikelihood: -438.0292513474611, location: (2.6067902386, 0.16508485),
      spread: (0.8739356753, 0.12886309), shares: [(0.00456104, 0.00079552), (0.00205529, 0.00065449)]),
  ]

  @Test("likeliest values and standard errors", arguments: fits)
  func fit(_ wanted: Fit) throws {
    let groups = [try CureSample.control(), try CureSample.variant()].prefix(wanted.groups)
    let model = try CureModel(wanted.law, Array(groups))
    #expect(agrees(model.logLikelihood, wanted.logLikelihood, within: 1e-12))
    #expect(agrees(model.distribution.location, wanted.location.value, within: 1e-6))
    #expect(agrees(model.distribution.spread, wanted.spread.value, within: 1e-6))
    #expect(agrees(model.locationError, wanted.location.error, within: 1e-4))
    #expect(agrees(model.logSpreadError, wanted.spread.error, within: 1e-4))
    for (arm, share) in zip(model.arms, wanted.shares) {
      #expect(agrees(arm.share, share.value, within: 2e-6))
      #expect(agrees(try #require(arm.standardError), share.error, within: 2e-4))
    }
    #expect(agrees(model.aic, 2 * Double(model.parameters) - 2 * wanted.logLikelihood, within: 1e-12))
  }

  @Test("the law with the least criterion is best")
  func best() throws {
    let (best, all) = try CureModel.best([try CureSample.control()])
    #expect(best.distribution.law == .exponential)
    #expect(all.map(\.distribution.law) == DelayLaw.allCases)
    #expect(all.allSatisfy { $0.aic >= best.aic })
  }

  @Test("groups with the same calls have the same shares, and ten times the calls the same delays with smaller errors")
  func laws() throws {
    let calls = try CureSample.control()
    let one = try CureModel(.weibull, [calls])
    let two = try CureModel(.weibull, [calls, calls])
    #expect(two.arms[0] == two.arms[1])
    #expect(agrees(two.arms[0].share, one.arms[0].share, within: 1e-7))
    let ten = try CureModel(.weibull, [try DelayCohorts((0..<10).flatMap { _ in calls.cohorts })])
    #expect(agrees(ten.distribution.location, one.distribution.location, within: 1e-6))
    #expect(agrees(ten.locationError * 10.0.squareRoot(), one.locationError, within: 1e-4))
    #expect((0...1).contains(one.arms[0].share))
  }

  @Test("a group without an outcome has share 0 and no standard error, where others tell the delays")
  func noneInOne() throws {
    let none = try DelayCohorts([.init(age: 30, calls: 500, outcomes: [])])
    let model = try CureModel(.exponential, [try CureSample.control(), none])
    #expect(model.arms[1].share == 0 && model.arms[1].standardError == nil)
  }

  @Test("no group, no outcome, and all outcomes on the day of the call are refused")
  func refusals() throws {
    #expect(throws: StatisticsError.tooFew(name: "groups", count: 0, expected: "at least 1")) {
      try CureModel(.weibull, [])
    }
    let none = try DelayCohorts([.init(age: 30, calls: 500, outcomes: [])])
    let sameDay = try DelayCohorts([.init(age: 30, calls: 500, outcomes: [20])])
    for law in DelayLaw.allCases {
      #expect(throws: StatisticsError.self) { try CureModel(law, [none]) }
      #expect(throws: StatisticsError.self) { try CureModel(law, [sameDay]) }
    }
  }

  @Test(
    "impossible calls are refused",
    arguments: [
      DelayCohorts.Cohort(age: -1, calls: 5, outcomes: []), .init(age: 100_001, calls: 5, outcomes: []),
      .init(age: 3, calls: -5, outcomes: []), .init(age: 3, calls: 5, outcomes: [0, 0, 0, 0, 1]),
      .init(age: 3, calls: 5, outcomes: [3, 3]), .init(age: 3, calls: 5, outcomes: [-1]),
      .init(age: 3, calls: 0, outcomes: []),
    ])
  func impossible(_ cohort: DelayCohorts.Cohort) {
    #expect(throws: StatisticsError.self) { try DelayCohorts([cohort]) }
  }

  @Test("single calls make the same cohorts as their numbers")
  func single() throws {
    let calls: [(age: Int, delay: Int?)] = [(3, nil), (3, 1), (0, 0), (3, nil), (3, 1)]
    let wanted = try DelayCohorts([
      .init(age: 3, calls: 4, outcomes: [0, 2]), .init(age: 0, calls: 1, outcomes: [1]),
    ])
    #expect(try DelayCohorts(calls: calls) == wanted)
    #expect(throws: StatisticsError.self) { try DelayCohorts(calls: [(age: 2, delay: 3)]) }
  }
}

import Statistics
import Testing

@Suite("share of calls with an opportunity by days since the call")
struct CumulativeIncidenceTests {
  typealias Cohort = CumulativeIncidence.Cohort

  static let cohorts = [
    Cohort(followUp: 10, calls: 200, events: [0: 2, 1: 3, 4: 2, 9: 1]),
    Cohort(followUp: 6, calls: 150, events: [1: 2, 2: 4]), Cohort(followUp: 3, calls: 120, events: [0: 1, 3: 2]),
    Cohort(followUp: 0, calls: 50, events: [0: 1]),
  ]

  /// Day, at risk (statsmodels 0.14 `SurvfuncRight`), one minus the estimate and its limits (lifelines 0.30
  /// `KaplanMeierFitter`, log(−log) limits at 95 %).
  static let figures: [(day: Int, atRisk: Int, share: Double, lower: Double, upper: Double)] = [
    (0, 520, 0.00769230769231, 0.00289401896815, 0.02036451785444),
    (1, 467, 0.01831658705320, 0.00956362264346, 0.03493802144034),
    (2, 462, 0.02681601054192, 0.01564842365952, 0.04576598607456),
    (3, 458, 0.03106572228628, 0.01883386260667, 0.05103243593701),
    (4, 339, 0.03678214870347, 0.02293315110602, 0.05873923358618),
    (9, 193, 0.04177291477236, 0.02595432563271, 0.06689589140825),
  ]

  @Test("is one minus Kaplan and Meier's estimate, young calls counting for the days they were followed")
  func figures() throws {
    let points = try CumulativeIncidence(Self.cohorts).points
    #expect(points.map(\.day) == Array(0...10))
    for wanted in Self.figures {
      let point = points[wanted.day]
      #expect(point.atRisk == wanted.atRisk)
      #expect(agrees(point.share.value, wanted.share, within: 1e-11))
      #expect(agrees(point.share.lower, wanted.lower, within: 1e-10))
      #expect(agrees(point.share.upper, wanted.upper, within: 1e-10))
    }
    #expect(points.map(\.events) == [4, 5, 4, 2, 2, 0, 0, 0, 0, 1, 0])
  }

  @Test("with equal follow-up it is opportunities over calls")
  func simple() throws {
    let points = try CumulativeIncidence([Cohort(followUp: 3, calls: 1000, events: [0: 10, 2: 20])]).points
    #expect(zip(points.map(\.share.value), [0.01, 0.01, 0.03, 0.03]).allSatisfy { agrees($0, $1, within: 1e-12) })
  }

  @Test("no opportunity at all, and one on every call, have intervals too")
  func extremes() throws {
    let none = try #require(try CumulativeIncidence([Cohort(followUp: 0, calls: 100, events: [:])]).points.first)
    #expect(none.share.value == 0 && none.share.lower == 0 && agrees(none.share.upper, 0.0369934, within: 1e-5))
    let all = try #require(try CumulativeIncidence([Cohort(followUp: 2, calls: 5, events: [1: 5])]).points.last)
    #expect(all.share.value == 1 && all.share.upper == 1 && all.share.lower > 0.5)
    #expect(try CumulativeIncidence([]).points.isEmpty)
    #expect(try CumulativeIncidence([Cohort(followUp: 4, calls: 0, events: [:])]).points.isEmpty)
  }

  @Test(
    "impossible cohorts are refused",
    arguments: [
      Cohort(followUp: 2, calls: 5, events: [3: 1]), Cohort(followUp: 2, calls: 5, events: [-1: 1]),
      Cohort(followUp: 2, calls: 5, events: [0: 3, 1: 3]), Cohort(followUp: 2, calls: 5, events: [0: -1]),
      Cohort(followUp: -1, calls: 5, events: [:]), Cohort(followUp: 2, calls: -5, events: [:]),
    ])
  func refused(cohort: Cohort) {
    #expect(throws: StatisticsError.self) { try CumulativeIncidence([cohort]) }
  }
}

import Cost
import Experiment
import Statistics

@testable import Decision

extension Sample {
  static let intake = Intake(
    sources: [
      Intake.Source(kind: .calls, name: "calls.csv", rows: 7_812, rejected: 3),
      Intake.Source(kind: .opportunities, name: "opportunities.csv", rows: 231),
    ], findings: [.filteredOut: 610, .duplicateCall: 12])

  static func reading(
    _ arms: [Arm], conclusion: Conclusion, asOf: CivilDate?, progress: Progress, warnings: [ReadingWarning] = [],
    isSignificant: Bool = false
  ) -> Reading {
    let variants = variants(arms)
    let total = variants.compactMap(\.costs?.total).reduce(Money.zero, +)
    let economics = Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400))
    let indicators = Indicators(
      cost: total, calls: arms.reduce(0) { $0 + $1.calls }, opportunities: arms.reduce(0) { $0 + $1.opportunities },
      economics: economics)
    return Reading(
      experiment: "spring-hook", question: "Does opening with a question beat the product pitch?", currency: "EUR",
      asOf: asOf, progress: progress, conclusion: conclusion, variants: variants,
      comparisons: comparisons(arms, isSignificant: isSignificant),
      guardrails: arms.dropFirst().flatMap { arm in
        [
          GuardrailReading(
            guardrail: Guardrail(metric: .talkSeconds, worseByAtMost: 0.15), variant: arm.name, status: .pass,
            worsening: Estimate(value: 0.043, lower: -0.012, upper: 0.098)),
          GuardrailReading(
            guardrail: Guardrail(metric: .opportunityToSale, worseByAtMost: 0.1), variant: arm.name, status: .unknown,
            worsening: Estimate(value: 0.02, lower: -0.31, upper: 0.36)),
        ]
      }, health: health(arms),
      path: asOf.map { asOf in
        let first = date("2026-03-02")
        let days = min(asOf - first + 1, 14)
        return path(arms, from: first, days: days, matureDays: min(14, asOf - first - 6))
      } ?? [], segments: segments(arms), projection: projection(arms),
      campaign: CampaignReading(
        verdict: .keep, reason: .profitableAndOnTarget(marginRoi: 1.84), indicators: indicators,
        lever: Lever(cause: .tco, figure: 0.026, reference: 0.035)), method: method, warnings: warnings,
      notes: ["Two-voter households are in the data without an identifier; plain intervals are a little too narrow."],
      intake: intake)
  }

  /// Day 8 of a two-week test: 105/3,500 against 126/3,500.
  static let running = reading(
    [
      Arm(name: "pitch", calls: 3_500, opportunities: 105, immature: 400),
      Arm(name: "question", calls: 3_500, opportunities: 126, immature: 412, extraCost: 300),
    ],
    conclusion: .keepRunning(.beforePlannedEnd(lastDay: date("2026-03-15"), decisionDay: date("2026-03-22"))),
    asOf: date("2026-03-09"),
    progress: Progress(
      day: 8, plannedDays: 14, lastDay: date("2026-03-15"), decisionDay: date("2026-03-22"), callingDaysLeft: 4,
      matureCalls: 7_000, immatureCalls: 812, isComplete: false),
    warnings: [
      .interimOfFixedTest, .fewOpportunities(variant: "pitch", opportunities: 105), .rejectedRows(3, of: 7_812),
    ]
  )

  static let finished = Progress(
    day: 21, plannedDays: 14, lastDay: date("2026-03-15"), decisionDay: date("2026-03-22"), matureCalls: 20_000,
    immatureCalls: 0, isComplete: true)

  static let clauses = [
    Clause(.significant(pAdjusted: 0.0179, alpha: 0.05), holds: true), Clause(.healthy(failed: []), holds: true),
    Clause(.guardrails(failed: [], unknown: [.opportunityToSale]), holds: true),
    Clause(.profit(gain: 84_900), holds: true),
  ]

  /// The planned end: 300/10,000 against 360/10,000.
  static let won = reading(
    [
      Arm(name: "pitch", calls: 10_000, opportunities: 300),
      Arm(name: "question", calls: 10_000, opportunities: 360, extraCost: 300),
    ], conclusion: .rollOut(winner: "question", clauses: clauses), asOf: date("2026-03-22"), progress: finished,
    warnings: [.revenueStillComing(attributionDays: 90)], isSignificant: true)

  static let verdict = Verdict(
    reading: won,
    tornado: [
      TornadoBar(assumption: .difference, low: 14_000, high: 158_000),
      TornadoBar(assumption: .marginPerOpportunity, low: 67_600, high: 102_200),
      TornadoBar(assumption: .callsPerMonth, low: 67_600, high: 102_200),
      TornadoBar(assumption: .costPerCall, low: 80_100, high: 89_700),
    ], leader: "question", override: nil)

  static let overridden = Verdict(
    reading: won, tornado: verdict.tornado, leader: "question",
    override: "The new list arrives in April; we wait for it.")

  /// The planned end of six arms, nothing shown.
  static let sixArms = reading(
    ["current script", "question", "local reference", "short intro", "customer story", "direct ask"].enumerated().map {
      Arm(name: $1, calls: 3_400 + $0 * 13, opportunities: [102, 117, 96, 109, 121, 88][$0])
    }, conclusion: .noWinner(.plannedEnd), asOf: date("2026-03-22"), progress: finished)

  /// Two arms that made nothing.
  static let nothing = reading(
    [Arm(name: "pitch", calls: 400, opportunities: 0), Arm(name: "question", calls: 390, opportunities: 0)],
    conclusion: .noWinner(.plannedEnd), asOf: date("2026-03-22"), progress: finished)

  /// Counts without dates.
  static let undated = reading(
    [
      Arm(name: "pitch", calls: 10_000, opportunities: 300), Arm(name: "question", calls: 10_000, opportunities: 330),
    ], conclusion: .noWinner(.undatedCounts), asOf: nil,
    progress: Progress(matureCalls: 20_000, immatureCalls: 0, isComplete: true))

  /// Far more leads in one arm than drawn.
  static let unhealthy: Reading = {
    var reading = won
    reading.conclusion = .unhealthy([.sampleRatio, .crossovers])
    reading.health[0] = HealthFinding(check: .sampleRatio, status: .fail, p: 0.00002, detail: reading.health[0].detail)
    reading.health[1] = HealthFinding(check: .crossovers, status: .fail, detail: .crossovers(2_900, of: 20_000))
    return reading
  }()

  /// A first day: nothing is old enough.
  static let firstDay = reading(
    [
      Arm(name: "pitch", calls: 0, opportunities: 0, immature: 390),
      Arm(name: "question", calls: 0, opportunities: 0, immature: 401),
    ],
    conclusion: .keepRunning(.noMatureCalls), asOf: date("2026-03-02"),
    progress: Progress(
      day: 1, plannedDays: 14, lastDay: date("2026-03-15"), decisionDay: date("2026-03-22"), matureCalls: 0,
      immatureCalls: 791, isComplete: false))

  static let hostileName = "<script>alert('x')</script> & \"quoted\" | *bold* \u{1B}[31m\u{202E}gnp"

  /// Names that try to be markup, and names longer than a line.
  static let hostile: Reading = {
    var reading = Sample.reading(
      [
        Arm(name: hostileName, calls: 3_500, opportunities: 105),
        Arm(
          name: String(repeating: "a very long name of a script that nobody would ever say ", count: 3)
            + String(repeating: "x", count: 130), calls: 3_500, opportunities: 126, extraCost: 300),
      ], conclusion: .noWinner(.plannedEnd), asOf: date("2026-03-22"), progress: finished,
      warnings: [.waived(check: .pace, reason: "</li><script>alert(1)</script>")])
    reading.experiment = "</title><script>alert(2)</script>"
    reading.question = "<img src=x onerror=alert(3)>"
    reading.notes = ["</section><script>alert(4)</script>", "a `tick` ``` fence"]
    return reading
  }()
}

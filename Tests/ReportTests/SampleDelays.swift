import Experiment
import Statistics

@testable import Decision

extension Sample {
  static func delayFinding(
    within: Int? = 7, differ: Bool = true, isCovered: Bool = false, covering: Int = 19, longestFollowUp: Int = 20
  ) -> HealthFinding.DelayFinding {
    HealthFinding.DelayFinding(
      arms: [
        HealthFinding.ArmDelays(
          variant: "pitch", opportunities: 280, median: 4, afterWindow: within.map { _ in 0.18 }),
        HealthFinding.ArmDelays(
          variant: "question", opportunities: 301, median: 1, afterWindow: within.map { _ in 0.04 }),
      ], within: within, faster: "question", slower: "pitch", differ: differ, isCovered: isCovered,
      covering: covering, longestFollowUp: longestFollowUp)
  }

  /// Every sentence about delays.
  static let delayFindings = [
    delayFinding(differ: false), delayFinding(within: nil, differ: false), delayFinding(), delayFinding(within: nil),
    delayFinding(within: 30, isCovered: true), delayFinding(within: 30, longestFollowUp: 19),
  ]

  /// A reading whose opportunities come at different times.
  static let delayed: Reading = {
    var reading = running
    reading.health.append(
      HealthFinding(check: .delays, status: .warn, p: 0.0001, detail: .delays(delayFinding())))
    reading.delays = [("pitch", 5.0), ("question", 2.0)].map { variant, pace in
      DelayCurve(
        variant: variant,
        points: (0...12).map { day in
          let share = 0.03 * (1 - 1 / (1 + Double(day + 1) / pace))
          return DelayPoint(
            day: day, atRisk: 3_900 - 300 * day, opportunities: 20 - day,
            share: Estimate(value: share, lower: share * 0.8, upper: share * (1.2 + Double(day) / 20)))
        })
    }
    return reading
  }()
}

import Experiment

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
}

public import Cost
public import Decision
public import Experiment

/// The sentences of one language about profit at roll-out and the worth of testing longer.
public protocol ProfitWording {
  /// A caption of the tables about profit.
  func profitCaption(_ caption: ProfitCaption) -> String
  /// Name of a resource that limits a roll-out.
  func limit(_ limit: Rollout.Limit) -> String
  /// Which variant earns most under each limit, in one sentence; nil where profit is unknown.
  func limits(_ limits: [LimitProjection]) -> String?
  /// What another week is worth and costs.
  func nextWeek(of reading: Reading) -> String?
  /// What the intervals of money rest on, one sentence each.
  func moneyNotes(of reading: Reading) -> [String]
  /// What the ranges of CPQ and ROI carry.
  func indicatorRanges(costIsUncertain: Bool, incomeIsUncertain: Bool) -> String
  /// What a guardrail's figures could tell.
  func guardrailPower(_ power: GuardrailPower, of metric: Guardrail.Metric) -> String
  /// How long to test for most profit, against the classical length.
  func lengths(_ lengths: TestLengths) -> String
  /// What the lengths assume, each a sentence.
  func lengthNotes(_ lengths: TestLengths, rollout: RolloutAssumptions?) -> [String]
  /// Name of a length.
  func lengthKind(_ kind: TestLengths.Length.Kind) -> String
}

extension ProfitWording {
  /// What the ranges of some indicators carry, any of them.
  func indicatorRanges(_ indicators: [IndicatorEstimates]) -> String {
    indicatorRanges(
      costIsUncertain: indicators.contains(where: \.costIsUncertain),
      incomeIsUncertain: indicators.contains(where: \.incomeIsUncertain))
  }
}

/// Captions of tables about profit.
public enum ProfitCaption: CaseIterable, Hashable, Sendable {
  case risks, cpqOfTest, cpqAtRollout, marginRoi, profitPerCall, probabilityBest, probabilityBestRate, expectedLoss
  case breakEvenLift, atAnyLook, limits, limitedBy, earnsMost, planned, nextWeek, lengths, perArm, gain, regret
  case errorRate, length, calledForProfit
}

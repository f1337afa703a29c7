public import Experiment

/// What a reading says to do, with its reasons.
public enum Conclusion: Hashable, Sendable {
  /// Go on: nothing can be concluded yet.
  case keepRunning(KeepRunning)
  /// Roll out a challenger.
  case rollOut(winner: String, clauses: [Clause])
  /// Stay with the control.
  case keepControl(KeepControl)
  /// The test is over and shows nothing.
  case noWinner(NoWinner)
  /// The data cannot be trusted; the failed checks that are not waived.
  case unhealthy([HealthCheckName])

  /// Why the test goes on.
  public enum KeepRunning: Hashable, Sendable {
    /// Before the planned last day of calls.
    case beforePlannedEnd(lastDay: CivilDate, decisionDay: CivilDate)
    /// Before the planned number of calls.
    case beforePlannedCalls(placed: Int, planned: Int)
    /// Calls are over; opportunities may still be qualified until the decision day.
    case awaitingMaturity(decisionDay: CivilDate, immatureCalls: Int)
    /// No arm has mature calls yet.
    case noMatureCalls
    /// A challenger is shown to be better before the planned end, but what the rule asks besides cannot be told yet.
    case ruleUnknown(leader: String, clauses: [Clause])
    /// The plan goes by profit, and another week is worth more than it costs.
    case weekPays(NextWeek)
  }

  /// Why the control stays.
  public enum KeepControl: Hashable, Sendable {
    /// Every challenger that differs is worse.
    case harm([String])
    /// Looks ended every challenger that is not worse without hope of the effect worth detecting.
    case futile([String])
    /// A challenger wins on the rate, but not every clause of the rule holds.
    case ruleNotMet(leader: String, clauses: [Clause])
    /// The plan goes by profit, and no challenger is expected to earn more; the best of them, with its gain over the
    /// roll-out in currency units.
    case earnsLess(best: String, gain: Double)
  }

  /// Why there is no winner.
  public enum NoWinner: Hashable, Sendable {
    /// At the planned end, no adjusted p-value is below alpha.
    case plannedEnd
    /// Undated counts, read once: no adjusted p-value is below alpha.
    case undatedCounts
    /// The plan goes by profit, and what a challenger gains cannot be told.
    case profitUnknown
  }

  /// The contract's word for the conclusion.
  public var status: Status {
    switch self {
    case .keepRunning: .keepRunning
    case .rollOut: .rollOut
    case .keepControl: .keepControl
    case .noWinner: .noWinner
    case .unhealthy: .unhealthy
    }
  }

  /// The word for a conclusion in JSON and exit status.
  public enum Status: String, CaseIterable, Hashable, Sendable, Codable {
    /// Go on.
    case keepRunning = "keep-running"
    /// Roll out the winner.
    case rollOut = "roll-out"
    /// Stay with the control.
    case keepControl = "keep-control"
    /// Over, nothing shown.
    case noWinner = "no-winner"
    /// No verdict until the data are mended or waived.
    case unhealthy
  }
}

/// One clause of the decision rule and whether it holds for the leading challenger.
public struct Clause: Hashable, Sendable {
  /// What the clause asks.
  public enum Requirement: Hashable, Sendable {
    /// Adjusted p-value (given) below alpha (given) in favour of the challenger.
    case significant(pAdjusted: Double, alpha: Double)
    /// No failed health check, or each one waived.
    case healthy(failed: [HealthCheckName])
    /// Guardrails that fail, and those that cannot be told; whether these block is the plan's word.
    case guardrails(failed: [Guardrail.Metric], unknown: [Guardrail.Metric])
    /// Projected gain over the roll-out against the control, switching cost included, in currency units; nil: unknown.
    case profit(gain: Double?)
    /// Where the plan goes by profit: expected gain over the roll-out as above, and the probability of earning most. The
    /// error of declaring a winner is not controlled.
    case earnsMore(gain: Double?, probability: Double?)
  }

  /// What is asked.
  public var requirement: Requirement
  /// Whether it holds.
  public var holds: Bool

  /// A clause and whether it holds.
  public init(_ requirement: Requirement, holds: Bool) {
    self.requirement = requirement
    self.holds = holds
  }
}

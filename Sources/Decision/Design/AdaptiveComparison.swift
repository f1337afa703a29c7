public import Experiment

/// Shares that follow results beside equal shares, for one plan: what each earns while it learns, and what that costs in
/// power.
///
/// Simulated: calls spread evenly over the calling days, one call a lead, every opportunity known once the maturity window
/// has closed. Both allocations see the same truths. The adaptive one is analysed as the plan says, within blocks of days
/// (Cochran–Mantel–Haenszel), the equal one by the score test over all calls, each comparison at
/// ``DesignResult/Assumptions/alphaPerComparison``.
/// Shares are those of the plan's rule, with the normal law of the log odds in the place of the quadrature
/// (`ExplorationSampling`).
public struct AdaptiveComparison: Hashable, Sendable {
  /// A truth under which the allocations are compared.
  public enum Scenario: String, CaseIterable, Hashable, Sendable, Codable {
    /// All scripts are alike.
    case noEffect = "no-effect"
    /// The first challenger is better by what is worth detecting, all others are like the control.
    case worthDetecting = "worth-detecting"
    /// Each script's rate is drawn from what the plan believes of scripts (`goal.prior-spread`): an average over what may be
    /// true. Left out where the plan says too little.
    case usual
  }

  /// What an allocation does in one scenario; gains are above those of keeping the control for all calls.
  public struct Outcome: Hashable, Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// Chance that a challenger is shown to be better, in 0...1: a false alarm without an effect, power with one.
    public var chanceAbove: Double
    /// Its standard error.
    public var chanceAboveError: Double
    /// Share of the calls placed with a script that is not the best, in 0...1; nil where all are alike.
    public var worseShare: Double?
    /// Expected gain during the test.
    public var testGain: Double
    /// Expected gain of what is rolled out after it, the switching cost paid; 0 where no roll-out is planned.
    public var rolloutGain: Double
    /// Standard error of the sum of both gains.
    public var gainError: Double

    /// Expected gain during the test and after it.
    public var gain: Double { testGain + rolloutGain }
  }

  /// The rule of the shares.
  public var adaptive: AdaptiveShares
  /// Calls of the test, over all arms.
  public var calls: Int
  /// Calls of the roll-out; 0 where none is planned.
  public var rolloutCalls: Int
  /// Whether gains are amounts of money, by the margin of an opportunity and the scripts' own costs per call; otherwise they
  /// are opportunities.
  public var isMoney: Bool
  /// The outcomes with equal shares, in the order of the scenarios.
  public var equal: [Outcome]
  /// The outcomes with adaptive shares, in the same order.
  public var following: [Outcome]
  /// Simulated tests behind each outcome.
  public var replicates: Int
  /// The seed of their random numbers.
  public var seed: UInt64

  /// A way to share calls out.
  public enum Allocation: CaseIterable, Hashable, Sendable {
    /// The same share for every script.
    case equal
    /// Shares that follow the results.
    case following
  }

  /// The allocation that gains more in a scenario, by more than twice the standard errors of both; nil where the simulation
  /// does not tell them apart, and where the scenario was left out.
  public func gainingMore(in scenario: Scenario) -> Allocation? {
    guard let (equal, following) = outcomes(scenario) else { return nil }
    let difference = following.gain - equal.gain
    guard difference.magnitude > 2 * (equal.gainError + following.gainError) else { return nil }
    return difference > 0 ? .following : .equal
  }

  /// Both outcomes of a scenario, those of equal shares first; nil where it was left out.
  public func outcomes(_ scenario: Scenario) -> (equal: Outcome, following: Outcome)? {
    guard let first = equal.first(where: { $0.scenario == scenario }),
      let second = following.first(where: { $0.scenario == scenario })
    else { return nil }
    return (first, second)
  }
}

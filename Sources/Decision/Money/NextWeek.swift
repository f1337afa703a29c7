import Cost
import Experiment
import Statistics

/// What one more week of the test is worth, and what it costs, in currency units.
public struct NextWeek: Hashable, Sendable {
  /// Calls of the test in a week, over all arms.
  public var calls: Int
  /// The variant that earns most over the roll-out as believed now, switching cost included.
  public var leader: String
  /// The value of what the week tells, for the roll-out after it: E(profit of the choice after the week) − profit of the
  /// choice now.
  public var value: Double
  /// What the week gives up: its calls on scripts that earn less than the leader, and the leader's roll-out a week later.
  public var cost: Double
  /// What each week of delay costs where a challenger leads: its gain over the control in a week; nil otherwise.
  public var delayCost: Double?
  /// Whether beliefs start from the plan's own prior; otherwise every rate was equally likely.
  public var isPriorPlanned: Bool

  /// Whether the week is worth more than it costs.
  public var isWorthIt: Bool { value > cost }
}

extension RolloutAnalysis {
  private static let weeksPerMonth = 365.25 / 12 / 7

  /// The value of sample information of a week at the test's pace against its cost; nil where profit or the pace are
  /// unknown, and where shares follow the results.
  ///
  /// The posterior means after the week are summed over all outcomes (``SampleInformation``). Costs per call and the worth
  /// of an opportunity are taken at their estimates. The roll-out ends on the same day whenever it begins.
  func nextWeek(mature: MatureCalls) throws(DecisionError) -> NextWeek? {
    guard plan.test.assignment.adaptive == nil, let rollout = plan.rollout, let calls = weeklyCalls(mature), calls > 0
    else { return nil }
    let monthsLeft = Double(rollout.months) - 1 / Self.weeksPerMonth
    let prior = try plan.test.goal.scriptPrior()
    let monthly = arms.map { rollout.callsPerMonth(with: $0.demand, control: arms[control].demand) }
    let effect = comparisons.compactMap(\.designEffect).max() ?? 1
    var sampled: [SampleInformation.Arm] = []
    var weekly: [Double] = []
    for (index, arm) in arms.enumerated() {
      let belief = (prior ?? .uniform).posterior(arm.observed)
      guard let script = arm.script,
        let payoff = try payoff(of: arm, belief, calls: monthly[index], months: monthsLeft, rollout)
      else { return nil }
      let trials = Int((Double(calls) * arm.reading.plannedShare / max(1, effect)).rounded())
      sampled.append(
        try asking { () throws(StatisticsError) in
          try SampleInformation.Arm(payoff, trials: min(trials, SampleInformation.largestTrials))
        })
      var believed = script
      believed.rate += belief.mean - arm.observed.rate
      weekly.append(believed.profit(calls: monthly[index]) / Self.weeksPerMonth)
    }
    let information = try asking { () throws(StatisticsError) in try SampleInformation(sampled) }
    let leader = information.leader
    // Calls of the roll-out that are not in the test stay on the control for the week; a test that places more calls than
    // the roll-out would gives up on each of them.
    let pace = Double(calls) / (Double(rollout.callsPerMonth) / Self.weeksPerMonth)
    let part = min(1, pace)
    let inTest = zip(arms, weekly).reduce(0) { $0 + $1.0.reading.plannedShare * $1.1 }
    return NextWeek(
      calls: calls, leader: arms[leader].name, value: information.value,
      cost: max(0, max(1, pace) * (weekly[leader] - (part * inTest + (1 - part) * weekly[control]))),
      delayCost: leader == control ? nil : weekly[leader] - weekly[control], isPriorPlanned: prior != nil)
  }

  /// Calls of the test in a week, as planned or else at the pace so far; nil where neither is known.
  private func weeklyCalls(_ mature: MatureCalls) -> Int? {
    let days = plan.test.calling.weekdays.count
    if let planned = plan.test.callsPerDay { return planned * days }
    let dates = Set(mature.byDay.cells.keys.compactMap(\.date))
    guard !dates.isEmpty else { return nil }
    return Int((Double(mature.byDay.total().calls) / Double(dates.count) * Double(days)).rounded())
  }
}

import Cost
import Experiment
import Foundation
import Statistics

/// How long to test: the length that earns most over the roll-out beside the classical one, with what each earns and costs.
///
/// Scripts are believed to differ as the plan's prior says, calls of both to cost the same, and switching to be free;
/// amounts are margins over all calls of the roll-out's horizon, the test's own included.
public struct TestLengths: Hashable, Sendable {
  /// Calls of the horizon.
  public var horizon: Int
  /// Margin of an opportunity, in currency units.
  public var marginPerOpportunity: Double
  /// Standard deviation of a script's rate, as a share of the baseline.
  public var priorSpread: Double
  /// Whether the plan states the spread; otherwise it follows from the lift worth detecting.
  public var isSpreadStated: Bool
  /// Calls per script that earn most, by the normal closed form (Feit & Berman 2019, eq. 10).
  public var normalPerArm: Double
  /// The lengths, shortest first.
  public var lengths: [Length]

  /// One length.
  public struct Length: Hashable, Sendable {
    /// Where it comes from.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
      /// Earns most on average; the better script is rolled out, significant or not.
      case profit
      /// The calls planned; the better script is rolled out.
      case planned
      /// Needed for the plan's power; the challenger is rolled out only when it is significantly better.
      case classical
    }

    /// Where it comes from.
    public var kind: Kind
    /// Calls per script.
    public var perArm: Int
    /// Calling days at the planned pace; nil where no pace is planned.
    public var callingDays: Int?
    /// Expected margin above that of no test, in currency units.
    public var gain: Double
    /// Expected margin below that of who knows both rates, in currency units.
    public var regret: Double
    /// Chance of rolling out, or keeping, the script with the lower rate.
    public var errorRate: Double
  }
}

extension TestPlanner {
  /// Nil with more than one challenger, unequal shares, where groups of calls are drawn together, and where margin,
  /// roll-out or prior are unknown.
  func lengths(sizes: [DesignResult.RequiredSize]) throws(DecisionError) -> TestLengths? {
    guard plan.test.variants.challengers.count == 1, controlShare == smallestShare, clusters == nil,
      let rollout = plan.rollout, let margin = plan.economics?.marginPerOpportunity, margin > 0,
      let deviation = plan.test.goal.scriptDeviation(baseline: assumptions.baseline)
    else { return nil }
    var goal = plan.test.goal
    goal.baseline = assumptions.baseline
    let (horizon, overflows) = rollout.callsPerMonth.multipliedReportingOverflow(by: rollout.months)
    guard !overflows, horizon >= 4, horizon <= RolloutValue.largestPopulation, let prior = try goal.scriptPrior() else {
      return nil
    }
    let response = (assumptions.baseline * (1 - assumptions.baseline)).squareRoot()
    let belief = prior.beta
    let (value, normal) = try asking { () throws(StatisticsError) in
      (
        try RolloutValue(control: belief, variant: belief, population: horizon),
        try TestAndRoll(
          population: Double(horizon), priorStandardDeviation: deviation, responseStandardDeviation: response)
      )
    }
    let law = LengthLaw(
      deviation: deviation, response: response, horizon: Double(horizon),
      critical: Normal.quantile(survival: assumptions.alphaPerComparison / (assumptions.sides == 2 ? 2 : 1)))
    let perfect = value.perfectInformationPerCall * Double(horizon)
    func days(_ perArm: Int) -> Int? { plan.test.callsPerDay.map { quotient(2 * perArm, $0) } }
    func rolled(_ kind: TestLengths.Length.Kind, _ perArm: Int) throws(DecisionError) -> TestLengths.Length {
      let outcome = try asking { () throws(StatisticsError) in
        try value.outcome(controlTrials: perArm, variantTrials: perArm)
      }
      return TestLengths.Length(
        kind: kind, perArm: perArm, callingDays: days(perArm), gain: outcome.gain * margin,
        regret: outcome.regret * margin, errorRate: law.errorRate(perArm: Double(perArm)))
    }
    var lengths = [try rolled(.profit, try mostProfitable(value, near: normal.perArm))]
    if let planned = plannedCalls.map({ Int($0.control) }), planned > 0, 2 * planned <= horizon {
      lengths.append(try rolled(.planned, planned))
    }
    if let needed = sizes.first(where: { $0.formula == .normal })?.control, 2 * needed <= horizon {
      let gain = law.significantGain(perArm: Double(needed))
      lengths.append(
        TestLengths.Length(
          kind: .classical, perArm: needed, callingDays: days(needed), gain: gain * margin,
          regret: (perfect - gain) * margin, errorRate: law.significantErrorRate(perArm: Double(needed))))
    }
    return TestLengths(
      horizon: horizon, marginPerOpportunity: margin, priorSpread: deviation / assumptions.baseline,
      isSpreadStated: plan.test.goal.priorSpread != nil, normalPerArm: normal.perArm,
      lengths: lengths.sorted { $0.perArm < $1.perArm })
  }
}

extension TestPlanner {
  /// The calls per script that earn most by the sum over all outcomes; sought around the normal closed form in large
  /// populations, where the curve has one flat summit.
  private func mostProfitable(_ value: RolloutValue, near normal: Double) throws(DecisionError) -> Int {
    guard value.population > 4000 else { return value.best().controlTrials }
    var memory: [Int: Double] = [:]
    func gain(_ trials: Int) throws(DecisionError) -> Double {
      if let known = memory[trials] { return known }
      let gain = try asking { () throws(StatisticsError) in
        try value.outcome(controlTrials: trials, variantTrials: trials).gain
      }
      memory[trials] = gain
      return gain
    }
    var low = max(0, Int(normal / 3))
    var high = min(value.population / 2, Int(normal * 3) + 10)
    while high - low > 12 {
      let third = (high - low) / 3
      if try gain(low + third) < gain(high - third) { low += third } else { high -= third }
    }
    var best = low
    for trials in low...high where try gain(trials) > gain(best) { best = trials }
    return best
  }
}

/// Two arms whose mean responses are normal around a common mean, compared by normal estimates (Feit & Berman 2019, sec. 3).
struct LengthLaw {
  /// Standard deviation of an arm's mean, and of one response.
  let deviation: Double
  let response: Double
  let horizon: Double
  /// The statistic from which on the challenger is rolled out by a test of significance.
  let critical: Double

  /// Standard deviations of the true difference and of its estimate.
  private func spreads(_ perArm: Double) -> (truth: Double, estimate: Double) {
    (2.0.squareRoot() * deviation, (2 / perArm).squareRoot() * response)
  }

  /// Chance that the arm with the higher estimate has the lower mean: arctan(estimate / truth) / π.
  func errorRate(perArm: Double) -> Double {
    guard perArm > 0 else { return 0.5 }
    let (truth, estimate) = spreads(perArm)
    return atan2(estimate, truth) / .pi
  }

  /// Responses above those of no test when the challenger is rolled out only if significantly better, else the control
  /// stays: (N − 2n) E d 1(d̂ > c s) = (N − 2n) τ²/√(τ² + s²) φ(c s/√(τ² + s²)).
  func significantGain(perArm: Double) -> Double {
    let (truth, estimate) = spreads(perArm)
    let whole = (truth * truth + estimate * estimate).squareRoot()
    return (horizon - 2 * perArm) * truth * truth / whole * Normal.density(critical * estimate / whole)
  }

  /// Chance that the worse script stays or is rolled out: P(d > 0, d̂ ≤ c s) + P(d < 0, d̂ > c s), over the true
  /// difference by quadrature.
  func significantErrorRate(perArm: Double) -> Double {
    let (truth, estimate) = spreads(perArm)
    return AdaptiveQuadrature(tolerance: 1e-10).integrate(from: 0, to: 10, scale: 1e-3) { z in
      Normal.density(z)
        * (Normal.cdf(critical - z * truth / estimate) + Normal.survival(critical + z * truth / estimate))
    }
  }
}

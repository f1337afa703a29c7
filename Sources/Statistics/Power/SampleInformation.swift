/// What further trials of several arms are worth before one of them is chosen for good, when payoffs are linear in
/// independent, Beta distributed rates (expected value of sample information; Raiffa & Schlaifer 1961).
///
/// E(max of the posterior means) − max of the means now. The posterior means after the trials are spread over as many
/// points as there can be successes (beta-binomial); their maximum is summed over all of them, nothing is simulated. It
/// is the value for one unit of what the payoffs are for, before what the trials themselves cost.
public struct SampleInformation: Hashable, Sendable {
  /// An arm and the trials it is to get.
  public struct Arm: Hashable, Sendable {
    /// What choosing the arm brings, as believed now.
    public let payoff: Payoff
    /// Trials to come; at least 0.
    public let trials: Int

    /// An arm. Throws for a negative number of trials, and for more than ``largestTrials``.
    public init(_ payoff: Payoff, trials: Int) throws(StatisticsError) {
      guard (0...SampleInformation.largestTrials).contains(trials) else {
        throw .outOfRange(
          name: "trials", value: Double(trials),
          expected: "a whole number from 0 to \(SampleInformation.largestTrials)")
      }
      self.payoff = payoff
      self.trials = trials
    }
  }

  /// The most trials of an arm.
  public static let largestTrials = 10_000_000

  /// The arms.
  public let arms: [Arm]

  /// Throws without an arm.
  public init(_ arms: [Arm]) throws(StatisticsError) {
    guard !arms.isEmpty else { throw .outOfRange(name: "arms", value: 0, expected: "at least one arm") }
    self.arms = arms
  }

  /// The position of the arm that pays most as believed now; the first of equals.
  public var leader: Int {
    arms.indices.dropFirst().reduce(0) { arms[$1].payoff.mean > arms[$0].payoff.mean ? $1 : $0 }
  }

  /// E(max of the posterior means) − max of the means now, at least 0.
  public var value: Double {
    guard arms.count > 1 else { return 0 }
    let now = arms[leader].payoff.mean
    // E(max − now)⁺ and E(now − max)⁺ share the distribution function of the maximum: the product of the arms' own.
    // The difference of both is the value; it is summed around `now`, so that small values keep their digits.
    let laws = arms.map { Self.posteriorMeans($0, around: now) }
    let points = laws.enumerated().flatMap { arm, law in law.map { (at: $0.at, mass: $0.mass, arm: arm) } }
      .sorted { $0.at < $1.at }
    var below = [Double](repeating: 0, count: laws.count)
    var previous = 0.0
    var sum = 0.0
    for point in points {
      below[point.arm] += point.mass
      let product = below.reduce(1, *)
      sum += point.at * (product - previous)
      previous = product
    }
    return max(0, sum)
  }

  /// The arm's posterior means minus `now` with their chances, in increasing order; chances under 1e-18 are left out.
  private static func posteriorMeans(_ arm: Arm, around now: Double) -> [(at: Double, mass: Double)] {
    let belief = arm.payoff.belief
    let whole = belief.a + belief.b + Double(arm.trials)
    let masses = belief.predictiveMasses(trials: arm.trials)
    return masses.enumerated().compactMap { successes, mass in
      guard mass > 1e-18 else { return nil }
      let rate = (belief.a + Double(successes)) / whole
      return (at: arm.payoff.perSuccess * rate + (arm.payoff.constant - now), mass: mass)
    }
  }
}

import Foundation

/// How often a rule of roll-out errs, and what it earns, when arms' rates and estimates are normal around what is believed
/// of them: the companion of ``RolloutPayoffs`` (Feit & Berman 2019, sec. 3, with costs of the arms' own).
///
/// Two arms are integrated over; more arms are averaged over ``points`` tests of a Richtmyer lattice, always the same ones:
/// chances are then right to about 0.001. Not for beliefs so wide that rates below 0 matter.
public struct RolloutLaw: Sendable {
  /// Which arm a test rolls out.
  public enum Rule: Hashable, Sendable {
    /// The one with the highest expected payoff.
    case highestPayoff
    /// Of the variants whose rate is above the control's by a z of at least `critical`, the one with the highest expected
    /// payoff; without such a variant the control.
    case significant(critical: Double)
  }

  /// Tests that more than two arms are averaged over.
  public static let points = 32_768

  /// The arms, the control first.
  private let arms: [Arm]
  private let payoffs: RolloutPayoffs
  private let trials: [Int]
  private let left: Double

  /// One arm of the test.
  private struct Arm {
    /// What is believed of its rate: mean and standard deviation.
    let mean: Double
    let deviation: Double
    /// Standard deviation of the rate that the test shows; infinite without trials.
    let error: Double
    /// Share of the test's departure from the mean that is believed.
    let trust: Double
    /// Payoff of a trial of the population: slope × rate + constant.
    let slope: Double
    let constant: Double

    /// Expected payoff at the rate that is believed.
    var payoff: Double { slope * mean + constant }
    /// Standard deviation of the payoff that the test leaves open.
    var open: Double { slope * deviation * (1 - trust).squareRoot() }
  }

  /// A test of so many trials of each arm, the control first. Throws as ``RolloutPayoffs/gain(trials:)``, and for a test that
  /// leaves nothing to roll out.
  public init(_ payoffs: RolloutPayoffs, trials: [Int]) throws(StatisticsError) {
    _ = try payoffs.gain(trials: trials)
    let left = payoffs.left(after: trials)
    guard left > 0 else {
      throw .outOfRange(
        name: "trials of the test", value: Double(trials.reduce(0, +)),
        expected: "fewer than the population, which is \(payoffs.population)")
    }
    self.payoffs = payoffs
    self.trials = trials
    self.left = left
    arms = zip(payoffs.arms, trials).map { arm, trials in
      let variance = arm.belief.variance
      let error = arm.belief.mean * (1 - arm.belief.mean) / Double(trials)
      return Arm(
        mean: arm.belief.mean, deviation: variance.squareRoot(), error: error.squareRoot(),
        trust: trials > 0 ? variance / (variance + error) : 0, slope: arm.reach * arm.worth,
        constant: -arm.reach * arm.cost - arm.once / left)
    }
  }

  /// The chance of rolling out another arm than the one that pays most at the true rates, costs and switching included.
  public func errorRate(_ rule: Rule) -> Double {
    guard arms.count == 2 else { return latticeOutcome(rule).errorRate }
    switch rule {
    case .highestPayoff: return pairErrorRate
    case .significant(let critical): return pairErrorRate(critical)
    }
  }

  /// Expected payoff above that of no test, as ``RolloutPayoffs/gain(trials:)`` counts it.
  public func gain(_ rule: Rule) -> Double {
    let above = arms.count == 2 ? pairAdvantage(rule) : latticeOutcome(rule).advantage
    return left * above - payoffs.testCost(trials) + payoffs.arms[0].payoff(of: left)
      - payoffs.arms[payoffs.leader].payoff(of: left)
  }
}

extension RolloutLaw {
  /// The difference of two arms' payoffs: its mean, the standard deviations of the truth, of what the test leads to believe
  /// of it, and of what that leaves open.
  private var pair: (mean: Double, truth: Double, believed: Double, open: Double) {
    func root(_ part: (Arm) -> Double) -> Double { arms.reduce(0) { $0 + part($1) * part($1) }.squareRoot() }
    return (
      arms[1].payoff - arms[0].payoff, root { $0.slope * $0.deviation },
      root { $0.slope * $0.deviation * $0.trust.squareRoot() }, root(\.open)
    )
  }

  /// The statistic of two arms: its standard deviation over all truths, and its covariance with the difference of payoffs.
  private var statistic: (deviation: Double, covariance: Double) {
    let error = (arms[0].error * arms[0].error + arms[1].error * arms[1].error).squareRoot()
    let (v, w) = (arms[0].deviation / error, arms[1].deviation / error)
    return (
      (1 + v * v + w * w).squareRoot(),
      arms[0].slope * arms[0].deviation * v + arms[1].slope * arms[1].deviation * w
    )
  }

  /// E (payoff of the arm chosen − the control's).
  private func pairAdvantage(_ rule: Rule) -> Double {
    let pair = pair
    switch rule {
    case .highestPayoff:
      guard pair.believed > 0 else { return max(0, pair.mean) }
      let z = pair.mean / pair.believed
      return pair.mean * Normal.cdf(z) + pair.believed * Normal.density(z)
    case .significant(let critical):
      guard arms.allSatisfy({ $0.error.isFinite }) else { return 0 }
      let (deviation, covariance) = statistic
      let z = critical / deviation
      return pair.mean * Normal.survival(z) + covariance / deviation * Normal.density(z)
    }
  }

  /// E Φ(−|what is believed of the difference| / what stays open).
  private var pairErrorRate: Double {
    let pair = pair
    guard pair.open > 0 else { return 0 }
    guard pair.believed > 0 else { return Normal.survival(pair.mean.magnitude / pair.open) }
    let turn = min(max(-pair.mean / pair.believed, -10), 10)
    return integral(around: turn) { z in
      Normal.survival((pair.mean + pair.believed * z).magnitude / pair.open)
    }
  }

  /// P(difference > 0, not significant) + P(difference < 0, significant).
  private func pairErrorRate(_ critical: Double) -> Double {
    let pair = pair
    guard pair.truth > 0, arms.allSatisfy({ $0.error.isFinite }) else { return Normal.cdf(pair.mean / pair.truth) }
    let (deviation, covariance) = statistic
    let slope = covariance / pair.truth
    let rest = max(0, deviation * deviation - slope * slope).squareRoot()
    let turn = min(max(-pair.mean / pair.truth, -10), 10)
    return integral(around: turn) { z in
      z > turn ? Normal.cdf((critical - slope * z) / rest) : Normal.survival((critical - slope * z) / rest)
    }
  }

  /// ∫ φ(z) f(z) dz, in two panels that meet where f turns.
  private func integral(around turn: Double, _ function: (Double) -> Double) -> Double {
    let quadrature = AdaptiveQuadrature(tolerance: 1e-10)
    return [(-10.0, turn), (turn, 10.0)].reduce(0) { sum, panel in
      panel.1 > panel.0
        ? sum + quadrature.integrate(from: panel.0, to: panel.1, scale: 1e-3) { Normal.density($0) * function($0) }
        : sum
    }
  }

  /// The average over the lattice: how often another arm than the best is chosen, and what the arm chosen pays above the
  /// control.
  private func latticeOutcome(_ rule: Rule) -> (errorRate: Double, advantage: Double) {
    let lattice = RichtmyerLattice(dimensions: 2 * arms.count)
    var errors = 0
    var advantage = 0.0
    var expected = [Double](repeating: 0, count: arms.count)
    var shown = expected
    for index in 1...Self.points {
      for (place, arm) in arms.enumerated() {
        // A rate shown departs from the mean by the spread of truth and test together.
        let departure = arm.trust > 0 ? arm.deviation / arm.trust.squareRoot() * lattice.normal(index, place) : 0
        shown[place] = arm.mean + departure
        expected[place] = arm.payoff + arm.slope * arm.trust * departure
      }
      let chosen = choice(rule, expected: expected, shown: shown)
      advantage += expected[chosen] - expected[0]
      var (best, highest) = (0, -Double.infinity)
      for (place, arm) in arms.enumerated() {
        let payoff = expected[place] + arm.open * lattice.normal(index, arms.count + place)
        if payoff > highest { (best, highest) = (place, payoff) }
      }
      if best != chosen { errors += 1 }
    }
    return (Double(errors) / Double(Self.points), advantage / Double(Self.points))
  }

  private func choice(_ rule: Rule, expected: [Double], shown: [Double]) -> Int {
    var chosen = 0
    for place in arms.indices.dropFirst() {
      if case .significant(let critical) = rule {
        let error = (arms[0].error * arms[0].error + arms[place].error * arms[place].error).squareRoot()
        guard error.isFinite, shown[place] - shown[0] >= critical * error else { continue }
        // The control is out of the question once a variant is significantly better.
        if chosen == 0 { chosen = place }
      }
      if expected[place] > expected[chosen] { chosen = place }
    }
    return chosen
  }
}

/// Points spread evenly over a cube: multiples of the square roots of primes, folded (Richtmyer 1951).
private struct RichtmyerLattice {
  private let roots: [Double]

  init(dimensions: Int) {
    roots = Primes.all(through: max(30, 20 * dimensions)).prefix(dimensions).map { Double($0).squareRoot() }
  }

  /// A coordinate of a point, from 1, on the scale of the normal distribution.
  func normal(_ index: Int, _ dimension: Int) -> Double {
    let multiple = Double(index) * roots[dimension]
    let folded = (2 * (multiple - multiple.rounded(.down)) - 1).magnitude
    return Normal.quantile(min(max(folded, 1e-12), 1 - 1e-12))
  }
}

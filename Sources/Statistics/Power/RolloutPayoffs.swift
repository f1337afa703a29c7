import Foundation

/// What testing several scripts is worth before one is rolled out, in money: every arm has its own belief, cost of a trial,
/// reach at roll-out and cost of being chosen (``RolloutValue`` counts successes of two arms that cost the same).
///
/// Test some trials of each arm, then give the rest to the arm with the highest expected payoff. Everything is summed over
/// all outcomes of the test, nothing is simulated: arms are independent, so that the highest of their payoffs has the
/// product of their distributions (framework of Feit & Berman 2019, sec. 3; Raiffa & Schlaifer 1961). A rule that
/// maximises profit makes no promise about the error rate: see ``RolloutLaw``.
public struct RolloutPayoffs: Hashable, Sendable {
  /// One arm: its rate as it is believed, and its money.
  public struct Arm: Hashable, Sendable {
    /// Belief about the rate before the test.
    public let belief: Beta
    /// What a success is worth; above 0.
    public let worth: Double
    /// What a trial costs.
    public let cost: Double
    /// Trials of this arm that a roll-out places instead of one of the population's; above 0. It is 1 where trials are
    /// the limit, and less than 1 for a dearer arm where money is.
    public let reach: Double
    /// What choosing the arm costs once; 0 for the one that is in use.
    public let once: Double

    /// An arm. Throws unless `worth` and `reach` are positive and the costs finite.
    public init(
      belief: Beta, worth: Double, cost: Double = 0, reach: Double = 1, once: Double = 0
    ) throws(StatisticsError) {
      try StatisticsError.requirePositive(worth, "worth of a success")
      try StatisticsError.requirePositive(reach, "reach")
      for (name, value) in [("cost of a trial", cost), ("cost of choosing", once)] where !value.isFinite {
        throw .outOfRange(name: name, value: value, expected: "a finite number")
      }
      self.belief = belief
      self.worth = worth
      self.cost = cost
      self.reach = reach
      self.once = once
    }

    /// Expected payoff of one trial.
    var mean: Double { worth * belief.mean - cost }

    /// Expected payoff of a roll-out to `left` of the population.
    func payoff(of left: Double) -> Double { left * reach * mean - once }
  }

  /// The arms, two or more.
  public let arms: [Arm]
  /// Trials to come at the reach of 1, tested ones included.
  public let population: Int

  /// Throws unless there are two arms and the population is from 1 to ``RolloutValue/largestPopulation``.
  public init(_ arms: [Arm], population: Int) throws(StatisticsError) {
    guard arms.count >= 2 else { throw .tooFew(name: "arms", count: arms.count, expected: "at least 2") }
    guard (1...RolloutValue.largestPopulation).contains(population) else {
      throw .outOfRange(
        name: "population", value: Double(population),
        expected: "a whole number from 1 to \(RolloutValue.largestPopulation)")
    }
    self.arms = arms
    self.population = population
  }

  /// The arm that a roll-out without a test would choose; the first of equals.
  public var leader: Int {
    let payoffs = arms.map { $0.payoff(of: Double(population)) }
    return payoffs.indices.reduce(0) { payoffs[$1] > payoffs[$0] ? $1 : $0 }
  }

  /// What knowing all rates would add to choosing the leader now.
  public func perfectGain() throws(StatisticsError) -> Double {
    let size = Double(population)
    var payoffs: [Payoff] = []
    for arm in arms {
      payoffs.append(
        try Payoff(
          belief: arm.belief, perSuccess: size * arm.reach * arm.worth,
          constant: -size * arm.reach * arm.cost - arm.once))
    }
    return try PayoffComparison(payoffs).expectedLosses[leader]
  }

  /// What is left of the population after a test.
  func left(after trials: [Int]) -> Double {
    zip(arms, trials).reduce(Double(population)) { $0 - Double($1.1) / $1.0.reach }
  }

  /// Expected payoff of testing and rolling out above that of rolling out the leader at once; negative when the test costs
  /// more than it tells.
  ///
  /// Throws for another number of sizes than arms, for negative ones, and for a test beyond the population.
  public func gain(trials: [Int]) throws(StatisticsError) -> Double {
    guard trials.count == arms.count else {
      throw .outOfRange(
        name: "sizes of the test", value: Double(trials.count), expected: "one for each of \(arms.count) arms")
    }
    for size in trials where !(0...population).contains(size) {
      throw .outOfRange(name: "trials", value: Double(size), expected: "a whole number from 0 to the population")
    }
    let left = left(after: trials)
    guard left >= 0 else {
      throw .outOfRange(
        name: "trials of the test", value: Double(trials.reduce(0, +)),
        expected: "at most the population, which is \(population)")
    }
    return assess(trials, left: left)
  }

  private func assess(_ trials: [Int], left: Double) -> Double {
    information(trials, left: left, reference: arms[leader].payoff(of: left)) - testCost(trials)
  }

  /// What the trials of a test earn less than as many of the leader's.
  func testCost(_ trials: [Int]) -> Double {
    let best = arms[leader]
    return zip(arms, trials).reduce(0) { sum, each in
      sum + Double(each.1) * (best.reach * best.mean / each.0.reach - each.0.mean)
    }
  }

  /// E (highest expected payoff after the test) − `reference`, in one walk along the outcomes of all arms by payoff.
  private func information(_ trials: [Int], left: Double, reference: Double) -> Double {
    let outcomes = zip(arms, trials).map { arm, trials in
      let likely = arm.belief.likelyMasses(trials: trials)
      let scale = left * arm.reach * arm.worth / (arm.belief.a + arm.belief.b + Double(trials))
      return Outcomes(
        masses: likely.masses,
        first: scale * (arm.belief.a + Double(likely.first))
          - left * arm.reach * arm.cost - arm.once - reference, step: scale)
    }
    var next = [Int](repeating: 0, count: outcomes.count)
    var below = [Double](repeating: 0, count: outcomes.count)
    var (sum, product) = (0.0, 0.0)
    while true {
      var lowest: (arm: Int, value: Double)?
      for (arm, own) in outcomes.enumerated() where next[arm] < own.masses.count {
        let value = own.first + Double(next[arm]) * own.step
        if value < lowest?.value ?? .infinity { lowest = (arm, value) }
      }
      guard let lowest else { return sum }
      below[lowest.arm] = min(1, below[lowest.arm] + outcomes[lowest.arm].masses[next[lowest.arm]])
      next[lowest.arm] += 1
      if next[lowest.arm] == outcomes[lowest.arm].masses.count { below[lowest.arm] = 1 }
      let reached = below.reduce(1, *)
      sum += (reached - product) * lowest.value
      product = reached
    }
  }

  /// The payoffs that one arm's outcomes lead to: `first`, and one `step` more for each further success.
  private struct Outcomes {
    let masses: [Double]
    let first: Double
    let step: Double
  }
}

extension RolloutPayoffs {
  /// A size of the test with what it earns.
  public struct Size: Hashable, Sendable {
    /// Trials of each arm.
    public let trials: [Int]
    /// Expected payoff above that of no test; 0 for none.
    public let gain: Double
  }

  /// The size that earns most with trials in proportion to `shares`; no trial at all when no test earns anything.
  ///
  /// Sizes are sought on a grid of growing steps, then between the neighbours of the best, then among the nearest: next to
  /// the summit the curve is so flat that a missed neighbour gains nothing to speak of. Throws unless there is a positive
  /// share for each arm.
  public func best(shares: [Double]) throws(StatisticsError) -> Size {
    guard shares.count == arms.count, shares.allSatisfy({ $0 > 0 && $0.isFinite }), let first = shares.first else {
      throw .outOfRange(
        name: "shares", value: Double(shares.count), expected: "a positive share for each of \(arms.count) arms")
    }
    let ratios = shares.map { $0 / first }
    func sizes(_ unit: Int) -> [Int] { ratios.map { Int((Double(unit) * $0).rounded()) } }
    let perUnit = zip(arms, ratios).reduce(0) { $0 + $1.1 / $1.0.reach }
    var most = Int(Double(population) / perUnit)
    while most > 0, left(after: sizes(most)) < 0 { most -= 1 }
    var memory: [Int: Double] = [0: 0]
    func gain(_ unit: Int) -> Double {
      if let known = memory[unit] { return known }
      let trials = sizes(unit)
      let gain = assess(trials, left: left(after: trials))
      memory[unit] = gain
      return gain
    }
    func summit(_ units: some Sequence<Int>) -> Int { units.reduce(0) { gain($1) > gain($0) ? $1 : $0 } }
    var grid = [0]
    let perfect = try perfectGain()
    let isBounded = testCost(sizes(most)) >= 0 && arms[leader].once <= arms.reduce(.infinity) { min($0, $1.once) }
    var highest = 0.0
    while let last = grid.last, last < most {
      let next = min(most, last + max(1, last / 5))
      // Even perfect knowledge would bring no more to the few that are left.
      if isBounded, perfect * left(after: sizes(next)) / Double(population) < highest { break }
      grid.append(next)
      highest = max(highest, gain(next))
    }
    let coarse = summit(grid)
    let position = grid.firstIndex(of: coarse) ?? 0
    var (low, high) = (grid[max(0, position - 1)], grid[min(grid.count - 1, position + 1)])
    while high - low > 24 {
      let third = (high - low) / 3
      if gain(low + third) < gain(high - third) { low += third } else { high -= third }
    }
    let unit = summit([coarse] + Array(low...high))
    return Size(trials: sizes(unit), gain: gain(unit))
  }
}

extension Beta {
  /// The chances of those numbers of successes that are at all likely, from `first` on, scaled to sum to 1 (beta-binomial).
  ///
  /// What is left out has a chance below 1e-17 or so. Tails are cut only where they cannot rise again (shape at least 1).
  func likelyMasses(trials: Int) -> (first: Int, masses: [Double]) {
    guard trials > 0 else { return (0, [1]) }
    let start = min(max(Int(mean * Double(trials)), 0), trials)
    let n = Double(trials)
    let negligible = 1e-19
    // mass(k + 1)/mass(k) = (n − k)(a + k)/((k + 1)(b + n − k − 1))
    var (above, mass, most) = ([1.0], 1.0, 1.0)
    for k in start..<trials {
      let x = Double(k)
      mass *= ((n - x) / (x + 1)) * ((a + x) / (b + n - x - 1))
      most = max(most, mass)
      if b >= 1, mass < negligible * most { break }
      above.append(mass)
    }
    var below: [Double] = []
    mass = 1
    for k in stride(from: start, to: 0, by: -1) {
      let x = Double(k - 1)
      mass /= ((n - x) / (x + 1)) * ((a + x) / (b + n - x - 1))
      most = max(most, mass)
      if a >= 1, mass < negligible * most { break }
      below.append(mass)
    }
    let masses = below.reversed() + above
    let total = masses.reduce(0, +)
    return (start - below.count, masses.map { $0 / total })
  }
}

import Foundation

/// What testing is worth before a roll-out to a limited number of calls, when rates are believed to be Beta distributed:
/// the beta-binomial counterpart of ``TestAndRoll`` (framework of Feit & Berman 2019, sec. 3; value of sample information
/// of Raiffa & Schlaifer 1961).
///
/// Test some calls with each script, give the rest to the script with the higher posterior mean (the control when they
/// tie). Everything is summed over all outcomes of the test, nothing is simulated or approximated by a normal. The
/// beliefs may be a prior before any test, or the posterior of a running one: then it answers whether one more week pays.
/// A rule that maximises profit makes no promise about the error rate, which is reported.
public struct RolloutValue: Hashable, Sendable {
  /// Belief about the control's rate.
  public let control: Beta
  /// Belief about the variant's rate.
  public let variant: Beta
  /// Calls to come, tested ones included.
  public let population: Int

  /// The largest population, in calls.
  public static let largestPopulation = 10_000_000

  /// Throws unless the population is from 1 to ``largestPopulation``.
  public init(control: Beta, variant: Beta, population: Int) throws(StatisticsError) {
    guard (1...Self.largestPopulation).contains(population) else {
      throw .outOfRange(
        name: "population", value: Double(population), expected: "a whole number from 1 to \(Self.largestPopulation)")
    }
    self.control = control
    self.variant = variant
    self.population = population
  }

  /// What one size of test brings about on average. Successes are opportunities; times what one is worth they are money.
  public struct Outcome: Hashable, Sendable {
    /// Calls of the test with the control.
    public let controlTrials: Int
    /// Calls of the test with the variant.
    public let variantTrials: Int
    /// Expected successes of all calls to come, test and roll-out.
    public let successes: Double
    /// Expected successes above those of rolling out at once what now looks better; negative when the test costs more
    /// than it tells.
    public let gain: Double
    /// Expected successes below those of who knows both rates.
    public let regret: Double
    /// The value of the test's information for one later call: E max(posterior means) − max(prior means), at least 0.
    public let informationPerCall: Double
  }

  /// The arm that looks better now: whether it is the variant, and its mean.
  private var leadsVariant: Bool { variant.mean > control.mean }

  /// What perfect information would add to a call: the expected loss of choosing now.
  public var perfectInformationPerCall: Double {
    let comparison = BetaBinomialComparison(control: control, variant: variant)
    return leadsVariant ? comparison.lossChoosingVariant : comparison.lossChoosingControl
  }

  /// The outcome of a test of the given sizes. Throws for negative sizes, and for more than the population in all.
  public func outcome(controlTrials: Int, variantTrials: Int) throws(StatisticsError) -> Outcome {
    for (name, trials) in [("control trials", controlTrials), ("variant trials", variantTrials)]
    where !(0...population).contains(trials) {
      throw .outOfRange(name: name, value: Double(trials), expected: "a whole number from 0 to the population")
    }
    guard controlTrials + variantTrials <= population else {
      throw .outOfRange(
        name: "trials of the test", value: Double(controlTrials + variantTrials),
        expected: "at most the population, which is \(population)")
    }
    return assess(controlTrials, variantTrials)
  }

  private func assess(_ controlTrials: Int, _ variantTrials: Int) -> Outcome {
    let information = information(controlTrials, variantTrials)
    let mean = max(control.mean, variant.mean)
    let later = Double(population - controlTrials - variantTrials)
    // Calls of the test that go to what looks worse.
    let cost =
      leadsVariant ? Double(controlTrials) * (mean - control.mean) : Double(variantTrials) * (mean - variant.mean)
    let gain = later * information - cost
    return Outcome(
      controlTrials: controlTrials, variantTrials: variantTrials, successes: Double(population) * mean + gain,
      gain: gain, regret: Double(population) * perfectInformationPerCall - gain, informationPerCall: information)
  }

  /// E (posterior mean of the arm behind − posterior mean of the arm ahead)⁺, summed in time linear in the trials: the
  /// number of successes that reverses the order grows with those of the arm ahead.
  private func information(_ controlTrials: Int, _ variantTrials: Int) -> Double {
    let (ahead, behind) = leadsVariant ? (variant, control) : (control, variant)
    let (aheadTrials, behindTrials) = leadsVariant ? (variantTrials, controlTrials) : (controlTrials, variantTrials)
    let masses = ahead.predictiveMasses(trials: aheadTrials)
    var (tail, moment) = (behind.predictiveMasses(trials: behindTrials), [0.0])
    func mean(_ belief: Beta, _ successes: Int, _ trials: Int) -> Double {
      (belief.a + Double(successes)) / (belief.a + belief.b + Double(trials))
    }
    moment = tail.enumerated().map { $1 * mean(behind, $0, behindTrials) }
    for i in stride(from: tail.count - 2, through: 0, by: -1) {
      tail[i] += tail[i + 1]
      moment[i] += moment[i + 1]
    }
    var first = 0
    var sum = 0.0
    for (successes, mass) in masses.enumerated() {
      let own = mean(ahead, successes, aheadTrials)
      while first <= behindTrials, mean(behind, first, behindTrials) <= own { first += 1 }
      guard first <= behindTrials else { break }
      sum += mass * max(0, moment[first] - own * tail[first])
    }
    return sum
  }

  /// The test with as many calls for each script that brings most successes on average; no test at all (0) when none
  /// gains anything.
  ///
  /// All sizes are compared in populations up to 4,000. In larger ones the size is sought on a grid of growing steps,
  /// then between its neighbours, then among the nearest hundred; the curve is so flat around its top that a second
  /// summit elsewhere would gain next to nothing.
  public func best() -> Outcome {
    let most = population / 2
    var memory: [Int: Double] = [:]
    func gain(_ trials: Int) -> Double {
      if let known = memory[trials] { return known }
      let gain = assess(trials, trials).gain
      memory[trials] = gain
      return gain
    }
    func summit(_ sizes: some Sequence<Int>) -> Int {
      sizes.reduce(0) { gain($1) > gain($0) ? $1 : $0 }
    }
    guard most > 2_000 else {
      let trials = summit(0...most)
      return assess(trials, trials)
    }
    var grid = [0, 1]
    while let last = grid.last, last < most { grid.append(min(most, last + max(1, last / 4))) }
    let coarse = summit(grid)
    let position = grid.firstIndex(of: coarse) ?? 0
    var (low, high) = (grid[max(0, position - 1)], grid[min(grid.count - 1, position + 1)])
    while high - low > 60 {
      let third = (high - low) / 3
      if gain(low + third) < gain(high - third) { low += third } else { high -= third }
    }
    let trials = summit([coarse] + Array(max(0, low - 20)...min(most, high + 20)))
    return assess(trials, trials)
  }
}

extension Beta {
  /// The chances of 0...trials successes (beta-binomial), by recurrence from the middle and scaled to sum to 1.
  func predictiveMasses(trials: Int) -> [Double] {
    guard trials > 0 else { return [1] }
    let start = min(max(Int(mean * Double(trials)), 0), trials)
    let n = Double(trials)
    var masses = [Double](repeating: 0, count: trials + 1)
    masses[start] = 1
    // mass(k + 1)/mass(k) = (n − k)(a + k)/((k + 1)(b + n − k − 1))
    for k in start..<trials {
      let x = Double(k)
      masses[k + 1] = masses[k] * ((n - x) / (x + 1)) * ((a + x) / (b + n - x - 1))
    }
    for k in stride(from: start, to: 0, by: -1) {
      let x = Double(k - 1)
      masses[k - 1] = masses[k] / ((n - x) / (x + 1)) / ((a + x) / (b + n - x - 1))
    }
    let total = masses.reduce(0, +)
    return masses.map { $0 / total }
  }
}

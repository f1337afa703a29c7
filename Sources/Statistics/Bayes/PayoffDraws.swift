import Foundation

/// Posterior draws of what arms bring at roll-out, where more than the rates is uncertain: time and cost per trial, the
/// share of successes that count, what one is worth, and a resource that fewer trials can be had of.
///
/// In every draw an arm has the rate p (Beta), the share a of its successes that count (Beta, or 1), the time t of a trial
/// relative to its mean (normal, correlated with p), the cost c = fixed + timed · t of a trial, and all arms together the
/// worth w of a counted success (normal). Its payoff in a period is n (p a w − c) − f, with as many trials n as the limit
/// leaves and what a period costs whatever their number, f.
///
/// Draws come in blocks, each on a random stream split off by its number, and blocks are added up in order: the figures
/// depend on the seed alone, not on the number of threads. Use ``PayoffComparison`` where only rates are uncertain.
public struct PayoffDraws: Hashable, Sendable {
  /// One arm.
  public struct Arm: Hashable, Sendable {
    /// Belief about the rate.
    public var rate: Beta
    /// Added to every drawn rate, where the arm is judged at another rate than its own (strata); 0 otherwise.
    public var rateShift: Double
    /// Belief about the share of successes that count; nil: all do.
    public var share: Beta?
    /// Cost of a trial that does not depend on its time.
    public var fixedCost: Double
    /// Cost of a trial that grows with its time, at the mean time.
    public var timedCost: Double
    /// Mean time of a trial, in any unit common to all arms; 1 where unknown.
    public var time: Double
    /// Relative standard error of the mean time; 0 where it is known.
    public var timeError: Double
    /// Correlation of the estimated mean time with the estimated rate, −1...1.
    public var correlation: Double
    /// Cost of a period, however many trials it has.
    public var periodCost: Double
    /// Taken off the payoff of all periods together, once.
    public var once: Double

    /// An arm whose rate alone is uncertain, unless said otherwise.
    public init(
      rate: Beta, rateShift: Double = 0, share: Beta? = nil, fixedCost: Double, timedCost: Double = 0, time: Double = 1,
      timeError: Double = 0, correlation: Double = 0, periodCost: Double = 0, once: Double = 0
    ) {
      self.rate = rate
      self.rateShift = rateShift
      self.share = share
      self.fixedCost = fixedCost
      self.timedCost = timedCost
      self.time = time
      self.timeError = timeError
      self.correlation = min(1, max(-1, correlation))
      self.periodCost = periodCost
      self.once = once
    }
  }

  /// What limits the number of trials.
  public enum Limit: String, CaseIterable, Hashable, Sendable {
    /// Trials: the same number for every arm.
    case trials
    /// Time: what the reference takes for its trials.
    case time
    /// Cost: what the reference spends on its trials.
    case cost
  }

  /// The arms.
  public let arms: [Arm]
  /// Position of the arm that others are compared with, and that has the stated number of trials.
  public let reference: Int
  /// Trials of the reference in a period.
  public let trials: Double
  /// Number of periods.
  public let periods: Double
  /// What a counted success is worth.
  public let worth: Double
  /// Relative standard error of that, common to all arms; 0 where it is known.
  public let worthError: Double
  /// What limits the number of trials.
  public let limit: Limit
  /// Number of draws.
  public let draws: Int
  /// Seed of the random numbers.
  public let seed: UInt64

  /// The most draws.
  public static let mostDraws = 10_000_000

  /// Throws without arms, for a reference that is none of them, for a number of draws outside 1...``mostDraws``, and
  /// for figures that are negative or not finite.
  public init(
    _ arms: [Arm], reference: Int, trials: Double, periods: Double = 1, worth: Double, worthError: Double = 0,
    limit: Limit = .trials, draws: Int = 1_000_000, seed: UInt64 = 1
  ) throws(StatisticsError) {
    guard arms.indices.contains(reference) else {
      throw .outOfRange(name: "reference", value: Double(reference), expected: "the position of an arm")
    }
    guard (1...Self.mostDraws).contains(draws) else {
      throw .outOfRange(name: "draws", value: Double(draws), expected: "a whole number from 1 to \(Self.mostDraws)")
    }
    let figures =
      [("trials", trials), ("periods", periods), ("worth", worth), ("error of the worth", worthError)]
      + arms.flatMap {
        [
          ("fixed cost", $0.fixedCost), ("timed cost", $0.timedCost), ("time", $0.time),
          ("error of the time", $0.timeError), ("cost of a period", $0.periodCost), ("cost once", $0.once),
        ]
      }
    for (name, figure) in figures where !(figure >= 0 && figure.isFinite) {
      throw .outOfRange(name: name, value: figure, expected: "a finite number of at least 0")
    }
    self.arms = arms
    self.reference = reference
    self.trials = trials
    self.periods = periods
    self.worth = worth
    self.worthError = worthError
    self.limit = limit
    self.draws = draws
    self.seed = seed
  }

  /// What the draws say of one arm; intervals are equal-tailed, estimates are the medians.
  public struct Outcome: Hashable, Sendable {
    /// Payoff of one trial, with its part of what a period costs.
    public let perTrial: Estimate
    /// Trials of a period.
    public let trials: Estimate
    /// Payoff of a period.
    public let perPeriod: Estimate
    /// Payoff of a period minus the reference's; 0 for the reference itself.
    public let gain: Estimate
    /// Cost of a success; infinite where the rate is 0.
    public let costPerSuccess: Estimate
    /// Worth brought in for one unit of cost; infinite where trials cost nothing.
    public let returned: Estimate
    /// Probability that its payoff over all periods, less what is spent once, is the highest.
    public let probabilityBest: Double
    /// What choosing it gives up on average over all periods, against the best arm of each draw.
    public let expectedLoss: Double
  }

  /// One outcome for each arm. Throws unless both confidences are above 0 and below 1.
  ///
  /// - Parameters:
  ///   - confidence: of the intervals.
  ///   - gainConfidence: of those of gains, where several arms are compared at once; nil: the same.
  ///   - threads: nil: one for each core. The figures do not depend on it.
  public func outcomes(
    confidence: Double = 0.95, gainConfidence: Double? = nil, threads: Int? = nil
  ) throws(StatisticsError) -> [Outcome] {
    try StatisticsError.requireProbability(confidence, "confidence")
    if let gainConfidence { try StatisticsError.requireProbability(gainConfidence, "confidence of gains") }
    let columns = Columns(periodCosts: arms.map(\.periodCost), draws: draws)
    let blocks = (draws + Self.blockSize - 1) / Self.blockSize
    let workers = max(1, min(threads ?? ProcessInfo.processInfo.activeProcessorCount, blocks))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for block in stride(from: worker, to: blocks, by: workers) { fill(columns, block: block) }
    }
    return summaries(
      of: columns, tail: (1 - confidence) / 2, gainTail: (1 - (gainConfidence ?? confidence)) / 2, workers: workers)
  }

  private static let blockSize = 4096

  private func fill(_ columns: Columns, block: Int) {
    var random = RandomSource(seed: seed).split(UInt64(block))
    let first = block * Self.blockSize
    let count = arms.count
    var drawn = [Drawn](repeating: Drawn(), count: count)
    let priced = worthError > 0
    for draw in first..<min(draws, first + Self.blockSize) {
      let worth = priced ? worth * max(0, 1 + worthError * random.normal()) : worth
      for index in 0..<count { drawn[index] = Self.draw(arms[index], worth: worth, &random) }
      let own = drawn[reference]
      for index in 0..<count {
        var arm = drawn[index]
        switch limit {
        case .trials: arm.trials = trials
        case .cost:
          let left = max(0, trials * own.cost + arms[reference].periodCost - arms[index].periodCost)
          arm.trials = arm.cost > 0 && own.cost > 0 ? left / arm.cost : trials
        case .time: arm.trials = arm.time > 0 && own.time > 0 ? trials * own.time / arm.time : trials
        }
        columns.store(arm, arm: index, draw: draw)
      }
    }
  }

  private static func draw(_ arm: Arm, worth: Double, _ random: inout RandomSource) -> Drawn {
    let rate = random.draw(arm.rate)
    var time = 1.0
    if arm.timeError > 0 {
      // Normal given the rate: correlated as the two estimates are.
      let deviation = arm.rate.variance.squareRoot()
      let known = deviation > 0 ? (rate - arm.rate.mean) / deviation : 0
      let rest = (1 - arm.correlation * arm.correlation).squareRoot()
      time = max(0, 1 + arm.timeError * (arm.correlation * known + rest * random.normal()))
    }
    let share = arm.share.map { random.draw($0) } ?? 1
    return Drawn(
      rate: max(0, rate + arm.rateShift), worth: share * worth, cost: arm.fixedCost + arm.timedCost * time,
      time: arm.time * time)
  }

  private func summaries(of columns: Columns, tail: Double, gainTail: Double, workers: Int) -> [Outcome] {
    let onces = arms.map { $0.once }
    let (best, losses) = columns.comparison(periods: periods, onces: onces)
    let figures = Columns.Figure.allCases
    let estimates = columns.estimates(
      figures, reference: reference, workers: workers
    ) { $0 == .gain ? gainTail : tail }
    return arms.indices.map { arm in
      func estimate(_ figure: Columns.Figure) -> Estimate { estimates[arm * figures.count + figure.rawValue] }
      return Outcome(
        perTrial: estimate(.perTrial), trials: estimate(.trials), perPeriod: estimate(.perPeriod),
        gain: estimate(.gain), costPerSuccess: estimate(.costPerSuccess), returned: estimate(.returned),
        probabilityBest: best[arm], expectedLoss: losses[arm])
    }
  }
}

/// An arm in one draw.
private struct Drawn {
  var rate = 0.0
  var worth = 0.0
  var cost = 0.0
  var time = 1.0
  var trials = 0.0
}

/// All draws of all arms; each draw is written by one thread alone.
private final class Columns: @unchecked Sendable {
  enum Figure: Int, CaseIterable, Sendable {
    case perTrial, trials, perPeriod, gain, costPerSuccess, returned
  }

  private let arms: Int
  private let draws: Int
  private let periodCosts: [Double]
  private let storage: UnsafeMutableBufferPointer<Drawn>

  init(periodCosts: [Double], draws: Int) {
    arms = periodCosts.count
    self.draws = draws
    self.periodCosts = periodCosts
    storage = .allocate(capacity: arms * draws)
    storage.initialize(repeating: Drawn())
  }

  deinit { storage.deallocate() }

  func store(_ drawn: Drawn, arm: Int, draw: Int) { storage[draw * arms + arm] = drawn }

  private func payoff(_ drawn: Drawn, of arm: Int) -> Double {
    drawn.trials * (drawn.rate * drawn.worth - drawn.cost) - periodCosts[arm]
  }

  /// The cost of a trial with its part of what a period costs; without trials there is no such part.
  private func cost(_ drawn: Drawn, of arm: Int) -> Double {
    drawn.trials > 0 ? drawn.cost + periodCosts[arm] / drawn.trials : drawn.cost
  }

  /// How often each arm is best over all periods, and what choosing it gives up on average.
  func comparison(periods: Double, onces: [Double]) -> (best: [Double], losses: [Double]) {
    var best = [Int](repeating: 0, count: arms)
    var losses = [Double](repeating: 0, count: arms)
    var payoffs = [Double](repeating: 0, count: arms)
    for draw in 0..<draws {
      var leader = 0
      for arm in 0..<arms {
        payoffs[arm] = periods * payoff(storage[draw * arms + arm], of: arm) - onces[arm]
        if payoffs[arm] > payoffs[leader] { leader = arm }
      }
      best[leader] += 1
      for arm in 0..<arms { losses[arm] += payoffs[leader] - payoffs[arm] }
    }
    return (best.map { Double($0) / Double(draws) }, losses.map { $0 / Double(draws) })
  }

  /// Median and equal-tailed interval of every figure of every arm, arm by arm.
  func estimates(
    _ figures: [Figure], reference: Int, workers: Int, tail: @Sendable (Figure) -> Double
  ) -> [Estimate] {
    let tasks = arms * figures.count
    let results = UnsafeMutableBufferPointer<Estimate>.allocate(capacity: tasks)
    defer { results.deallocate() }
    results.initialize(repeating: Estimate(value: 0, lower: 0, upper: 0))
    nonisolated(unsafe) let shared = results
    DispatchQueue.concurrentPerform(iterations: min(workers, tasks)) { worker in
      var values = [Double](repeating: 0, count: draws)
      for task in stride(from: worker, to: tasks, by: min(workers, tasks)) {
        let (arm, figure) = (task / figures.count, figures[task % figures.count])
        for draw in 0..<draws { values[draw] = value(figure, arm: arm, draw: draw, reference: reference) }
        shared[task] = Quantiles.estimate(&values, tail: tail(figure))
      }
    }
    return Array(results)
  }

  private func value(_ figure: Figure, arm: Int, draw: Int, reference: Int) -> Double {
    let drawn = storage[draw * arms + arm]
    switch figure {
    case .perTrial: return drawn.rate * drawn.worth - cost(drawn, of: arm)
    case .trials: return drawn.trials
    case .perPeriod: return payoff(drawn, of: arm)
    case .gain:
      return arm == reference
        ? 0 : payoff(drawn, of: arm) - payoff(storage[draw * arms + reference], of: reference)
    case .costPerSuccess:
      let cost = cost(drawn, of: arm)
      return cost == 0 ? 0 : drawn.rate > 0 ? cost / drawn.rate : .infinity
    case .returned:
      let cost = cost(drawn, of: arm)
      return cost > 0 ? drawn.rate * drawn.worth / cost : .infinity
    }
  }
}

/// Quantiles by selection: linear in the number of values on average.
private enum Quantiles {
  /// Median and the quantiles `tail` and 1 − `tail`; reorders the values.
  static func estimate(_ values: inout [Double], tail: Double) -> Estimate {
    let last = values.count - 1
    let middle = last / 2
    let low = Int((Double(last) * tail).rounded(.down))
    let high = last - low
    return values.withUnsafeMutableBufferPointer { buffer in
      let median = select(middle, in: buffer, 0, last)
      let lower = select(low, in: buffer, 0, middle)
      let upper = select(high, in: buffer, middle, last)
      return Estimate(value: median, lower: lower, upper: upper)
    }
  }

  /// The value of a rank among those from `first` to `last`, with smaller ones before it and larger ones behind (Hoare).
  private static func select(
    _ rank: Int, in values: UnsafeMutableBufferPointer<Double>, _ first: Int, _ last: Int
  ) -> Double {
    var (left, right) = (first, last)
    while left < right {
      let (a, b, c) = (values[left], values[(left + right) / 2], values[right])
      let pivot = max(min(a, b), min(max(a, b), c))
      var (i, j) = (left, right)
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if rank <= j {
        right = j
      } else if rank >= i {
        left = i
      } else {
        return values[rank]
      }
    }
    return values[rank]
  }
}

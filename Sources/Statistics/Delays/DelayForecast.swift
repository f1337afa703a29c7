import Foundation

/// How many of a group's calls will have had their outcome within a horizon, from what has come so far.
///
/// Each call that has had none has still one to come within H days with the chance π (F(H) − F(a))/(1 − π F(a)) at its age a.
/// The forecast mixes the binomial laws of the numbers to come over what the calls say of π and of the delays (a Bayesian
/// predictive law, with Jeffreys's prior for π and a flat or a stated one for the delays), and over the laws of delay by
/// Akaike's weights (Buckland, Burnham & Augustin 1997) where none is stated. Each sum of binomial numbers is taken as one
/// binomial number of the same mean and variance.
///
/// There is no forecast before the tail is seen: where it cannot be excluded that more than ``mostUnseen`` of all outcomes
/// come later than any call was followed (its upper 95 % limit), outcomes to come are a matter of belief, and past calls
/// or a stated prior must say (``DelayPrior``). Not for
/// calls of different kinds in one group: a list that answers late and came first looks like a delay.
public struct DelayForecast: Hashable, Sendable {
  /// A law of the delays and how much it counts.
  public struct Law: Hashable, Sendable {
    /// The likeliest delays of this law.
    public let distribution: DelayDistribution
    /// Its weight; all sum to 1.
    public let weight: Double
  }

  /// What came of the question.
  public enum Answer: Hashable, Sendable {
    /// The forecast.
    case forecast(DelayForecast)
    /// None: so large a share of all outcomes may come later than any call was followed; nil where the calls tell nothing
    /// of their delays.
    case tailNotSeen(unseen: Double?)
  }

  /// Largest upper limit of the share of outcomes that come after the longest age, without past calls or a prior: a
  /// quarter.
  public static let mostUnseen = 0.25

  /// Days from each call.
  public let horizon: Int
  /// Calls of the group.
  public let calls: Int
  /// Outcomes within the horizon that have come.
  public let observed: Int
  /// Outcomes within the horizon, those to come included: the mean with the interval at ``level``.
  public let outcomes: Estimate
  /// Chance that the interval holds what comes, between 0 and 1.
  public let level: Double
  /// The chance of a call to have its outcome within the horizon: its median with its interval. Unlike ``rate`` it is about
  /// calls to come of the same kind, and is what groups are compared by.
  public let chance: Estimate
  /// The share of the calls that ever has an outcome: its median with its interval.
  public let share: Estimate
  /// The share of outcomes that come after the longest age: its median with its interval.
  public let unseen: Estimate
  /// The laws of the delays.
  public let laws: [Law]
  /// Whether past calls or a stated prior took part.
  public let usesPrior: Bool

  /// Outcomes within the horizon for each call.
  public var rate: Estimate {
    let calls = Double(max(calls, 1))
    return Estimate(value: outcomes.value / calls, lower: outcomes.lower / calls, upper: outcomes.upper / calls)
  }

  /// The forecast for one of several groups that share their delays.
  ///
  /// - Parameters:
  ///   - group: The group's place.
  ///   - groups: All groups; one, where its delays are its own.
  ///   - youngest: Calls of at least this age are forecast; younger ones tell of the delays all the same.
  ///   - horizon: Days from each call, 0...``TruncatedDelays/mostFollowUp``.
  ///   - level: Chance that the interval is to cover, between 0 and 1.
  ///   - laws: Laws of the delays that are thought possible; with a prior, its own alone counts.
  ///   - prior: What is known of the delays beforehand.
  public static func answer(
    group: Int = 0, of groups: [DelayCohorts], youngest: Int = 0, horizon: Int, level: Double = 0.95,
    laws: [DelayLaw] = DelayLaw.allCases, prior: DelayPrior? = nil
  ) throws(StatisticsError) -> Answer {
    try check(group, groups, horizon: horizon, level: level, laws)
    let forecast = groups[group].cohorts.filter { $0.age >= youngest }
    let longest = groups.map(\.longestAge).max() ?? 0
    var mixture: [(posterior: CurePosterior, weight: Double)] = []
    if let prior {
      guard let posterior = CurePosterior(prior.distribution.law, groups, group: group, prior: prior) else {
        return .tailNotSeen(unseen: nil)
      }
      mixture = [(posterior, 1)]
    } else {
      mixture = weighted(laws, groups, group)
    }
    guard !mixture.isEmpty else { return .tailNotSeen(unseen: nil) }
    let points = mixture.flatMap { part in
      part.posterior.points.map {
        CurePosterior.Point(weight: $0.weight * part.weight, delays: $0.delays, share: $0.share)
      }
    }
    let unseen = interval(points, level) { $0.delays.share(after: longest) }
    if prior == nil {
      let limit = quantile(points, 0.95) { $0.delays.share(after: longest) }
      // Calls that are all older than the horizon need no tail.
      let isOver = forecast.allSatisfy { $0.age >= horizon }
      guard isOver || limit <= mostUnseen else { return .tailNotSeen(unseen: limit) }
    }
    let observed = forecast.reduce(0) { $0 + $1.outcomes.prefix(horizon + 1).reduce(0, +) }
    let coming = OutcomesToCome(points, forecast, horizon: horizon)
    let side = (1 - level) / 2
    return .forecast(
      DelayForecast(
        horizon: horizon, calls: forecast.reduce(0) { $0 + $1.calls }, observed: observed,
        outcomes: Estimate(
          value: Double(observed) + coming.mean, lower: Double(observed + coming.quantile(side)),
          upper: Double(observed + coming.quantile(1 - side))),
        level: level, chance: interval(points, level) { $0.share * $0.delays.share(through: horizon) },
        share: interval(points, level, of: \.share), unseen: unseen,
        laws: mixture.map { Law(distribution: $0.posterior.mode, weight: $0.weight) }, usesPrior: prior != nil))
  }

  private static func check(
    _ group: Int, _ groups: [DelayCohorts], horizon: Int, level: Double, _ laws: [DelayLaw]
  ) throws(StatisticsError) {
    guard groups.indices.contains(group) else {
      throw .outOfRange(name: "group", value: Double(group), expected: "the place of one of \(groups.count) groups")
    }
    guard (0...TruncatedDelays.mostFollowUp).contains(horizon) else {
      throw .outOfRange(
        name: "horizon", value: Double(horizon), expected: "whole days from 0 to \(TruncatedDelays.mostFollowUp)")
    }
    try StatisticsError.requireProbability(level, "level")
    guard !laws.isEmpty else { throw .tooFew(name: "laws", count: 0, expected: "at least 1") }
  }

  /// The laws that the calls tell apart, by Akaike's weights.
  private static func weighted(
    _ laws: [DelayLaw], _ groups: [DelayCohorts], _ group: Int
  ) -> [(posterior: CurePosterior, weight: Double)] {
    guard groups.contains(where: { $0.outcomes > 0 }) else { return [] }
    var found: [(posterior: CurePosterior, aic: Double)] = []
    for law in laws {
      guard let posterior = CurePosterior(law, groups, group: group, prior: nil) else { continue }
      let peak = CureSearch(likelihood: CureLikelihood(law, groups, prior: nil)).peak()
      found.append((posterior, 2 * Double(groups.count + (law.hasShape ? 2 : 1)) - 2 * peak.point.value))
    }
    let least = found.map(\.aic).min() ?? 0
    let weights = found.map { exp(-($0.aic - least) / 2) }
    let total = weights.reduce(0, +)
    return zip(found, weights).map { ($0.posterior, $1 / total) }
  }

  private static func interval(
    _ points: [CurePosterior.Point], _ level: Double, of function: (CurePosterior.Point) -> Double
  ) -> Estimate {
    let side = (1 - level) / 2
    return Estimate(
      value: quantile(points, 0.5, of: function), lower: quantile(points, side, of: function),
      upper: quantile(points, 1 - side, of: function))
  }

  private static func quantile(
    _ points: [CurePosterior.Point], _ chance: Double, of function: (CurePosterior.Point) -> Double
  ) -> Double {
    let values = points.map { (function($0), $0.weight) }.sorted { $0.0 < $1.0 }
    var sum = 0.0
    for (value, weight) in values {
      sum += weight
      if sum >= chance { return value }
    }
    return values.last?.0 ?? 0
  }
}

/// The law of the number of outcomes still to come within a horizon.
private struct OutcomesToCome {
  /// A binomial number with real trials, or a certain one.
  private struct Part {
    let weight: Double
    let trials: Double
    let chance: Double

    /// The chance of at most `k`.
    func cdf(_ k: Int) -> Double {
      let rest = trials - Double(k)
      guard chance > 0, rest > 0 else { return 1 }
      guard chance < 1 else { return 0 }
      return IncompleteBeta(unchecked: rest, Double(k) + 1, x: 1 - chance, y: chance).value
    }
  }

  private let parts: [Part]
  /// Calls that may still have one.
  private let most: Int
  let mean: Double

  init(_ points: [CurePosterior.Point], _ cohorts: [DelayCohorts.Cohort], horizon: Int) {
    let open = cohorts.filter { $0.age < horizon }.map { ($0.age, Double($0.calls - $0.answered)) }
    most = Int(open.reduce(0) { $0 + $1.1 })
    var parts: [Part] = []
    var mean = 0.0
    for point in points {
      let beyond = point.delays.share(after: horizon)
      var (sum, squares) = (0.0, 0.0)
      for (age, calls) in open {
        let after = point.delays.share(after: age)
        // 1 − π F = (1 − π) + π (1 − F), which keeps its digits where π is near 1.
        let chance = point.share * (after - beyond) / ((1 - point.share) + point.share * after)
        sum += calls * chance
        squares += calls * chance * chance
      }
      mean += point.weight * sum
      let chance = sum > 0 ? squares / sum : 0
      parts.append(Part(weight: point.weight, trials: chance > 0 ? sum / chance : 0, chance: chance))
    }
    self.parts = parts
    self.mean = mean
  }

  /// The least number that the outcomes do not exceed with the chance asked for.
  func quantile(_ chance: Double) -> Int {
    func reached(_ k: Int) -> Bool { parts.reduce(0) { $0 + $1.weight * $1.cdf(k) } >= chance - 1e-12 }
    var (low, high) = (-1, most)
    while high - low > 1 {
      let middle = (low + high) / 2
      if reached(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

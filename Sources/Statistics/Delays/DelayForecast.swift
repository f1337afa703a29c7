import Foundation

/// How many of a group's calls will have had their outcome within a horizon, from what has come so far.
///
/// Each call that has had none has still one to come within H days with the chance π (F(H) − F(a))/(1 − π F(a)) at its age a.
/// The forecast mixes the binomial laws of the numbers to come over what the calls say of π and of the delays (a Bayesian
/// predictive law, with Jeffreys's prior for π and a flat or a stated one for the delays), and over the laws of delay by
/// Akaike's weights (Buckland, Burnham & Augustin 1997) where none is stated. Each sum of binomial numbers is taken as one
/// binomial number of the same mean and variance.
///
/// There is no forecast before the tail is seen: where it cannot be excluded that more than ``mostUnseen`` of the outcomes
/// within the horizon come later than any call was followed (its upper 95 % limit), outcomes to come are a matter of
/// belief, and past calls or a stated prior must say (``DelayPrior``). How often the interval covers is simulated in docs/proof/delays.md. Not for calls of different kinds in one group: a
/// list that answers late and came first looks like a delay. Nor for delays in two clearly separate waves, whose second
/// nothing in the first announces.
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
    /// None: so large a share of the outcomes within the horizon may come later than any call was followed; nil where the
    /// calls tell nothing of their delays, as without an outcome, or with all of them on the day of the call.
    case tailNotSeen(unseen: Double?)
  }

  /// Largest upper limit of the share of outcomes within the horizon that come after the longest age, without past calls
  /// or a prior: a quarter.
  public static let mostUnseen = 0.25

  /// Days from each call.
  public let horizon: Int
  /// Calls of the group.
  public let calls: Int
  /// Outcomes within the horizon that have come.
  public let observed: Int
  /// Outcomes within the horizon, those to come included: the mean, kept within the interval at ``level``.
  public let outcomes: Estimate
  /// Chance that the interval holds what comes, between 0 and 1.
  public let level: Double
  /// The chance of a call to have its outcome within the horizon: its median with its interval. Unlike ``rate`` it is about
  /// calls to come of the same kind, and is what groups are compared by.
  public let chance: Estimate
  /// The share of the calls that ever has an outcome: its median with its interval; nil where no delays are known.
  public let share: Estimate?
  /// The share of the outcomes within the horizon that come after the longest age: its median with its interval.
  public let unseen: Estimate
  /// The laws of the delays; none where no call has an outcome still to come within the horizon and no delays are known.
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
    let cohorts = groups[group].cohorts.filter { $0.age >= youngest }
    let calls = cohorts.reduce(0) { $0 + $1.calls }
    guard calls > 0 else { return .tailNotSeen(unseen: nil) }
    let parts = parts(groups, group, laws, prior)
    let isOver = cohorts.allSatisfy { $0.age >= horizon }
    guard !parts.isEmpty || isOver else { return .tailNotSeen(unseen: nil) }
    let mixture = CureMixture(parts)
    let longest = groups.map(\.longestAge).max() ?? 0
    func unseen(_ delays: DelayDistribution) -> Double {
      let within = delays.share(through: horizon)
      guard longest < horizon, within > 0 else { return longest < horizon ? 1 : 0 }
      return min(max((delays.share(after: longest) - delays.share(after: horizon)) / within, 0), 1)
    }
    if prior == nil, !isOver {
      let limit = mixture.quantile(0.95, of: unseen)
      guard limit <= mostUnseen else { return .tailNotSeen(unseen: limit) }
    }
    let observed = cohorts.reduce(0) { $0 + $1.outcomes.prefix(horizon + 1).reduce(0, +) }
    let coming = OutcomesToCome(mixture.slices, cohorts, horizon: horizon)
    let side = (1 - level) / 2
    func interval(_ quantile: (Double) -> Double) -> Estimate {
      Estimate(value: quantile(0.5), lower: quantile(side), upper: quantile(1 - side))
    }
    let (least, most) = (Double(coming.quantile(side)), Double(coming.quantile(1 - side)))
    let came = Double(observed)
    // Calls that are all older than the horizon have shown what there is to see of their chance.
    let chance =
      parts.isEmpty
      ? try Proportion(observed, of: calls).interval(.jeffreys, confidence: level)
      : interval { mixture.chance($0, within: horizon) }
    return .forecast(
      DelayForecast(
        horizon: horizon, calls: calls, observed: observed,
        outcomes: Estimate(
          value: came + min(max(coming.mean, least), most), lower: came + least, upper: came + most),
        level: level, chance: chance, share: parts.isEmpty ? nil : interval(mixture.share),
        unseen: interval { mixture.quantile($0, of: unseen) },
        laws: parts.map { Law(distribution: $0.posterior.mode, weight: $0.weight) }, usesPrior: prior != nil))
  }

  private static func parts(
    _ groups: [DelayCohorts], _ group: Int, _ laws: [DelayLaw], _ prior: DelayPrior?
  ) -> [(posterior: CurePosterior, weight: Double)] {
    guard let prior else { return weighted(laws, groups, group) }
    return CurePosterior(prior.distribution.law, groups, group: group, prior: prior).map { [($0, 1)] } ?? []
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

  /// Laws with less weight than this are left out.
  private static let leastWeight = 1e-3

  /// The laws that the calls tell apart, by Akaike's weights.
  private static func weighted(
    _ laws: [DelayLaw], _ groups: [DelayCohorts], _ group: Int
  ) -> [(posterior: CurePosterior, weight: Double)] {
    guard groups.contains(where: { $0.outcomes > 0 }) else { return [] }
    var found: [(posterior: CurePosterior, aic: Double)] = []
    for law in laws {
      guard let posterior = CurePosterior(law, groups, group: group, prior: nil) else { continue }
      let peak = CureSearch(likelihood: CureLikelihood(law, groups, prior: nil))
        .peak(near: (posterior.mode.location, log(posterior.mode.spread)))
      found.append((posterior, 2 * Double(groups.count + (law.hasShape ? 2 : 1)) - 2 * peak.point.value))
    }
    let least = found.map(\.aic).min() ?? 0
    let counted = found.map { ($0.posterior, exp(-($0.aic - least) / 2)) }.filter { $0.1 > leastWeight }
    let total = counted.reduce(0) { $0 + $1.1 }
    return counted.map { ($0.0, $0.1 / total) }
  }
}

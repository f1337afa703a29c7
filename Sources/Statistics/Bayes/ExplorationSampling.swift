import Foundation

/// Shares of the next wave of an adaptive test of several arms, from what each arm has shown so far (Kasy & Sautmann 2021,
/// Econometrica 89(1), 113–132).
///
/// With p the posterior probability that an arm is the best, by Beta posteriors and quadrature (no Monte Carlo):
/// Thompson sampling (Thompson 1933, Biometrika 25, 285–294; Russo et al. 2018, A Tutorial on Thompson Sampling) gives each
/// arm p; *exploration sampling* gives it p (1 − p) / Σ p (1 − p), which never gives one arm
/// more than half, so that the arms that could still turn out best keep being called. It is meant to choose the best arm
/// at the end of the test; Thompson's shares serve the leads called during it.
///
/// Shares that follow results bias pooled comparisons: analyse within waves. The 84 shares published for a real experiment
/// (8,400 enrolment calls in 14 waves, Odisha 2019) are met within 0.0024 from the counts of all earlier waves, with the
/// prior Beta(1, 1) and a completed enrolment call as success; they were Monte Carlo figures. With the prior Beta(½, ½)
/// they are missed by up to 0.0083. The waves called (600 leads each) follow the same shares within 0.0043.
public struct ExplorationSampling: Hashable, Sendable {
  /// For each arm, the probability that its rate is the highest; they sum to 1. These are Thompson's shares.
  public let probabilityBest: [Double]

  /// Throws when there is no arm, or more than 100.
  public init(_ posteriors: [Beta]) throws(StatisticsError) {
    guard (1...100).contains(posteriors.count) else {
      throw .tooFew(name: "arms", count: posteriors.count, expected: "from 1 to 100")
    }
    // Equal posteriors give equal shares, to the digit.
    var known: [Beta: Double] = [:]
    for (posterior, probability) in zip(posteriors, BetaBinomialComparison.probabilityBest(posteriors))
    where known[posterior] == nil { known[posterior] = probability }
    let raw = posteriors.map { known[$0] ?? 0 }
    let sum = raw.reduce(0, +)
    // The quadratures of all arms sum to 1 up to their own error; shares do exactly.
    probabilityBest = sum > 0 ? raw.map { $0 / sum } : raw.map { _ in 1 / Double(raw.count) }
  }

  /// Probabilities that sum to 1.
  init(probabilities: [Double]) { probabilityBest = probabilities }

  /// The posteriors of `arms` under one prior; nil for an arm that has had no call yet. Throws when there is no arm, or
  /// more than 100.
  public init(_ arms: [Proportion?], prior: BetaPrior = .uniform) throws(StatisticsError) {
    try self.init(arms.map { $0.map(prior.posterior) ?? prior.beta })
  }

  /// Shares by p (1 − p), each at least `floor`, summing to 1.
  ///
  /// With a floor every arm gets it, and what is left is shared by the rule: floor + (1 − k floor) q. When one arm is best
  /// beyond doubt (its rivals' probabilities are 0 in floating point) it gets half and the others share the other half
  /// equally. Throws unless 0 ≤ `floor` ≤ 1/arms.
  public func shares(floor: Double = 0) throws(StatisticsError) -> [Double] {
    let p = probabilityBest
    let weights = p.indices.map { i in
      // 1 − p from the others, which keeps its digits when p is near 1.
      p[i] * p.indices.reduce(0) { $1 == i ? $0 : $0 + p[$1] }
    }
    let sum = weights.reduce(0, +)
    guard sum == 0 else { return try Self.raised(weights.map { $0 / sum }, to: floor) }
    guard p.count > 1 else { return try Self.raised([1], to: floor) }
    let rest = 0.5 / Double(p.count - 1)
    return try Self.raised(p.map { $0 > 0.5 ? 0.5 : rest }, to: floor)
  }

  /// Thompson's shares, p itself, each at least `floor`, summing to 1; the floor as in ``shares(floor:)``.
  public func thompsonShares(floor: Double = 0) throws(StatisticsError) -> [Double] {
    try Self.raised(probabilityBest, to: floor)
  }

  private static func raised(_ shares: [Double], to floor: Double) throws(StatisticsError) -> [Double] {
    let count = Double(shares.count)
    // A floor of 1/k may be written with an error in its last digit.
    guard floor >= 0, floor * count <= 1 + 4 * Double.ulpOfOne else {
      throw .outOfRange(
        name: "floor", value: floor, expected: "a share from 0 to 1/\(shares.count), which all arms can have at once")
    }
    return shares.map { floor + max(0, 1 - count * floor) * $0 }
  }

  /// Whole numbers of calls for a wave of `calls`, nearest to `shares` by largest remainders (Hamilton's method); of equal
  /// remainders the arm listed first. Throws for negative numbers, or shares that sum to 0.
  public static func counts(of calls: Int, shares: [Double]) throws(StatisticsError) -> [Int] {
    guard calls >= 0, calls <= Proportion.largestTrials else {
      throw .outOfRange(name: "calls of the wave", value: Double(calls), expected: "a whole number from 0 to 2⁵³")
    }
    for share in shares where !(share >= 0 && share.isFinite) {
      throw .outOfRange(name: "share", value: share, expected: "a finite number of at least 0")
    }
    let whole = shares.reduce(0, +)
    guard whole > 0, whole.isFinite else {
      throw .outOfRange(name: "sum of the shares", value: whole, expected: "a finite number above 0")
    }
    let exact = shares.map { $0 / whole * Double(calls) }
    var counts = exact.map { Int($0.rounded(.down)) }
    let order = exact.indices.sorted {
      let (a, b) = (exact[$0] - exact[$0].rounded(.down), exact[$1] - exact[$1].rounded(.down))
      return (b, $0) < (a, $1)
    }
    // Rounding may leave one call too many or too few: they go to, or come from, the arms in the same order.
    let missing = calls - counts.reduce(0, +)
    let moved = missing >= 0 ? order.prefix(missing) : order.reversed().filter { counts[$0] > 0 }.prefix(-missing)
    for arm in moved { counts[arm] += missing >= 0 ? 1 : -1 }
    return counts
  }
}

import Foundation

/// Evidence that units were not split as planned, where planned shares differ between strata that fill up side by side.
///
/// Half of the evidence looks for one fault common to all strata: the odds of one arm are multiplied by the same eʳ
/// everywhere. A stratum's share θ of that arm becomes θeʳ/(1 + θ(eʳ − 1)), so that the likelihood ratio needs totals alone:
/// r·Nᵢ − Σₛ nₛ·log(1 + θₛᵢ(eʳ − 1)), with Nᵢ the arm's units and nₛ the stratum's; it is averaged over the arms and over
/// a normal law of r, on fixed points (the method of mixtures, Robbins 1970). The other half looks for faults of each
/// stratum by itself, such as shares that were exchanged: the product of the strata's own ``SampleRatioEvidence``.
///
/// **Guaranteed exactly**: when every unit is assigned by the planned shares of its stratum, independently of the others,
/// each part gains one factor per unit whose mean is 1, in whatever order strata fill up. So the chance that ``pValue``,
/// read after any units and however often, ever falls to a level is at most that level. A single
/// ``SampleRatioEvidence`` fed stratum by stratum has this guarantee only where each wave ends before the next begins.
public struct StratifiedSampleRatioEvidence: Hashable, Sendable {
  /// log of the evidence against the planned shares; infinite when a unit is in an arm whose share is 0.
  public let logValue: Double
  /// The always-valid p at this reading: 1/evidence, at most 1.
  public var pValue: Double { min(1, exp(-logValue)) }

  /// Points of the law of r, in standard deviations either side of 0.
  private static let reach = 15
  private static let step = 0.2

  /// Counts of every stratum against its shares.
  ///
  /// - Parameters:
  ///   - strata: counts and planned shares by stratum; shares need not sum to 1. Strata without units change nothing.
  ///   - concentration: above 0, fixed beforehand: shares are expected to be off by about √(θ(1 − θ)/concentration).
  ///
  /// Throws without strata, for lists of unequal length, fewer than two arms, negative entries, or shares that sum to 0.
  public init(_ strata: [GoodnessOfFit.Stratum], concentration: Double) throws(StatisticsError) {
    try StatisticsError.requirePositive(concentration, "concentration")
    guard let arms = strata.first?.counts.count else {
      throw .tooFew(name: "strata", count: 0, expected: "at least one")
    }
    guard arms >= 2 else { throw .tooFew(name: "arms", count: arms, expected: "at least 2") }
    for stratum in strata where stratum.counts.count != arms {
      throw .unequalLengths(
        first: "first stratum", firstCount: arms, second: "another stratum", secondCount: stratum.counts.count)
    }
    // Checks counts and shares; infinite when something was counted where nothing was planned.
    guard try GoodnessOfFit(strata).statistic < .infinity else {
      logValue = .infinity
      return
    }
    let shares = strata.map { stratum in
      let whole = stratum.shares.reduce(0, +)
      return stratum.shares.map { $0 / whole }
    }
    let units = strata.map { $0.counts.reduce(0.0) { $0 + Double($1) } }
    let equal = 1 / Double(arms)
    let deviation = 1 / (concentration * equal * (1 - equal)).squareRoot()
    let points = (-Self.reach...Self.reach).map { Double($0) * Self.step }
    let weights = points.map { exp(-$0 * $0 / 2) }
    let whole = weights.reduce(0, +) * Double(arms)
    var sum = -Double.infinity
    for arm in 0..<arms {
      let own = strata.reduce(0.0) { $0 + Double($1.counts[arm]) }
      for (point, weight) in zip(points, weights) {
        let tilt = point * deviation
        let norm = zip(units, shares).reduce(0.0) { $0 + $1.0 * log1p($1.1[arm] * expm1(tilt)) }
        sum = logSum(sum, log(weight / whole) + tilt * own - norm)
      }
    }
    var product = 0.0
    for (stratum, shares) in zip(strata, shares) {
      product += try SampleRatioEvidence(arms: arms, concentration: concentration)
        .adding(stratum.counts, shares: shares).process.logValue
    }
    logValue = logSum(sum, product) - log(2)
  }
}

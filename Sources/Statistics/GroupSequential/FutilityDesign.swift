/// A one-sided test that may also stop for futility: lower bounds that spend the type II error β as upper bounds spend α.
///
/// The lower bounds are placed at the drift that gives the power 1 − β, and meet the upper bound at the last look (Pampallona,
/// Tsiatis & Kim 2001). Binding: the upper bounds count on stopping below, so going on past a lower bound breaks the
/// error. Non-binding: the upper bounds ignore the lower ones, and may be kept whatever is decided at them.
public struct FutilityDesign: Hashable, Sendable {
  /// Whether the upper bounds count on stopping at the lower ones.
  public let isBinding: Bool
  /// Lower (futility) and upper (efficacy) bounds; equal at the last look.
  public let bounds: StoppingBounds
  /// The drift at which the test stops above with probability 1 − β.
  public let drift: Double
  /// Maximum information over that of a fixed test of the same error and power.
  public let inflation: Double

  /// A design with looks at these fractions of information, the last of which spends all that is left of both errors.
  ///
  /// Throws when information does not increase, β is not between 0 and 1 − α, or no drift has the power.
  public init(
    information: [Double], efficacy: ErrorSpending.Side, beta: Double, futility: SpendingFunction, isBinding: Bool
  ) throws(StatisticsError) {
    try StoppingBounds.require(information: information)
    for time in information.dropLast() where time >= 1 {
      throw .outOfRange(name: "information of an interim look", value: time, expected: "a fraction of the plan below 1")
    }
    try StatisticsError.requireProbability(beta, "beta")
    guard beta < 1 - efficacy.alpha else {
      throw .outOfRange(name: "beta", value: beta, expected: "a number below 1 - alpha, which is \(1 - efficacy.alpha)")
    }
    let fixed = try StoppingBounds.fixedDrift(alpha: efficacy.alpha, power: 1 - beta)
    let search = FutilitySearch(
      information: information, efficacy: efficacy, futility: ErrorSpending.Side(unchecked: beta, futility),
      upper: isBinding
        ? nil : try ErrorSpending(upper: efficacy).bounds(at: information, endsAtLast: true).upper)
    let root = (information.last ?? 1).squareRoot()
    var high = 1.05 * fixed / root
    while search.look(at: high).spare < 0, high < 1e6 * fixed / root { high *= 1.25 }
    let drift = Brent.root(from: 0.9 * fixed / root, to: high, relative: 1e-13) { search.look(at: $0).spare }
    self.isBinding = isBinding
    self.drift = drift
    bounds = StoppingBounds(unchecked: search.look(at: drift).looks)
    let ratio = drift * root / fixed
    inflation = ratio * ratio
  }
}

/// The bounds for a trial drift, and what of β they would leave.
private struct FutilitySearch {
  let information: [Double]
  let efficacy: ErrorSpending.Side
  let futility: ErrorSpending.Side
  /// The upper bounds when they do not depend on the lower ones.
  let upper: [Double]?

  /// `spare` is β minus the probability of ending below at the drift: it rises with the drift and is 0 at the answer.
  func look(at drift: Double) -> (looks: [LookBounds], spare: Double) {
    var null = SurvivingPaths(drift: 0)
    var paths = SurvivingPaths(drift: drift)
    var looks: [LookBounds] = []
    var (alphaSpent, betaSpent) = (0.0, 0.0)
    for (index, time) in information.enumerated() {
      let isLast = index == information.count - 1
      let alpha = efficacy.spent(at: time, isFinal: isLast)
      let beta = futility.spent(at: time, isFinal: isLast)
      paths.move(to: time)
      let above: Double
      if let upper {
        above = upper[index]
      } else {
        null.move(to: time)
        above = null.upperBound(exceededWith: alpha - alphaSpent)
      }
      if isLast {
        looks.append(LookBounds(unchecked: time, lower: above, upper: above))
        return (looks, beta - betaSpent - paths.below(above).probability)
      }
      let below = paths.lowerBound(undercutWith: beta - betaSpent)
      guard below < above else {
        // The drift is so large that β cannot be spent below the upper bound.
        return (looks, beta - betaSpent - paths.below(above).probability + (futility.alpha - beta))
      }
      looks.append(LookBounds(unchecked: time, lower: below, upper: above))
      (alphaSpent, betaSpent) = (alpha, beta)
      paths.keep(lower: below, upper: above)
      if upper == nil { null.keep(lower: below, upper: above) }
    }
    return (looks, 0)
  }
}

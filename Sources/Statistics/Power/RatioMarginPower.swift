import Foundation

/// The chance that a test shows a share not to be worse than a control's by more than a margin, when it is not worse at all:
/// non-inferiority on the scale of the ratio, by the interval of Miettinen & Nurminen (1985).
///
/// It is shown when the interval of the ratio lies on the good side of the margin. Summed over all outcomes of both arms;
/// nothing is approximated. Not for shares of clusters or repeated calls, whose outcomes depend on each other.
public struct RatioMarginPower: Hashable, Sendable {
  /// Share of both arms, strictly between 0 and 1.
  public let share: Double
  /// Trials of the control, at least 1.
  public let controlTrials: Int
  /// Trials of the variant, at least 1.
  public let variantTrials: Int
  /// One-sided error: that of either end of the interval, strictly between 0 and ½.
  public let alpha: Double
  /// Whether a larger share is the worse one.
  public let higherIsWorse: Bool

  /// More trials in both arms together are not enumerated.
  public static let largestTotal = 20_000_000

  /// Throws for figures outside their ranges, and for more than ``largestTotal`` trials.
  public init(
    share: Double, controlTrials: Int, variantTrials: Int, alpha: Double, higherIsWorse: Bool
  ) throws(StatisticsError) {
    try StatisticsError.requireProbability(share, "share")
    for (name, trials) in [("control trials", controlTrials), ("variant trials", variantTrials)]
    where !(1...Self.largestTotal).contains(trials) {
      throw .outOfRange(name: name, value: Double(trials), expected: "a whole number from 1 to \(Self.largestTotal)")
    }
    guard controlTrials + variantTrials <= Self.largestTotal else {
      throw .outOfRange(
        name: "trials", value: Double(controlTrials + variantTrials),
        expected: "at most \(Self.largestTotal) in both arms")
    }
    guard alpha > 0, alpha < 0.5 else {
      throw .outOfRange(name: "alpha", value: alpha, expected: "a number above 0 and below 0.5")
    }
    self.share = share
    self.controlTrials = controlTrials
    self.variantTrials = variantTrials
    self.alpha = alpha
    self.higherIsWorse = higherIsWorse
  }

  /// The chance of showing that the share is worse by at most `worsening` of the control's: 0.1 is 10 %.
  ///
  /// A control without any success shows nothing: there is nothing that a change could be relative to.
  public func chance(worsening: Double) -> Double {
    guard worsening > 0 else { return 0 }
    let margin = higherIsWorse ? 1 + worsening : 1 - worsening
    let control = Binomial(unchecked: controlTrials, share)
    let variant = Binomial(unchecked: variantTrials, share)
    guard margin > 0 else { return control.survival(0) }
    let reach = variant.reach
    // Chances of at most, and of at least, each number of the variant's.
    let masses = reach.map(variant.mass)
    let atMost = masses.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
    let all = atMost[atMost.count - 1]
    let critical = Normal.quantile(survival: alpha)
    func isShown(_ first: Int, _ second: Int) -> Bool {
      let table = TwoProportions(
        control: Proportion(unchecked: first, of: controlTrials),
        variant: Proportion(unchecked: second, of: variantTrials))
      let score = table.score(.ratio, isUnbiased: true).score(at: margin)
      return higherIsWorse ? score <= -critical : score >= critical
    }
    // The limit moves up with the successes of the control: it is followed, not sought anew. It is the first number of the
    // variant's that shows it, or, where more is worse, the first that does not.
    var limit = 0
    var sum = 0.0
    for first in control.reach where first > 0 {
      while limit < masses.count, isShown(first, reach.lowerBound + limit) == higherIsWorse { limit += 1 }
      sum += control.mass(first) * (higherIsWorse ? atMost[limit] : all - atMost[limit])
    }
    return min(1, max(0, sum))
  }

  /// The smallest worsening that is excluded with probability `power`; nil where not even the largest there is would be.
  ///
  /// To four digits. Throws unless 0 < `power` < 1.
  public func excludedWorsening(power: Double) throws(StatisticsError) -> Double? {
    try StatisticsError.requireProbability(power, "power")
    let spread = ((1 - share) / share * (1 / Double(controlTrials) + 1 / Double(variantTrials))).squareRoot()
    var low = 0.0
    var high = max(1e-9, (Normal.quantile(survival: alpha) + Normal.quantile(power)) * spread)
    if !higherIsWorse { high = min(high, 1 - 1e-9) }
    while chance(worsening: high) < power {
      low = high
      if higherIsWorse {
        high *= 2
        if high > 1e6 { return nil }
      } else {
        // Nothing is left of a share that is worse by 100 %.
        guard high < 1 - 1e-6 else { return nil }
        high = 0.5 * (1 + high)
      }
    }
    while high - low > 1e-4 * high {
      let middle = 0.5 * (low + high)
      if chance(worsening: middle) >= power { high = middle } else { low = middle }
    }
    return high
  }
}

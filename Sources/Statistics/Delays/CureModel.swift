import Foundation

/// A mixture cure model: a share π of the calls ever has an outcome, after a delay of one law; the others never have one.
///
/// Maximum likelihood with the calls' own follow-up as censoring (Boag 1949; Berkson & Gage 1952; Farewell 1982; as
/// "delayed feedback" Chapelle 2014), delays in whole days. Several groups share the delays and have a π each. Standard
/// errors are those of the observed information.
///
/// Whether π can be told from the delays rests on having followed some calls until hardly any outcome is still to come
/// (Maller & Zhou 1996, ch. 4): see ``shareAfterLongestAge``, and ``DelayForecast``, which refuses when it is large. Not
/// for delays whose law changes with the date of the call.
public struct CureModel: Hashable, Sendable {
  /// One group.
  public struct Arm: Hashable, Sendable {
    /// The share of its calls that ever has an outcome, 0...1.
    public let share: Double
    /// Its standard error; nil at 0 or 1, the bounds of a share.
    public let standardError: Double?
  }

  /// The law of the delays, with its likeliest parameters.
  public let distribution: DelayDistribution
  /// The groups, in order.
  public let arms: [Arm]
  /// The largest log likelihood.
  public let logLikelihood: Double
  /// The longest age of a call.
  public let longestAge: Int
  /// Covariance of location and log spread: variance, covariance, variance.
  let covariance: (Double, Double, Double)

  /// Parameters estimated.
  public var parameters: Int { arms.count + (distribution.law.hasShape ? 2 : 1) }
  /// Akaike's criterion, 2 k − 2 log L: of several laws for the same calls the one with the least fits best.
  public var aic: Double { 2 * Double(parameters) - 2 * logLikelihood }
  /// Standard error of the location.
  public var locationError: Double { covariance.0.squareRoot() }
  /// Standard error of the logarithm of the spread; 0 for the exponential law.
  public var logSpreadError: Double { covariance.2.squareRoot() }
  /// The estimated share of outcomes that come later than any call was followed.
  public var shareAfterLongestAge: Double { distribution.share(after: longestAge) }

  /// A model of one group or more that share their delays.
  ///
  /// Throws without a group, without an outcome, and where the calls do not tell the delays: all outcomes on the day of
  /// the call, or a likelihood that does not fall on all sides.
  public init(_ law: DelayLaw, _ groups: [DelayCohorts]) throws(StatisticsError) {
    guard !groups.isEmpty else { throw .tooFew(name: "groups", count: 0, expected: "at least 1") }
    guard groups.contains(where: { $0.outcomes > 0 }) else {
      throw .tooFew(name: "outcomes", count: 0, expected: "at least 1, or delays known from elsewhere")
    }
    let likelihood = CureLikelihood(law, groups, prior: nil)
    let peak = CureSearch(likelihood: likelihood).peak()
    guard let covariance = peak.covariance else {
      throw .beyondReach(
        method: "a cure model", size: "calls whose outcomes so far do not tell their delays",
        instead: "longer follow-up, past calls or a stated prior")
    }
    self.covariance = covariance
    distribution = likelihood.distribution(peak.x)
    logLikelihood = peak.point.value
    longestAge = groups.map(\.longestAge).max() ?? 0
    arms = zip(likelihood.arms, peak.point.shares).enumerated().map { index, pair in
      Arm(
        share: pair.1,
        standardError: Self.standardError(likelihood, pair.0, pair.1, at: peak.x, covariance: covariance, index))
    }
  }

  /// The law with the least ``aic`` among several, and all that could be fitted, in order. Throws the last fault where none
  /// could.
  public static func best(
    of laws: [DelayLaw] = DelayLaw.allCases, _ groups: [DelayCohorts]
  ) throws(StatisticsError) -> (best: CureModel, all: [CureModel]) {
    var fitted: [CureModel] = []
    var fault = StatisticsError.tooFew(name: "laws", count: 0, expected: "at least 1")
    for law in laws {
      do throws(StatisticsError) {
        fitted.append(try CureModel(law, groups))
      } catch {
        fault = error
      }
    }
    guard let best = fitted.min(by: { $0.aic < $1.aic }) else { throw fault }
    return (best, fitted)
  }

  /// By the variance at known delays and what the delays add to it: dπ/dθ is found by differences.
  private static func standardError(
    _ likelihood: CureLikelihood, _ arm: CureLikelihood.Arm, _ share: Double, at x: (Double, Double),
    covariance: (Double, Double, Double), _ index: Int
  ) -> Double? {
    guard share > 0, share < 1 else { return nil }
    let delays = likelihood.distribution(x)
    let through = arm.pending.map { delays.share(through: $0.age) }
    let odds = share * (1 - share)
    let own = odds * odds / likelihood.curvature(arm, share, through)
    let step = 1e-4
    func moved(_ along: (Double, Double)) -> Double {
      func share(_ sign: Double) -> Double {
        likelihood.point((x.0 + sign * step * along.0, x.1 + sign * step * along.1)).shares[index]
      }
      return (share(1) - share(-1)) / (2 * step)
    }
    let slope = (moved((1, 0)), likelihood.law.hasShape ? moved((0, 1)) : 0)
    let carried =
      slope.0 * slope.0 * covariance.0 + 2 * slope.0 * slope.1 * covariance.1 + slope.1 * slope.1 * covariance.2
    return (own + carried).squareRoot()
  }

  /// Whether two models are the same.
  public static func == (a: CureModel, b: CureModel) -> Bool {
    a.distribution == b.distribution && a.arms == b.arms && a.logLikelihood == b.logLikelihood
      && a.longestAge == b.longestAge && a.covariance == b.covariance
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(distribution)
    hasher.combine(arms)
    hasher.combine(logLikelihood)
  }
}

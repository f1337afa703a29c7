/// What a stopped group-sequential test shows: p, median-unbiased estimate and interval by the stage-wise ordering.
///
/// A result is more extreme than another when it stopped at an earlier look on the upper side, or at the same look with a
/// larger Z (Fairbanks & Madsen 1982; Tsiatis, Rosner & Mehta 1984). The p needs the bounds of the earlier looks only, so later
/// looks need not be known. Looks after a stop are not to be taken back: when data over-runs a stop, the look that stopped is
/// left out of `earlier` and the result is that of the data at the end (Whitehead 1992, the deletion method).
/// Before a stop use ``LookBounds/repeatedInterval(statistic:)`` and
/// ``ErrorSpending/repeatedPValue(statistics:information:endsAtLast:)``; this p must not enter an adjustment for several variants.
public struct StagewiseAnalysis: Hashable, Sendable {
  /// The largest |Z| that is answered.
  public static let largestStatistic = 1e4

  /// The looks before the one that ended the test, none of which stopped it.
  public let earlier: [LookBounds]
  /// Fraction of information at the end.
  public let information: Double
  /// Z at the end.
  public let statistic: Double

  /// Throws when information does not increase, or Z is not from −10⁴ to 10⁴.
  public init(after earlier: [LookBounds], information: Double, statistic: Double) throws(StatisticsError) {
    try StoppingBounds.require(information: earlier.map(\.information) + [information])
    guard statistic.magnitude <= Self.largestStatistic else {
      throw .outOfRange(name: "statistic", value: statistic, expected: "a Z from -10000 to 10000")
    }
    self.earlier = earlier
    self.information = information
    self.statistic = statistic
  }

  /// The probability under no effect of a result at least as extreme; two-sided is twice the smaller side.
  ///
  /// With one look it is the p of the fixed test.
  public func pValue(_ alternative: Alternative) -> Double {
    let tails = follow(0...0).crossing(drift: 0)
    return switch alternative {
    case .greater: tails.totalUpper
    case .less: tails.totalLower
    case .twoSided: min(1, 2 * min(tails.totalUpper, tails.totalLower))
    }
  }

  /// The median-unbiased drift, with the interval of equal tails: the drifts at which the result is exceeded with
  /// probabilities ½ and (1 ∓ `confidence`)/2. Drift is the expected Z at information 1.
  ///
  /// Throws unless `confidence` is strictly between 0 and 1.
  public func drift(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let tail = 0.5 * (1 - confidence)
    var search = StagewiseSearch(self)
    let middle = search.drift(leaving: 0.5, on: .upper)
    return Estimate(
      value: middle, lower: search.drift(leaving: tail, on: .upper), upper: search.drift(leaving: tail, on: .lower))
  }

  /// The same in the units of an effect whose estimate has `standardError` at the end.
  ///
  /// Throws unless `confidence` is strictly between 0 and 1 and `standardError` is positive.
  public func effect(standardError: Double, confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requirePositive(standardError, "standard error")
    let drift = try drift(confidence: confidence)
    let unit = standardError * information.squareRoot()
    return Estimate(value: drift.value * unit, lower: drift.lower * unit, upper: drift.upper * unit)
  }

  /// The probabilities of results at least as extreme on either side, for drifts of this range.
  fileprivate func follow(_ drifts: ClosedRange<Double>) -> FollowedPaths {
    let end = LookBounds(unchecked: information, lower: statistic, upper: statistic)
    return FollowedPaths(past: earlier + [end], drifts: drifts)
  }
}

/// The search for drifts that give the result a stated probability; keeps the paths followed last.
private struct StagewiseSearch {
  private let analysis: StagewiseAnalysis
  private let unit: Double
  private var centre: Double
  private var paths: FollowedPaths

  init(_ analysis: StagewiseAnalysis) {
    self.analysis = analysis
    unit = 3 / analysis.information.squareRoot()
    var centre = analysis.statistic / analysis.information.squareRoot()
    // Where an earlier look would have stopped almost surely no result can be expected.
    for look in analysis.earlier {
      let root = look.information.squareRoot()
      centre = max(min(centre, (look.upper + 2) / root), (look.lower - 2) / root)
    }
    self.centre = centre
    paths = analysis.follow((centre - unit)...(centre + unit))
  }

  /// The drift at which results at least as extreme on `side` have `probability`.
  mutating func drift(leaving probability: Double, on side: StoppingSide) -> Double {
    let sign: Double = side == .upper ? 1 : -1
    func excess(_ drift: Double, _ paths: FollowedPaths) -> Double {
      let tails = paths.crossing(drift: drift)
      return sign * ((side == .upper ? tails.totalUpper : tails.totalLower) - probability)
    }
    // Signed so, the excess rises with the drift on either side.
    while true {
      let paths = paths
      let (low, high) = (centre - unit, centre + unit)
      if excess(low, paths) > 0 {
        centre -= 1.9 * unit
      } else if excess(high, paths) < 0 {
        centre += 1.9 * unit
      } else {
        return Brent.root(from: low, to: high, relative: 1e-14) { excess($0, paths) }
      }
      self.paths = analysis.follow((centre - unit)...(centre + unit))
    }
  }
}

/// How often a group-sequential test stops at each look and side, at one drift.
public struct CrossingProbabilities: Hashable, Sendable {
  /// Fractions of information of the looks.
  public let information: [Double]
  /// The probability of stopping above at each look, not having stopped before.
  public let upper: [Double]
  /// The probability of stopping below at each look, not having stopped before.
  public let lower: [Double]

  /// The probability of ever stopping above.
  public var totalUpper: Double { min(1, upper.reduce(0, +)) }
  /// The probability of ever stopping below.
  public var totalLower: Double { min(1, lower.reduce(0, +)) }
  /// The probability of reaching the end without crossing a bound.
  public var neverStopping: Double { max(0, 1 - totalUpper - totalLower) }

  /// The expected information at the end, as a fraction of the plan: the last look ends every test.
  public var expectedInformation: Double {
    guard let last = information.last else { return 0 }
    var saved = 0.0
    for index in information.indices { saved += (upper[index] + lower[index]) * (last - information[index]) }
    return last - saved
  }
}

extension StoppingBounds {
  /// The probabilities of stopping first at each look and side when the expected Z at information 1 is `drift`.
  ///
  /// Absolute error at most 1e-9; small probabilities keep their digits too. Throws unless `drift` is from −1000 to 1000.
  public func crossing(drift: Double) throws(StatisticsError) -> CrossingProbabilities {
    try Self.require(drift: drift)
    return FollowedPaths(past: looks, drifts: drift...drift).crossing(drift: drift)
  }

  static func require(drift: Double) throws(StatisticsError) {
    guard drift.magnitude <= 1000 else {
      throw .outOfRange(name: "drift", value: drift, expected: "a number from -1000 to 1000")
    }
  }

  /// The drift at which the test stops above with probability `power`; stopping below is not counted.
  ///
  /// Throws unless `power` is strictly between 0 and 1 and some upper bound can be reached.
  public func drift(power: Double) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(power, "power")
    guard let reachable = looks.last(where: { $0.upper < .infinity }) else {
      throw .tooFew(name: "upper bounds that can be reached", count: 0, expected: "at least one, to have power")
    }
    func excess(_ drift: Double) -> Double {
      FollowedPaths(past: looks, drifts: drift...drift).crossing(drift: drift).totalUpper - power
    }
    // One bound alone stops at most as often as all of them, unless the test stops below first.
    var high = (reachable.upper + Normal.quantile(power)) / reachable.information.squareRoot()
    var step = 1 / reachable.information.squareRoot()
    while excess(high) < 0, step < 1e9 {
      high += step
      step *= 2
    }
    step = 1 / reachable.information.squareRoot()
    var low = high - step
    while excess(low) > 0, step < 1e9 {
      step *= 2
      low -= step
    }
    return Brent.root(from: low, to: high, relative: 1e-13, excess)
  }

  /// Maximum information over that of a test with one look: (drift of this test / drift of the fixed one)², both stopping
  /// above with probability `power`, the fixed one with error `alpha` on that side.
  ///
  /// The factor by which the sample size of a fixed design grows. Throws unless alpha < power, both between 0 and 1.
  public func inflation(alpha: Double, power: Double) throws(StatisticsError) -> Double {
    let fixed = try Self.fixedDrift(alpha: alpha, power: power)
    let ratio = try drift(power: power) * (looks.last?.information ?? 1).squareRoot() / fixed
    return ratio * ratio
  }

  /// The drift at which a test with one look and error `alpha` on one side has `power`.
  static func fixedDrift(alpha: Double, power: Double) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(alpha, "alpha")
    try StatisticsError.requireProbability(power, "power")
    guard power > alpha else {
      throw .outOfRange(name: "power", value: power, expected: "a number above alpha, which is \(alpha)")
    }
    return Normal.quantile(survival: alpha) + Normal.quantile(power)
  }
}

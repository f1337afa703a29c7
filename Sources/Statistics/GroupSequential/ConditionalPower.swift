extension StoppingBounds {
  /// The probability that a later look stops above, given the result so far, when the drift is `drift`.
  ///
  /// The looks counted are those with more information than the interim; ``InterimResult/trend`` as the drift gives the power
  /// at the current trend, 0 that under no effect (Jennison & Turnbull 2000, ch. 10). Power at the current trend is
  /// optimistic after good luck: prefer ``predictivePower(at:belief:)``. Throws when no look is left.
  public func conditionalPower(at interim: InterimResult, drift: Double) throws(StatisticsError) -> Double {
    try Self.require(drift: drift)
    let looks = try rest(after: interim)
    return FollowedPaths(past: looks, drifts: drift...drift, from: interim.score, at: interim.information)
      .crossing(drift: drift).totalUpper
  }

  /// The probability that a later look stops above, given the result so far, averaged over what is believed about the drift
  /// (Spiegelhalter, Freedman & Blackburn 1986).
  ///
  /// Throws when no look is left or the belief is wider than ±10⁶.
  public func predictivePower(at interim: InterimResult, belief: DriftBelief) throws(StatisticsError) -> Double {
    let looks = try rest(after: interim)
    let (mean, spread) = (belief.mean, belief.standardDeviation)
    guard mean.magnitude <= 1e6, spread <= 1e6 else {
      throw .outOfRange(name: "belief about the drift", value: mean, expected: "a mean and deviation of at most 1e6")
    }
    guard let zone = decisive(looks, interim) else { return 0 }
    // Above the zone a later look stops surely; below it none does.
    var power = Normal.survival((zone.upperBound - mean) / spread)
    let low = max(zone.lowerBound, mean - 9 * spread)
    let high = min(zone.upperBound, mean + 9 * spread)
    guard low < high, let last = looks.last else { return min(1, power) }
    let width = min(2 * spread, 6 / (last.information - interim.information).squareRoot())
    let count = max(1, Int(((high - low) / width).rounded(.up)))
    let rule = GaussLegendre(unchecked: 16)
    for panel in 0..<count {
      let left = low + (high - low) * Double(panel) / Double(count)
      let right = low + (high - low) * Double(panel + 1) / Double(count)
      let paths = FollowedPaths(
        past: looks, drifts: left...right, from: interim.score, at: interim.information)
      power += rule.integrate(from: left, to: right) { drift in
        paths.crossing(drift: drift).totalUpper * Normal.density((drift - mean) / spread) / spread
      }
    }
    return min(1, power)
  }

  private func rest(after interim: InterimResult) throws(StatisticsError) -> [LookBounds] {
    let rest = looks.filter { $0.information > interim.information }
    guard let next = rest.first else {
      throw .tooFew(
        name: "looks after the interim", count: 0,
        expected: "at least one with more information than \(interim.information)")
    }
    guard next.information - interim.information >= Self.smallestStep * next.information else {
      throw .outOfRange(
        name: "information of the interim", value: interim.information,
        expected: "less than that of the next look, \(next.information), by at least \(Self.smallestStep) of it")
    }
    return rest
  }

  /// The drifts between which the looks left are undecided; nil when no upper bound can be reached.
  private func decisive(_ looks: [LookBounds], _ interim: InterimResult) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for look in looks {
      let step = look.information - interim.information
      for bound in [look.lower, look.upper] where bound.isFinite {
        let needed = (bound * look.information.squareRoot() - interim.score) / step
        if bound == look.upper { low = min(low, needed - 9 / step.squareRoot()) }
        high = max(high, needed + 9 / step.squareRoot())
      }
    }
    return low <= high ? low...high : nil
  }
}

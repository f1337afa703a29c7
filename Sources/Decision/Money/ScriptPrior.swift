import Experiment
import Statistics

extension Goal {
  /// What is believed of a script's rate before any call: a Beta distribution around the baseline whose standard deviation
  /// is the plan's `prior-spread` of it. By default scripts differ so much that a difference as large as the one worth
  /// detecting is one standard deviation of a difference: the spread is that difference over √2. Nil without baseline,
  /// without either figure, and where no Beta distribution is so wide.
  func scriptPrior() throws(DecisionError) -> BetaPrior? {
    guard let baseline, let deviation = scriptDeviation(baseline: baseline) else { return nil }
    let strength = baseline * (1 - baseline) / (deviation * deviation) - 1
    guard strength > 0, strength.isFinite else { return nil }
    return try asking { () throws(StatisticsError) in
      try BetaPrior(baseline * strength, (1 - baseline) * strength)
    }
  }

  /// The standard deviation of a script's rate around a baseline; nil where the plan states nothing of it.
  func scriptDeviation(baseline: Double) -> Double? {
    let deviation =
      priorSpread.map { $0 * baseline }
      ?? worthDetecting.map { $0.difference(at: baseline).magnitude / 2.0.squareRoot() }
    return deviation.flatMap { $0 > 0 ? $0 : nil }
  }
}

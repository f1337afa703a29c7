import Cost
import Statistics

/// What a call costs, and how well that is known.
struct CallCost {
  /// Cost of a call in currency units, with limits where it goes with handling times.
  let perCall: Estimate
  /// Correlation of the estimated cost with the estimated rate.
  let correlation: Double

  /// Whether the cost of a call is known no better than handling times are.
  var isUncertain: Bool { perCall.lower < perCall.upper }

  /// - Parameters:
  ///   - cost: cost of a call in currency units.
  ///   - timed: the part of it that goes with handling time.
  ///   - spread: how well handling times are known; a cost that does not go with them is known for sure.
  ///   - z: normal quantile of the limits.
  init(_ cost: Double, timed: Double = 0, spread: HandlingSpread = .unknown, z: Double = 0) {
    let side = z * timed * spread.relativeError
    perCall = Estimate(value: cost, lower: max(0, cost - side), upper: cost + side)
    correlation = spread.correlation
  }

  /// CPQ = cost of a call / rate: the interval of the rate on another scale at a known cost, else the limits of both
  /// recovered; infinite at a rate of 0, and 0 where calls cost nothing.
  func cpq(_ rate: Estimate) -> Estimate {
    if perCall.upper == 0 { return Estimate(value: 0, lower: 0, upper: 0) }
    return perCall.divided(by: rate, correlation: correlation)
  }

  /// The return (income − cost) / cost of a call; nil where calls cost nothing.
  func returned(_ rate: Estimate, _ income: Estimate?) -> Estimate? {
    guard let income, perCall.value > 0 else { return nil }
    let perUnit = rate.divided(by: perCall, correlation: correlation)
    // Refunds may leave a loss: as much to earn, with the sign turned.
    let ratio = income.value < 0 ? perUnit.multiplied(by: income.negated).negated : perUnit.multiplied(by: income)
    return ratio.shifted(by: -1)
  }
}

import Statistics

/// What one method says of a challenger and the control.
struct Contrast {
  /// Difference of rates.
  var difference: Estimate
  /// Ratio of rates minus 1.
  var relative: Estimate
  /// The test of no difference.
  var test: TestResult
  /// Homogeneity of the effect over strata.
  var homogeneityP: Double?

  /// How many times the variance of independent calls the variance of the difference is, at least 1; nil where the interval
  /// has no end.
  func designEffect(_ pair: TwoProportions, confidence: Double) -> Double? {
    let half = (difference.upper - difference.lower) / 2
    guard half.isFinite else { return nil }
    let (first, second) = (Double(pair.control.trials), Double(pair.variant.trials))
    let pooled = Double(pair.control.successes + pair.variant.successes) / (first + second)
    let variance = pooled * (1 - pooled) * (1 / first + 1 / second)
    let error = half / Normal.quantile(survival: (1 - confidence) / 2)
    return variance > 0 ? max(1, error * error / variance) : 1
  }
}

extension Estimate {
  /// A ratio as a relative change.
  var minusOne: Estimate { Estimate(value: value - 1, lower: lower - 1, upper: upper - 1) }

  /// A difference of rates relative to the control's rate, taken as it was observed: it leaves out 0 just when the
  /// difference does. Without an opportunity in the control nothing bounds it.
  func relative(to control: Proportion) -> Estimate {
    let rate = control.rate
    guard rate > 0 else { return Estimate(value: value > 0 ? .infinity : 0, lower: -1, upper: .infinity) }
    return Estimate(value: value / rate, lower: max(-1, lower / rate), upper: upper / rate)
  }
}

extension Proportion {
  /// The counts that independent calls would need to say as much: both divided by the design effect.
  func deflated(by designEffect: Double) throws(StatisticsError) -> Proportion {
    guard designEffect > 1 else { return self }
    let trials = max(1, Int((Double(self.trials) / designEffect).rounded()))
    return try Proportion(min(trials, Int((Double(successes) / designEffect).rounded())), of: trials)
  }
}

import Foundation

extension RolloutValue {
  /// The chance that a test of the given sizes rolls out the script with the lower rate, over what is believed of both.
  ///
  /// ∫∫ P(choice is worse | rates) over both beliefs, adaptively on the scale of log-odds, to about 1e-8; the inner
  /// probability is summed over all outcomes. Throws like ``outcome(controlTrials:variantTrials:)``.
  public func errorRate(controlTrials: Int, variantTrials: Int) throws(StatisticsError) -> Double {
    _ = try outcome(controlTrials: controlTrials, variantTrials: variantTrials)
    let choice = RolloutChoice(
      control: control, variant: variant, controlTrials: controlTrials, variantTrials: variantTrials)
    let quadrature = AdaptiveQuadrature(tolerance: 1e-9)
    let (outer, inner) = (control.logOddsRange, variant.logOddsRange)
    func rates(_ u: Double) -> (Double, Double) {
      let e = exp(-u.magnitude)
      return u < 0 ? (e / (1 + e), 1 / (1 + e)) : (1 / (1 + e), e / (1 + e))
    }
    /// The inner integral from the control's rate on, on either side.
    func error(_ u: Double) -> Double {
      let (p, q) = rates(u)
      let density = IncompleteBeta.kernel(control.a, control.b, x: p, y: q)
      guard density > 0 else { return 0 }
      func panel(_ from: Double, _ to: Double, chosen: RolloutChoice.Arm) -> Double {
        guard to > from else { return 0 }
        return quadrature.integrate(from: from, to: to, scale: 1e-3) { v in
          let (r, s) = rates(v)
          let density = IncompleteBeta.kernel(variant.a, variant.b, x: r, y: s)
          return density > 0 ? density * choice.probability(of: chosen, control: p, variant: r) : 0
        }
      }
      let middle = min(max(u, inner.lowerBound), inner.upperBound)
      return density
        * (panel(inner.lowerBound, middle, chosen: .variant) + panel(middle, inner.upperBound, chosen: .control))
    }
    return min(1, quadrature.integrate(from: outer.lowerBound, to: outer.upperBound, scale: 1e-3, error))
  }
}

/// Which arm a test rolls out, given its outcome.
private struct RolloutChoice {
  enum Arm { case control, variant }

  /// The variant is chosen from this number of its successes on, for each number of the control's.
  private let thresholds: [Int]
  private let trials: (control: Int, variant: Int)

  init(control: Beta, variant: Beta, controlTrials: Int, variantTrials: Int) {
    let (whole0, whole1) = (
      control.a + control.b + Double(controlTrials), variant.a + variant.b + Double(variantTrials)
    )
    var first = 0
    thresholds = (0...controlTrials).map { successes in
      let bound = (control.a + Double(successes)) / whole0
      while first <= variantTrials, (variant.a + Double(first)) / whole1 <= bound { first += 1 }
      return first
    }
    trials = (controlTrials, variantTrials)
  }

  func probability(of arm: Arm, control: Double, variant: Double) -> Double {
    let (first0, masses0) = Binomial(unchecked: trials.control, control).masses
    let (first1, masses1) = Binomial(unchecked: trials.variant, variant).masses
    // P(variant below the threshold), or from it on, added up so that the smaller one keeps its digits.
    var sums = masses1
    switch arm {
    case .control: for i in stride(from: 1, to: sums.count, by: 1) { sums[i] += sums[i - 1] }
    case .variant: for i in stride(from: sums.count - 2, through: 0, by: -1) { sums[i] += sums[i + 1] }
    }
    return masses0.enumerated().reduce(0) { total, row in
      let index = thresholds[first0 + row.offset] - first1
      let share: Double =
        switch arm {
        case .control: index <= 0 ? 0 : sums[min(index, sums.count) - 1]
        case .variant: index >= sums.count ? 0 : sums[max(0, index)]
        }
      return total + row.element * share
    }
  }
}

extension Beta {
  /// Where all but some 1e-12 of the mass lies, in log-odds.
  fileprivate var logOddsRange: ClosedRange<Double> {
    func logOdds(_ x: Double, _ y: Double) -> Double { log(x) - log(y) }
    let low = quantile(1e-12)
    let mirrored = Beta(unchecked: b, a).quantile(1e-12)
    let lower = low > 0 ? logOdds(low, 1 - low) : -700
    let upper = mirrored > 0 ? -logOdds(mirrored, 1 - mirrored) : 700
    return min(lower, upper)...max(lower, upper)
  }
}

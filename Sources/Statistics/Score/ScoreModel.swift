import Foundation

/// A score statistic as a function of the parameter, for one table or for strata that share the parameter, and the
/// interval of the values it does not reject.
struct ScoreModel: Hashable, Sendable {
  var tables: [TwoProportions]
  var contrast: ScoreContrast
  /// Whether the variance carries N/(N − 1).
  var isUnbiased: Bool
  /// Whether the skewness is removed (SCAS, Laud 2017).
  var isSkewnessCorrected: Bool
  var weighting: StratumWeighting = .mantelHaenszel

  /// The score at `value`, standard normal when it is true; falls as the value grows.
  func score(at value: Double) -> Double {
    if tables.count == 1 {
      let moments = tables[0].scoreMoments(contrast, at: value, isUnbiased: isUnbiased)
      return standardised(moments.score, moments.variance, moments.thirdMoment)
    }
    let moments = tables.map { $0.scoreMoments(contrast, at: value, isUnbiased: isUnbiased) }
    let weights = weighting.weights(of: tables, moments: moments, contrast: contrast, value: value)
    let total = weights.reduce(0, +)
    var (score, variance, third) = (0.0, 0.0, 0.0)
    for (weight, moment) in zip(weights, moments) where weight > 0 && moment.variance < .infinity {
      let share = weight / total
      score += share * moment.score
      variance += share * share * moment.variance
      third += share * share * share * moment.thirdMoment
    }
    return standardised(score, variance, third)
  }

  private func standardised(_ score: Double, _ variance: Double, _ third: Double) -> Double {
    if score == 0, third == 0 || variance == 0 || !isSkewnessCorrected { return 0 }
    guard variance > 0 else { return score > 0 ? .infinity : -.infinity }
    let root = variance.squareRoot()
    let plain = score / root
    guard isSkewnessCorrected, third != 0 else { return plain }
    // z + s(z² − 1) = plain, solved for z without cancellation (Laud 2017, eq. S2).
    let s = third / variance / root / 6
    let constant = plain + s
    return 2 * constant / (1 + max(0, 1 + 4 * s * constant).squareRoot())
  }

  /// The values with |score| ≤ z around `observed`, where the search starts.
  ///
  /// The estimate is the value with score 0 when the tables are several or the skewness is removed. A ratio observed as
  /// 0 or infinite is never excluded: the bias of the odds-ratio score, which diverges there, would do so.
  func interval(z: Double, observed: Double) -> Estimate {
    let isExtreme = contrast != .difference && (observed == 0 || observed == .infinity)
    let isSolved = isSkewnessCorrected || (tables.count > 1 && !isExtreme)
    return Estimate(
      value: isSolved ? solution(0, observed) : observed,
      lower: isExtreme && observed == 0 ? 0 : solution(z, observed),
      upper: observed == .infinity ? .infinity : solution(-z, observed))
  }

  private func solution(_ level: Double, _ guess: Double) -> Double {
    // The first step is a little longer than the expected way, so that it mostly ends beyond the crossing.
    let width = (1.1 * level.magnitude + 0.3) * spread
    switch contrast {
    case .difference:
      return crossing(level, from: min(max(guess, -1), 1), width: min(width, 0.5), within: -1...1) { $0 }
    case .ratio, .oddsRatio:
      // Searched on the log scale; beyond e^±200 an end is 0 or infinite.
      let limit = 200.0
      let start = guess > 0 && guess < .infinity ? log(guess) : 0
      let log = crossing(level, from: start, width: width, within: -limit...limit, exp)
      return log <= -limit ? 0 : (log >= limit ? .infinity : exp(log))
    }
  }

  /// A rough standard error of the estimate, or of its logarithm for ratios: never 0, since ½ is added to every cell.
  private var spread: Double {
    1
      / tables.reduce(0) { sum, table in
        let (control, variant) = (table.control, table.variant)
        return sum + 1 / (control.roughVariance(contrast) + variant.roughVariance(contrast))
      }.squareRoot()
  }

  /// Where the falling score crosses `level`; the end of `range` when it does not.
  private func crossing(
    _ level: Double, from start: Double, width: Double, within range: ClosedRange<Double>,
    _ value: (Double) -> Double
  ) -> Double {
    func excess(_ position: Double) -> Double { score(at: value(position)) - level }
    let atStart = excess(start)
    if atStart == 0 { return start }
    var inner = start
    var step = atStart > 0 ? width : -width
    while true {
      let end = step > 0 ? range.upperBound : range.lowerBound
      var outer = inner + step
      if step > 0 ? outer >= end : outer <= end { outer = end }
      let atOuter = excess(outer)
      if (atOuter > 0) != (atStart > 0) {
        return Brent.root(from: min(inner, outer), to: max(inner, outer), excess)
      }
      if outer == end { return end }
      inner = outer
      step *= 2
    }
  }
}

extension Proportion {
  fileprivate func roughVariance(_ contrast: ScoreContrast) -> Double {
    let (successes, failures) = (x + 0.5, Double(self.failures) + 0.5)
    return switch contrast {
    case .difference: successes * failures / ((n + 1) * (n + 1) * (n + 1))
    case .ratio: failures / (successes * (n + 1))
    case .oddsRatio: (n + 1) / (successes * failures)
    }
  }
}

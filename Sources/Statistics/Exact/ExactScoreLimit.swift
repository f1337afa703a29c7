import Foundation

/// The lower limit that inverts ``ExactScore``.
///
/// Equality of the rates is left out exactly when the test rejects it. Otherwise the search goes down from what is kept
/// in steps of growing length until values are rejected, and narrows the bracket; the end that errs towards a longer
/// interval is returned.
struct ExactScoreLimit {
  /// The scale searched: standard errors for the difference, quarters of a logarithm for the ratio.
  private enum Scale {
    case difference(unit: Double)
    case ratio

    var contrast: ScoreContrast {
      switch self {
      case .difference: .difference
      case .ratio: .ratio
      }
    }

    func value(_ position: Double) -> Double {
      switch self {
      case .difference(let unit): max(-1, min(1, position * unit))
      case .ratio: exp(position / 4)
      }
    }

    func position(_ value: Double) -> Double {
      switch self {
      case .difference(let unit): value / unit
      case .ratio: 4 * log(value)
      }
    }

    /// The position of the lowest value there is; for the ratio, of the lowest that is told from 0.
    var lowest: Double {
      switch self {
      case .difference(let unit): -1 / unit
      case .ratio: -2_800
      }
    }
  }

  /// Limits are bracketed to this part of a step.
  private static let precision = 1e-5

  private let table: TwoProportions
  private let test: ExactScore
  private let tail: Double
  private let rejectsEquality: Bool

  /// - Parameter tail: error on this side.
  init(_ table: TwoProportions, tail: Double) {
    self.table = table
    self.tail = tail
    test = ExactScore(table)
    rejectsEquality = test.pOfEquality < tail
  }

  /// The lower limit of the difference.
  var difference: Double {
    guard table.variant.successes > 0 || table.control.failures > 0 else { return -1 }
    return limit(.difference(unit: table.rateSpread), observed: table.observedDifference)
  }

  /// The lower limit of the ratio.
  var ratio: Double {
    guard table.variant.successes > 0 else { return 0 }
    return limit(.ratio, observed: table.observedRatio)
  }

  /// A position with the normal deviate of its p, on which p is nearly a straight line.
  private struct Tried {
    var position: Double
    var deviate: Double
  }

  private func limit(_ scale: Scale, observed: Double) -> Double {
    func tried(_ position: Double) -> Tried {
      Tried(
        position: position, deviate: Normal.quantile(survival: test.p(scale.contrast, scale.value(position))))
    }
    let start = scale.position(observed)
    // At confidences near 0 a test may reject without an observed difference.
    if rejectsEquality, start <= 0 { return observed }
    let border = Normal.quantile(survival: tail)
    func isKept(_ tried: Tried) -> Bool { tried.deviate < border }
    let floor = rejectsEquality ? 0 : scale.lowest
    var kept = Tried(position: rejectsEquality ? start : min(0, start), deviate: min(0, border - 1))
    if kept.position == .infinity {
      // No control success: the first value kept on the way up.
      kept = tried(1)
      while !isKept(kept) { kept = tried(kept.position * 2) }
    }
    var rejected: Tried?
    var step = 2.2
    while rejected == nil {
      let next = kept.position - step
      guard next > floor else { break }
      // The order of tables changes with the value, so that a lower value may be kept again; seldom, and close by.
      let attempts = [0, 0.1, 0.4].lazy.map { next - $0 }.filter { $0 > floor }.map(tried)
      if let lower = attempts.first(where: isKept) {
        kept = lower
        step *= 2
      } else {
        rejected = tried(next)
      }
    }
    return scale.value(narrowed(kept, rejected, floor: floor, border: border, tried))
  }

  /// The rejected end of the bracket once it is narrow: by straight lines that aim a little past the crossing, and by
  /// halves every third time, since p may jump.
  private func narrowed(
    _ kept: Tried, _ rejected: Tried?, floor: Double, border: Double, _ tried: (Double) -> Tried
  ) -> Double {
    var (kept, rejected) = (kept, rejected)
    var low: Double { rejected?.position ?? floor }
    var round = 0
    while kept.position - low > Self.precision {
      var next = 0.5 * (kept.position + low)
      if let rejected, round % 3 < 2, rejected.deviate > kept.deviate {
        let crossing =
          kept.position
          - (kept.position - low) * (border - kept.deviate) / (rejected.deviate - kept.deviate)
        let margin = 0.4 * Self.precision
        next = min(max(crossing + (round % 3 == 0 ? -margin : margin), low + margin), kept.position - margin)
      }
      let candidate = tried(next)
      if candidate.deviate < border { kept = candidate } else { rejected = candidate }
      round += 1
    }
    return low
  }
}

extension TwoProportions {
  /// The difference with the limits that invert the exact score test.
  func exactScoreDifference(_ tail: Double) throws(StatisticsError) -> Estimate {
    try requireReachOfExactScore()
    return Estimate(
      value: observedDifference, lower: ExactScoreLimit(self, tail: tail).difference,
      upper: -ExactScoreLimit(exchanged, tail: tail).difference)
  }

  /// The ratio with the limits that invert the exact score test.
  func exactScoreRatio(_ tail: Double) throws(StatisticsError) -> Estimate {
    try requireReachOfExactScore()
    let inverse = ExactScoreLimit(exchanged, tail: tail).ratio
    return Estimate(
      value: observedRatio, lower: ExactScoreLimit(self, tail: tail).ratio,
      upper: inverse == 0 ? .infinity : 1 / inverse)
  }

  private func requireReachOfExactScore() throws(StatisticsError) {
    guard answers(.exactScore) else {
      throw .beyondReach(
        method: "The exact score interval", size: "so many successes and failures",
        instead: "miettinen-nurminen, which is as good there")
    }
  }
}

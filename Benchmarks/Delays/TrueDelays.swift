import Foundation
import Statistics

/// How the delays of a simulated campaign come about.
enum TrueDelays: Hashable, Sendable {
  /// A law that the forecast knows.
  case known(DelayLaw, median: Double, spread: Double)
  /// Gamma: none of the three laws.
  case gamma(shape: Double, median: Double)
  /// A share of sales comes by one log-normal law, the others by a slower one.
  case twoParts(share: Double, medians: (Double, Double), spread: Double)

  var isKnown: Bool { if case .known = self { true } else { false } }

  /// Days from the call to its sale.
  func draw(_ source: inout RandomSource) -> Double {
    switch self {
    case .known(.exponential, let median, _): source.exponential(mean: median / log(2))
    case .known(.weibull, let median, let spread):
      source.weibull(shape: 1 / spread, scale: median / pow(log(2), spread))
    case .known(.logNormal, let median, let spread): source.logNormal(logMean: log(median), logDeviation: spread)
    case .gamma(let shape, let median):
      // Wilson and Hilferty's median of a gamma law.
      source.gamma(shape: shape) * median / (shape * pow(1 - 1 / (9 * shape), 3))
    case .twoParts(let share, let medians, let spread):
      source.logNormal(
        logMean: log(source.uniform() < share ? medians.0 : medians.1), logDeviation: spread)
    }
  }

  /// Median and 90th percentile in days, of 20,000 draws.
  func quantiles() -> (median: Double, ninetieth: Double) {
    var source = RandomSource(seed: 1)
    let drawn = (0..<20_000).map { _ in draw(&source) }.sorted()
    return (drawn[10_000], drawn[18_000])
  }

  var name: String {
    switch self {
    case .known(.exponential, let median, _): "exponential, median \(Int(median))"
    case .known(.weibull, let median, let spread):
      String(format: "Weibull, shape %.1f, median %.0f", 1 / spread, median)
    case .known(.logNormal, let median, let spread): String(format: "log-normal, σ %.1f, median %.0f", spread, median)
    case .gamma(let shape, let median): String(format: "gamma, shape %.1f, median %.0f", shape, median)
    case .twoParts(let share, let medians, _):
      String(format: "two parts: %.0f %% median %.0f, the others %.0f", 100 * share, medians.0, medians.1)
    }
  }

  static func == (a: TrueDelays, b: TrueDelays) -> Bool { a.name == b.name }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }

  static let all: [TrueDelays] = [
    .known(.exponential, median: 12, spread: 1), .known(.exponential, median: 20, spread: 1),
    .known(.weibull, median: 12, spread: 1 / 1.5), .known(.weibull, median: 25, spread: 1 / 1.5),
    .known(.logNormal, median: 12, spread: 0.6), .known(.logNormal, median: 12, spread: 1),
    .known(.logNormal, median: 20, spread: 0.6), .gamma(shape: 2.5, median: 15),
    .twoParts(share: 0.5, medians: (7, 25), spread: 0.5), .twoParts(share: 0.7, medians: (5, 40), spread: 0.4),
  ]
}

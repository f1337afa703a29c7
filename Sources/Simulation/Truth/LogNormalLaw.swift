import Foundation
import Statistics

/// A log-normal law, stated by what people can judge: its median and how far values spread around it.
///
/// The usual model of talk times and of delays in sales: never negative, with a long upper tail.
public struct LogNormalLaw: Hashable, Sendable {
  /// Half of the values lie below, in the unit of the quantity; above 0.
  public var median: Double
  /// Standard deviation of the natural logarithm; 0 makes every value equal to the median.
  public var logDeviation: Double

  /// A law of a median (above 0) and a spread of logarithms (at least 0).
  public init(median: Double, logDeviation: Double) {
    self.median = median
    self.logDeviation = logDeviation
  }

  /// The expected value, median · exp(logDeviation² / 2).
  public var mean: Double { median * exp(logDeviation * logDeviation / 2) }

  /// The expected square, median² · exp(2 · logDeviation²).
  public var meanSquare: Double { median * median * exp(2 * logDeviation * logDeviation) }

  /// The value that a share (strictly between 0 and 1) of all values stays below.
  public func quantile(_ share: Double) -> Double {
    median * exp(logDeviation * Normal.quantile(share))
  }

  /// The share of values up to `value`.
  public func share(upTo value: Double) -> Double {
    guard value > 0 else { return 0 }
    guard logDeviation > 0 else { return value >= median ? 1 : 0 }
    return Normal.cdf(log(value / median) / logDeviation)
  }

  /// The same law with every value multiplied by a factor above 0.
  public func scaled(by factor: Double) -> LogNormalLaw {
    LogNormalLaw(median: median * factor, logDeviation: logDeviation)
  }

  func draw(from source: inout RandomSource) -> Double {
    median * exp(logDeviation * source.normal())
  }

  var isUsable: Bool {
    median > 0 && median.isFinite && logDeviation >= 0 && logDeviation <= 5
  }
}

import Foundation

/// Evidence against a hypothesis, gathered over time: a process that starts at 1 and, while the hypothesis is true, is
/// not expected above 1 at any moment one may choose to stop.
///
/// By Ville's inequality (1939) the chance that it *ever* reaches 1/α is then at most α. So the evidence may be read
/// after every block, for as long as one likes, and a test may stop at any reading. See Ramdas, Grünwald, Vovk & Shafer
/// (2023), "Game-theoretic statistics and safe anytime-valid inference". Kept as a logarithm: long
/// tests reach values far outside the range of floating point.
public struct EProcess: Hashable, Sendable {
  /// log of the present value; 0 before any data, −∞ once the bets have lost everything.
  public private(set) var logValue = 0.0
  /// log of the largest value up to now, at least 0.
  public private(set) var logMaximum = 0.0

  /// The process before any data.
  public init() {}

  /// The present value; ∞ beyond 1e308.
  public var value: Double { exp(logValue) }

  /// The always-valid p: the smallest 1/value up to now, at most 1.
  ///
  /// At most α with probability at most α under the hypothesis, whenever and however often it is read (Johari,
  /// Pekelis & Walsh 2022). It never rises again, and is not the p of a test with a fixed number of trials.
  public var pValue: Double { exp(-logMaximum) }

  /// Whether the process has ever reached 1/`alpha`: the hypothesis is rejected with error `alpha`.
  public func rejects(at alpha: Double) -> Bool { logMaximum >= -log(alpha) }

  /// Multiplies the value by the e-value of the next block.
  mutating func multiply(byLog logFactor: Double) { move(toLog: logValue + logFactor) }

  /// Sets the value, where several bets are held at once.
  mutating func move(toLog logValue: Double) {
    self.logValue = logValue
    logMaximum = max(logMaximum, logValue)
  }
}

/// log(e^a + e^b) without overflow; −∞ when both are.
func logSum(_ a: Double, _ b: Double) -> Double {
  let (high, low) = a > b ? (a, b) : (b, a)
  guard high > -.infinity, low < .infinity else { return high }
  return high + log1p(exp(low - high))
}

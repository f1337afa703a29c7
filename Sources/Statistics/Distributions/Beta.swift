import Foundation

/// The Beta(a, b) distribution on 0...1.
public struct Beta: Hashable, Sendable {
  /// First shape, above 0: prior or posterior successes.
  public let a: Double
  /// Second shape, above 0: prior or posterior failures.
  public let b: Double

  /// Throws unless both shapes are positive and finite.
  public init(_ a: Double, _ b: Double) throws(StatisticsError) {
    try StatisticsError.requirePositive(a, "a")
    try StatisticsError.requirePositive(b, "b")
    self.init(unchecked: a, b)
  }

  init(unchecked a: Double, _ b: Double) {
    self.a = a
    self.b = b
  }

  /// a / (a + b).
  public var mean: Double { a / (a + b) }
  /// ab / ((a + b)²(a + b + 1)).
  public var variance: Double { mean * (b / (a + b)) / (a + b + 1) }

  /// The density at `x`; 0 outside 0...1, infinite at an end where it diverges.
  public func density(_ x: Double) -> Double {
    guard x >= 0, x <= 1 else { return 0 }
    if x == 0 { return a < 1 ? .infinity : (a == 1 ? b : 0) }
    if x == 1 { return b < 1 ? .infinity : (b == 1 ? a : 0) }
    return IncompleteBeta.kernel(a, b, x: x, y: 1 - x) / (x * (1 - x))
  }

  /// The probability of a value of at most `x`.
  public func cdf(_ x: Double) -> Double { incomplete(x).value }
  /// The probability of a value above `x`, accurate when it is small.
  public func survival(_ x: Double) -> Double { incomplete(x).complement }

  private func incomplete(_ x: Double) -> IncompleteBeta {
    let x = min(max(x, 0), 1)
    return IncompleteBeta(unchecked: a, b, x: x, y: 1 - x)
  }

  /// The value that the variable stays below with probability `p` in 0...1.
  ///
  /// Newton's method on the logarithm of the nearer tail against log x, where it is almost a line, inside a shrinking
  /// bracket. Relative accuracy about 1e-14, even for quantiles of 1e-12.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    return p <= cdf(mean) ? solve(.below(p)) : solve(.above(1 - p))
  }

  /// The value that the variable exceeds with probability `q`.
  public func quantile(survival q: Double) -> Double {
    guard q > 0 else { return 1 }
    guard q < 1 else { return 0 }
    return q <= survival(mean) ? solve(.above(q)) : solve(.below(1 - q))
  }

  /// A tail with its probability, strictly between 0 and 1.
  private enum Tail {
    case below(Double)
    case above(Double)
  }

  private func solve(_ tail: Tail) -> Double {
    // Solved for the smaller of x and 1 − x, which is the one that keeps its relative accuracy.
    guard a > b else { return solveSmall(tail) }
    let mirrored = Beta(unchecked: b, a)
    switch tail {
    case .below(let p): return 1 - mirrored.solveSmall(.above(p))
    case .above(let q): return 1 - mirrored.solveSmall(.below(q))
    }
  }

  private func solveSmall(_ tail: Tail) -> Double {
    var lower = 0.0
    var upper = 1.0
    var x = start(tail)
    guard x > 0 else { return 0 }
    for _ in 0..<300 {
      let value = IncompleteBeta(unchecked: a, b, x: x, y: 1 - x)
      // The excess of log tail over its target, and its slope against log x.
      let slope = IncompleteBeta.kernel(a, b, x: x, y: 1 - x) / (1 - x)
      let step: Double
      switch tail {
      case .below(let p):
        if value.value < p { lower = x } else { upper = x }
        step = (log(p) - log(value.value)) * value.value / slope
      case .above(let q):
        if value.complement > q { lower = x } else { upper = x }
        step = (log(value.complement) - log(q)) * value.complement / slope
      }
      var next = x * exp(step)
      if !(next > lower && next < upper) {
        next = lower > 0 ? (lower * upper).squareRoot() : 0.5 * upper
      }
      let moved = (next - x).magnitude
      x = next
      if moved <= 4e-16 * x || upper - lower <= 2e-16 * upper { break }
    }
    return x
  }

  private func start(_ tail: Tail) -> Double {
    let spread = variance.squareRoot()
    switch tail {
    case .below(let p):
      // The power law of the far tail, or the normal approximation when that is above it.
      let power = exp((log(p) + log(a) + logBeta(a, b)) / a)
      return min(max(power, mean + Normal.quantile(min(p, 0.5)) * spread), mean)
    case .above(let q):
      return min(mean + Normal.quantile(survival: min(q, 0.5)) * spread, 0.5 * (1 + mean))
    }
  }
}

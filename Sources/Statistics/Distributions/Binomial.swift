import Foundation

/// The binomial distribution: successes among independent trials of one probability.
public struct Binomial: Hashable, Sendable {
  /// Number of trials, at least 0.
  public let trials: Int
  /// Probability of success, in 0...1.
  public let probability: Double

  /// Throws for negative trials or a probability outside 0...1.
  public init(trials: Int, probability: Double) throws(StatisticsError) {
    guard trials >= 0 else {
      throw .outOfRange(name: "trials", value: Double(trials), expected: "a whole number of at least 0")
    }
    guard probability >= 0, probability <= 1 else {
      throw .outOfRange(name: "probability", value: probability, expected: "a number from 0 to 1")
    }
    self.init(unchecked: trials, probability)
  }

  init(unchecked trials: Int, _ probability: Double) {
    self.trials = trials
    self.probability = probability
  }

  /// The probability of exactly `k` successes (Loader 2000), to a relative error of about 1e-14.
  public func mass(_ k: Int) -> Double {
    Self.mass(k, of: trials, p: probability, q: 1 - probability)
  }

  static func mass(_ k: Int, of n: Int, p: Double, q: Double) -> Double {
    guard k >= 0, k <= n else { return 0 }
    guard p > 0 else { return k == 0 ? 1 : 0 }
    guard q > 0 else { return k == n ? 1 : 0 }
    return exp(logMass(k, of: n, p: p, q: q))
  }

  /// log of the mass for 0 < p < 1 and 0 ≤ k ≤ n; q = 1 − p is given apart so that either may be tiny.
  static func logMass(_ k: Int, of n: Int, p: Double, q: Double) -> Double {
    let all = Double(n)
    if k == 0 { return p < 0.1 ? all * log1p(-p) : all * log(q) }
    if k == n { return q < 0.1 ? all * log1p(-q) : all * log(p) }
    let x = Double(k)
    let rest = Double(n - k)
    let meanX = all * p
    let meanRest = all * q
    return Stirling.remainder(all) - Stirling.remainder(x) - Stirling.remainder(rest)
      - Stirling.deviance(x, mean: meanX, meanLow: (-meanX).addingProduct(all, p))
      - Stirling.deviance(rest, mean: meanRest, meanLow: (-meanRest).addingProduct(all, q))
      - Stirling.halfLogTwoPi + 0.5 * log(all / x / rest)
  }

  /// The probability of at most `k` successes.
  public func cdf(_ k: Int) -> Double {
    guard k >= 0 else { return 0 }
    guard k < trials else { return 1 }
    return IncompleteBeta(
      unchecked: Double(k + 1), Double(trials - k), x: probability, y: 1 - probability
    ).complement
  }

  /// The probability of more than `k` successes, accurate when it is small.
  public func survival(_ k: Int) -> Double {
    guard k >= 0 else { return 1 }
    guard k < trials else { return 0 }
    return IncompleteBeta(
      unchecked: Double(k + 1), Double(trials - k), x: probability, y: 1 - probability
    ).value
  }
}

/// The beta-binomial distribution: successes among trials whose common probability is itself Beta(a, b).
public struct BetaBinomial: Hashable, Sendable {
  /// Number of trials, at least 0.
  public let trials: Int
  /// The distribution of the probability.
  public let beta: Beta

  /// Throws for negative trials.
  public init(trials: Int, beta: Beta) throws(StatisticsError) {
    guard trials >= 0 else {
      throw .outOfRange(name: "trials", value: Double(trials), expected: "a whole number of at least 0")
    }
    self.trials = trials
    self.beta = beta
  }

  /// log of the probability of exactly `k` successes; −∞ outside 0...trials.
  public func logMass(_ k: Int) -> Double {
    guard k >= 0, k <= trials else { return -.infinity }
    return logChoose(trials, k) + logBeta(beta.a + Double(k), beta.b + Double(trials - k)) - logBeta(beta.a, beta.b)
  }

  /// The probability of exactly `k` successes.
  public func mass(_ k: Int) -> Double { exp(logMass(k)) }
}

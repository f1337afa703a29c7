import Foundation

extension RandomSource {
  /// A binomial draw, exact up to floating point, in constant time for large counts.
  ///
  /// Inversion while the expected count is under 10, transformed rejection with squeeze above (Hörmann 1993, BTRS).
  /// `trials` below 0 count as 0, `probability` is clamped to 0...1.
  public mutating func binomial(_ trials: Int, _ probability: Double) -> Int {
    guard trials > 0, probability > 0 else { return 0 }
    guard probability < 1 else { return trials }
    if probability > 0.5 { return trials - lowBinomial(trials, 1 - probability) }
    return lowBinomial(trials, probability)
  }

  /// A binomial draw for a probability of at most ½.
  private mutating func lowBinomial(_ trials: Int, _ p: Double) -> Int {
    Double(trials) * p < 10 ? invertedBinomial(trials, p) : rejectedBinomial(trials, p)
  }

  private mutating func invertedBinomial(_ trials: Int, _ p: Double) -> Int {
    let odds = p / (1 - p)
    let none = exp(Double(trials) * log1p(-p))
    while true {
      var mass = none
      var u = uniform()
      var k = 0
      // Beyond 120 the mass is below 1e-60; a remainder of rounding there starts over.
      while k <= min(trials, 120) {
        if u < mass { return k }
        u -= mass
        mass *= odds * Double(trials - k) / Double(k + 1)
        k += 1
      }
    }
  }

  private mutating func rejectedBinomial(_ trials: Int, _ p: Double) -> Int {
    let n = Double(trials)
    let q = 1 - p
    let spread = (n * p * q).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let centre = n * p + 0.5
    let squeeze = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * spread
    while true {
      let u = uniform() - 0.5
      let v = openUniform()
      let us = 0.5 - u.magnitude
      let k = ((2 * a / us + b) * u + centre).rounded(.down)
      if us >= 0.07, v <= squeeze { return Int(k) }
      guard k >= 0, k <= n else { continue }
      let mode = Int((n + 1) * p)
      let ratio =
        Binomial.logMass(Int(k), of: trials, p: p, q: q) - Binomial.logMass(mode, of: trials, p: p, q: q)
      if log(v * alpha / (a / (us * us) + b)) <= ratio { return Int(k) }
    }
  }

  /// A Poisson draw of the given `mean`, exact up to floating point, in constant time for large means.
  ///
  /// Inversion under 10, transformed rejection above (Hörmann 1993, PTRS). A mean that is not above 0 gives 0.
  public mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    return mean < 10 ? invertedPoisson(mean) : rejectedPoisson(mean)
  }

  private mutating func invertedPoisson(_ mean: Double) -> Int {
    while true {
      var mass = exp(-mean)
      var u = uniform()
      var k = 0
      while k <= 150 {
        if u < mass { return k }
        u -= mass
        k += 1
        mass *= mean / Double(k)
      }
    }
  }

  private mutating func rejectedPoisson(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = openUniform()
      let us = 0.5 - u.magnitude
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07, v <= squeeze { return Int(k) }
      guard k >= 0, us >= 0.013 || v <= us else { continue }
      // log of mean^k e^{−mean} / k!, by deviances.
      let logMass =
        k == 0
        ? -mean
        : -Stirling.remainder(k) - Stirling.deviance(k, mean: mean) - Stirling.halfLogTwoPi - 0.5 * log(k)
      if log(v * inverseAlpha / (a / (us * us) + b)) <= logMass { return Int(k) }
    }
  }
}

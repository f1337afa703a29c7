import Foundation

extension ExplorationSampling {
  /// The probabilities by the normal law of each rate's log odds, for simulations of very many tests: thousands of times
  /// faster than the quadrature, and not for the shares of a real test.
  ///
  /// The log odds of Beta(a, b) have mean ψ(a) − ψ(b) and variance ψ′(a) + ψ′(b). Over random counts at rates of 1–6 % the
  /// probabilities of two arms were within 0.012 of the quadrature's from 8 successes an arm on and within 0.0052 from 30 on;
  /// those of six arms within 0.012 from 30 on. Throws when there is no arm, or more than 100.
  public init(logOddsOf posteriors: [Beta]) throws(StatisticsError) {
    guard (1...100).contains(posteriors.count) else {
      throw .tooFew(name: "arms", count: posteriors.count, expected: "from 1 to 100")
    }
    let laws = posteriors.map { law in
      let (first, second) = (Self.logGammaMoments(law.a), Self.logGammaMoments(law.b))
      return (mean: first.mean - second.mean, variance: first.variance + second.variance)
    }
    if laws.count == 2 {
      let z = (laws[0].mean - laws[1].mean) / (laws[0].variance + laws[1].variance).squareRoot()
      self.init(probabilities: [Normal.cdf(z), Normal.survival(z)])
      return
    }
    // P(arm is best) = ∫ φ(z) Π Φ((m + s z − mⱼ) / sⱼ) dz; the trapezoidal rule converges geometrically.
    let step = 0.25
    var raw = laws.map { _ in 0.0 }
    for index in laws.indices {
      for place in -28...28 {
        let z = Double(place) * step
        let at = laws[index].mean + laws[index].variance.squareRoot() * z
        var product = Normal.density(z) * step
        for other in laws.indices where other != index {
          product *= Normal.cdf((at - laws[other].mean) / laws[other].variance.squareRoot())
        }
        raw[index] += product
      }
    }
    let sum = raw.reduce(0, +)
    self.init(probabilities: raw.map { $0 / sum })
  }

  /// Mean ψ(a) and variance ψ′(a) of the logarithm of a Gamma(a) variable, by Stirling's series from a = 8 on (DLMF 5.11.2
  /// and 5.15.8) and the recurrence below; a relative error of about 1e-7.
  private static func logGammaMoments(_ shape: Double) -> (mean: Double, variance: Double) {
    var (mean, variance, a) = (0.0, 0.0, shape)
    while a < 8 {
      mean -= 1 / a
      variance += 1 / (a * a)
      a += 1
    }
    let square = 1 / (a * a)
    mean += log(a) - 1 / (2 * a) - square * (1.0 / 12 - square / 120)
    variance += 1 / a + square / 2 + square / a * (1.0 / 6 - square / 30)
    return (mean, variance)
  }
}

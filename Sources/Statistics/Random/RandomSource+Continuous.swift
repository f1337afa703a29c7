import Foundation

extension RandomSource {
  /// A uniform draw from [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A uniform draw from (0, 1): never 0, so that its logarithm is finite.
  public mutating func openUniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// A standard normal draw (Marsaglia's polar method, 1964).
  public mutating func normal() -> Double {
    while true {
      let u = 2 * openUniform() - 1
      let v = 2 * openUniform() - 1
      let s = u * u + v * v
      if s > 0, s < 1 { return u * (-2 * log(s) / s).squareRoot() }
    }
  }

  /// An exponential draw of the given `mean` (above 0).
  public mutating func exponential(mean: Double = 1) -> Double { -mean * log(openUniform()) }

  /// A draw whose logarithm is normal with `logMean` and `logDeviation` (at least 0).
  public mutating func logNormal(logMean: Double, logDeviation: Double) -> Double {
    exp(logMean + logDeviation * normal())
  }

  /// A Weibull draw of the given `shape` and `scale`, both above 0.
  public mutating func weibull(shape: Double, scale: Double) -> Double {
    scale * pow(-log(openUniform()), 1 / shape)
  }

  /// A gamma draw of the given `shape` (above 0) and scale 1 (Marsaglia & Tsang 2000).
  public mutating func gamma(shape: Double) -> Double { exp(logGamma(shape: shape)) }

  /// The logarithm of a gamma draw, which stays finite for shapes so small that the draw itself would be 0.
  mutating func logGamma(shape: Double) -> Double {
    guard shape >= 1 else { return logGamma(shape: shape + 1) + log(openUniform()) / shape }
    let (scale, value) = largeGamma(shape: shape)
    return log(scale) + log(value)
  }

  /// A gamma draw of a shape of at least 1 as a product, whose factors are above 0 and finite.
  private mutating func largeGamma(shape: Double) -> (scale: Double, value: Double) {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = openUniform()
      if u < 1 - 0.0331 * (x * x) * (x * x) || log(u) < 0.5 * x * x + d * (1 - v + log(v)) {
        return (d, v)
      }
    }
  }

  /// A beta draw of shapes `a` and `b`, both above 0: the share of one gamma draw in two.
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    if a >= 1, b >= 1 {
      let (first, second) = (largeGamma(shape: a), largeGamma(shape: b))
      let odds = first.scale / second.scale * (first.value / second.value)
      return odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds)
    }
    let logOdds = logGamma(shape: a) - logGamma(shape: b)
    return logOdds < 0 ? exp(logOdds) / (1 + exp(logOdds)) : 1 / (1 + exp(-logOdds))
  }

  /// A draw from a Beta distribution.
  public mutating func draw(_ law: Beta) -> Double { beta(law.a, law.b) }
}

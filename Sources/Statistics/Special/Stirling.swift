import Foundation

/// The parts of log-gamma that survive when large terms cancel.
///
/// Differences such as log Γ(n + 1) − log Γ(k + 1) − log Γ(n − k + 1) lose eight digits at n = 10⁷ when each term is
/// computed alone. Everything here works with the remainder of Stirling's formula and with deviances instead, as
/// C. Loader proposed ("Fast and accurate computation of binomial probabilities", 2000).
enum Stirling {
  static let halfLogTwoPi = 0.918938533204672741780329736406

  /// log Γ(x) − ((x − ½) log x − x + ½ log 2π), for x > 0 (DLMF 5.11.1).
  static func remainder(_ x: Double) -> Double {
    guard x < 12 else {
      let r = 1 / (x * x)
      let series =
        1.0 / 12 - r
        * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * (691.0 / 360360 - r / 156)))))
      return series / x
    }
    return logGamma(x) - (x - 0.5) * log(x) + x - halfLogTwoPi
  }

  /// x log(x / m) + m − x ≥ 0 without cancellation, where m = `mean` + `meanLow`.
  static func deviance(_ x: Double, mean: Double, meanLow: Double = 0) -> Double {
    let difference = (x - mean) - meanLow
    guard difference.magnitude < 0.1 * (x + mean) else {
      return x > 0 ? x * log(x / mean) - difference - x * meanLow / mean : mean + meanLow
    }
    let v = difference / (x + mean)
    let square = v * v
    var sum = difference * v
    var term = 2 * x * v
    var odd = 3.0
    while true {
      term *= square
      let next = sum + term / odd
      if next == sum { return sum }
      sum = next
      odd += 2
    }
  }
}

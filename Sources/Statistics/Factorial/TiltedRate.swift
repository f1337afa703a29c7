import Foundation

/// The rate of one cell that maximises x log p + (n − x) log(1 − p) − t p: the binomial rate when a constraint on several
/// cells pulls at this one with the multiplier t.
///
/// It solves x − n p = t p (1 − p), a quadratic with one root in 0...1 that falls as t grows.
struct TiltedRate {
  let rate: Double
  let complement: Double
  /// −d rate / dt.
  let slope: Double
  /// The maximum itself.
  let maximum: Double

  init(_ cell: Proportion, tilt: Double) {
    // From the side where the rate is pushed to: no difference of like numbers.
    let side = tilt >= 0 ? cell.x : Double(cell.failures)
    let (n, t) = (cell.n, tilt.magnitude)
    let root = ((n - t) * (n - t) + 4 * t * (n - side)).squareRoot()
    let pushed = side > 0 ? min(1, 2 * side / (n + t + root)) : 0
    (rate, complement) = tilt >= 0 ? (pushed, 1 - pushed) : (1 - pushed, pushed)
    slope = root > 0 ? rate * complement / root : 0
    func term(_ count: Double, _ p: Double) -> Double { count > 0 ? count * log(p) : 0 }
    maximum = term(cell.x, rate) + term(Double(cell.failures), complement) - tilt * rate
  }

  /// p (1 − p).
  var variance: Double { rate * complement }
}

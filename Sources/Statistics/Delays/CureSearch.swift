import Foundation

/// The largest value of a cure likelihood over location and log spread, by Newton's method from several starts.
struct CureSearch {
  /// Where the search ended.
  struct Peak {
    var x: (Double, Double)
    var point: CureLikelihood.Point
    /// Minus the second derivatives: by location, mixed, by log spread.
    var information: (Double, Double, Double)
    /// Inverse of the information; nil where the value does not fall on all sides, so that the data do not tell.
    var covariance: (Double, Double, Double)?
  }

  private static let locations = -10.0...15.0
  private static let logSpreads = -4.0...3.0

  let likelihood: CureLikelihood

  /// From the starts that the outcomes suggest, or from a place that is known to be near.
  func peak(near place: (Double, Double)? = nil) -> Peak {
    if let place { return climb(from: place) }
    var best: Peak?
    for start in starts {
      let peak = climb(from: start)
      if best.map({ peak.point.value > $0.point.value }) ?? true { best = peak }
    }
    return best ?? climb(from: (0, 0))
  }

  private var starts: [(Double, Double)] {
    if let prior = likelihood.prior { return [(prior.distribution.location, log(prior.distribution.spread))] }
    var (sum, count) = (0.0, 0.0)
    for arm in likelihood.arms {
      for (day, outcomes) in arm.byDelay {
        sum += outcomes * log(Double(day) + 0.5)
        count += outcomes
      }
    }
    let middle = count > 0 ? sum / count : 0
    let spreads = likelihood.law.hasShape ? [-0.5, 0.3] : [0]
    return [0, 0.7, 2].flatMap { shift in spreads.map { (middle + shift, $0) } }
  }

  private func clamped(_ x: (Double, Double)) -> (Double, Double) {
    (
      min(max(x.0, Self.locations.lowerBound), Self.locations.upperBound),
      likelihood.law.hasShape ? min(max(x.1, Self.logSpreads.lowerBound), Self.logSpreads.upperBound) : 0
    )
  }

  private func climb(from start: (Double, Double)) -> Peak {
    var x = clamped(start)
    var point = likelihood.point(x)
    var information = information(x)
    for _ in 0..<200 {
      let step = step(point.gradient, information)
      let gain = step.0 * point.gradient.0 + step.1 * point.gradient.1
      guard gain > 1e-14 * max(1, point.value.magnitude) else { break }
      var length = 1.0
      var moved = false
      while length > 1e-10 {
        let next = clamped((x.0 + length * step.0, x.1 + length * step.1))
        let tried = likelihood.point(next)
        if tried.value >= point.value + 1e-4 * length * gain || (length < 1e-6 && tried.value > point.value) {
          moved = next != x
          (x, point) = (next, tried)
          break
        }
        length *= 0.5
      }
      guard moved else { break }
      information = self.information(x)
    }
    return Peak(x: x, point: point, information: information, covariance: covariance(x, information))
  }

  /// Newton's step, along directions in which the value is not concave by the size of its curvature; at most 1 long.
  private func step(_ g: (Double, Double), _ h: (Double, Double, Double)) -> (Double, Double) {
    guard likelihood.law.hasShape else {
      let step = g.0 / max(h.0.magnitude, 1e-8)
      return (min(max(step, -1), 1), 0)
    }
    let middle = (h.0 + h.2) / 2
    let half = (((h.0 - h.2) / 2) * ((h.0 - h.2) / 2) + h.1 * h.1).squareRoot()
    let angle = 0.5 * atan2(2 * h.1, h.0 - h.2)
    let (c, s) = (cos(angle), sin(angle))
    let floor = 1e-8 + 1e-10 * (middle.magnitude + half)
    let (first, second) = (max((middle + half).magnitude, floor), max((middle - half).magnitude, floor))
    let (u, v) = ((c * g.0 + s * g.1) / first, (-s * g.0 + c * g.1) / second)
    let step = (c * u - s * v, s * u + c * v)
    let length = (step.0 * step.0 + step.1 * step.1).squareRoot()
    return length > 1 ? (step.0 / length, step.1 / length) : step
  }

  /// Differences of gradients, of fourth order.
  private func information(_ x: (Double, Double)) -> (Double, Double, Double) {
    let step = 1e-3
    func slope(_ along: (Double, Double)) -> (Double, Double) {
      func gradient(_ factor: Double) -> (Double, Double) {
        likelihood.point((x.0 + factor * step * along.0, x.1 + factor * step * along.1)).gradient
      }
      let (a, b, c, d) = (gradient(-2), gradient(-1), gradient(1), gradient(2))
      return (
        -(a.0 - 8 * b.0 + 8 * c.0 - d.0) / (12 * step), -(a.1 - 8 * b.1 + 8 * c.1 - d.1) / (12 * step)
      )
    }
    let first = slope((1, 0))
    guard likelihood.law.hasShape else { return (first.0, 0, 1) }
    let second = slope((0, 1))
    return (first.0, (first.1 + second.0) / 2, second.1)
  }

  private func covariance(
    _ x: (Double, Double), _ h: (Double, Double, Double)
  ) -> (Double, Double, Double)? {
    guard x.0 > Self.locations.lowerBound, x.0 < Self.locations.upperBound, h.0 > 1e-6 else { return nil }
    guard likelihood.law.hasShape else { return (1 / h.0, 0, 0) }
    guard x.1 > Self.logSpreads.lowerBound, x.1 < Self.logSpreads.upperBound else { return nil }
    let determinant = h.0 * h.2 - h.1 * h.1
    guard determinant > 1e-10 * h.0 * h.2, h.2 > 1e-6 else { return nil }
    return (h.2 / determinant, -h.1 / determinant, h.0 / determinant)
  }
}

import Foundation

extension Beta {
  /// The point below which the variable falls with probability `p`, strictly between 0 and 1.
  func split(lower p: Double) -> UnitSplit {
    var point = start(p)
    guard point.below > 0 else { return UnitSplit(below: 0, above: 1) }
    // The logarithm of the lower tail is a concave function of the logit. A step takes four of its derivatives, so that
    // two or three evaluations do; the bracket, in logits from the start, is for wild starts.
    var (position, lower, upper) = (0.0, -Double.infinity, Double.infinity)
    for _ in 0..<200 {
      let law = IncompleteBeta.withKernel(a, b, x: point.below, y: point.above)
      if law.tails.value < p { lower = position } else { upper = position }
      let expansion = TailExpansion(a, b, point, tail: law.tails.value, kernel: law.kernel)
      var step = expansion.step(to: p)
      let isInside = position + step >= lower && position + step <= upper
      if !isInside {
        if lower > -.infinity, upper < .infinity {
          step = 0.5 * (lower + upper) - position
        } else {
          step = lower > -.infinity ? 1 : -1
        }
      }
      point = point.moved(by: step)
      position += step
      guard point.below > 0 else { return UnitSplit(below: 0, above: 1) }
      if isInside ? expansion.isExact(step) : step.magnitude <= 1e-16 { break }
    }
    return point
  }

  /// The point above which the variable falls with probability `q`, strictly between 0 and 1.
  func split(upper q: Double) -> UnitSplit { Beta(unchecked: b, a).split(lower: q).mirrored }

  /// Paulson's cube root for F (1942), or the power law of the far tail where that is nearer.
  private func start(_ p: Double) -> UnitSplit {
    let z = Normal.quantile(p)
    let (partA, partB) = (1 / (9 * a), 1 / (9 * b))
    let divisor = (1 - partB) * (1 - partB) - z * z * partB
    let square = partA * (1 - partB) * (1 - partB) + partB * (1 - partA) * (1 - partA) - z * z * partA * partB
    var root = 0.0
    if divisor > 0, square > 0 { root = max(0, ((1 - partA) * (1 - partB) + z * square.squareRoot()) / divisor) }
    let odds = a / b * (root * root * root)
    var point = UnitSplit(below: odds / (1 + odds), above: 1 / (1 + odds))
    guard a < 5 || root < 0.3 else { return point }
    let power = exp((log(p) + log(a) + logBeta(a, b)) / a)
    if power > point.below, power < 1 { point = UnitSplit(below: power, above: 1 - power) }
    return point.below > 0 || power < 1 ? point : UnitSplit(below: mean, above: b / (a + b))
  }
}

/// The logarithm of the lower tail around a point, as a polynomial in the logit.
private struct TailExpansion {
  var tail: Double
  /// First derivative, and the next three over it, each over its factorial.
  var slope: Double
  var second: Double
  var third: Double
  var fourth: Double
  /// The scale on which the logarithm bends.
  var sharpness: Double

  init(_ a: Double, _ b: Double, _ point: UnitSplit, tail: Double, kernel: Double) {
    let (x, y) = (point.below, point.above)
    // The kernel's own logarithmic derivative falls with the variance.
    let variance = (a + b) * x * y
    let gap = (a * y - b * x) - kernel / tail
    slope = kernel / tail
    let bend = -variance - slope * gap
    let twist = -variance * (y - x) - slope * gap * gap - slope * bend
    self.tail = tail
    second = gap / 2
    third = (gap * gap + bend) / 6
    fourth = (gap * gap * gap + 3 * gap * bend + twist) / 24
    sharpness = 1 + variance.squareRoot()
  }

  func step(to p: Double) -> Double {
    let first = log(p / tail) / slope
    guard first.magnitude * sharpness < 0.5 else { return first }
    var h = first
    for _ in 0..<8 {
      let value = h * (1 + h * (second + h * (third + h * fourth))) - first
      let derivative = 1 + h * (2 * second + h * (3 * third + h * 4 * fourth))
      let change = value / derivative
      h -= change
      if change.magnitude <= 1e-17 + 1e-16 * h.magnitude { break }
    }
    return h
  }

  /// Whether what the polynomial leaves out is below the last digit.
  func isExact(_ h: Double) -> Bool {
    let size = h.magnitude
    let rest = size * sharpness
    return rest < 0.1
      && size * size * size * rest * (fourth.magnitude * size + third.magnitude * rest) <= 1e-16
  }
}

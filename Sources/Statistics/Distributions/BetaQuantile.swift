import Foundation

extension Beta {
  /// The point below which the variable falls with probability `p`, strictly between 0 and 1.
  func split(lower p: Double) -> UnitSplit {
    var point = start(p)
    // The logarithm of the lower tail is a concave function of the logit. A step takes four of its derivatives, so that
    // two or three evaluations do; the bracket, in logits from the start, is for wild starts.
    var (position, lower, upper) = (0.0, -Double.infinity, Double.infinity)
    let goal = log(p)
    var leap = 1.0
    for _ in 0..<300 {
      // Further down the power law of the start is exact.
      guard point.below > 1e-290 else { break }
      let expansion = TailExpansion(a, b, point)
      let way = goal - expansion.value
      if way > 0 { lower = position } else { upper = position }
      var step = expansion.step(way)
      var isFinal = expansion.isExact(step)
      if step < -leap {
        // The slope rises to the left, where it may be next to nothing here: Newton's step goes too far. Once below the
        // root, no step does.
        step = -leap
        leap *= 2
        isFinal = false
      }
      if !(position + step >= lower && position + step <= upper) {
        step = 0.5 * (lower + upper) - position
        isFinal = step.magnitude <= 1e-16
      }
      point = point.moved(by: step)
      position += step
      if isFinal { break }
    }
    return point
  }

  /// The point above which the variable falls with probability `q`, strictly between 0 and 1.
  func split(upper q: Double) -> UnitSplit { Beta(unchecked: b, a).split(lower: q).mirrored }

  /// Paulson's cube root for F (1942), solved for the side with more to go by; the power law of the far tail where that
  /// is nearer.
  private func start(_ p: Double) -> UnitSplit {
    let z = Normal.quantile(p)
    let (shareA, shareB) = (1 / (9 * a), 1 / (9 * b))
    let (restA, restB) = (1 - shareA, 1 - shareB)
    let root = max(0, shareA * restB * restB + shareB * restA * restA - z * z * shareA * shareB).squareRoot()
    var cube =
      b >= a
      ? (restA * restB + z * root) / (restB * restB - z * z * shareB)
      : (restA * restA - z * z * shareA) / (restA * restB - z * root)
    if !(cube > 0 && cube < .infinity) { cube = 0 }
    let odds = a / b * (cube * cube * cube)
    let point = UnitSplit(below: odds / (1 + odds), above: 1 / (1 + odds))
    guard a < 5 || cube < 0.3 else { return point }
    // With b ≥ 1 the power law is never above the quantile; far down it is the quantile.
    let power = (log(p) + log(a) + logBeta(a, b)) / a
    if power < -667 || (b >= 1 && exp(power) > point.below) {
      return UnitSplit(below: exp(power), above: -expm1(power))
    }
    return cube > 0 ? point : UnitSplit(below: mean, above: b / (a + b))
  }
}

/// The logarithm of the lower tail around a point, as a polynomial in the logit.
private struct TailExpansion {
  var value: Double
  /// First derivative, and the next three over it, each over its factorial.
  var slope: Double
  var second: Double
  var third: Double
  var fourth: Double
  /// The inverse of the scale on which the slope changes.
  var sharpness: Double

  init(_ a: Double, _ b: Double, _ point: UnitSplit) {
    let (x, y) = (point.below, point.above)
    let logKernel = IncompleteBeta.logKernel(a, b, x: x, y: y)
    if BetaTail.isLower(a, b, x) {
      let ratio = BetaTail(a: a, b: b, x: x, y: y).ratio
      value = logKernel + log(ratio)
      slope = 1 / ratio
    } else {
      let kernel = exp(logKernel)
      let tail = max(0, 1 - kernel * BetaTail(a: b, b: a, x: y, y: x).ratio)
      value = log(tail)
      slope = kernel / tail
    }
    // The kernel's own logarithmic derivative, a y − b x, falls with the variance.
    let variance = (a + b) * x * y
    let gap = (a * y - b * x) - slope
    let bend = -variance - slope * gap
    let twist = -variance * (y - x) - slope * gap * gap - slope * bend
    second = gap / 2
    third = (gap * gap + bend) / 6
    fourth = (gap * gap * gap + 3 * gap * bend + twist) / 24
    sharpness = 1 + variance.squareRoot() + gap.magnitude
  }

  /// The step after which the value has grown by `way`.
  func step(_ way: Double) -> Double {
    let first = way / slope
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

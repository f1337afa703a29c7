import Foundation

/// ∫ f(x, 1 − x) dx/(x(1 − x)) over 0...1, on the scale of log-odds, for integrands with a single peak.
///
/// Posterior densities of 10⁷ trials occupy a ten-thousandth of 0...1; on this scale the peak is found, followed down
/// both sides to 1e-18 of its height, and integrated adaptively. Shapes under 0.05 leave some e^(−700 · shape) of their
/// mass beyond what floating point tells from 0 or 1, which is then missing.
struct LogOddsIntegral {
  /// Relative accuracy asked for.
  var tolerance = 1e-12

  /// - Parameters:
  ///   - factors: the distributions whose densities or probabilities are multiplied.
  ///   - centres: further log-odds near which the peak may lie.
  ///   - bend: the log-odds where the integrand has a kink, if it has one; the rule does not see across it.
  func callAsFunction(
    _ factors: [Beta], centres: [Double] = [], bend: Double? = nil, _ function: (Double, Double) -> Double
  ) -> Double {
    let centres = factors.map(\.logOddsCentre) + centres
    let widths = factors.map(\.logOddsWidth)
    let (width, widest) = (widths.min() ?? 1, widths.max() ?? 1)
    func value(_ u: Double) -> Double {
      let e = exp(-u.magnitude)
      let (small, large) = (e / (1 + e), 1 / (1 + e))
      return u < 0 ? function(small, large) : function(large, small)
    }
    let low = max(-700, (centres.min() ?? 0) - 8 * widest)
    let high = min(700, (centres.max() ?? 0) + 8 * widest)
    // Far from its peak the integrand is 0 in floating point: look at the centres and a grid before climbing.
    let spacing = (high - low) / 32
    let candidates = centres + (0...32).map { low + Double($0) * spacing }
    let best = candidates.max { value($0) < value($1) } ?? 0
    guard value(best) > 0 else { return 0 }
    let peak = Self.peak(from: best, step: width, value)
    let height = value(peak)
    // Beyond ±700 the smaller of x and 1 − x runs out of digits.
    func end(_ direction: Double) -> Double {
      var step = width
      var u = peak
      while u.magnitude < 700, value(u + direction * step) > height * 1e-18 {
        u += direction * step
        step *= 1.5
      }
      return min(max(u + direction * step, -700), 700)
    }
    let quadrature = AdaptiveQuadrature(tolerance: tolerance)
    let (left, right) = (end(-1), end(1))
    let scale = height * width
    // Narrow factors are steps inside wide ones: the rule sees them when its panels end beside them.
    let steps = factors.flatMap { factor in
      [-8, -2, 2, 8].map { factor.logOddsCentre + $0 * factor.logOddsWidth }
    }
    let inside = (steps + (bend.map { [$0] } ?? [])).filter { $0 > left && $0 < right && $0 != peak }
    let points = ([left, peak, right] + inside).sorted()
    return zip(points, points.dropFirst()).reduce(0) {
      $0 + quadrature.integrate(from: $1.0, to: $1.1, scale: scale, value)
    }
  }

  /// Climbs from where the integrand is known not to be 0, with steps that double while they lead up and halve when they
  /// do not: a peak of any width is found at any distance.
  private static func peak(from start: Double, step width: Double, _ value: (Double) -> Double) -> Double {
    var (top, height) = (start, value(start))
    var step = width
    while step > width / 16 {
      let up = value(top + step)
      let down = up > height ? 0 : value(top - step)
      if up > height || down > height {
        (top, height) = up > height ? (top + step, up) : (top - step, down)
        step *= 2
      } else {
        step /= 2
      }
    }
    return top
  }
}

extension Beta {
  /// About the centre of the distribution on the log-odds scale.
  var logOddsCentre: Double { log(a / b) }
  /// About its standard deviation there.
  var logOddsWidth: Double { (1 / a + 1 / b).squareRoot() }
}

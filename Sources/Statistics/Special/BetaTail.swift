import Foundation

/// The lower tail of a beta distribution over its kernel: I_x(a, b) · B(a, b) / (x^a y^b), for x up to about the mean.
///
/// Two ways that agree to the last digits: a continued fraction, whose length grows with the root of the smaller shape,
/// and for large shapes a quadrature of fixed cost.
struct BetaTail: Hashable, Sendable {
  var a: Double
  var b: Double
  var x: Double
  /// 1 − x, given apart so that either may be tiny.
  var y: Double

  /// Whether x is so low that the lower tail, rather than the upper one, is computed without subtraction.
  static func isLower(_ a: Double, _ b: Double, _ x: Double) -> Bool { x * (a + b + 2) < a + 1 }

  /// The tail over its kernel, by whichever way is faster.
  var ratio: Double {
    let reach = reach
    return reach < Self.longestReach ? integral(to: reach) : fraction
  }

  /// a y − b x: how fast the logarithm of the kernel rises with the logit of x.
  private var slope: Double {
    let product = b * x
    return (-product).addingProduct(a, y) - (-product).addingProduct(b, x)
  }

  /// The continued fraction of Didonato & Morris (1992, eq. 9), which is DLMF 8.17.22 contracted to its even part.
  var fraction: Double {
    let (slope, sum) = (slope + 1, a + b)
    // The last convergent as a fraction with denominator 1, and the one before on the same scale.
    var top = (a + 1) / (a * slope)
    var (earlierTop, earlierBottom) = (0.0, top)
    var n = 1.0
    while n < 1e7 {
      let inverse = 1 / (a + 2 * n - 1)
      let step = n * (b - n) * x * inverse
      let partial = (a + n - 1) * (sum + n - 1) * x * inverse * step
      let term = n + step + (a + n) * (slope + n * (1 + y)) / (a + 2 * n + 1)
      let scale = 1 / (term + partial * earlierBottom)
      let next = (term * top + partial * earlierTop) * scale
      (earlierTop, earlierBottom) = (top * scale, scale)
      let moved = (next - top).magnitude
      top = next
      if moved <= 2e-16 * next { break }
      n += 1
    }
    return top
  }

  /// How far below the logit of x the kernel has fallen by e^−46, to second order.
  private var reach: Double {
    let spread = (a + b) * x * y
    let slope = max(0, slope)
    return 92 / (slope + (slope * slope + 92 * spread).squareRoot())
  }

  /// The reach up to which 14 terms of the series below give every digit: it converges up to π.
  private static let longestReach = 0.45

  /// ∫ exp(−(a y − b x) u − (a + b) D(u)) du with u the fall of the logit of x and
  /// D(u) = log(1 − x + x e^−u) + x u, whose Taylor series in u has no cancellation.
  private func integral(to reach: Double) -> Double {
    let rule = TailRule.shared
    let (slope, sum) = (slope * reach, a + b)
    // t = 1/(1 + e^(−θ) y/x) obeys t' = t(1 − t): its Taylor coefficients c, times (−reach)^(k + 1)/(k + 1).
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 16) { c in
      c[0] = x
      c[1] = x * y
      var count = 2
      var scale = reach * reach
      let largest = 0.5 * sum * c[1] * scale
      var size = largest
      while count < 16, size > 1e-19 * (1 + largest) {
        var square = 0.0
        for i in 1..<(count - 1) { square += c[i] * c[count - 1 - i] }
        c[count] = (c[count - 1] * (y - x) - square) / Double(count)
        count += 1
        scale *= reach / 2.5
        size = sum * scale * c[1]
      }
      for k in 1..<count { c[k] /= Double(k + 1) }
      return reach
        * rule.sum { u in
          var series = SIMD8<Double>(repeating: 0)
          for k in stride(from: count - 1, through: 1, by: -1) {
            series = c[k] - reach * (u * series)
          }
          return -u * (slope + u * (reach * reach * sum) * series)
        }
    }
  }
}

/// Gauss–Legendre quadrature of e^f over [0, 1] with 24 nodes, eight at a time.
private struct TailRule: Sendable {
  static let shared = TailRule()

  private let nodes: [SIMD8<Double>]
  private let weights: [SIMD8<Double>]

  private init() {
    let rule = GaussLegendre(unchecked: 24)
    func eights(_ numbers: [Double]) -> [SIMD8<Double>] {
      stride(from: 0, to: numbers.count, by: 8).map { SIMD8(numbers[$0..<($0 + 8)]) }
    }
    nodes = eights(rule.nodes.map { 0.5 + 0.5 * $0 })
    weights = eights(rule.weights.map { 0.5 * $0 })
  }

  func sum(_ logarithm: (SIMD8<Double>) -> SIMD8<Double>) -> Double {
    var total = SIMD8<Double>(repeating: 0)
    for i in nodes.indices {
      var power = logarithm(nodes[i])
      for lane in 0..<8 { power[lane] = exp(power[lane]) }
      total += weights[i] * power
    }
    return total.sum()
  }
}

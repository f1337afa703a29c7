import Foundation

/// Gauss–Legendre quadrature on [−1, 1]: exact for polynomials of degree 2·count − 1.
public struct GaussLegendre: Sendable {
  /// The nodes in increasing order, inside (−1, 1).
  public let nodes: [Double]
  /// The weight of each node; they sum to 2.
  public let weights: [Double]

  /// The rule with `count` nodes (at least 1), by Newton's method on the Legendre recurrence (DLMF 3.5(v)).
  public init(count: Int) throws(StatisticsError) {
    guard count >= 1 else { throw .tooFew(name: "nodes", count: count, expected: "at least 1") }
    self.init(unchecked: count)
  }

  init(unchecked count: Int) {
    var nodes = [Double](repeating: 0, count: count)
    var weights = nodes
    let n = Double(count)
    for i in 0..<((count + 1) / 2) {
      var x = cos(.pi * (Double(i) + 0.75) / (n + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        var current = 1.0
        var previous = 0.0
        for j in 1...count {
          let k = Double(j)
          (current, previous) = (((2 * k - 1) * x * current - (k - 1) * previous) / k, current)
        }
        slope = n * (x * current - previous) / (x * x - 1)
        let step = current / slope
        x -= step
        if step.magnitude < 1e-16 { break }
      }
      if 2 * i + 1 == count { x = 0 }
      nodes[i] = -x
      nodes[count - 1 - i] = x
      let weight = 2 / ((1 - x * x) * slope * slope)
      weights[i] = weight
      weights[count - 1 - i] = weight
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// The integral of `function` over [`lower`, `upper`] by this rule.
  public func integrate(from lower: Double, to upper: Double, _ function: (Double) -> Double) -> Double {
    let middle = 0.5 * (lower + upper)
    let half = 0.5 * (upper - lower)
    var sum = 0.0
    for i in nodes.indices { sum += weights[i] * function(middle + half * nodes[i]) }
    return half * sum
  }
}

/// The maximum of polynomials on t ∈ [−1, 1], enclosed by their Bernstein coefficients, halved until they close in.
struct EnclosedMaximum {
  /// Relative width to which the enclosure is closed.
  private static let closure = 1e-12
  private static let deepest = 40

  /// A value that is reached.
  private(set) var reached: Double
  /// A value that is not exceeded.
  private(set) var bound: Double

  init(reached: Double) {
    self.reached = reached
    bound = reached
  }

  /// Takes in Σ cₘ tᵐ, known but for an error of at most `slack`.
  mutating func include(_ taylor: [Double], slack: Double) {
    let most = taylor[0] + taylor[1...].reduce(0) { $0 + $1.magnitude } + slack
    if most <= reached { return }
    enclose(Self.bernstein(taylor), slack: slack, depth: 0)
  }

  private mutating func enclose(_ points: [Double], slack: Double, depth: Int) {
    reached = max(reached, (points.first ?? 0) - slack, (points.last ?? 0) - slack)
    bound = max(bound, reached)
    let upper = (points.max() ?? 0) + slack
    if upper <= reached * (1 + Self.closure) + 2 * slack || depth == Self.deepest {
      bound = max(bound, upper)
      return
    }
    let (left, right) = Self.halves(points)
    enclose(left, slack: slack, depth: depth + 1)
    enclose(right, slack: slack, depth: depth + 1)
  }

  /// Whether Σ cₘ tᵐ, known but for `slack`, exceeds `level` somewhere; what cannot be settled counts as yes.
  static func exceeds(_ taylor: [Double], slack: Double, level: Double) -> Bool {
    let most = taylor[0] + taylor[1...].reduce(0) { $0 + $1.magnitude } + slack
    return most > level && exceeds(bernstein(taylor), slack: slack, level: level, depth: 0)
  }

  private static func exceeds(_ points: [Double], slack: Double, level: Double, depth: Int) -> Bool {
    if (points.max() ?? 0) + slack <= level { return false }
    if max(points.first ?? 0, points.last ?? 0) - slack > level || depth == deepest { return true }
    let (left, right) = halves(points)
    return exceeds(left, slack: slack, level: level, depth: depth + 1)
      || exceeds(right, slack: slack, level: level, depth: depth + 1)
  }

  /// The Bernstein coefficients on t ∈ [−1, 1] of Σ cₘ tᵐ.
  private static func bernstein(_ taylor: [Double]) -> [Double] {
    // With t = 2u − 1: expand into powers of u, then Σ aⱼ uʲ has coefficients bᵢ = Σ aⱼ C(i, j)/C(n, j).
    let degree = taylor.count - 1
    var powers = [Double](repeating: 0, count: degree + 1)
    for c in taylor.reversed() {
      for j in stride(from: degree, to: 0, by: -1) { powers[j] = 2 * powers[j - 1] - powers[j] }
      powers[0] = c - powers[0]
    }
    for j in 0...degree {
      for k in 0..<j { powers[j] *= Double(j - k) / Double(degree - k) }
    }
    // Now bᵢ = Σ C(i, j) aⱼ: repeated sums of neighbours.
    var result = powers
    for round in 0..<degree {
      for i in stride(from: degree, to: round, by: -1) { result[i] += result[i - 1] }
    }
    return result
  }

  /// de Casteljau at the middle.
  private static func halves(_ points: [Double]) -> ([Double], [Double]) {
    var right = points
    var left = [points[0]]
    for round in 1..<points.count {
      for i in 0..<(points.count - round) { right[i] = 0.5 * (right[i] + right[i + 1]) }
      left.append(right[0])
    }
    return (left, right)
  }
}

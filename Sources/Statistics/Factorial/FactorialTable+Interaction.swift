import Foundation

/// Whether two factors act independently of each other, over all their levels at once.
public struct InteractionResult: Hashable, Sendable {
  /// Σ (x − n p)²/(n p (1 − p)) at the most likely rates without interaction: a chi-square under independence.
  public let statistic: Double
  /// (rows − 1)(columns − 1).
  public let degreesOfFreedom: Int
  /// The probability of a statistic at least this large when the effects of the factors add up.
  public let pValue: Double
  /// The most likely rates among those that are a row effect plus a column effect.
  public let additiveRates: [[Double]]
}

extension FactorialTable {
  /// The score test that no difference of differences is other than 0: rates are a row effect plus a column effect.
  ///
  /// For two rows and two columns its statistic is the square of that of ``interaction(row:column:againstRow:againstColumn:method:confidence:)``.
  /// Zero counts give answers. A large p is no proof that factors do not interact: an interaction takes four times the
  /// calls of a main effect of its size. For expected counts of about two and more in every cell.
  public func interactionTest() -> InteractionResult {
    var fit = AdditiveFit(cells)
    fit.solve()
    let degrees = (cells.count - 1) * (cells[0].count - 1)
    let statistic = fit.statistic
    return InteractionResult(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: ChiSquare(unchecked: Double(degrees)).survival(statistic), additiveRates: fit.rates.map { $0.map(\.rate) }
    )
  }
}

/// The most likely rates that are a row effect plus a column effect.
///
/// Solved from the other side (the dual): each difference of differences has a multiplier, the rates follow from the sum of
/// the multipliers on their cell, and the multipliers minimise a convex function whose gradient is what is left of the
/// interaction. No rate leaves 0...1 on the way, which least squares and scoring do not promise.
private struct AdditiveFit {
  let cells: [[Proportion]]
  /// By row and column, without the references.
  var multipliers: [[Double]]
  var rates: [[TiltedRate]]

  init(_ cells: [[Proportion]]) {
    self.cells = cells
    multipliers = cells.dropFirst().map { $0.dropFirst().map { _ in 0 } }
    rates = cells.map { $0.map { TiltedRate($0, tilt: 0) } }
  }

  /// The multiplier of each cell: rows and columns sum to 0.
  private static func tilts(_ multipliers: [[Double]]) -> [[Double]] {
    let columns = multipliers[0].indices.map { column in multipliers.reduce(0) { $0 - $1[column] } }
    let rows = multipliers.map { row in [-row.reduce(0, +)] + row }
    return [[-columns.reduce(0, +)] + columns] + rows
  }

  private func rates(_ multipliers: [[Double]]) -> [[TiltedRate]] {
    zip(cells, Self.tilts(multipliers)).map { row, tilts in zip(row, tilts).map { TiltedRate($0, tilt: $1) } }
  }

  var statistic: Double {
    zip(zip(cells, rates), Self.tilts(multipliers)).reduce(0) { sum, row in
      zip(zip(row.0.0, row.0.1), row.1).reduce(sum) { $0 + $1.1 * $1.1 * $1.0.1.variance / $1.0.0.n }
    }
  }

  /// Newton's method with a damping that grows where the function has no curvature (cells at a rate of 0).
  mutating func solve() {
    let width = multipliers[0].count
    var value = total(rates)
    for _ in 0..<500 {
      let gradient = Self.gradient(rates)
      let distance = Self.size(gradient)
      if distance < 1e-16 { return }
      let curvature = curvature
      let scale = curvature.indices.reduce(0) { max($0, curvature[$1][$1]) }
      var damping = 1e-14 * scale + Double.leastNormalMagnitude
      var isBetter = false
      while !isBetter, damping < 1e30 {
        let step = Self.solution(curvature, damping: damping, gradient)
        let next = multipliers.indices.map { row in
          (0..<width).map { multipliers[row][$0] + step[row * width + $0] }
        }
        let reached = rates(next)
        let reachedValue = total(reached)
        // Near the minimum the function is flat to its last digit; there the gradient tells.
        let rounding = 1e-13 * value.magnitude
        if reachedValue < value - rounding
          || (reachedValue < value + rounding && Self.size(Self.gradient(reached)) < distance)
        {
          (multipliers, rates, value, isBetter) = (next, reached, reachedValue, true)
        }
        damping = max(damping * 16, 1e-10 * scale)
      }
      if !isBetter { return }
    }
  }

  private func total(_ rates: [[TiltedRate]]) -> Double {
    rates.reduce(0) { $1.reduce($0) { $0 + $1.maximum } }
  }

  /// Every difference of differences that is left.
  private static func gradient(_ rates: [[TiltedRate]]) -> [Double] {
    let p = rates.map { $0.map(\.rate) }
    return p.indices.dropFirst().flatMap { row in
      p[row].indices.dropFirst().map { (p[row][$0] - p[row][0]) - (p[0][$0] - p[0][0]) }
    }
  }

  private static func size(_ gradient: [Double]) -> Double { gradient.reduce(0) { max($0, $1.magnitude) } }

  /// C diag(slope) Cᵀ, C the differences of differences.
  private var curvature: [[Double]] {
    let keys = cells.indices.dropFirst().flatMap { row in cells[0].indices.dropFirst().map { (row, $0) } }
    return keys.map { a in
      keys.map { b in
        var sum = rates[0][0].slope
        if a.0 == b.0 { sum += rates[a.0][0].slope }
        if a.1 == b.1 { sum += rates[0][a.1].slope }
        if a == b { sum += rates[a.0][a.1].slope }
        return sum
      }
    }
  }

  /// (matrix + damping) x = right, by Cholesky's factorisation.
  private static func solution(_ matrix: [[Double]], damping: Double, _ right: [Double]) -> [Double] {
    let n = right.count
    var factor = matrix
    var x = right
    for i in 0..<n {
      for j in 0...i {
        var sum = matrix[i][j] + (i == j ? damping : 0)
        for k in 0..<j { sum -= factor[i][k] * factor[j][k] }
        factor[i][j] = i == j ? max(sum, damping).squareRoot() : sum / factor[j][j]
      }
      for k in 0..<i { x[i] -= factor[i][k] * x[k] }
      x[i] /= factor[i][i]
    }
    for i in (0..<n).reversed() {
      for k in (i + 1)..<max(n, i + 1) { x[i] -= factor[k][i] * x[k] }
      x[i] /= factor[i][i]
    }
    return x
  }
}

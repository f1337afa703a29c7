import Foundation

/// A certified upper bound, within a relative 1e-9 of the truth, for sup over π of E h(S), S binomial(N, π).
///
/// An exact unconditional test rejects with probability Σ h(s) P(S = s), where h(s) is the conditional probability of
/// its region given all s successes; its p is the supremum of that polynomial over the common rate π. The range is cut
/// into cells narrower than the binomial's own spread. In each the polynomial is replaced by its Taylor expansion, whose
/// remainder is bounded over the whole cell: the derivatives of the binomial are orthogonal (Morris 1982), so that
/// |p⁽ᵏ⁾| ≤ ½ (max h − min h) √(k! N!/(N − k)! / (π(1 − π))ᵏ) by Cauchy and Schwarz. The maximum of the expansion is
/// enclosed by its Bernstein coefficients, halved until they close in. Nothing is sampled.
struct BernsteinSupremum {
  /// Number of Taylor coefficients.
  private static let order = 16
  /// Half-width of a cell in standard deviations; the remainder is then below 1e-13 of max h.
  private static let reach = 0.35
  /// h(first), h(first + 1), …
  private let coefficients: [Double]
  private let first: Int
  private let trials: Double
  private let rates: ClosedRange<Double>
  private let range: (low: Double, high: Double)

  /// The polynomial of degree `trials` with Bernstein coefficients h(s), each in 0...1, over a range of rates.
  ///
  /// - Parameter coefficients: h(s) for all s of ``successes(of:rates:)``.
  init(_ coefficients: [Double], trials: Int, rates: ClosedRange<Double> = 0...1) {
    self.coefficients = coefficients
    first = Self.successes(of: trials, rates: rates).lowerBound
    self.trials = Double(trials)
    self.rates = rates
    range = (coefficients.min() ?? 0, coefficients.max() ?? 0)
  }

  /// The numbers of successes that matter when the rate lies in a range; all others together weigh less than 1e-20.
  static func successes(of trials: Int, rates: ClosedRange<Double>) -> ClosedRange<Int> {
    let n = Double(trials)
    func width(_ rate: Double) -> Double { 12 * (n * rate * (1 - rate)).squareRoot() + 60 }
    let low = n * rates.lowerBound - width(rates.lowerBound)
    let high = n * rates.upperBound + width(rates.upperBound)
    return max(0, Int(low))...min(trials, Int(high))
  }

  /// The bound; never below the supremum, rounding included.
  var value: Double {
    guard range.high > range.low else { return range.high }
    let ends = max(
      rates.lowerBound == 0 ? coefficients.first ?? 0 : 0, rates.upperBound == 1 ? coefficients.last ?? 0 : 0)
    let cells = cells.filter(isWanted).map { ($0, expansion($0)) }
    var maximum = EnclosedMaximum(reached: cells.reduce(ends) { max($0, $1.1[0]) })
    for (cell, taylor) in cells { maximum.include(taylor, slack: remainder(cell)) }
    // Sums of some thousand rounded terms, each right to about 1e-13.
    return min(1, maximum.bound * (1 + 1e-12))
  }

  /// A stretch of mean successes μ = Nπ.
  private struct Cell {
    var centre: Double
    var half: Double
  }

  /// Whether a cell meets the range of rates.
  private func isWanted(_ cell: Cell) -> Bool {
    cell.centre + cell.half >= trials * rates.lowerBound && cell.centre - cell.half <= trials * rates.upperBound
  }

  private var cells: [Cell] {
    var left: [Cell] = []
    var start = 0.0
    while start < trials / 2 {
      // Near an end the differences of h bound the derivatives better than the variance does.
      let variance = start * (1 - start / trials)
      let half = max(0.5, Self.reach * variance.squareRoot())
      left.append(Cell(centre: start + half, half: half))
      start += 2 * half
    }
    return left
      + left.map { Cell(centre: trials - $0.centre, half: $0.half) }.filter { $0.centre > trials / 2 }
      .reversed()
  }

  /// A bound for what the expansion leaves out anywhere in the cell.
  private func remainder(_ cell: Cell) -> Double {
    let k = Double(Self.order)
    guard trials >= k else { return 0 }
    let spread = 0.5 * (range.high - range.low)
    let factorial = logGamma(k + 1)
    // N!/(N − k)! ≤ N^k
    let byDifferences = k * log(2 * cell.half) - factorial
    let low = max(0, cell.centre - cell.half)
    let high = min(trials, cell.centre + cell.half)
    let variance = min(low * (1 - low / trials), high * (1 - high / trials))
    let byVariance = variance > 0 ? k * log(cell.half / variance.squareRoot()) - 0.5 * factorial : .infinity
    return spread * exp(min(byDifferences, byVariance))
  }

  /// Taylor coefficients about the cell's centre, scaled to the half-width: p(centre + t · half) = Σ cₘ tᵐ.
  private func expansion(_ cell: Cell) -> [Double] {
    let n = Int(trials)
    let mean = min(max(cell.centre, 0), trials)
    let p = mean / trials
    let q = (trials - mean) / trials
    let variance = mean * q
    let width = 9.5 * variance.squareRoot() + 40
    let first = max(self.first, Int(mean - width))
    let last = min(self.first + coefficients.count - 1, Int(mean + width))
    let mode = min(max(Int(mean), first), last)
    var masses = [Double](repeating: 0, count: last - first + 1)
    let odds = p / q
    masses[mode - first] = Binomial.mass(mode, of: n, p: p, q: q)
    for s in stride(from: mode + 1, through: last, by: 1) {
      masses[s - first] = masses[s - first - 1] * odds * (Double(n - s + 1) / Double(s))
    }
    for s in stride(from: mode - 1, through: first, by: -1) {
      masses[s - first] = masses[s - first + 1] / odds * (Double(s + 1) / Double(n - s))
    }
    var sums = [SIMD4<Double>](repeating: .zero, count: Self.order)
    let step = cell.half / variance
    let skew = 1 - 2 * p
    // rₘ₊₁ = (step (s − μ − m(1 − 2π)) rₘ − (half²/V)(1 − (m − 1)/N) rₘ₋₁)/(m + 1), Morris 1982, eq. 8.1.
    let shifts = (0..<Self.order).map { step * skew * Double($0) }
    let drops = (0..<Self.order).map { cell.half * step * (1 - Double(max(0, $0 - 1)) / trials) }
    let inverses = (0..<Self.order).map { 1 / Double($0 + 1) }
    for base in stride(from: first, through: last, by: 4) {
      var weight = SIMD4<Double>.zero
      var position = SIMD4<Double>.zero
      for lane in 0..<4 where base + lane <= last {
        weight[lane] = masses[base + lane - first] * coefficients[base + lane - self.first]
        position[lane] = step * (Double(base + lane) - mean)
      }
      var previous = SIMD4<Double>.zero
      var current = weight
      sums[0] += current
      for m in 0..<(Self.order - 1) {
        let next = ((position - shifts[m]) * current - drops[m] * previous) * inverses[m]
        previous = current
        current = next
        sums[m + 1] += current
      }
    }
    return sums.map { $0.sum() }
  }
}

import Foundation

/// The largest probability of a region on a line of rates. Bounded, not sampled.
///
/// The line is cut into stretches narrower than the arms' own spread. In each the probability is replaced by its Taylor
/// expansion in the control rate. The derivatives of binomial masses are orthogonal (Morris 1982), so that for a region of
/// any shape Cauchy and Schwarz bound what the expansion of K terms leaves out by ½ ((ρ₀² + ρ₁²)ᴷ / K!)^½, ρ² the squared
/// half-length over the arm's variance at its smallest. The maximum of the expansion is enclosed by ``EnclosedMaximum``.
/// Where a rate nears 0 or 1 and the variance vanishes, the probability is at most that of the lowest control rate with
/// the highest variant rate.
struct LineSupremum {
  /// Number of Taylor coefficients.
  private static let order = 12
  /// The largest ρ₀² + ρ₁² of a stretch; what is left out is then below 4e-10.
  private static let reach = 0.14

  let region: StaircaseRegion
  let line: ContrastLine
  /// The length of a stretch below which an unsettled question counts as yes.
  let finest: Double

  /// Whether some pair of rates on the line makes the region's probability larger than `level`; asked first near the
  /// control rate `likely`.
  func exceeds(_ level: Double, likely: Double) -> Bool {
    var pending = stretches(likely)
    while let stretch = pending.popLast() {
      if let slack = remainder(stretch) {
        if EnclosedMaximum.exceeds(expansion(stretch), slack: slack, level: level) { return true }
      } else if corner(stretch) > level {
        if stretch.upperBound - stretch.lowerBound < finest { return true }
        pending += halves(stretch)
      }
    }
    return false
  }

  /// The largest probability; never below it, and above by no more than 1e-9 or what could not be settled.
  func largest(likely: Double) -> Double {
    var pending = stretches(likely)
    var maximum = EnclosedMaximum(reached: 0)
    var unsettled = 0.0
    while let stretch = pending.popLast() {
      if let slack = remainder(stretch) {
        maximum.include(expansion(stretch), slack: slack)
      } else {
        let corner = corner(stretch)
        if corner <= maximum.reached { continue }
        if stretch.upperBound - stretch.lowerBound < finest {
          unsettled = max(unsettled, corner)
        } else {
          pending += halves(stretch)
        }
      }
    }
    return max(maximum.bound, unsettled)
  }

  /// The line in stretches, the one nearest to `likely` last.
  private func stretches(_ likely: Double) -> [ClosedRange<Double>] {
    guard line.low <= line.high else { return [] }
    var stretches: [ClosedRange<Double>] = []
    var start = line.low
    while start < line.high {
      // As long as the variances at its start allow; where they vanish, up to where half a success is expected.
      let allowed = 2 * halfLength(at: start) * 0.94
      let least = 0.5 / Double(max(region.controlTrials, region.variantTrials))
      let end = min(line.high, start + max(allowed, least))
      guard end > start else { break }
      stretches.append(start...end)
      start = end
    }
    if stretches.isEmpty { stretches = [line.low...line.high] }
    stretches.sort { abs($0.lowerBound + $0.upperBound - 2 * likely) > abs($1.lowerBound + $1.upperBound - 2 * likely) }
    return stretches
  }

  private func halves(_ stretch: ClosedRange<Double>) -> [ClosedRange<Double>] {
    let middle = 0.5 * (stretch.lowerBound + stretch.upperBound)
    return [stretch.lowerBound...middle, middle...stretch.upperBound]
  }

  /// ρ₀² + ρ₁² per squared half-length, with the variances at a control rate.
  private func roughness(at control: Double) -> Double {
    let variant = line.variant(control)
    let (v0, v1) = (control * (1 - control), variant * (1 - variant))
    let r0 = v0 > 0 ? Double(region.controlTrials) / v0 : .infinity
    let r1 = line.speed == 0 ? 0 : v1 > 0 ? line.speed * line.speed * Double(region.variantTrials) / v1 : .infinity
    return r0 + r1
  }

  private func halfLength(at control: Double) -> Double { (Self.reach / roughness(at: control)).squareRoot() }

  /// A bound for what the expansion leaves out anywhere in a stretch; nil where the stretch is too long for one.
  private func remainder(_ stretch: ClosedRange<Double>) -> Double? {
    let half = 0.5 * (stretch.upperBound - stretch.lowerBound)
    // A variance is smallest at an end.
    let square = half * half * max(roughness(at: stretch.lowerBound), roughness(at: stretch.upperBound))
    guard square <= Self.reach else { return nil }
    let order = Double(Self.order)
    return 0.5 * exp(0.5 * (order * log(square) - logGamma(order + 1))) + 1e-13
  }

  /// The probability at the lowest control rate with the highest variant rate.
  private func corner(_ stretch: ClosedRange<Double>) -> Double {
    let control = ScaledDerivatives(region.controlTrials, rate: stretch.lowerBound, half: 0, order: 1)
    let variant = ScaledDerivatives(region.variantTrials, rate: line.variant(stretch.upperBound), half: 0, order: 1)
    return control.product(with: variant.tails, region)[0]
  }

  /// Taylor coefficients of the probability about the middle, scaled to the half-length.
  private func expansion(_ stretch: ClosedRange<Double>) -> [Double] {
    let half = 0.5 * (stretch.upperBound - stretch.lowerBound)
    let middle = stretch.lowerBound + half
    let control = ScaledDerivatives(region.controlTrials, rate: middle, half: half, order: Self.order)
    let variant = ScaledDerivatives(
      region.variantTrials, rate: line.variant(middle), half: half * line.speed, order: Self.order)
    return control.product(with: variant.tails, region)
  }
}

/// The masses of a binomial over ``Binomial/reach`` and their derivatives in the rate, the m-th times halfᵐ/m!; the order
/// varies fastest.
private struct ScaledDerivatives {
  let first: Int
  let order: Int
  var values: [Double]

  private var count: Int { values.count / order }

  init(_ trials: Int, rate: Double, half: Double, order: Int) {
    let law = Binomial(unchecked: trials, rate)
    let (first, masses) = law.masses
    self.first = first
    self.order = order
    var values = [Double](repeating: 0, count: masses.count * order)
    let variance = Double(trials) * rate * (1 - rate)
    let width = half * Double(trials)
    let step = variance > 0 ? width / variance : 0
    let skew = 1 - 2 * rate
    // rₘ₊₁ = (step (s − μ − m(1 − 2π)) rₘ − (half²/V)(1 − (m − 1)/N) rₘ₋₁)/(m + 1), Morris 1982, eq. 8.1.
    let shifts = (0..<order).map { step * skew * Double($0) }
    let drops = (0..<order).map { width * step * (1 - Double(max(0, $0 - 1)) / Double(trials)) }
    let inverses = (0..<order).map { 1 / Double($0 + 1) }
    values.withUnsafeMutableBufferPointer { values in
      for (index, mass) in masses.enumerated() {
        let position = step * (Double(first + index) - Double(trials) * rate)
        let base = index * order
        var previous = 0.0
        var current = mass
        values[base] = mass
        for m in 0..<(order - 1) {
          let next = ((position - shifts[m]) * current - drops[m] * previous) * inverses[m]
          previous = current
          current = next
          values[base + m + 1] = next
        }
      }
    }
    self.values = values
  }

  /// The same of the probability of at least so many successes.
  var tails: ScaledDerivatives {
    var result = self
    result.values.withUnsafeMutableBufferPointer { values in
      for index in stride(from: values.count - order - 1, through: 0, by: -1) { values[index] += values[index + order] }
    }
    return result
  }

  /// Taylor coefficients of Σ m(x₀) P(X₁ ≥ threshold(x₀)), from those of both.
  func product(with tails: ScaledDerivatives, _ region: StaircaseRegion) -> [Double] {
    var sums = [Double](repeating: 0, count: order)
    values.withUnsafeBufferPointer { masses in
      tails.values.withUnsafeBufferPointer { tailValues in
        sums.withUnsafeMutableBufferPointer { sums in
          for index in 0..<(masses.count / order) {
            let row = region.threshold(first + index) - tails.first
            let base = index * order
            if row >= tails.count { continue }
            if row <= 0 {
              // Certain, whatever the variant rate.
              for m in 0..<order { sums[m] += masses[base + m] }
              continue
            }
            let other = row * order
            for i in 0..<order {
              let mass = masses[base + i]
              for j in 0..<(order - i) { sums[i + j] += mass * tailValues[other + j] }
            }
          }
        }
      }
    }
    return sums
  }
}

extension Binomial {
  /// The masses over ``reach``, with the value of the first, by recurrence from the mode.
  var masses: (first: Int, masses: [Double]) {
    let q = 1 - probability
    guard probability > 0, q > 0 else { return (probability > 0 ? trials : 0, [1]) }
    let reach = reach
    let mode = min(max(Int(Double(trials) * probability), reach.lowerBound), reach.upperBound)
    let odds = probability / q
    var masses = [Double](repeating: 0, count: reach.count)
    masses[mode - reach.lowerBound] = mass(mode)
    for k in stride(from: mode + 1, through: reach.upperBound, by: 1) {
      masses[k - reach.lowerBound] = masses[k - 1 - reach.lowerBound] * odds * (Double(trials - k + 1) / Double(k))
    }
    for k in stride(from: mode - 1, through: reach.lowerBound, by: -1) {
      masses[k - reach.lowerBound] = masses[k + 1 - reach.lowerBound] / odds * (Double(k + 1) / Double(trials - k))
    }
    return (reach.lowerBound, masses)
  }
}

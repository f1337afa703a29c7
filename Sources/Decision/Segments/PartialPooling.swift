import Foundation
import Statistics

/// Effects of several parts, drawn towards their common mean.
///
/// The normal hierarchical model: an estimate dᵢ has mean θᵢ and variance vᵢ; the θᵢ have mean μ (flat prior) and standard
/// deviation τ, with a half-Cauchy prior whose scale is the median standard error of the parts (Gelman 2006). Given τ all
/// is normal in closed form (Gelman et al., Bayesian Data Analysis, 3rd ed., section 5.4); τ is integrated numerically on a
/// grid, so that the intervals carry its uncertainty, which plugging in an estimate would not. Not for single parts, and
/// not for estimates with a handful of events, which are not normal.
struct PartialPooling {
  /// Posterior mean of τ.
  let spread: Double
  /// Posterior mean and standard deviation of each effect.
  let effects: [(mean: Double, deviation: Double)]

  /// - Parameters:
  ///   - estimates: two or more.
  ///   - variances: their variances, above 0.
  init(estimates: [Double], variances: [Double]) {
    let deviations = variances.map { $0.squareRoot() }.sorted()
    let scale = deviations[deviations.count / 2]
    // u in (0, 1) maps to τ = scale·tan(πu/2): the half-Cauchy prior is flat in u.
    let steps = 400
    var densities: [Double] = []
    var taus: [Double] = []
    for step in 0..<steps {
      let u = (Double(step) + 0.5) / Double(steps)
      let tau = scale * tan(Double.pi * u / 2)
      let weights = variances.map { 1 / ($0 + tau * tau) }
      let total = weights.reduce(0, +)
      let mean = zip(weights, estimates).reduce(0) { $0 + $1.0 * $1.1 } / total
      let misfit = zip(weights, estimates).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
      densities.append(0.5 * weights.reduce(0) { $0 + log($1) } - 0.5 * log(total) - 0.5 * misfit)
      taus.append(tau)
    }
    let largest = densities.max() ?? 0
    let masses = densities.map { exp($0 - largest) }
    let total = masses.reduce(0, +)
    var means = [Double](repeating: 0, count: estimates.count)
    var squares = means
    var spread = 0.0
    for (mass, tau) in zip(masses, taus) {
      let share = mass / total
      spread += share * tau
      let weights = variances.map { 1 / ($0 + tau * tau) }
      let sum = weights.reduce(0, +)
      let mean = zip(weights, estimates).reduce(0) { $0 + $1.0 * $1.1 } / sum
      for index in estimates.indices {
        let kept = tau * tau / (variances[index] + tau * tau)
        let effect = mean + kept * (estimates[index] - mean)
        let variance = kept * variances[index] + (1 - kept) * (1 - kept) / sum
        means[index] += share * effect
        squares[index] += share * (variance + effect * effect)
      }
    }
    self.spread = spread
    effects = zip(means, squares).map { mean, square in (mean, max(0, square - mean * mean).squareRoot()) }
  }
}

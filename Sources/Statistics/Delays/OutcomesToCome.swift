import Foundation

/// The law of the number of outcomes still to come within a horizon: a mixture of binomial laws.
struct OutcomesToCome {
  /// A binomial number with real trials, or a certain one.
  private struct Part {
    let weight: Double
    let trials: Double
    let chance: Double

    var mean: Double { trials * chance }

    /// The chance of at most `k`.
    func cdf(_ k: Int) -> Double {
      let rest = trials - Double(k)
      guard chance > 0, rest > 0 else { return 1 }
      guard chance < 1 else { return 0 }
      return IncompleteBeta(unchecked: rest, Double(k) + 1, x: 1 - chance, y: chance).value
    }
  }

  private let parts: [Part]
  /// Calls that may still have one.
  private let most: Int
  let mean: Double
  private let deviation: Double

  init(_ slices: [CurePosterior.Slice], _ cohorts: [DelayCohorts.Cohort], horizon: Int) {
    let open = cohorts.filter { $0.age < horizon }.map { (age: $0.age, calls: Double($0.calls - $0.answered)) }
    most = Int(open.reduce(0) { $0 + $1.calls })
    var parts: [Part] = []
    for slice in slices {
      let beyond = slice.delays.share(after: horizon)
      let after = open.map { slice.delays.share(after: $0.age) }
      for place in slice.shares {
        let share = 1 / (1 + exp(-place.odds))
        let never = 1 / (1 + exp(place.odds))
        var (sum, squares) = (0.0, 0.0)
        for (cohort, after) in zip(open, after) {
          // 1 − π F = (1 − π) + π (1 − F), which keeps its digits where π is near 1.
          let left = never + share * after
          let chance = left > 0 ? share * max(after - beyond, 0) / left : 0
          sum += cohort.calls * chance
          squares += cohort.calls * chance * chance
        }
        let chance = sum > 0 ? min(squares / sum, 1) : 0
        parts.append(Part(weight: place.weight, trials: chance > 0 ? sum / chance : 0, chance: chance))
      }
    }
    let mean = parts.reduce(0) { $0 + $1.weight * $1.mean }
    var variance = 0.0
    for part in parts {
      variance += part.weight * (part.mean * (1 - part.chance) + (part.mean - mean) * (part.mean - mean))
    }
    self.parts = parts
    self.mean = mean
    deviation = variance.squareRoot()
  }

  /// The least number that the outcomes do not exceed with the chance asked for.
  func quantile(_ chance: Double) -> Int {
    func reached(_ k: Int) -> Bool {
      k >= most || parts.reduce(0) { $0 + $1.weight * $1.cdf(k) } >= chance - 1e-12
    }
    // Nearly always within three deviations: widened where not.
    var low = max(-1, Int(min(mean - 3 * deviation, Double(most))) - 1)
    var high = min(most, max(0, Int(min(mean + 3 * deviation, Double(most))) + 1))
    var width = high - low + 1
    while low >= 0, reached(low) {
      (low, high) = (max(-1, low - width), low)
      width *= 2
    }
    while !reached(high) {
      (low, high) = (high, high > most - width ? most : high + width)
      width *= 2
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if reached(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

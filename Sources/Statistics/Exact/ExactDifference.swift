import Foundation

/// The exact interval for a difference of rates by inverting two one-sided tests ordered by the score (Chan & Zhang
/// 1999): a bound is the difference at which the largest probability of a table at least as extreme, over all control
/// rates, is half the error.
///
/// That maximum is bounded, not sampled. More control successes and fewer variant successes are never more extreme, so
/// on a stretch of control rates the probability is at most that of the lowest control rate with the highest variant
/// rate, and at most what the slope in its middle and a bound of the second derivative allow. Stretches are halved until
/// the question is settled, and an unsettled one counts against the bound: the interval is never too short, and too long
/// by about 1e-6 of its length at most.
struct ExactDifference {
  /// The largest number of trials in both arms together that is answered.
  static let largestTotal = 2_000

  let table: TwoProportions
  /// Error on this side.
  let tail: Double

  /// The scale on which the answers change: that of the standard error at low rates.
  private var spread: Double {
    let rate = (Double(table.successes) + 0.5) / (table.total + 1)
    return (rate * (1 - rate) / min(table.control.n, table.variant.n)).squareRoot()
  }

  /// The largest difference below the observed one that is rejected.
  var lower: Double {
    guard table.variant.successes > 0 || table.control.failures > 0 else { return -1 }
    var (rejected, kept) = (-1.0, table.observedDifference)
    while kept - rejected > 1e-7 * spread {
      let middle = 0.5 * (rejected + kept)
      if middle <= rejected || middle >= kept { break }
      if isKept(middle) { kept = middle } else { rejected = middle }
    }
    return rejected
  }

  /// Whether some control rate makes the tail probability larger than the error.
  private func isKept(_ difference: Double) -> Bool {
    let region = region(difference)
    let low = max(0, -difference)
    let high = min(1, 1 - difference)
    let finest = 1e-6 * spread
    var stretches = (0..<32).map { index in
      (low + (high - low) * Double(index) / 32, low + (high - low) * Double(index + 1) / 32)
    }
    while let (start, end) = stretches.popLast() {
      let middle = 0.5 * (start + end)
      let (value, slope) = probability(region, control: middle, variant: middle + difference)
      if value > tail { return true }
      if value + ceiling(slope, start, end, difference) <= tail { continue }
      if probability(region, control: start, variant: min(1, end + difference)).value <= tail { continue }
      if end - start < finest { return true }
      stretches.append((start, middle))
      stretches.append((middle, end))
    }
    return false
  }

  /// How far the probability can rise above its value in the middle of a stretch: |slope| w + ½ M w².
  ///
  /// M bounds the second derivative along the stretch. Derivatives of binomial masses are orthogonal with norms
  /// √(k!) (n/v)^{k/2}, v = p(1 − p) (Morris 1982), so that by Cauchy and Schwarz, for a region of any shape,
  /// M = ½(√2 n₀/v₀ + 2√(n₀n₁/(v₀v₁)) + √2 n₁/v₁) with the smallest v on the stretch.
  private func ceiling(_ slope: Double, _ start: Double, _ end: Double, _ difference: Double) -> Double {
    func variance(_ a: Double, _ b: Double) -> Double { min(a * (1 - a), b * (1 - b)) }
    let v0 = variance(start, end)
    let v1 = variance(start + difference, end + difference)
    guard v0 > 0, v1 > 0 else { return .infinity }
    let (r0, r1) = (table.control.n / v0, table.variant.n / v1)
    let second = 0.5 * (2.0.squareRoot() * (r0 + r1) + 2 * (r0 * r1).squareRoot())
    let half = 0.5 * (end - start)
    return slope.magnitude * half + 0.5 * second * half * half + 1e-13
  }

  /// For each number of control successes, the least number of variant successes whose score is at least the observed.
  private func region(_ difference: Double) -> [Int] {
    let observed = table.score(.difference).score(at: difference)
    let floor = observed - 1e-10 * max(1, observed.magnitude)
    var threshold = 0
    return (0...table.control.trials).map { successes in
      while threshold <= table.variant.trials {
        let other = TwoProportions(
          control: Proportion(unchecked: successes, of: table.control.trials),
          variant: Proportion(unchecked: threshold, of: table.variant.trials))
        if other.score(.difference).score(at: difference) >= floor { break }
        threshold += 1
      }
      return threshold
    }
  }

  /// The probability of the region, and its derivative when both rates rise together.
  private func probability(
    _ region: [Int], control: Double, variant: Double
  ) -> (value: Double, slope: Double) {
    let variant = min(1, max(0, variant))
    let (first0, masses0) = Binomial(unchecked: table.control.trials, control).masses
    let (first1, masses1) = Binomial(unchecked: table.variant.trials, variant).masses
    var tails = masses1
    for i in stride(from: tails.count - 2, through: 0, by: -1) { tails[i] += tails[i + 1] }
    let spread = control * (1 - control)
    var (value, slope) = (0.0, 0.0)
    for (offset, mass) in masses0.enumerated() {
      let successes = first0 + offset
      let threshold = region[successes]
      let index = threshold - first1
      guard index < tails.count else { continue }
      let tail = index > 0 ? tails[index] : 1
      value += mass * tail
      if spread > 0 { slope += mass * tail * (Double(successes) - table.control.n * control) / spread }
      // d P(X ≥ u)/dp = u P(X = u)/p
      if index >= 0, variant > 0 { slope += mass * Double(threshold) * masses1[index] / variant }
    }
    return (value, slope)
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

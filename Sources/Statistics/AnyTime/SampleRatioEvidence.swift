import Foundation

/// Evidence that units were not split as planned, valid after every unit: the sequential multinomial test.
///
/// The counts are predicted by a Dirichlet-multinomial distribution and compared with the planned shares (Lindon &
/// Malek 2022, "Anytime-valid inference for multinomial count data"). The Dirichlet parameters start at concentration
/// × shares and grow by the counts: after any number of units with constant shares the evidence is the closed form
/// B(α + n)/B(α) / ∏ θᵢⁿⁱ, whatever the steps.
///
/// **Planned shares may change** from wave to wave. The deviation learnt so far, observed over expected by arm, is
/// carried to the new shares, so that a fault in the assigner is not forgotten. Each wave is predicted from earlier
/// ones alone, so the guarantee stays.
///
/// **Guaranteed exactly**: when every unit is assigned by the planned shares of its wave, independently of the
/// others, the chance that ``EProcess/pValue`` ever falls to a level is at most that level: warning at 0.01 means at
/// most 1 % false warnings over a whole test. Count randomised units. Bare calls with retries are not assigned call
/// by call, and assignments balanced in blocks are less variable than independent ones, which makes the test careful.
public struct SampleRatioEvidence: Hashable, Sendable {
  /// Evidence against the planned split.
  public private(set) var process = EProcess()
  /// How many units the planned shares are worth as a prediction.
  public let concentration: Double
  private var counts: [Double]
  private var expected: [Double]

  /// The state before the first unit.
  ///
  /// - Parameters:
  ///   - arms: number of arms, at least 2.
  ///   - concentration: above 0; a share θ is expected to be off by about √(θ(1 − θ)/concentration), so that 10,000
  ///     looks for half a percentage point and 100 for five points.
  public init(arms: Int, concentration: Double) throws(StatisticsError) {
    guard arms >= 2 else { throw .tooFew(name: "arms", count: arms, expected: "at least 2") }
    try StatisticsError.requirePositive(concentration, "concentration")
    self.concentration = concentration
    counts = Array(repeating: 0, count: arms)
    expected = counts
  }

  /// The state after a wave; see ``add(_:shares:)``.
  public func adding(_ wave: [Int], shares: [Double]) throws(StatisticsError) -> SampleRatioEvidence {
    var next = self
    try next.add(wave, shares: shares)
    return next
  }

  /// Takes the units assigned to each arm in one wave, planned by `shares`.
  ///
  /// Throws unless there is a count of at least 0 and a share in 0...1 for every arm, and the shares sum to 1 (within
  /// one millionth). A unit in an arm whose share is 0 refutes the plan: the evidence is infinite from then on.
  public mutating func add(_ wave: [Int], shares: [Double]) throws(StatisticsError) {
    let shares = try checked(wave, shares)
    let seen = wave.map(Double.init)
    let total = seen.reduce(0, +)
    guard total > 0 else { return }
    if zip(seen, shares).contains(where: { $0 > 0 && $1 == 0 }) {
      process.move(toLog: .infinity)
    } else {
      process.multiply(byLog: Self.logPrediction(seen, prediction(shares), shares))
    }
    for i in seen.indices {
      counts[i] += seen[i]
      expected[i] += total * shares[i]
    }
  }

  private func checked(_ wave: [Int], _ shares: [Double]) throws(StatisticsError) -> [Double] {
    for (name, count) in [("counts", wave.count), ("shares", shares.count)] where count != counts.count {
      throw .unequalLengths(first: name, firstCount: count, second: "arms", secondCount: counts.count)
    }
    for count in wave where count < 0 || count > Proportion.largestTrials {
      throw .outOfRange(name: "count of an arm", value: Double(count), expected: "a whole number from 0 to 2⁵³")
    }
    for share in shares where !(share >= 0 && share <= 1) {
      throw .outOfRange(name: "share of an arm", value: share, expected: "a number from 0 to 1")
    }
    let sum = shares.reduce(0, +)
    guard (sum - 1).magnitude <= 1e-6 else {
      throw .outOfRange(name: "sum of the shares", value: sum, expected: "1")
    }
    return shares.map { $0 / sum }
  }

  /// The Dirichlet parameters before a wave: the shares, each times observed over expected, worth all that was seen.
  private func prediction(_ shares: [Double]) -> [Double] {
    let tilted = shares.indices.map { i in
      let prior = concentration * shares[i]
      return prior > 0 ? shares[i] * ((prior + counts[i]) / (prior + expected[i])) : 0
    }
    let worth = (concentration + counts.reduce(0, +)) / tilted.reduce(0, +)
    return tilted.map { $0 * worth }
  }

  /// log of the Dirichlet-multinomial probability of `seen` over the multinomial one with `shares`.
  ///
  /// All terms that grow with the counts are gathered into deviances of the posterior from the shares, which do not
  /// cancel: the answer keeps its digits at 10⁹ units.
  private static func logPrediction(_ seen: [Double], _ alpha: [Double], _ shares: [Double]) -> Double {
    let total = seen.reduce(0, +)
    let worth = alpha.reduce(0, +)
    let posterior = worth + total
    var sum =
      0.5 * log1p(total / worth) - (Stirling.remainder(posterior) - Stirling.remainder(worth))
    for (x, (a, share)) in zip(seen, zip(alpha, shares)) where share > 0 {
      sum += Stirling.deviance(a + x, mean: posterior * share) - Stirling.deviance(a, mean: worth * share)
      guard x > 0 else { continue }
      sum += (Stirling.remainder(a + x) - Stirling.remainder(a)) - 0.5 * log1p(x / a)
    }
    return sum
  }
}

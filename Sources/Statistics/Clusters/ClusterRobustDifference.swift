import Foundation

/// Cluster-robust variance estimators, from least to most careful with few clusters.
public enum ClusterCorrection: String, Hashable, Sendable, CaseIterable {
  /// The plain sandwich (Liang & Zeger 1986): too small with few clusters.
  case cr0
  /// CR0 times G/(G − 1) · (n − 1)/(n − 2).
  case cr1
  /// Bell & McCaffrey (2002): unbiased when trials are independent; with its own degrees of freedom. The default.
  case cr2
  /// The jackknife form (I − H)⁻¹: errs on the wide side.
  case cr3
}

/// The difference of two rates when whole clusters (agents, sites) vary together, by least squares of the 0/1 outcome.
///
/// A cluster may have trials in one arm or in both. Needs several clusters in each arm; below about ten, the degrees of
/// freedom of CR2 say how little is known, and a randomisation test is better.
public struct ClusterRobustDifference: Hashable, Sendable {
  /// The trials of one cluster in one arm.
  public struct Cell: Hashable, Sendable {
    /// Which cluster; equal numbers are the same cluster.
    public let cluster: Int
    /// Whether the trials had the variant.
    public let isVariant: Bool
    /// The counts.
    public let counts: Proportion

    /// One cell.
    public init(cluster: Int, isVariant: Bool, counts: Proportion) {
      self.cluster = cluster
      self.isVariant = isVariant
      self.counts = counts
    }
  }

  /// One cluster's part in one arm.
  private struct Part: Hashable, Sendable {
    var trials = 0.0
    var successes = 0.0
  }

  /// Parts by cluster: control, variant.
  private let clusters: [[Part]]
  private let trials: [Double]
  private let rates: [Double]

  /// Throws unless both arms have trials and there are at least two clusters.
  public init(_ cells: [Cell]) throws(StatisticsError) {
    var parts: [Int: [Part]] = [:]
    for cell in cells {
      var pair = parts[cell.cluster] ?? [Part(), Part()]
      pair[cell.isVariant ? 1 : 0].trials += cell.counts.n
      pair[cell.isVariant ? 1 : 0].successes += cell.counts.x
      parts[cell.cluster] = pair
    }
    let clusters = parts.sorted { $0.key < $1.key }.map(\.value)
    guard clusters.count >= 2 else {
      throw .tooFew(name: "clusters", count: clusters.count, expected: "at least 2")
    }
    let trials = [0, 1].map { arm in clusters.reduce(0) { $0 + $1[arm].trials } }
    for (arm, count) in zip(["control", "variant"], trials) where count == 0 {
      throw .tooFew(name: "trials of the \(arm)", count: 0, expected: "at least one trial")
    }
    self.clusters = clusters
    self.trials = trials
    rates = [0, 1].map { arm in clusters.reduce(0) { $0 + $1[arm].successes } / trials[arm] }
  }

  /// Number of clusters.
  public var clusterCount: Int { clusters.count }
  /// Variant rate − control rate.
  public var observedDifference: Double { rates[1] - rates[0] }

  /// The share of an arm's trials that one cluster has: its only eigenvalue in the hat matrix.
  private func leverage(_ cluster: [Part], _ arm: Int) -> Double { cluster[arm].trials / trials[arm] }

  /// (1 − h)^power, and 0 where h is 1: an arm of one cluster has no residual there.
  private func adjustment(_ cluster: [Part], _ arm: Int, power: Double) -> Double {
    let rest = 1 - leverage(cluster, arm)
    return rest > 0 ? pow(rest, power) : 0
  }

  /// Standard error of the difference.
  public func standardError(_ correction: ClusterCorrection = .cr2) -> Double {
    let power: Double =
      switch correction {
      case .cr0, .cr1: 0
      case .cr2: -0.5
      case .cr3: -1
      }
    let sum = clusters.reduce(0.0) { sum, cluster in
      let score = [0, 1].reduce(0.0) { score, arm in
        let residual = cluster[arm].successes - cluster[arm].trials * rates[arm]
        let term = residual / trials[arm] * adjustment(cluster, arm, power: power)
        return arm == 1 ? score + term : score - term
      }
      return sum + score * score
    }
    let (groups, n) = (Double(clusters.count), trials[0] + trials[1])
    let factor = correction == .cr1 && n > 2 ? groups / (groups - 1) * (n - 1) / (n - 2) : 1
    return (sum * factor).squareRoot()
  }

  /// Satterthwaite degrees of freedom of CR2 under independent trials (Pustejovsky & Tipton 2018, eq. 11).
  ///
  /// The matrix of the quadratic form is D − vvᵀ, one v per arm, so its traces need no matrix.
  public var degreesOfFreedom: Double {
    var (trace, squares) = (0.0, 0.0)
    var products = [0.0, 0.0, 0.0]
    for cluster in clusters {
      var diagonal = 0.0
      var v = [0.0, 0.0]
      for arm in [0, 1] {
        let share = leverage(cluster, arm)
        diagonal += share / trials[arm] * adjustment(cluster, arm, power: -1)
        v[arm] = share / trials[arm].squareRoot() * adjustment(cluster, arm, power: -0.5)
      }
      let own = v[0] * v[0] + v[1] * v[1]
      trace += diagonal - own
      squares += diagonal * diagonal - 2 * diagonal * own
      products[0] += v[0] * v[0]
      products[1] += v[0] * v[1]
      products[2] += v[1] * v[1]
    }
    squares += products[0] * products[0] + 2 * products[1] * products[1] + products[2] * products[2]
    return squares > 0 && trace > 0 ? trace * trace / squares : 1
  }

  /// The test of no difference by CR2 with Student's t; statistic t. Without variation the statistic is 0 and p is 1.
  public func test(alternative: Alternative = .twoSided) -> TestResult {
    let error = standardError(.cr2)
    guard error > 0 else {
      return observedDifference == 0
        ? TestResult(statistic: 0, pValue: 1) : TestResult(normal: observedDifference, standardError: 0, alternative)
    }
    let t = observedDifference / error
    let law = StudentT(unchecked: degreesOfFreedom)
    let p =
      switch alternative {
      case .twoSided: min(1, 2 * law.survival(t.magnitude))
      case .greater: law.survival(t)
      case .less: law.cdf(t)
      }
    return TestResult(statistic: t, pValue: p)
  }

  /// The difference with its CR2 interval by Student's t, clipped to −1...1. Throws unless 0 < `confidence` < 1.
  public func difference(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let half =
      StudentT(unchecked: degreesOfFreedom).quantile(survival: (1 - confidence) / 2) * standardError(.cr2)
    return Estimate(
      value: observedDifference, lower: observedDifference - half, upper: observedDifference + half
    ).clamped(to: -1...1)
  }
}

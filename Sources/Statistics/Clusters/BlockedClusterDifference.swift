import Foundation

/// The difference of two rates inside blocks, when whole clusters vary together: agents drawn inside teams, or agents who
/// use both scripts and are their own blocks.
///
/// Least squares of the 0/1 outcome on the arm and one effect for each block, y = block + δ · variant, so that δ is the
/// mean of the blocks' own differences with weights n₁n₀/(n₁ + n₀). Its variance comes from the clusters (Bell &
/// McCaffrey 2002), with the hat matrix of arm and blocks together and trials taken as independent and alike for the
/// adjustment (Pustejovsky & Tipton 2018): block effects that clusters share are not absorbed beforehand, which
/// would leave their leverage out. A cluster may have trials in one arm or in both, in one block or in several. Counts
/// per cluster, block and arm are enough; nothing depends on the order of calls.
///
/// For agents drawn inside teams, the block is the team and the cluster the agent. For a cross-over, block and cluster are
/// both the agent: then only what an agent did with one script against the other counts. For a single block it is
/// ``ClusterRobustDifference``.
///
/// Not for fewer than about ten clusters: the degrees of freedom say how little is known, and ``RandomisationTest`` is
/// better. Not for effects that differ between blocks when another weighting of them is wanted.
public struct BlockedClusterDifference: Hashable, Sendable {
  /// The trials of one cluster in one block and arm.
  public struct Cell: Hashable, Sendable {
    /// Which cluster; equal numbers are the same cluster, in whatever block.
    public let cluster: Int
    /// Which block; equal numbers are the same block.
    public let block: Int
    /// Whether the trials had the variant.
    public let isVariant: Bool
    /// The counts.
    public let counts: Proportion

    /// One cell.
    public init(cluster: Int, block: Int, isVariant: Bool, counts: Proportion) {
      self.cluster = cluster
      self.block = block
      self.isVariant = isVariant
      self.counts = counts
    }
  }

  /// The most cells (of different block or arm) that one cluster may have.
  public static let mostCellsPerCluster = 200

  /// δ: variant rate − control rate, inside blocks.
  public let observedDifference: Double
  /// Clusters with trials in a block that has both arms.
  public let clusterCount: Int
  /// Blocks with trials in both arms.
  public let blockCount: Int
  /// Blocks in which one arm had no trial; they say nothing about the difference and are left out.
  public let omittedBlocks: Int
  /// Satterthwaite's degrees of freedom of CR2 under independent trials (Pustejovsky & Tipton 2018, eq. 11); 0 where the
  /// variance cannot be known: without one of the clusters no block would have both arms.
  public let degreesOfFreedom: Double

  /// Σ of the squared scores by correction, over (Σ of the squared regressor)².
  private let variances: [ClusterCorrection: Double]

  /// Throws when no block has trials in both arms, for fewer than two clusters in such blocks, and for a cluster with
  /// more than ``mostCellsPerCluster`` cells.
  public init(_ cells: [Cell]) throws(StatisticsError) {
    let layout = BlockedLayout(cells)
    guard layout.regressorSquares > 0 else {
      throw .tooFew(name: "blocks with both arms", count: 0, expected: "at least one block with trials in both arms")
    }
    guard layout.clusters.count >= 2 else {
      throw .tooFew(
        name: "clusters in blocks with both arms", count: layout.clusters.count, expected: "at least 2")
    }
    if let largest = layout.clusters.map(\.count).max(), largest > Self.mostCellsPerCluster {
      throw .beyondReach(
        method: "The cluster-robust variance inside blocks", size: "a cluster with \(largest) blocks and arms",
        instead: "fewer blocks, or a randomisation test")
    }
    observedDifference = layout.difference
    clusterCount = layout.clusters.count
    blockCount = layout.blocks.count
    omittedBlocks = layout.omittedBlocks
    let sandwich = BlockedSandwich(layout)
    degreesOfFreedom = sandwich.degreesOfFreedom
    variances = sandwich.variances
  }

  /// Standard error of the difference; infinite where ``degreesOfFreedom`` is 0.
  ///
  /// CR1 multiplies by G/(G − 1) · (n − 1)/(n − p), with p the blocks and one.
  public func standardError(_ correction: ClusterCorrection = .cr2) -> Double {
    guard degreesOfFreedom > 0, let variance = variances[correction] else { return .infinity }
    return variance.squareRoot()
  }

  /// Whether the clusters say anything about the error: there are degrees of freedom, and something varies.
  private var isMeasured: Bool { degreesOfFreedom > 0 && standardError(.cr2) > 0 }

  /// The test of no difference by CR2 with Student's t; statistic t.
  ///
  /// Where the error is unknown (no degrees of freedom, or no variation between clusters at all, as when nobody succeeded)
  /// the statistic is 0 and p is 1.
  public func test(alternative: Alternative = .twoSided) -> TestResult {
    guard isMeasured else { return TestResult(statistic: 0, pValue: 1) }
    let t = observedDifference / standardError(.cr2)
    let law = StudentT(unchecked: degreesOfFreedom)
    let p =
      switch alternative {
      case .twoSided: min(1, 2 * law.survival(t.magnitude))
      case .greater: law.survival(t)
      case .less: law.cdf(t)
      }
    return TestResult(statistic: t, pValue: p)
  }

  /// The difference with its CR2 interval by Student's t, clipped to −1...1; all of −1...1 where the error is unknown.
  /// Throws unless 0 < `confidence` < 1.
  public func difference(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    guard isMeasured else { return Estimate(value: observedDifference, lower: -1, upper: 1) }
    let half =
      StudentT(unchecked: degreesOfFreedom).quantile(survival: (1 - confidence) / 2) * standardError(.cr2)
    return Estimate(
      value: observedDifference, lower: observedDifference - half, upper: observedDifference + half
    ).clamped(to: -1...1)
  }
}

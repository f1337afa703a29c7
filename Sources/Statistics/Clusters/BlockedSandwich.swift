import Foundation

/// The cluster-robust variances of a blocked comparison and the degrees of freedom of CR2.
///
/// On a cluster's cells, I − H is a small matrix K = I − Σ s sᵀ/n − r rᵀ/S, with s the roots of the cell sizes in a block
/// of n trials and r the regressor. K is singular along a block effect that belongs to the cluster alone; its
/// Moore–Penrose powers leave that direction out, which costs nothing, since r has no part in it. Where r has one, the
/// other clusters alone could not tell the difference, and its error cannot be known.
struct BlockedSandwich {
  private(set) var variances: [ClusterCorrection: Double] = [:]
  private(set) var degreesOfFreedom = 0.0

  /// Eigenvalues of I − H below this are those that are 0 but for rounding.
  private static let zero = 1e-12

  /// What one cluster adds to the degrees of freedom: Γ = D − ZZᵀ is the matrix of the quadratic form in the outcomes.
  private struct Share {
    /// Γ's own diagonal, from the projection rather than from the difference D − Σz².
    var diagonal: Double
    /// z for the arm and for each block of the cluster; the arm is −1.
    var loadings: [(column: Int, value: Double)]
  }

  init(_ layout: BlockedLayout) {
    let squares = layout.regressorSquares
    var sums: [ClusterCorrection: Double] = [.cr0: 0, .cr2: 0, .cr3: 0]
    var shares: [Share] = []
    var unknown = 0.0
    for cluster in layout.clusters {
      let eigen = SymmetricEigen(Self.complement(of: cluster, layout))
      let regressor = cluster.map(\.regressor)
      var adjusted = [Double](repeating: 0, count: cluster.count)
      var (half, whole, inside) = (0.0, 0.0, 0.0)
      for (value, vector) in zip(eigen.values, eigen.vectors) {
        let along = Self.product(vector, regressor)
        guard value > Self.zero else {
          unknown += along * along
          continue
        }
        let residual = zip(vector, cluster).reduce(0) { $0 + $1.0 * $1.1.residual }
        let root = value.squareRoot()
        half += along * residual / root
        whole += along * residual / value
        inside += along * along
        for index in adjusted.indices { adjusted[index] += along / root * vector[index] }
      }
      let plain = cluster.reduce(0) { $0 + $1.regressor * $1.residual }
      for (correction, score) in [(ClusterCorrection.cr0, plain), (.cr2, half), (.cr3, whole)] {
        sums[correction, default: 0] += score * score
      }
      shares.append(
        Share(diagonal: inside, loadings: Self.loadings(adjusted, of: cluster, regressor, layout)))
    }
    guard unknown <= 1e-9 * squares else { return }
    degreesOfFreedom = Self.satterthwaite(shares)
    let trials = layout.blocks.reduce(0) { $0 + $1.total }
    let (groups, rank) = (Double(layout.clusters.count), Double(layout.blocks.count + 1))
    let finite = trials > rank ? groups / (groups - 1) * (trials - 1) / (trials - rank) : 1
    variances = sums.mapValues { $0 / (squares * squares) }
    variances[.cr1] = variances[.cr0].map { $0 * finite }
  }

  /// K = I − H on a cluster's cells.
  private static func complement(of cluster: [BlockedLayout.Part], _ layout: BlockedLayout) -> [[Double]] {
    cluster.indices.map { i in
      cluster.indices.map { j in
        let (a, b) = (cluster[i], cluster[j])
        let arms = a.regressor * b.regressor / layout.regressorSquares
        guard a.block == b.block else { return -arms }
        let total = layout.blocks[a.block].total
        // On the diagonal 1 − n/N as (N − n)/N, which keeps its digits.
        return i == j
          ? (total - a.trials) / total - arms : -(a.trials.squareRoot() * b.trials.squareRoot()) / total - arms
      }
    }
  }

  private static func loadings(
    _ adjusted: [Double], of cluster: [BlockedLayout.Part], _ regressor: [Double], _ layout: BlockedLayout
  ) -> [(column: Int, value: Double)] {
    var loadings = [(column: -1, value: product(adjusted, regressor) / layout.regressorSquares.squareRoot())]
    for (part, weight) in zip(cluster, adjusted) {
      let value = part.trials.squareRoot() * weight / layout.blocks[part.block].total.squareRoot()
      // The cells of a cluster are sorted by block.
      if let last = loadings.last, last.column == part.block {
        loadings[loadings.count - 1].value += value
      } else {
        loadings.append((part.block, value))
      }
    }
    return loadings
  }

  /// (tr Γ)²/tr Γ², with tr Γ² = Σ Γ(g,g)² + ‖ZᵀZ‖² − Σ ‖z(g)‖⁴: no matrix of clusters by clusters is needed.
  private static func satterthwaite(_ shares: [Share]) -> Double {
    let trace = shares.reduce(0) { $0 + $1.diagonal }
    var squares = 0.0
    var columns: [Int: [Int]] = [:]
    for (index, share) in shares.enumerated() {
      let own = share.loadings.reduce(0) { $0 + $1.value * $1.value }
      squares += share.diagonal * share.diagonal - own * own
      for loading in share.loadings { columns[loading.column, default: []].append(index) }
    }
    for column in columns.keys.sorted() {
      var row: [Int: Double] = [:]
      for index in columns[column] ?? [] {
        let own = shares[index].loadings.first { $0.column == column }?.value ?? 0
        for loading in shares[index].loadings { row[loading.column, default: 0] += own * loading.value }
      }
      squares += row.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }
    }
    return trace > 0 && squares > 0 ? trace * trace / squares : 0
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

/// The cells of a blocked comparison by cluster, with what least squares needs to know of them.
struct BlockedLayout {
  /// A cluster's trials in one block and arm. √n times the indicator of the cell is a unit vector: the hat matrix leaves
  /// everything else inside the cell alone.
  struct Part {
    /// Position among the blocks.
    var block: Int
    var trials: Double
    /// (successes − trials · fitted)/√trials.
    var residual: Double
    /// √trials times the arm's 0/1 after its block mean is taken off.
    var regressor: Double
  }

  struct Block {
    var trials = [0.0, 0.0]
    var successes = [0.0, 0.0]
    var total: Double { trials[0] + trials[1] }
    /// The share of the other arm, with its sign: the arm's 0/1 minus its mean.
    func regressor(_ arm: Int) -> Double { arm == 1 ? trials[0] / total : -trials[1] / total }
  }

  /// The blocks with both arms.
  private(set) var blocks: [Block] = []
  private(set) var omittedBlocks = 0
  /// The cells of each cluster in these blocks.
  private(set) var clusters: [[Part]] = []
  /// Σ of the squared regressor over the trials.
  private(set) var regressorSquares = 0.0
  /// δ.
  private(set) var difference = 0.0

  private struct Key: Hashable, Comparable {
    var cluster: Int
    var block: Int
    var arm: Int

    static func < (a: Key, b: Key) -> Bool { (a.cluster, a.block, a.arm) < (b.cluster, b.block, b.arm) }
  }

  init(_ cells: [BlockedClusterDifference.Cell]) {
    var sums: [Key: (trials: Double, successes: Double)] = [:]
    var all: [Int: Block] = [:]
    for cell in cells {
      let arm = cell.isVariant ? 1 : 0
      let key = Key(cluster: cell.cluster, block: cell.block, arm: arm)
      let sum = sums[key] ?? (0, 0)
      sums[key] = (sum.trials + cell.counts.n, sum.successes + cell.counts.x)
      all[cell.block, default: Block()].trials[arm] += cell.counts.n
      all[cell.block, default: Block()].successes[arm] += cell.counts.x
    }
    let used = all.filter { $0.value.trials.allSatisfy { $0 > 0 } }.sorted { $0.key < $1.key }
    blocks = used.map(\.value)
    omittedBlocks = all.count - blocks.count
    guard !blocks.isEmpty else { return }
    let weights = blocks.map { $0.trials[0] * $0.trials[1] / $0.total }
    regressorSquares = weights.reduce(0, +)
    let differences = blocks.map { $0.successes[1] / $0.trials[1] - $0.successes[0] / $0.trials[0] }
    difference = zip(weights, differences).reduce(0) { $0 + $1.0 * $1.1 } / regressorSquares
    let positions = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1.key, $0) })
    var cluster: Int?
    for (key, sum) in sums.sorted(by: { $0.key < $1.key }) {
      guard let position = positions[key.block] else { continue }
      let block = blocks[position]
      let regressor = block.regressor(key.arm)
      // The block's own difference leaves each arm with its mean; δ moves the arms towards or away from each other.
      let rate = block.successes[key.arm] / block.trials[key.arm]
      let fitted = rate + (difference - differences[position]) * regressor
      let root = sum.trials.squareRoot()
      let part = Part(
        block: position, trials: sum.trials, residual: (sum.successes - sum.trials * fitted) / root,
        regressor: root * regressor)
      if cluster == key.cluster { clusters[clusters.count - 1].append(part) } else { clusters.append([part]) }
      cluster = key.cluster
    }
  }
}

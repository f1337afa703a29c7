/// The trials planned for one block of an any-time comparison.
public struct TwoStreamBlockSize: Hashable, Sendable {
  /// Trials of the control, at least 0.
  public let control: Int
  /// Trials of the variant, at least 0.
  public let variant: Int

  /// The planned trials of a block. Throws unless each is from 0 to 2⁵³.
  public init(control: Int, variant: Int) throws(StatisticsError) {
    for trials in [control, variant] where !(0...Proportion.largestTrials).contains(trials) {
      throw .badBlock(successes: 0, trials: trials)
    }
    self.control = control
    self.variant = variant
  }
}

/// An average over simulated tests.
public struct SimulatedMean: Hashable, Sendable {
  /// The average.
  public let value: Double
  /// Its standard error, of the simulation alone.
  public let standardError: Double
}

/// How often any-time evidence declares, and when, in simulated tests of one size and one truth.
///
/// Computed by ``TwoStreamDesign/operation(blocks:controlRate:variantRate:stopsBelow:replicates:seed:)``.
public struct TwoStreamOperation: Hashable, Sendable {
  /// The planned blocks.
  public let blocks: [TwoStreamBlockSize]
  /// Number of simulated tests.
  public let replicates: Int
  /// Tests that stopped at each block because the variant was shown to be above.
  public let above: [Int]
  /// Tests that stopped at each block because the control was shown to be above.
  public let below: [Int]

  /// Share of tests that showed the variant to be above.
  public var chanceAbove: SimulatedMean { share(above) }
  /// Share of tests that showed the control to be above.
  public var chanceBelow: SimulatedMean { share(below) }
  /// Trials of both arms up to the block at which the test stopped, on average; all of them where it did not.
  public var expectedTrials: SimulatedMean {
    var sum = 0.0
    let reached = blocks.map { block -> Double in
      sum += Double(block.control) + Double(block.variant)
      return sum
    }
    return mean(of: reached, otherwise: sum)
  }

  /// The average of a figure that has `values[i]` where the test stopped at block i and `otherwise` where it did not stop.
  ///
  /// A block without a value counts as not stopping.
  public func mean(of values: [Double], otherwise: Double) -> SimulatedMean {
    var stopped = 0
    var (sum, squares) = (0.0, 0.0)
    for (index, value) in values.enumerated() where index < above.count {
      let count = above[index] + below[index]
      stopped += count
      // Moments around the value without a stop, so that few stops lose no digits.
      sum += Double(count) * (value - otherwise)
      squares += Double(count) * (value - otherwise) * (value - otherwise)
    }
    guard stopped > 0 else { return SimulatedMean(value: otherwise, standardError: 0) }
    let number = Double(replicates)
    let mean = sum / number
    return SimulatedMean(
      value: otherwise + mean, standardError: (max(0, squares / number - mean * mean) / number).squareRoot())
  }

  private func share(_ counts: [Int]) -> SimulatedMean {
    let share = Double(counts.reduce(0, +)) / Double(replicates)
    return SimulatedMean(value: share, standardError: (share * (1 - share) / Double(replicates)).squareRoot())
  }
}

extension TwoStreamDesign {
  /// What tests under this design do when they are read after every block and stop as soon as they show a difference.
  ///
  /// ``TwoStreamEvidence`` has no closed form for its power, so it is drawn: binomial counts block by block, judged by the
  /// evidence itself. Each replicate has its own stream of the seed, so the same input gives the same counts, and with one
  /// seed two truths are compared on the same streams.
  ///
  /// - Parameters:
  ///   - blocks: planned trials of the blocks in order, 1...100,000 of them.
  ///   - controlRate: the control's true rate, in 0...1, the same in every block.
  ///   - variantRate: the variant's true rate, in 0...1.
  ///   - stopsBelow: whether showing the control to be above ends the test too.
  ///   - replicates: number of simulated tests, 1...100,000,000; a chance of one half has a standard error of
  ///     0.5/√replicates.
  ///   - seed: any number.
  public func operation(
    blocks: [TwoStreamBlockSize], controlRate: Double, variantRate: Double, stopsBelow: Bool = true,
    replicates: Int = 20_000, seed: UInt64 = 1
  ) throws(StatisticsError) -> TwoStreamOperation {
    guard (1...100_000).contains(blocks.count) else {
      throw .tooFew(name: "blocks", count: blocks.count, expected: "from 1 to 100000 blocks")
    }
    for (name, rate) in [("control rate", controlRate), ("variant rate", variantRate)] where !(rate >= 0 && rate <= 1) {
      throw .outOfRange(name: name, value: rate, expected: "a number from 0 to 1")
    }
    guard (1...100_000_000).contains(replicates) else {
      throw .outOfRange(
        name: "replicates", value: Double(replicates), expected: "a whole number from 1 to 100000000")
    }
    let root = RandomSource(seed: seed)
    var above = [Int](repeating: 0, count: blocks.count)
    var below = above
    for replicate in 0..<replicates {
      var source = root.split(UInt64(replicate))
      var evidence = TwoStreamEvidence(self)
      for (index, block) in blocks.enumerated() {
        evidence.add(
          TwoStreamBlock(
            unchecked: (source.binomial(block.control, controlRate), block.control),
            variant: (source.binomial(block.variant, variantRate), block.variant)))
        if evidence.isVariantAbove {
          above[index] += 1
          break
        }
        if stopsBelow, evidence.isControlAbove {
          below[index] += 1
          break
        }
      }
    }
    return TwoStreamOperation(blocks: blocks, replicates: replicates, above: above, below: below)
  }
}

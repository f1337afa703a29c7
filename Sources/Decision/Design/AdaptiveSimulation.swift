import Cost
import Experiment
import Foundation
import Statistics

/// Tests whose shares follow their results, drawn as counts by day and variant.
struct AdaptiveSimulation: Sendable {
  /// What became of some tests, as sums.
  struct Sums: Sendable {
    var tests = 0
    var above = 0
    var worseCalls = 0
    var testGain = 0.0
    var rolloutGain = 0.0
    var gainSquares = 0.0

    static func += (left: inout Sums, right: Sums) {
      left.tests += right.tests
      left.above += right.above
      left.worseCalls += right.worseCalls
      left.testGain += right.testGain
      left.rolloutGain += right.rolloutGain
      left.gainSquares += right.gainSquares
    }
  }

  /// The rule; nil: equal shares all along, analysed as one table.
  var adaptive: AdaptiveShares?
  /// Calls of each calling day, over all arms.
  let calls: [Int]
  let blocks: [AdaptiveShares.Block]
  let control: Int
  /// What is won by an opportunity, and lost by a call of each arm beyond those of all.
  let margin: Double
  let ownCosts: [Double]
  let rolloutCalls: Double
  let switchingCost: Double
  let alpha: Double
  let alternative: Alternative

  /// Tests in chunks of so many, whose sums are added in their order: results do not depend on the number of threads.
  private static let chunk = 100

  /// Sums over many tests; `rates` draws the true rates of one.
  func run(
    replicates: Int, source: RandomSource, _ rates: @escaping @Sendable (inout RandomSource) -> [Double]
  ) throws(StatisticsError) -> Sums {
    let chunks = (replicates - 1) / Self.chunk + 1
    let results = ChunkResults(chunks)
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      var sums = Sums()
      do throws(StatisticsError) {
        for number in (chunk * Self.chunk)..<min(replicates, (chunk + 1) * Self.chunk) {
          var stream = source.split(UInt64(number))
          let truth = rates(&stream)
          sums += try test(truth, &stream)
        }
        results.set(chunk, .success(sums))
      } catch {
        results.set(chunk, .failure(error))
      }
    }
    return try results.sum()
  }

  /// One test.
  private func test(_ rates: [Double], _ source: inout RandomSource) throws(StatisticsError) -> Sums {
    let arms = rates.indices
    // What is known by the end of each calling day, days and arms.
    var successes = [[Int]](repeating: rates.map { _ in 0 }, count: calls.count + 1)
    var trials = successes
    var spread = rates.map { _ in 0 }
    for block in blocks {
      let part = try shares(successes[block.known], trials[block.known])
      for day in block.days {
        spread = cut(calls[day], part)
        for arm in arms {
          trials[day + 1][arm] = trials[day][arm] + spread[arm]
          successes[day + 1][arm] = successes[day][arm] + source.binomial(spread[arm], rates[arm])
        }
      }
    }
    let winner = try winner(trials, successes)
    let values = zip(rates, ownCosts).map { $0 * margin - $1 }
    let placed = trials[calls.count]
    let best = values.max() ?? 0
    var sums = Sums(tests: 1, above: winner == nil ? 0 : 1)
    sums.worseCalls = arms.reduce(0) { $0 + (values[$1] < best ? placed[$1] : 0) }
    sums.testGain = arms.reduce(0) { $0 + Double(placed[$1]) * (values[$1] - values[control]) }
    sums.rolloutGain = winner.map { rolloutCalls * (values[$0] - values[control]) - switchingCost } ?? 0
    let gain = sums.testGain + sums.rolloutGain
    sums.gainSquares = gain * gain
    return sums
  }

  private func shares(_ successes: [Int], _ trials: [Int]) throws(StatisticsError) -> [Double] {
    guard let adaptive else { return successes.map { _ in 1 / Double(successes.count) } }
    let prior = BetaPrior.uniform
    var posteriors: [Beta] = []
    for (x, n) in zip(successes, trials) {
      posteriors.append(n > 0 ? prior.posterior(try Proportion(x, of: n)) : prior.beta)
    }
    return try adaptive.shares(by: ExplorationSampling(logOddsOf: posteriors))
  }

  /// Whole calls in the given shares: differences of the rounded running sum.
  private func cut(_ calls: Int, _ shares: [Double]) -> [Int] {
    var (sum, before) = (0.0, 0)
    return shares.enumerated().map { place, share in
      sum += share
      let end = place == shares.count - 1 ? calls : min(calls, Int((sum * Double(calls)).rounded()))
      defer { before = end }
      return end - before
    }
  }

  /// The challenger that is shown to be better by most; nil where none is.
  private func winner(_ trials: [[Int]], _ successes: [[Int]]) throws(StatisticsError) -> Int? {
    let strata = adaptive == nil ? [0..<calls.count] : blocks.map(\.days)
    var best: (arm: Int, difference: Double)?
    for arm in trials[0].indices where arm != control {
      var tables: [TwoProportions] = []
      for days in strata {
        func cell(_ arm: Int) throws(StatisticsError) -> Proportion? {
          let calls = trials[days.upperBound][arm] - trials[days.lowerBound][arm]
          guard calls > 0 else { return nil }
          return try Proportion(successes[days.upperBound][arm] - successes[days.lowerBound][arm], of: calls)
        }
        if let first = try cell(control), let second = try cell(arm) {
          tables.append(TwoProportions(control: first, variant: second))
        }
      }
      guard !tables.isEmpty else { continue }
      let test = try StratifiedTwoProportions(tables)
      let difference = test.observedMantelHaenszelDifference
      if difference > 0, test.cochranMantelHaenszel(alternative: alternative).pValue <= alpha,
        difference > best?.difference ?? 0
      {
        best = (arm, difference)
      }
    }
    return best?.arm
  }
}

/// Sums of all chunks, each in its place.
private final class ChunkResults: @unchecked Sendable {
  // The lock guards the array; each chunk writes once.
  private let lock = NSLock()
  private var results: [Result<AdaptiveSimulation.Sums, StatisticsError>?]

  init(_ count: Int) { results = [Result<AdaptiveSimulation.Sums, StatisticsError>?](repeating: nil, count: count) }

  func set(_ chunk: Int, _ result: Result<AdaptiveSimulation.Sums, StatisticsError>) {
    lock.withLock { results[chunk] = result }
  }

  func sum() throws(StatisticsError) -> AdaptiveSimulation.Sums {
    lock.lock()
    defer { lock.unlock() }
    var sum = AdaptiveSimulation.Sums()
    for result in results.compactMap({ $0 }) { sum += try result.get() }
    return sum
  }
}

import Experiment
import Foundation
import Statistics

/// The planned looks of one comparison at one level, taken one after the other as calls mature: what ``LookCourse`` and
/// ``GroupSequentialMonitor`` say of the same counts, for very many tests one after the other.
///
/// Exact probabilities are counted only where a look may stop. Where the corrected normal law of the counts leaves the
/// observed successes far from both bounds, the look goes on, and its blocks are kept for a later one to catch up with.
struct ComparisonCourse {
  private struct Look {
    var information: Double
    var date: CivilDate
    var block: TwoStreamBlock
    var isLast: Bool
  }

  /// Sums over looks of what the variant's successes are under equal rates, given all successes of each look.
  private struct Moments {
    var successes = 0
    var all = 0
    var mean = 0.0
    var variance = 0.0
    /// Third central moment.
    var third = 0.0

    mutating func add(_ block: TwoStreamBlock) {
      successes += block.variantSuccesses
      all += block.variantSuccesses + block.controlSuccesses
      let moments = block.conditionalMoments
      mean += moments.mean
      variance += moments.variance
      let total = Double(block.controlTrials) + Double(block.variantTrials)
      guard total > 2 else { return }
      let drawn = Double(block.controlSuccesses + block.variantSuccesses)
      third +=
        moments.variance * (1 - 2 * Double(block.variantTrials) / total) * ((total - 2 * drawn) / (total - 2))
    }
  }

  let monitor: GroupSequentialMonitor
  private let spent: SpentAtMost
  private var looks: [Look] = []
  private var pending = TwoStreamBlock.empty
  private var moments = Moments()
  private var momentsBefore = Moments()
  private var paths: CountedPaths
  private var endedAt = 0
  /// What the first look that ended the comparison showed; nil while none did.
  private(set) var ending: SequentialStanding.Reason?

  init(_ monitor: GroupSequentialMonitor) {
    self.monitor = monitor
    spent = SpentAtMost(monitor.spending)
    paths = CountedPaths(monitor.spending)
  }

  /// Forgets all looks.
  mutating func restart() {
    looks.removeAll(keepingCapacity: true)
    pending = .empty
    moments = Moments()
    momentsBefore = Moments()
    paths.restart()
    ending = nil
  }

  /// Keeps what came until the next look.
  mutating func hold(_ block: TwoStreamBlock) { pending = pending + block }

  /// Takes a look, as ``LookCourse/take(_:)`` does.
  mutating func take(
    _ block: TwoStreamBlock, on date: CivilDate, information: Double, isLast: Bool
  ) throws(DecisionError) {
    let block = pending + block
    let before = looks.last?.information ?? 0
    if information > 0, information - before >= 2 * StoppingBounds.smallestStep * information {
      looks.append(Look(information: information, date: date, block: block, isLast: isLast))
      momentsBefore = moments
    } else if isLast, let last = looks.popLast() {
      looks.append(Look(information: last.information, date: date, block: last.block + block, isLast: true))
      moments = momentsBefore
      if paths.looks > looks.count - 1 { paths.restart() }
      if endedAt == looks.count - 1 { ending = nil }
    } else {
      pending = block
      return
    }
    pending = .empty
    moments.add(looks[looks.count - 1].block)
    guard ending == nil else { return }
    ending = try result()
    endedAt = looks.count - 1
  }

  /// What the look taken last shows.
  private mutating func result() throws(DecisionError) -> SequentialStanding.Reason? {
    let look = looks[looks.count - 1]
    guard moments.all <= GroupSequentialMonitor.mostExact else { return try normalResult() }
    var side: StoppingSide?
    if mayStop(look) {
      var answer = CountedPaths.Answer.unknown
      while paths.looks < looks.count {
        let next = looks[paths.looks]
        answer = paths.look(next.block, information: next.information, isFinal: next.isLast)
      }
      if case .side(let sure) = answer { side = sure } else { side = exactSide() }
    }
    let statistic =
      moments.variance > 0 ? (Double(moments.successes) - moments.mean) / moments.variance.squareRoot() : 0
    return monitor.reason(
      side, statistic: statistic,
      at: LookCourse.Look(
        date: look.date, callingDays: 0, isLast: look.isLast, information: look.information, blocks: []))
  }

  /// The side of the look taken last by the exact test itself.
  private func exactSide() -> StoppingSide? {
    var exact = ExactSequentialTest(monitor.spending)
    var side: StoppingSide?
    for look in looks {
      side = exact.look(CollectionOfOne(look.block), information: look.information, isFinal: look.isLast).side
    }
    return side
  }

  /// Whether the look taken last could stop on a side.
  ///
  /// A look goes on above when the chance of at least so many successes that were not stopped before exceeds what is
  /// left of the error. What was stopped above before is missing on both sides of that comparison, so that it holds when
  /// the whole tail exceeds what the function has released above by now and below before. The tail is that of a sum of
  /// independent indicators, which hypergeometric counts are (Vatutin & Mikhailov 1982). Its normal law with correction
  /// for skewness and continuity errs by the order of 1/σ² (Mikhailov 1993); the margin of (σ + 3)/(2σ³) is well above
  /// what is seen (see the tests), and what it lets through is counted exactly.
  private func mayStop(_ look: Look) -> Bool {
    let deviation = moments.variance.squareRoot()
    guard deviation > 3 else { return true }
    let now = spent.at(look.information, isFinal: look.isLast)
    let before = looks.count > 1 ? spent.at(looks[looks.count - 2].information, isFinal: false) : (upper: 0, lower: 0)
    let margin = (deviation + 3) / (2 * deviation * deviation * deviation)
    let skew = moments.third / (6 * moments.variance * deviation)
    func above(_ x: Double) -> Double {
      0.5 * erfc(x * 0.707106781186547524400844362105)
        - skew * (1 - x * x) * exp(-0.5 * x * x) * 0.398942280401432677939946059934
    }
    let distance = Double(moments.successes) - moments.mean
    return above((distance - 0.5) / deviation) - margin <= now.upper + before.lower
      || 1 - above((distance + 0.5) / deviation) - margin <= now.lower + before.upper
  }

  /// Beyond the counts that are followed exactly.
  private func normalResult() throws(DecisionError) -> SequentialStanding.Reason? {
    var course = LookCourse()
    for look in looks {
      course.take(
        LookCourse.Look(
          date: look.date, callingDays: 0, isLast: look.isLast, information: look.information, blocks: [look.block]))
    }
    return try SequentialAnalysis(monitor: monitor, course: course, dependent: nil)
      .standing(asOf: nil, schedule: nil).ending?.reason
  }
}

/// What a spending function has released by some information at most: the function on a grid, rounded up.
private struct SpentAtMost {
  private static let steps = 1024
  private let upper: [Double]
  private let lower: [Double]
  private let whole: (upper: Double, lower: Double)

  init(_ spending: ErrorSpending) {
    func table(_ side: ErrorSpending.Side?) -> [Double] {
      (0...Self.steps).map { side?.spent(at: Double($0) / Double(Self.steps)) ?? 0 }
    }
    upper = table(spending.upper)
    lower = table(spending.lower)
    whole = (spending.upper?.alpha ?? 0, spending.lower?.alpha ?? 0)
  }

  func at(_ information: Double, isFinal: Bool) -> (upper: Double, lower: Double) {
    let place = (information * Double(Self.steps)).rounded(.up)
    guard !isFinal, place < Double(Self.steps) else { return whole }
    let index = max(0, Int(place))
    return (upper[index], lower[index])
  }
}

import Experiment
import Statistics

/// The looks of one comparison up to a reading: what came between them and how much of the plan each had seen.
struct LookCourse {
  /// One look.
  struct Look {
    var date: CivilDate?
    /// Calling days whose calls are mature.
    var callingDays: Int
    /// Whether it ends the test.
    var isLast: Bool
    /// Fraction of the planned information.
    var information: Double
    /// What came since the look before, one block a stratum.
    var blocks: [TwoStreamBlock]
  }

  /// The looks, information increasing.
  private(set) var looks: [Look] = []
  /// Error over both sides that looks under an earlier plan have spent; their calls are part of the first look.
  private(set) var alreadySpent = 0.0

  /// Takes a look; one that brings no information is one with the look before or, where there is none, the next.
  ///
  /// `blocks` are what came since the look taken or offered last.
  mutating func take(_ look: Look) {
    var look = look
    look.blocks = LookCourse.joined(pending, look.blocks)
    let before = looks.last?.information ?? 0
    if look.information > 0, look.information - before >= 2 * StoppingBounds.smallestStep * look.information {
      looks.append(look)
      pending = []
    } else if look.isLast, let last = looks.popLast() {
      look.information = last.information
      look.blocks = LookCourse.joined(last.blocks, look.blocks)
      looks.append(look)
      pending = []
    } else {
      pending = look.blocks
    }
  }

  /// Keeps what came until the next look.
  mutating func hold(_ blocks: [TwoStreamBlock]) {
    pending = LookCourse.joined(pending, blocks)
  }

  /// What came since the last look that was taken.
  private var pending: [TwoStreamBlock] = []

  /// Two lists of one block a stratum, added up place by place.
  private static func joined(_ first: [TwoStreamBlock], _ second: [TwoStreamBlock]) -> [TwoStreamBlock] {
    guard !first.isEmpty else { return second }
    return zip(first, second).map(+)
  }

  /// All calls and opportunities by the last look.
  var total: TwoStreamBlock? {
    let blocks = looks.flatMap(\.blocks)
    return blocks.dropFirst().reduce(blocks.first) { sum, block in sum.map { $0 + block } }
  }
}

extension LookCourse {
  /// The looks of a challenger that a test has had by the end of a day; one, the last, for undated counts.
  init(
    _ test: TestProtocol, challenger: String, counts: DailyCounts, asOf: CivilDate?, after amended: CivilDate? = nil,
    alreadySpent: Double = 0
  ) throws(DecisionError) {
    self.alreadySpent = alreadySpent
    let clock = InformationClock(test, challenger: challenger)
    let control = test.variants.control.name
    let strata = Set(counts.blocks.map(\.stratum)).sorted { ($0 ?? "") < ($1 ?? "") }
    var position = 0
    var seen = (control: 0, variant: 0)
    /// The blocks of calls up to a day that were not taken before, by stratum.
    func since(through date: CivilDate?) throws(DecisionError) -> [TwoStreamBlock] {
      var sums: [String?: TwoStreamBlock] = [:]
      while position < counts.blocks.count {
        let block = counts.blocks[position]
        if let date, let own = block.date, own > date { break }
        let pair = try counts.counts(of: block, control: control, variant: challenger)
        sums[block.stratum] = sums[block.stratum].map { $0 + pair } ?? pair
        seen.control += pair.controlTrials
        seen.variant += pair.variantTrials
        position += 1
      }
      return strata.map { sums[$0] ?? .empty }
    }
    guard let asOf, let schedule = LookSchedule(test) else {
      take(Look(date: nil, callingDays: 0, isLast: true, information: 1, blocks: try since(through: nil)))
      return
    }
    var milestone = 0
    for look in schedule.looks where look.date <= asOf {
      let through = look.date - (test.goal.within ?? 0)
      let blocks = try since(through: through)
      if let amended, look.date <= amended {
        hold(blocks)
        continue
      }
      var isLast = look.isLast
      if case .calls(let planned) = test.length {
        let placed = counts.calls(through: through)
        isLast = placed >= planned
        if case .count(let count) = test.monitoring.looks {
          // Looks of a test that ends by calls are every so many calls.
          let reached = min(count, placed * count / planned)
          guard reached > milestone || isLast else {
            hold(blocks)
            continue
          }
          milestone = reached
        }
      }
      take(
        Look(
          date: look.date, callingDays: look.callingDays, isLast: isLast,
          information: clock.information(
            control: seen.control, variant: seen.variant, callingDays: look.callingDays, on: look.date),
          blocks: blocks))
      if isLast { return }
    }
  }
}

import Foundation
import Statistics

/// One series under every method.
struct SeriesReading: Sendable {
  static let alpha = 0.05
  /// The largest number of successes in both arms up to which exact looks are computed: their time grows with it.
  static let mostExactSuccesses = 5_000_000
  /// What the any-time evidence believes of every series before its first look.
  static let believedRate = 0.1

  let series: Series
  let looks: [Look]

  init(_ series: Series) {
    self.series = series
    looks = series.looks
  }

  func outcome(_ method: Method) throws(StatisticsError) -> Outcome {
    switch method {
    case .naive: try Outcome.first(looks.indices) { looks[$0].table.decidedSide }
    case .obrienFleming: try groupSequential(.obrienFleming, .counts)
    case .pocock: try groupSequential(.pocock, .counts)
    case .obrienFlemingUnits: try groupSequential(.obrienFleming, .units)
    case .pocockUnits: try groupSequential(.pocock, .units)
    case .obrienFlemingExact: try exact(.obrienFleming)
    case .pocockExact: try exact(.pocock)
    case .anyTimeHalf: try anyTime(lift: 0.005, Self.unitsAtRisk)
    case .anyTime1: try anyTime(lift: 0.01, Self.unitsAtRisk)
    case .anyTime2: try anyTime(lift: 0.02, Self.unitsAtRisk)
    case .anyTime5: try anyTime(lift: 0.05, Self.unitsAtRisk)
    case .anyTimeIntervals: try intervals(lift: 0.02)
    case .asymptotic: try asymptotic()
    case .mixture: try mixture(lift: 0.02)
    }
  }

  /// How often naive peeking at these looks stops when nothing differs, by the joint normal law of its z.
  func chanceOfNaiveStop() throws(StatisticsError) -> Double {
    let shares = Information.counts.schedule(looks).shares
    let bound = Normal.quantile(survival: Self.alpha / 2)
    let bounds = try StoppingBounds(
      information: shares, lower: shares.map { _ in -bound }, upper: shares.map { _ in bound })
    return 1 - (try bounds.crossing(drift: 0)).neverStopping
  }
}

extension SeriesReading {
  private func groupSequential(
    _ function: SpendingFunction, _ information: Information
  ) throws(StatisticsError) -> Outcome {
    let (kept, shares) = information.schedule(looks)
    let spending = try ErrorSpending(alpha: Self.alpha, sides: .two, function: function)
    let bounds = try spending.bounds(at: shares, endsAtLast: true).looks
    return try Outcome.first(kept.indices) { bounds[$0].side(of: looks[kept[$0]].table.pooledStatistic) }
      .atLooks(kept)
  }

  private func exact(_ function: SpendingFunction) throws(StatisticsError) -> Outcome {
    guard series.lateIntervals == 0 else { return .refused(Self.lateReason) }
    guard let last = looks.last, last.successes <= Self.mostExactSuccesses else {
      return .refused("more than \(Markdown.count(Self.mostExactSuccesses)) successes: too slow")
    }
    let (kept, shares) = Information.counts.schedule(looks)
    let spending = try ErrorSpending(alpha: Self.alpha, sides: .two, function: function)
    let found = try spending.exactLooks(tables: kept.map { looks[$0].table }, information: shares, endsAtLast: true)
    return try Outcome.first(kept.indices) { found[$0].side }.atLooks(kept)
  }

  static let lateReason = "an interval brings more successes than units"

  /// New units, and those counted before that had not succeeded.
  private static func unitsAtRisk(_ before: Proportion, _ after: Proportion) -> Int {
    after.trials - before.successes
  }

  private func intervals(lift: Double) throws(StatisticsError) -> Outcome {
    guard series.lateIntervals == 0 else { return .refused(Self.lateReason) }
    return try anyTime(lift: lift) { $1.trials - $0.trials }
  }

  /// What came between two looks is a block.
  private func anyTime(
    lift: Double, _ trials: (_ before: Proportion, _ after: Proportion) -> Int
  ) throws(StatisticsError) -> Outcome {
    var evidence = TwoStreamEvidence(
      try TwoStreamDesign(alpha: Self.alpha, worth: .lift(lift), baseRate: Self.believedRate))
    return try Outcome.first(looks.indices) { index throws(StatisticsError) in
      let after = looks[index].table
      let block: TwoStreamBlock
      if index == 0 {
        block = try TwoStreamBlock(
          controlSuccesses: after.control.successes, controlTrials: after.control.trials,
          variantSuccesses: after.variant.successes, variantTrials: after.variant.trials)
      } else {
        let before = looks[index - 1].table
        block = try TwoStreamBlock(
          controlSuccesses: after.control.successes - before.control.successes,
          controlTrials: trials(before.control, after.control),
          variantSuccesses: after.variant.successes - before.variant.successes,
          variantTrials: trials(before.variant, after.variant))
      }
      evidence.add(block)
      if evidence.isVariantAbove { return .upper }
      return evidence.isControlAbove ? .lower : nil
    }
  }

  private func asymptotic() throws(StatisticsError) -> Outcome {
    guard let last = looks.last else { return .open }
    let units = Double(last.units)
    let sequence = try AsymptoticSequence(alpha: Self.alpha, tunedAt: units)
    return try Outcome.first(looks.indices) { index throws(StatisticsError) in
      let table = looks[index].table
      let fewest = min(table.control.successes, table.variant.successes)
      guard fewest >= AsymptoticSequence.leastSuccesses else { return nil }
      func variance(_ arm: Proportion) -> Double { arm.rate * (1 - arm.rate) / Double(arm.trials) }
      let share = Information.counts.amount(looks[index]) / Information.counts.amount(last)
      let interval = try sequence.interval(
        estimate: table.observedDifference,
        standardError: (variance(table.control) + variance(table.variant)).squareRoot(), units: share * units)
      if interval.lower > 0 { return .upper }
      return interval.upper < 0 ? .lower : nil
    }
  }

  private func mixture(lift: Double) throws(StatisticsError) -> Outcome {
    try Outcome.first(looks.indices) { index throws(StatisticsError) in
      let look = looks[index]
      let rate = look.pooledRate
      guard rate > 0, rate < 1 else { return nil }
      let effect = look.table.observedDifference
      let test = try MixtureSequentialTest(mixingVariance: lift * rate * (lift * rate), variance: rate * (1 - rate))
      guard try test.logLikelihoodRatio(effect: effect, trials: look.size) >= -log(Self.alpha) else { return nil }
      return effect > 0 ? .upper : .lower
    }
  }
}

extension Outcome {
  /// The same where looks were numbered within a selection.
  fileprivate func atLooks(_ selection: [Int]) -> Outcome {
    guard let stop else { return self }
    return .stopped(Stop(look: selection[stop.look], side: stop.side))
  }
}

extension TwoProportions {
  /// The side that the default test decides for at 5 %, two-sided; nil when undecided.
  var decidedSide: StoppingSide? {
    guard primaryPValue() < SeriesReading.alpha else { return nil }
    return observedDifference > 0 ? .upper : .lower
  }
}

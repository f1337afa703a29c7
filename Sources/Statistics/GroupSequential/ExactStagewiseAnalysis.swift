import Foundation

/// What a test stopped by exact bounds shows: p and odds ratio by the stage-wise ordering, for small counts.
///
/// The exact counterpart of ``StagewiseAnalysis``. The successes of both arms together between looks are taken as given; the
/// variant's part of them is noncentral hypergeometric with the odds ratio as its only parameter, so that p and interval
/// need neither a rate nor an approximation. Looks that ended the test and over-ran are left out of `earlier`.
/// The odds ratio is taken to be the same between all looks; the common rate may change. Not for calls that share a lead or
/// an agent.
public struct ExactStagewiseAnalysis: Hashable, Sendable {
  /// The looks before the one that ended the test, none of which stopped it.
  public let earlier: [ExactLook]
  /// The counts at the end, over all blocks.
  public let total: TwoStreamBlock
  /// The laws of the variant's part of the successes, by look and block.
  private let laws: [[Hypergeometric]]

  /// `blocks` are the counts that came between looks: one list for each look of `earlier`, and then those up to the end.
  ///
  /// Throws unless there is one list more than earlier looks.
  public init(after earlier: [ExactLook], blocks: [[TwoStreamBlock]]) throws(StatisticsError) {
    guard blocks.count == earlier.count + 1 else {
      throw .unequalLengths(
        first: "lists of blocks", firstCount: blocks.count, second: "earlier looks and the end",
        secondCount: earlier.count + 1)
    }
    self.earlier = earlier
    laws = blocks.map { $0.map(\.conditional) }
    total = blocks.joined().reduce(.empty, +)
  }

  /// `tables` are the counts by each look of `earlier` and then at the end.
  ///
  /// Throws unless there is one table more than earlier looks, and when a count falls.
  public init(after earlier: [ExactLook], tables: [TwoProportions]) throws(StatisticsError) {
    var blocks: [[TwoStreamBlock]] = []
    var before: TwoProportions?
    for table in tables {
      blocks.append([try ErrorSpending.added(to: before, by: table)])
      before = table
    }
    try self.init(after: earlier, blocks: blocks)
  }

  /// The probabilities of results more extreme above, the same, and more extreme below, at an odds ratio.
  private func split(logOddsRatio: Double) -> (above: Double, same: Double, below: Double) {
    var paths = VariantShare()
    var (above, below) = (0.0, 0.0)
    for (look, laws) in zip(earlier, laws) {
      for law in laws { paths.add(law, logOddsRatio: logOddsRatio) }
      if let upper = look.upper { above += paths.stop(from: upper) }
      if let lower = look.lower { below += paths.stop(through: lower) }
    }
    for law in laws.last ?? [] { paths.add(law, logOddsRatio: logOddsRatio) }
    let count = total.variantSuccesses
    let same = paths.mass(count)
    return (above + paths.stop(from: count + 1), same, below + paths.stop(through: count - 1))
  }

  /// The probability under equal rates of a result at least as extreme; two-sided is twice the smaller side.
  ///
  /// With one look it is Fisher's one-sided p.
  public func pValue(_ alternative: Alternative) -> Double {
    let tails = split(logOddsRatio: 0)
    let (greater, less) = (min(1, tails.above + tails.same), min(1, tails.below + tails.same))
    return switch alternative {
    case .greater: greater
    case .less: less
    case .twoSided: min(1, 2 * min(greater, less))
    }
  }

  /// The odds ratio with its interval: at its ends a result at least as extreme has probability (1 − `confidence`)/2.
  ///
  /// The value is median-unbiased up to the steps of the counts: at it, more extreme results with half of the same ones have
  /// probability ½. The interval has at least its level. 0 and ∞ where the table is the least or most extreme. Throws
  /// unless `confidence` is strictly between 0 and 1.
  public func oddsRatio(confidence: Double = 0.95) throws(StatisticsError) -> Estimate {
    try StatisticsError.requireProbability(confidence, "confidence")
    let tail = 0.5 * (1 - confidence)
    return Estimate(
      value: Self.root { log((split(logOddsRatio: $0).above + 0.5 * split(logOddsRatio: $0).same) / 0.5) },
      lower: Self.root { log((split(logOddsRatio: $0).above + split(logOddsRatio: $0).same) / tail) },
      upper: Self.root { log(tail / (split(logOddsRatio: $0).below + split(logOddsRatio: $0).same)) })
  }

  /// The same effect as a difference and a ratio of rates: of the rates that have the odds ratio and expect just as many
  /// successes as there are, over all blocks.
  ///
  /// Both leave out no effect exactly when ``oddsRatio(confidence:)`` does. That the successes of both arms together are taken as
  /// given is exact for the odds ratio and a close approximation here. An arm without trials leaves everything
  /// possible. Throws unless `confidence` is strictly between 0 and 1.
  public func effect(confidence: Double = 0.95) throws(StatisticsError) -> (difference: Estimate, ratio: Estimate) {
    let odds = try oddsRatio(confidence: confidence)
    guard total.controlTrials > 0, total.variantTrials > 0 else {
      return (Estimate(value: 0, lower: -1, upper: 1), Estimate(value: 1, lower: 0, upper: .infinity))
    }
    let cells = TableCells(
      controlSuccesses: Double(total.controlSuccesses),
      controlFailures: Double(total.controlTrials - total.controlSuccesses),
      variantSuccesses: Double(total.variantSuccesses),
      variantFailures: Double(total.variantTrials - total.variantSuccesses))
    func rates(_ oddsRatio: Double) -> RestrictedRates {
      guard oddsRatio < .infinity else { return cells.exchanged.restricted(oddsRatio: 0).exchanged }
      return cells.restricted(oddsRatio: oddsRatio)
    }
    func ratio(_ oddsRatio: Double) -> Double {
      let rates = rates(oddsRatio)
      if rates.control > 0 { return rates.variant / rates.control }
      return oddsRatio == 0 ? 0 : oddsRatio == 1 ? 1 : .infinity
    }
    func difference(_ oddsRatio: Double) -> Double {
      let rates = rates(oddsRatio)
      return rates.variant - rates.control
    }
    return (
      Estimate(
        value: difference(odds.value), lower: difference(odds.lower), upper: difference(odds.upper)),
      Estimate(value: ratio(odds.value), lower: ratio(odds.lower), upper: ratio(odds.upper))
    )
  }

  /// e to the power where the rising `function` crosses 0; 0 or ∞ when it does not.
  private static func root(_ function: (Double) -> Double) -> Double {
    var width = 1.0
    while function(-width) > 0 {
      width *= 2
      if width > 300 { return 0 }
    }
    while function(width) < 0 {
      width *= 2
      if width > 300 { return .infinity }
    }
    return exp(Brent.root(from: -width, to: width, relative: 1e-13, function))
  }
}

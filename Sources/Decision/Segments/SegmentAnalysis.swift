import Cost
import Experiment
import Statistics

/// Asks whether effects differ between segments, and what to do where they do.
///
/// First, one test of interaction a dimension and challenger (score Q, Laud 2017), adjusted by Holm over all of them: a
/// recommendation by segment is given only where it is shown, and only once the test is over, so that without interaction
/// one is given in at most `alpha` of tests. Then the effect of each part is drawn towards the common one (partial pooling),
/// with intervals adjusted by Bonferroni for the number of parts.
struct SegmentAnalysis {
  let test: TestProtocol
  let segments: [Segment]
  let isComplete: Bool
  /// The difference of rates that pays for a challenger's dearer calls, by name; 0 where money is unknown.
  let paying: [String: Double]
  /// How much wider the repetition of calls to one lead makes the comparison of each challenger, at least 1.
  let designEffects: [String: Double]

  /// Fewest opportunities of each arm in a part that effects are drawn together from.
  static let fewestOpportunities = 5

  /// Effects by dimension and challenger; none where calls are not what is drawn one by one.
  func effects() throws(DecisionError) -> [SegmentEffects] {
    guard test.unit == .lead, !test.factors.contains(.window), !test.assignment.goesBySlot else { return [] }
    var effects: [SegmentEffects] = []
    var tables: [[Part]] = []
    for dimension in Segment.Dimension.allCases {
      for challenger in test.variants.challengers {
        let parts = try parts(of: challenger.name, by: dimension)
        guard parts.count > 1 else { continue }
        let interaction = try asking { () throws(StatisticsError) in
          try StratifiedTwoProportions(parts.map(\.table)).scoreHomogeneity(on: .difference)
        }
        effects.append(
          SegmentEffects(
            dimension: dimension, variant: challenger.name, p: interaction.pValue, pAdjusted: interaction.pValue))
        tables.append(parts)
      }
    }
    let adjusted = try asking { () throws(StatisticsError) in
      try PValueAdjustment.holm.adjusted(effects.map(\.p))
    }
    for index in effects.indices {
      effects[index].pAdjusted = adjusted[index]
      guard isComplete, adjusted[index] <= test.goal.alpha else { continue }
      effects[index].difference = pooled(tables[index], variant: effects[index].variant)
    }
    return effects
  }

  /// One part of a dimension: a challenger beside the control.
  private struct Part {
    var name: String
    var table: TwoProportions
  }

  private func parts(of variant: String, by dimension: Segment.Dimension) throws(DecisionError) -> [Part] {
    var parts: [Part] = []
    let designEffect = max(1, designEffects[variant] ?? 1)
    for segment in segments where segment.dimension == dimension && segment.variant == variant {
      let control = segments.first {
        $0.dimension == dimension && $0.name == segment.name && $0.variant == test.variants.control.name
      }
      guard let control, segment.calls > 0, control.calls > 0,
        min(segment.opportunities, control.opportunities) >= SegmentAnalysis.fewestOpportunities
      else { continue }
      let table = try asking { () throws(StatisticsError) in
        TwoProportions(
          control: try Proportion(control.opportunities, of: control.calls).deflated(by: designEffect),
          variant: try Proportion(segment.opportunities, of: segment.calls).deflated(by: designEffect))
      }
      parts.append(Part(name: segment.name, table: table))
    }
    return parts
  }

  /// Each part's difference drawn towards the common one, and what follows for the part.
  private func pooled(_ parts: [Part], variant: String) -> SegmentEffects.Difference {
    let pooled = PartialPooling(
      estimates: parts.map { $0.table.variant.rate - $0.table.control.rate },
      variances: parts.map { SegmentAnalysis.variance($0.table.variant) + SegmentAnalysis.variance($0.table.control) })
    let tail = (1 - test.goal.confidence) / 2 / Double(parts.count)
    let pays = max(0, paying[variant] ?? 0)
    return SegmentEffects.Difference(
      spread: pooled.spread,
      parts: parts.enumerated().map { index, part in
        let difference = Estimate(
          value: pooled.means[index], lower: pooled.quantile(tail, of: index),
          upper: pooled.quantile(1 - tail, of: index))
        return SegmentEffects.Part(
          name: part.name, difference: difference,
          advice: difference.lower > pays ? .challenger : difference.upper < pays ? .control : .open)
      })
  }

  /// The variance of a rate with one success and one failure added (Agresti & Caffo 2000).
  private static func variance(_ proportion: Proportion) -> Double {
    let trials = Double(proportion.trials) + 2
    let rate = (Double(proportion.successes) + 1) / trials
    return rate * (1 - rate) / trials
  }
}

extension RolloutAnalysis {
  /// The difference of rates at which each challenger earns as much a month as the control, under the plan's limit.
  var payingDifferences: [String: Double] {
    guard let rollout = plan.rollout else { return [:] }
    var paying: [String: Double] = [:]
    for (index, arm) in arms.enumerated() {
      guard let model = gainModel(of: index, under: rollout), let rate = model.payingRate else { continue }
      paying[arm.name] = rate - model.control.rate
    }
    return paying
  }
}

/// The same without a roll-out: the extra cost of a challenger's call over the margin of an opportunity. Empty where costs or
/// margin are unknown.
func payingDifferences(_ plan: Plan, _ variants: [VariantReading]) -> [String: Double] {
  func costPerCall(_ variant: VariantReading) -> Double? {
    variant.costs.flatMap { variant.calls > 0 ? $0.recurring.units / Double(variant.calls) : nil }
  }
  guard let margin = plan.economics?.marginPerOpportunity, margin > 0,
    let control = variants.first(where: { $0.role == .control }).flatMap(costPerCall)
  else { return [:] }
  var paying: [String: Double] = [:]
  for variant in variants where variant.role == .challenger {
    if let own = costPerCall(variant) { paying[variant.name] = (own - control) / margin }
  }
  return paying
}

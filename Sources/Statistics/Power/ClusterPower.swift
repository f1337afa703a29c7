import Foundation

/// Power and the smallest number of clusters for a comparison of two rates by cluster: agents in two arms, agents who use
/// both scripts, or the slots of a switchback.
///
/// The design counterpart of CR2 with Satterthwaite's degrees of freedom (``ClusterRobustDifference``,
/// ``BlockedClusterDifference``). The variance of the difference is that of independent calls times
/// 1 − ρ + (1 + CV²) m (ρ − ρ′): m calls per cluster with one script, CV their variation, ρ the correlation of two calls of
/// one cluster in one slot, and ρ′ what both scripts share of it, ρ′ = 0 in parallel arms (Donner & Klar 2000, ch. 5;
/// Eldridge, Ashby & Kerry 2006, eq. 2) and the correlation between slots in a cross-over (Giraudeau, Ravaud & Donner 2008;
/// Hemming et al. 2020, with several slots). Each arm has its own ρ and ρ′ where ``variantCorrelation`` says so. Student's
/// t, shifted by the effect, has K/(1 + CV²) − 2 degrees of freedom for K clusters in two arms, or one for all blocks and
/// one for each of them less than K/(1 + CV²), or K/(1 + CV²) − 1 in a cross-over (Bell & McCaffrey 2002, for clusters of
/// about these sizes).
///
/// Clusters of equal numbers of calls to within a CV of about 1. With fewer than some ten clusters, plan a randomisation
/// test: with K clusters a two-sided p cannot be below 2 over the number of assignments.
public struct ClusterPower: Hashable, Sendable {
  /// Rate of the control, strictly between 0 and 1.
  public let control: Double
  /// Error rate of the test, strictly between 0 and 1.
  public let alpha: Double
  /// One or two sides.
  public let sides: Sides
  /// Mean calls of one cluster over the whole test, at least 1; in a cross-over at least one a slot.
  public let callsPerCluster: Double
  /// Standard deviation of the clusters' calls over their mean, at least 0.
  public let coefficientOfVariation: Double
  /// The correlation of two calls of one cluster (in a cross-over: in the same slot), from 0 to 1.
  public let intraclassCorrelation: Double
  /// How clusters and scripts go together.
  public let design: ClusterDesign
  /// How alike calls of one cluster are with the variant.
  public let variantCorrelation: VariantCorrelation
  /// The share of the scripts' difference that the comparison sees, from 0 to 1: below 1 where calls that count for one
  /// script hear the other.
  public let effectShare: Double
  /// The share of clusters, or of each agent's slots, with the variant; strictly between 0 and 1.
  public let variantShare: Double

  /// A plan. Throws for values outside their ranges.
  public init(
    control: Double, callsPerCluster: Double, intraclassCorrelation: Double,
    variantCorrelation: VariantCorrelation = .same, effectShare: Double = 1,
    design: ClusterDesign = .parallel(perBlock: nil),
    coefficientOfVariation: Double = 0, variantShare: Double = 0.5, alpha: Double = 0.05, sides: Sides = .two
  ) throws(StatisticsError) {
    try StatisticsError.requireProbability(control, "control rate")
    try StatisticsError.requireProbability(alpha, "alpha")
    try StatisticsError.requireProbability(variantShare, "share of the variant")
    // The design effect's own rules for size, variation and correlation.
    let effect = try DesignEffect(
      intraclassCorrelation: intraclassCorrelation, meanSize: callsPerCluster,
      coefficientOfVariation: coefficientOfVariation)
    if case .own(let correlation) = variantCorrelation, !(0...1).contains(correlation) {
      throw .outOfRange(
        name: "correlation of the variant", value: correlation, expected: "a number from 0 to 1")
    }
    guard (0...1).contains(effectShare) else {
      throw .outOfRange(name: "share of the effect", value: effectShare, expected: "a number from 0 to 1")
    }
    switch design {
    case .parallel(let perBlock):
      if let perBlock, perBlock < 2 {
        throw .tooFew(name: "clusters of a block", count: perBlock, expected: "at least 2, one for each script")
      }
    case .recurring(let strata):
      guard strata >= 1 else { throw .tooFew(name: "strata", count: strata, expected: "at least 1") }
    case .crossOver(let slots, let betweenSlots, let effectDeviation):
      guard slots >= 2 else {
        throw .tooFew(name: "slots of an agent", count: slots, expected: "at least 2, one for each script")
      }
      guard callsPerCluster >= Double(slots) else {
        throw .outOfRange(
          name: "calls per cluster", value: callsPerCluster, expected: "at least one in each of the \(slots) slots")
      }
      guard betweenSlots >= 0, betweenSlots <= intraclassCorrelation else {
        throw .outOfRange(
          name: "correlation between slots", value: betweenSlots,
          expected: "a number from 0 to that inside a slot, \(intraclassCorrelation)")
      }
      if case .own(let correlation) = variantCorrelation, correlation < betweenSlots {
        throw .outOfRange(
          name: "correlation of the variant", value: correlation,
          expected: "a number from that between slots, \(betweenSlots), to 1")
      }
      guard effectDeviation >= 0, effectDeviation < 1 else {
        throw .outOfRange(
          name: "standard deviation of the effect", value: effectDeviation, expected: "a number of at least 0, below 1")
      }
    }
    self.control = control
    self.alpha = alpha
    self.sides = sides
    self.callsPerCluster = effect.meanSize
    self.coefficientOfVariation = effect.coefficientOfVariation
    self.intraclassCorrelation = effect.intraclassCorrelation
    self.variantCorrelation = variantCorrelation
    self.effectShare = effectShare
    self.design = design
    self.variantShare = variantShare
  }

  /// 1 + CV²: how much more the larger clusters weigh.
  private var sizeFactor: Double { 1 + coefficientOfVariation * coefficientOfVariation }

  /// Degrees of freedom of Student's t with `clusters` clusters; it may be 0 or less, which is too few.
  public func degreesOfFreedom(clusters: Int) -> Double {
    let effective = Double(clusters) / sizeFactor
    switch design {
    case .parallel(nil): return effective - 2
    case .parallel(let perBlock?): return effective - effective / Double(perBlock) - 1
    case .recurring(let strata):
      // Strata that have come twice are compared inside; what is left over is compared as one.
      return effective - min(Double(strata), max(1, effective - Double(strata))) - 1
    case .crossOver: return effective - 1
    }
  }

  /// Standard error of the difference of the rates with `clusters` clusters; infinite below two clusters.
  public func standardError(variant: Double, clusters: Int) -> Double {
    guard clusters >= 2 else { return .infinity }
    let own =
      control * (1 - control) / (1 - variantShare) * designEffect(intraclassCorrelation, between: slotCorrelation)
      + variant * (1 - variant) / variantShare
      * designEffect(ofVariant(intraclassCorrelation, variant), between: slotCorrelation(ofVariant: variant))
    let effect = sizeFactor * effectVariance(variant)
    return (own / (Double(clusters) * callsPerCluster) + effect / Double(clusters)).squareRoot()
  }

  /// ρ′, what calls of one cluster with different scripts share.
  private var slotCorrelation: Double {
    if case .crossOver(_, let betweenSlots, _) = design { betweenSlots } else { 0 }
  }

  private func ofVariant(_ correlation: Double, _ variant: Double) -> Double {
    variantCorrelation.value(control: control, variant: variant, correlation: correlation)
  }

  private func slotCorrelation(ofVariant variant: Double) -> Double {
    if case .own = variantCorrelation { slotCorrelation } else { ofVariant(slotCorrelation, variant) }
  }

  /// How much more one arm's rate varies than that of as many independent calls.
  private func designEffect(_ correlation: Double, between: Double) -> Double {
    let perScript =
      if case .crossOver(let slots, _, _) = design { callsPerCluster / Double(slots) } else { callsPerCluster }
    return 1 - correlation + sizeFactor * perScript * (correlation - between)
  }

  /// The variance of the effect over agents who use both scripts, as the comparison sees it.
  private func effectVariance(_ variant: Double) -> Double {
    guard case .crossOver(_, let betweenSlots, let effectDeviation) = design else { return 0 }
    var variance = effectDeviation * effectDeviation
    if variantCorrelation == .sameVariation {
      variance += betweenSlots * (1 - control) / control * (variant - control) * (variant - control)
    }
    return effectShare * effectShare * variance
  }

  /// The chance that the test rejects when the variant's rate is `variant`, both tails when two-sided; 0 with less than one
  /// degree of freedom. Throws unless 0 < `variant` < 1 and there is at least one cluster.
  public func power(variant: Double, clusters: Int) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(variant, "variant rate")
    guard clusters >= 1 else { throw .tooFew(name: "clusters", count: clusters, expected: "at least 1") }
    return rejection(variant, clusters)
  }

  private func rejection(_ variant: Double, _ clusters: Int) -> Double {
    let degrees = degreesOfFreedom(clusters: clusters)
    guard degrees >= 1 else { return 0 }
    let shift = effectShare * (variant - control).magnitude / standardError(variant: variant, clusters: clusters)
    let bound = StudentT(unchecked: degrees).quantile(survival: alpha / Double(sides.rawValue))
    let tail = ShiftedStudentTail(degreesOfFreedom: degrees)
    let near = tail(shift: shift, bound: bound)
    return sides == .one ? near : min(1, near + tail(shift: -shift, bound: bound))
  }

  /// The most clusters that ``clusters(variant:power:)`` looks at.
  public static let mostClusters = 1 << 30

  /// The smallest number of clusters (in whole blocks) that reaches `power` when the variant's rate is `variant`.
  ///
  /// Throws unless both are strictly between 0 and 1, the rates differ and `power` exceeds alpha, and when more than
  /// ``mostClusters`` are needed.
  public func clusters(variant: Double, power: Double) throws(StatisticsError) -> Int {
    try StatisticsError.requireProbability(variant, "variant rate")
    try requirePower(power)
    guard variant != control else {
      throw .outOfRange(name: "variant rate", value: variant, expected: "a rate that differs from the control's")
    }
    let step = if case .parallel(let perBlock?) = design { perBlock } else { 1 }
    var upper = 1
    while rejection(variant, upper * step) < power {
      upper *= 2
      guard upper * step <= Self.mostClusters else {
        throw .beyondReach(
          method: "The number of clusters", size: "a difference of \(variant - control)",
          instead: "a difference worth detecting")
      }
    }
    // More clusters always have more power: a smaller error, and more degrees of freedom.
    var lower = upper / 2
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if rejection(variant, middle * step) < power { lower = middle } else { upper = middle }
    }
    return upper * step
  }

  /// The rate nearest to the control's, on the side of `direction`, that `clusters` clusters detect with probability
  /// `power`; nil when no rate is. `.twoSided` looks above. Throws for a power that is not between alpha and 1, and without
  /// a cluster.
  public func detectableRate(
    clusters: Int, power: Double, direction: Alternative = .greater
  ) throws(StatisticsError) -> Double? {
    try requirePower(power)
    guard clusters >= 1 else { throw .tooFew(name: "clusters", count: clusters, expected: "at least 1") }
    let end: Double = direction == .less ? 0 : 1
    guard rejection(end, clusters) >= power else { return nil }
    let root = Brent.root(from: min(control, end), to: max(control, end), relative: 1e-13) {
      rejection($0, clusters) - power
    }
    return root
  }

  private func requirePower(_ power: Double) throws(StatisticsError) {
    try StatisticsError.requireProbability(power, "power")
    guard power > alpha else {
      throw .outOfRange(name: "power", value: power, expected: "a number above alpha, which is \(alpha)")
    }
  }
}

/// A two-arm comparison inside strata: one 2×2 table per list, weekday, or agent.
///
/// The methods assume a common effect and compare like with like. A stratum in which one arm has no trial says nothing
/// about the effect: it is left out of every method and counted in ``emptyStrata``.
public struct StratifiedTwoProportions: Hashable, Sendable {
  /// Counts of one stratum, in which an arm may have had no trial at all.
  public struct Stratum: Hashable, Sendable {
    /// Successes of the control, in 0...controlTrials.
    public let controlSuccesses: Int
    /// Trials of the control, at least 0.
    public let controlTrials: Int
    /// Successes of the variant, in 0...variantTrials.
    public let variantSuccesses: Int
    /// Trials of the variant, at least 0.
    public let variantTrials: Int

    /// The counts of one stratum; checked when the strata are put together.
    public init(controlSuccesses: Int, controlTrials: Int, variantSuccesses: Int, variantTrials: Int) {
      self.controlSuccesses = controlSuccesses
      self.controlTrials = controlTrials
      self.variantSuccesses = variantSuccesses
      self.variantTrials = variantTrials
    }
  }

  /// The strata with trials in both arms, at least one.
  public let strata: [TwoProportions]
  /// How many strata were left out because an arm had no trial.
  public let emptyStrata: Int

  /// Strata that all have trials in both arms; throws when there is none.
  public init(_ strata: [TwoProportions]) throws(StatisticsError) {
    guard !strata.isEmpty else {
      throw .tooFew(name: "strata", count: 0, expected: "at least one stratum with trials in both arms")
    }
    self.strata = strata
    emptyStrata = 0
  }

  /// Strata known not to be empty.
  init(informative strata: [TwoProportions]) {
    self.strata = strata
    emptyStrata = 0
  }

  /// Strata of which some may be empty in an arm. Throws for impossible counts, or when no stratum has both arms.
  public init(_ counts: [Stratum]) throws(StatisticsError) {
    var strata: [TwoProportions] = []
    for count in counts {
      let control = try Self.arm(count.controlSuccesses, count.controlTrials)
      let variant = try Self.arm(count.variantSuccesses, count.variantTrials)
      if let control, let variant { strata.append(TwoProportions(control: control, variant: variant)) }
    }
    guard !strata.isEmpty else {
      throw .tooFew(name: "strata", count: 0, expected: "at least one stratum with trials in both arms")
    }
    self.strata = strata
    emptyStrata = counts.count - strata.count
  }

  private static func arm(_ successes: Int, _ trials: Int) throws(StatisticsError) -> Proportion? {
    if successes == 0, trials == 0 { return nil }
    return try Proportion(successes, of: trials)
  }

  func sum(_ term: (TwoProportions) -> Double) -> Double { strata.reduce(0) { $0 + term($1) } }
}

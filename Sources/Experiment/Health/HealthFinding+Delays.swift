extension HealthFinding {
  /// Days from call to opportunity, compared between the variants.
  public struct DelayFinding: Hashable, Sendable {
    /// The delays of each variant, in the order of the plan.
    public var arms: [ArmDelays]
    /// Maturity window in days; nil where the plan has none.
    public var within: Int?
    /// The variant whose opportunities come soonest: the one that a short window favours.
    public var faster: String
    /// The variant whose opportunities come last.
    public var slower: String
    /// Whether delays differ more than chance explains.
    public var differ: Bool
    /// Whether the window is seen to cover 99 % of the slower variant's opportunities, so that it favours none.
    public var isCovered: Bool
    /// Days by which 99 % of the slower variant's opportunities have come, of those within `longestFollowUp`.
    public var covering: Int
    /// Age in days of the oldest call that brought an opportunity: later ones cannot have been seen.
    public var longestFollowUp: Int

    /// A comparison of delays.
    public init(
      arms: [ArmDelays], within: Int?, faster: String, slower: String, differ: Bool, isCovered: Bool, covering: Int,
      longestFollowUp: Int
    ) {
      self.arms = arms
      self.within = within
      self.faster = faster
      self.slower = slower
      self.differ = differ
      self.isCovered = isCovered
      self.covering = covering
      self.longestFollowUp = longestFollowUp
    }

    /// The number of days to propose for `within`: by which 99 % of the slower variant's opportunities have come, where
    /// that is longer than the present window; nil while calls are too young to tell.
    public var proposedWithin: Int? {
      guard differ, !isCovered, covering > within ?? 0 else { return nil }
      return covering
    }
  }

  /// When the opportunities of one variant came, allowing for those still to come.
  public struct ArmDelays: Hashable, Sendable {
    /// The variant.
    public var variant: String
    /// Opportunities of known delay.
    public var opportunities: Int
    /// Median delay in whole days.
    public var median: Int
    /// Share that comes after the maturity window, of those that can have been seen; nil without a window.
    public var afterWindow: Double?

    /// The delays of a variant.
    public init(variant: String, opportunities: Int, median: Int, afterWindow: Double?) {
      self.variant = variant
      self.opportunities = opportunities
      self.median = median
      self.afterWindow = afterWindow
    }
  }
}

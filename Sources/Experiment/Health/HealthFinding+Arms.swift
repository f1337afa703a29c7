extension HealthFinding {
  /// A part of something, counted for one variant.
  public struct ArmShare: Hashable, Sendable {
    /// The variant.
    public var variant: String
    /// How many.
    public var count: Int
    /// Of how many.
    public var of: Int

    /// A part of something.
    public init(variant: String, count: Int, of total: Int) {
      self.variant = variant
      self.count = count
      self.of = total
    }

    /// The share, 0 of nothing.
    public var share: Double { of > 0 ? Double(count) / Double(of) : 0 }
  }

  /// How often the leads of one variant were called.
  public struct ArmCalls: Hashable, Sendable {
    /// The variant.
    public var variant: String
    /// Leads with mature calls.
    public var leads: Int
    /// Their mature calls.
    public var calls: Int
    /// The most calls of one lead.
    public var most: Int

    /// How often leads were called.
    public init(variant: String, leads: Int, calls: Int, most: Int) {
      self.variant = variant
      self.leads = leads
      self.calls = calls
      self.most = most
    }

    /// Calls a lead, 0 without leads.
    public var mean: Double { leads > 0 ? Double(calls) / Double(leads) : 0 }
  }

  /// The effect of a challenger in the first and in the second half of a test.
  public struct NoveltyFinding: Hashable, Sendable {
    /// The challenger.
    public var variant: String
    /// Difference of rates in the first half of the days.
    public var first: Double
    /// Difference of rates in the second half.
    public var second: Double
    /// First day of the second half.
    public var since: CivilDate

    /// An effect in two halves.
    public init(variant: String, first: Double, second: Double, since: CivilDate) {
      self.variant = variant
      self.first = first
      self.second = second
      self.since = since
    }
  }
}

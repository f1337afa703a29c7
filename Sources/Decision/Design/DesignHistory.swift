public import Experiment
import Statistics

/// What an earlier call log says about the calls of a planned test: its variants, if it had any, are not told apart.
public struct DesignHistory: Hashable, Sendable {
  /// Groups of calls that share more than the script: how alike their calls are, and how their numbers vary.
  public struct Clustering: Hashable, Sendable {
    /// Number of groups with calls.
    public var clusters: Int
    /// Mean calls of a group.
    public var meanSize: Double
    /// Standard deviation of the groups' calls over their mean.
    public var sizeVariation: Double
    /// The intraclass correlation of 0/1 outcomes by analysis of variance, 0...1; 0 where groups differ less than by
    /// chance.
    public var correlation: Double

    /// The correlation that is not exceeded with 95 % confidence, 0...1; nil where it was not asked.
    public var upperLimit: Double?

    /// Groups of calls.
    public init(
      clusters: Int, meanSize: Double, sizeVariation: Double, correlation: Double, upperLimit: Double? = nil
    ) {
      self.clusters = clusters
      self.meanSize = meanSize
      self.sizeVariation = sizeVariation
      self.correlation = correlation
      self.upperLimit = upperLimit
    }
  }

  /// A share of what the log says of it.
  public struct Share: Hashable, Sendable {
    /// Those with the property.
    public var count: Int
    /// Those of which the log tells whether they have it.
    public var of: Int

    /// A share, with `count` of `of`.
    public init(_ count: Int, of: Int) {
      self.count = count
      self.of = of
    }

    /// The share; nil where the log tells of none, and where none or all have the property.
    public var value: Double? { count > 0 && count < of ? Double(count) / Double(of) : nil }
  }

  /// Talk times of calls.
  public struct Talk: Hashable, Sendable {
    /// Calls whose talk time the log tells.
    public var calls: Int
    /// Mean talk time in seconds, above 0.
    public var mean: Double
    /// Standard deviation in seconds.
    public var deviation: Double

    /// Talk times of so many calls.
    public init(calls: Int, mean: Double, deviation: Double) {
      self.calls = calls
      self.mean = mean
      self.deviation = deviation
    }
  }

  /// First and last day of the calls that are counted; nil for undated counts.
  public var dates: ClosedRange<CivilDate>?
  /// Calls.
  public var calls: Int
  /// Calls with an opportunity.
  public var opportunities: Int
  /// Calls a lead, at least 1; nil where leads are not known.
  public var callsPerLead: Double?
  /// Agents; 0 where the log names none.
  public var agents: Int
  /// Calls of an agent on a day on which it called; nil without agents or days.
  public var callsPerAgentDay: Double?
  /// Calls of one agent; nil with fewer than two agents.
  public var byAgent: Clustering?
  /// Calls of one agent on one day; nil without agents or days.
  public var byAgentDay: Clustering?
  /// Calls of one half-day (of one day, where the plan has no hour windows); nil with fewer than two.
  public var bySlot: Clustering?
  /// Calls of one lead, or of one company where companies are randomised; nil where they are not known, or none was
  /// called twice.
  public var byUnit: Clustering?
  /// Days by which 99 % of the opportunities had come; nil where delays are not known.
  public var delay: Int?
  /// Talk times; nil where fewer than two calls tell theirs.
  public var talk: Talk?
  /// Answered calls among those of which the log tells.
  public var answered = Share(0, of: 0)
  /// Calls that ended with a complaint, among those whose disposition the log tells.
  public var complaints = Share(0, of: 0)
  /// Opportunities accepted by sales, among those that were judged.
  public var accepted = Share(0, of: 0)

  /// A history; what is not known is nil.
  public init(
    dates: ClosedRange<CivilDate>? = nil, calls: Int, opportunities: Int, callsPerLead: Double? = nil, agents: Int = 0,
    callsPerAgentDay: Double? = nil, byAgent: Clustering? = nil, byAgentDay: Clustering? = nil,
    bySlot: Clustering? = nil, byUnit: Clustering? = nil, delay: Int? = nil
  ) {
    self.dates = dates
    self.calls = calls
    self.opportunities = opportunities
    self.callsPerLead = callsPerLead
    self.agents = agents
    self.callsPerAgentDay = callsPerAgentDay
    self.byAgent = byAgent
    self.byAgentDay = byAgentDay
    self.bySlot = bySlot
    self.byUnit = byUnit
    self.delay = delay
  }

  /// How much larger repeated calls of one lead or company make the variance of a rate; nil where they do not.
  public var designEffect: Double? {
    guard let byUnit, byUnit.correlation > 0, let effect = byUnit.effect else { return nil }
    return effect.value
  }

  /// Opportunities over calls; nil without calls.
  public var rate: Double? { calls > 0 ? Double(opportunities) / Double(calls) : nil }

  /// Whether the past calls had another rate than a plan's baseline, by more than a tenth of it.
  public func contradicts(baseline: Double) -> Bool {
    rate.map { abs($0 - baseline) > 0.1 * baseline } ?? false
  }
}

extension DesignHistory.Clustering {
  /// The design effect of clusters like these; nil for sizes that cannot be.
  var effect: DesignEffect? {
    do {
      return try DesignEffect(
        intraclassCorrelation: min(1, max(0, correlation)), meanSize: meanSize, coefficientOfVariation: sizeVariation)
    } catch {
      return nil
    }
  }
}

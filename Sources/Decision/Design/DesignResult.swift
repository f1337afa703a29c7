public import Cost
public import Experiment

/// What a plan can show, how long it takes, and what it costs: the answer before the first call.
public struct DesignResult: Hashable, Sendable {
  /// Name of the experiment.
  public var experiment: String
  /// The question in the manager's words.
  public var question: String?
  /// ISO 4217 code of the currency of every amount.
  public var currency: String
  /// What was assumed.
  public var assumptions: Assumptions
  /// Whether the planned time can answer.
  public var answer: Answer
  /// One entry per planning formula: normal, arcsine; clusters alone where the script goes by agent or by half-day, none
  /// where no number of them is known to suffice.
  public var sizes: [RequiredSize]
  /// What the past calls say; nil where none were read.
  public var history: DesignHistory?
  /// Agents or half-days, where the script goes by these; nil where leads or companies are randomised.
  public var structure: DesignStructure?
  /// Which script runs when; nil unless the script goes by half-day or day, and for plans without dates.
  public var schedule: DesignSchedule?
  /// Calling days of the plan, first to last; empty for plans without dates.
  public var callingDays: [CivilDate]
  /// Day at whose end the last call is mature: when to decide; nil for plans without dates.
  public var decisionDay: CivilDate?
  /// What the planned calls can show; nil where the plan states no agents and no number of calls.
  public var capacity: Capacity?
  /// What the planned calls (the required ones where none are planned) can tell of each guardrail, were nothing worse, for
  /// each challenger.
  public var guardrails: [GuardrailForecast] = []
  /// What figures of a roll-out rest on; nil where the plan states no economics or no roll-out.
  public var rollout: RolloutAssumptions?
  /// The smallest lift that pays for switching, for each challenger; empty where the plan states no economics or roll-out.
  public var payingLifts: [PayingLift] = []
  /// How long to test for most profit; nil where the plan does not say enough, and where it is refused.
  public var lengths: TestLengths?
  /// Why no length is advised, where the plan states a roll-out; nil where one is.
  public var lengthsRefusal: TestLengths.Refusal?
  /// What the test costs at the planned calls; nil where the plan states no costs or no number of calls.
  public var cost: DesignCost?
  /// Adaptive shares beside equal ones; nil where the plan asks for none. The answer and the power of the capacity are then
  /// those of the adaptive shares; sizes, lengths and curves are those of equal shares.
  public var adaptive: AdaptiveComparison?
  /// The methods of monitoring side by side; nil where the plan looks for a fall, and with adaptive shares.
  public var monitoring: MonitoringComparison?
  /// Power against relative lift at the planned calls (at the required calls where none are planned).
  public var powerCurve: [CurvePoint]
  /// Calls of the control needed against relative lift.
  public var sizeCurve: [CurvePoint]

  /// What was assumed.
  public struct Assumptions: Hashable, Sendable {
    /// The control's rate.
    public var baseline: Double
    /// The challenger's rate worth detecting.
    public var target: Double
    /// Risk of a false alarm over the test, before adjustment.
    public var alpha: Double
    /// Risk per comparison with several challengers, by the plan's adjustment: alpha over their number for Holm and Hochberg,
    /// which never fall behind it, Dunnett's at the planned shares, and alpha itself without an adjustment.
    public var alphaPerComparison: Double
    /// Chance of detecting.
    public var power: Double
    /// Sides of the test.
    public var sides: Int
    /// Challengers compared with the control.
    public var comparisons: Int
    /// Planned shares in the order of the plan.
    public var shares: [Double]
    /// Maturity window in days.
    public var within: Int?
    /// Agents planned on each calling day; nil where the plan states none.
    public var agents: Int?
    /// Calls one agent places in a day; nil where the plan states none.
    public var callsPerAgentDay: Int?
    /// Whether the control's rate is that of the past calls, since the plan states none.
    public var isBaselineOfHistory: Bool

    /// The relative lift worth detecting; negative where the plan looks for a fall.
    public var worthDetecting: Double { target / baseline - 1 }
  }

  /// Whether the planned time can answer.
  public enum Answer: Hashable, Sendable {
    /// The planned calls reach the wished power.
    case yes(power: Double)
    /// They do not: the power they have, the smallest relative lift they detect with the wished power (nil when none
    /// up to certainty), and the calling days the wished power takes.
    case no(power: Double, detectableLift: Double?, callingDaysNeeded: Int?)
    /// The planned calls would reach it with equal shares; shares that follow results find the change less often: the power
    /// they have.
    case lessOften(power: Double)
    /// The plan states no number of agents or calls: agents needed to finish in the planned days, where that is known.
    case unknownCapacity(agentsNeeded: Int?)
  }

  /// Calls that a planning formula asks for.
  public struct RequiredSize: Hashable, Sendable {
    /// The planning formula.
    public enum Formula: String, CaseIterable, Hashable, Sendable, Codable {
      /// Pooled variance under no effect, unpooled under the effect.
      case normal
      /// Variance-stabilising arcsine transformation.
      case arcsine
      /// Student's t over agents or half-days.
      case cluster
    }

    /// The planning formula.
    public var formula: Formula
    /// Calls of the control.
    public var control: Int
    /// Calls of the challenger with the smallest share.
    public var challenger: Int
    /// Calls over all arms at the planned shares.
    public var total: Int
    /// Agent-days those calls take at the planned pace; nil without a pace.
    public var agentDays: Int?
    /// Calling days those calls take at the planned agents and pace; nil without them.
    public var callingDays: Int?
  }

  /// What the planned calls can show.
  public struct Capacity: Hashable, Sendable {
    /// Calls over all arms.
    public var totalCalls: Int
    /// Calls of the control.
    public var control: Int
    /// Calls of the challenger with the smallest share.
    public var challenger: Int
    /// Chance of detecting the change worth detecting.
    public var power: Double
    /// Smallest relative lift detected with the wished power; nil when none up to certainty.
    public var detectableLift: Double?
  }

  /// The smallest lift that pays of the challenger that needs the largest; nil where none is known.
  public var payingLift: PayingLift? {
    payingLifts.reduce(nil) { (most: PayingLift?, lift) in
      if let most, most.relative >= lift.relative { most } else { lift }
    }
  }

  /// The challengers that would not pay at the lift that the test looks for, with the lift at which they do.
  public var payingLiftsBeyondSought: [PayingLift] {
    payingLifts.filter { $0.relative > assumptions.worthDetecting }
  }

  /// The smallest lift that pays.
  public struct PayingLift: Hashable, Sendable {
    /// The challenger.
    public var variant: String
    /// Relative lift of the TCO at which the roll-out earns back the switching cost and what the challenger's calls cost and
    /// take more, under the plan's limit; negative where it pays at a lower rate already.
    public var relative: Double
    /// The rate at that lift.
    public var rate: Double
    /// Switching cost.
    public var switchingCost: Money
    /// Calls over the whole roll-out.
    public var rolloutCalls: Int
    /// Expected margin of one opportunity in currency units.
    public var marginPerOpportunity: Double
  }

  /// What the test costs.
  public struct DesignCost: Hashable, Sendable {
    /// Total in currency units.
    public var total: Double
    /// Per line of the ledger: item and amount in currency units.
    public var lines: [Line]
    /// Lines that cannot be foreseen because they need talk times.
    public var unforeseen: [String]

    /// A line of the expected costs.
    public struct Line: Hashable, Sendable {
      /// The cost.
      public var item: String
      /// Its amount in currency units.
      public var amount: Double

      /// A line of the expected costs.
      public init(item: String, amount: Double) {
        self.item = item
        self.amount = amount
      }
    }
  }

  /// A point of a curve.
  public struct CurvePoint: Hashable, Sendable {
    /// Relative lift: 0.2 is +20 %.
    public var lift: Double
    /// Power in 0...1, or calls of the control.
    public var value: Double

    /// A point of a curve.
    public init(lift: Double, value: Double) {
      self.lift = lift
      self.value = value
    }
  }
}

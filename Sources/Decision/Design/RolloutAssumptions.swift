public import Cost

/// What figures of a roll-out rest on before the first call: costs per call as the plan's ledger gives them for the planned
/// calls, and nothing that only calls can tell.
public struct RolloutAssumptions: Hashable, Sendable {
  /// A variant at roll-out.
  public struct Arm: Hashable, Sendable {
    /// The variant.
    public var variant: String
    /// What its calls take of the limiting resource; handling times are not known.
    public var demand: CallDemand
    /// Calls a month that the limit allows.
    public var callsPerMonth: Double
    /// What the test spends once on this variant, in currency units.
    public var onceInTest: Double

    /// Recurring cost of a call in currency units, with its part of what is paid by the month.
    public var costPerCall: Double { demand.costPerCall(at: callsPerMonth) }
  }

  /// The control.
  public var control: Arm
  /// The challengers in the order of the plan.
  public var challengers: [Arm]
  /// The resource that limits the roll-out.
  public var limit: Rollout.Limit
  /// Months of the roll-out.
  public var months: Int
  /// One-off cost of switching to another script.
  public var switchingCost: Money
  /// Expected margin of one opportunity in currency units.
  public var marginPerOpportunity: Double
  /// Which opportunities the plan counts. Before the test every one counts, or the share that sales accepted in the past.
  public var worth: Economics.Worth
  /// The share of opportunities that sales accepted in the past; nil where it is not used.
  public var pastAcceptedShare: Double?
  /// Whether something goes by handling times, agent hours or a cost: calls of all scripts are then taken as equally long.
  public var assumesEqualTimes: Bool
  /// Costs left out, since the plan does not tell their volume.
  public var leftOut: [String]

  /// What a challenger's call costs beyond one of the control, in currency units.
  public func extraCost(of arm: Arm) -> Double { arm.costPerCall - control.costPerCall }
}

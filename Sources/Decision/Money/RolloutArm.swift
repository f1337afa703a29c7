import Cost
import Experiment
import Statistics

/// What a test says of one variant for a roll-out.
struct RolloutArm {
  let reading: VariantReading
  /// Opportunities per call at roll-out: a challenger's is the control's plus the difference of the comparison, which
  /// allows for strata, so that profits of two variants differ by just the gain. Without strata it is the rate observed.
  let rate: Estimate
  /// The same, with limits at the confidence at which the gains of all challengers hold at once, of as many calls as the
  /// comparison's variance is worth.
  let gainRate: Estimate
  /// Opportunities among calls, with as few calls as the comparison's variance is worth.
  let observed: Proportion
  /// Recurring cost per call, and the part of it that goes with handling time; without what is paid by the month.
  let cost: Double
  let timedCost: Double
  /// What a month costs, however many calls are placed.
  let monthlyCost: Double
  let spread: HandlingSpread
  let handlingSeconds: Double?
  /// Nil where the margin is unknown.
  let worth: OpportunityWorth?

  var name: String { reading.name }
  var isControl: Bool { reading.role == .control }
  var demand: CallDemand { CallDemand(cost: cost, monthlyCost: monthlyCost, handlingSeconds: handlingSeconds) }
  /// Nil where the margin is unknown.
  var script: GainModel.Script? {
    worth.map {
      GainModel.Script(
        rate: rate.value, margin: $0.margin, cost: cost, timedCost: timedCost, monthlyCost: monthlyCost,
        handlingSeconds: handlingSeconds)
    }
  }

  var belief: Beta { BetaPrior.uniform.posterior(observed) }
  /// Whether the cost of a call is known no better than handling times are.
  var hasUncertainCost: Bool { timedCost > 0 && spread.relativeError > 0 }
}

extension RolloutArm {
  /// The cost of a call where a month has so many of them, with its part of what is paid by the month.
  func cost(at calls: Double) -> Double { demand.costPerCall(at: calls) }

  /// The same with its limits.
  func callCost(at calls: Double, confidence: Double) -> CallCost {
    CallCost(cost(at: calls), timed: timedCost, spread: spread, z: Normal.quantile(survival: (1 - confidence) / 2))
  }
}

import Cost

/// What a challenger gains over the control in a roll-out, as a function of what it is computed from.
struct GainModel {
  /// What is known of one script.
  struct Script {
    /// Opportunities per call.
    var rate: Double
    /// Margin of an opportunity in currency units.
    var margin: Double
    /// Recurring cost of a call in currency units, without what is paid by the month.
    var cost: Double
    /// The part of it that goes with handling time.
    var timedCost: Double
    /// What a month costs however many calls are placed.
    var monthlyCost: Double
    /// Talk and wrap-up time of a call; nil where unknown.
    var handlingSeconds: Double?

    var demand: CallDemand { CallDemand(cost: cost, monthlyCost: monthlyCost, handlingSeconds: handlingSeconds) }

    func profit(calls: Double) -> Double { calls * (rate * margin - cost) - monthlyCost }
  }

  var challenger: Script
  var control: Script
  /// The limit, and the control's calls a month.
  var rollout: Rollout
  var months: Double
  var switchingCost: Double

  /// Gain over all months in currency units, switching cost taken off.
  var gain: Double {
    let calls = rollout.callsPerMonth(with: challenger.demand, control: control.demand)
    let monthly = challenger.profit(calls: calls) - control.profit(calls: Double(rollout.callsPerMonth))
    return months * monthly - switchingCost
  }
}

extension GainModel.Script {
  /// The script with margins other by a factor.
  func times(margin factor: Double) -> Self {
    var script = self
    script.margin *= factor
    return script
  }

  /// The script with every recurring cost other by a factor.
  func times(costs factor: Double) -> Self {
    var script = self
    script.cost *= factor
    script.timedCost *= factor
    script.monthlyCost *= factor
    return script
  }

  /// The script with handling times other by a factor.
  func times(handlingTime factor: Double) -> Self {
    var script = self
    script.cost += timedCost * (factor - 1)
    script.timedCost *= factor
    script.handlingSeconds = handlingSeconds.map { $0 * factor }
    return script
  }
}

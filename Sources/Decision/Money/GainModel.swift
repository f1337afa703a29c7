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

    /// What so many calls a month cost.
    func cost(calls: Double) -> Double { calls * cost + monthlyCost }

    /// What so many calls a month earn.
    func profit(calls: Double) -> Double { calls * rate * margin - cost(calls: calls) }
  }

  var challenger: Script
  var control: Script
  /// The limit, and the control's calls a month.
  var rollout: Rollout
  var months: Double
  var switchingCost: Double

  /// Calls a month of the challenger, and of the control, under the limit.
  var calls: Double { rollout.callsPerMonth(with: challenger.demand, control: control.demand) }
  var controlCalls: Double { Double(rollout.callsPerMonth) }

  /// Gain a month in currency units.
  var monthly: Double { challenger.profit(calls: calls) - control.profit(calls: controlCalls) }

  /// Whether the gain is the difference of the rates on another scale: as many calls, of the same worth.
  var isOfRatesAlone: Bool { calls == controlCalls && challenger.margin == control.margin }

  /// What a month costs more than with the control.
  var extraCost: Double { challenger.cost(calls: calls) - control.cost(calls: controlCalls) }

  /// The challenger's rate at which it earns as much a month as the control; nil where it places no calls or earns nothing
  /// by them.
  var payingRate: Double? {
    let income = calls * challenger.margin
    guard income > 0 else { return nil }
    return (control.profit(calls: controlCalls) + challenger.cost(calls: calls)) / income
  }

  /// Gain over all months in currency units, switching cost taken off.
  var gain: Double { months * monthly - switchingCost }
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

/// What the calls of one script take of the resources that can limit a roll-out.
public struct CallDemand: Hashable, Sendable {
  /// Cost per call in currency units, without what is spent once or by the month.
  public let cost: Double
  /// Cost of a month in currency units, however many calls are placed.
  public let monthlyCost: Double
  /// Talk and wrap-up time per call in seconds; nil where unknown.
  public let handlingSeconds: Double?

  /// What calls take; nothing by the month by default.
  public init(cost: Double, monthlyCost: Double = 0, handlingSeconds: Double? = nil) {
    self.cost = cost
    self.monthlyCost = monthlyCost
    self.handlingSeconds = handlingSeconds
  }

  /// The cost of a call where a month has so many of them, with its part of what is paid by the month; without that part
  /// where a month has none.
  public func costPerCall(at calls: Double) -> Double { calls > 0 ? cost + monthlyCost / calls : cost }
}

extension Rollout {
  /// Calls per month with a script, when the control would place the planned number under the same limit.
  ///
  /// Leads: the same number. Budget: what the control spends in a month, less what the script costs by the month, divided
  /// by the script's cost per call; none where nothing is left. Agent hours: the control's handling time divided by the
  /// script's. Where cost or time per call is unknown or 0 on either side, the planned number.
  public func callsPerMonth(with script: CallDemand, control: CallDemand) -> Double {
    let planned = Double(callsPerMonth)
    if script == control { return planned }
    switch limit {
    case .leads:
      return planned
    case .budget:
      guard control.cost > 0, script.cost > 0 else { return planned }
      return max(0, planned * control.cost + control.monthlyCost - script.monthlyCost) / script.cost
    case .agentHours:
      guard let own = script.handlingSeconds, let reference = control.handlingSeconds, own > 0, reference > 0 else {
        return planned
      }
      return planned * reference / own
    }
  }

  /// The relative lift of the control's rate at which switching to a script pays back over the months:
  /// n′(m′p′ − c′) − f′ = n(mp − c) − f + switching cost a month, with the calls n′ and n that the limit allows and what is
  /// paid by the month, f′ and f.
  ///
  /// Negative where a script pays at a lower rate already. Nil where nothing can be earned or compared: without calls, months,
  /// margins or a rate.
  ///
  /// - Parameters:
  ///   - script: what a call of the script takes.
  ///   - margin: margin of one of its opportunities, in currency units.
  ///   - control: what a call of the control takes.
  ///   - controlMargin: margin of one of the control's opportunities.
  ///   - rate: the control's opportunities per call.
  public func payingLift(
    of script: CallDemand, margin: Double, control: CallDemand, controlMargin: Double, rate: Double
  ) -> Double? {
    let (calls, controlCalls) = (callsPerMonth(with: script, control: control), Double(callsPerMonth))
    guard margin > 0, rate > 0, calls > 0, months > 0 else { return nil }
    let profit = controlCalls * (controlMargin * rate - control.cost)
    let extra = script.monthlyCost - control.monthlyCost + switchingCost.units / Double(months)
    let needed = (profit + extra) / calls + script.cost
    return needed / margin / rate - 1
  }
}

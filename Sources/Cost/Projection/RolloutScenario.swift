/// One script at roll-out under the limiting resource, at a given rate.
public struct RolloutScenario: Hashable, Sendable {
  /// Calls placed per month.
  public let callsPerMonth: Double
  /// Opportunities per call.
  public let rate: Double
  /// Cost per call in currency units.
  public let costPerCall: Double

  /// A script at roll-out.
  public init(callsPerMonth: Double, rate: Double, costPerCall: Double) {
    self.callsPerMonth = callsPerMonth
    self.rate = rate
    self.costPerCall = costPerCall
  }

  /// Opportunities per month.
  public var opportunitiesPerMonth: Double { callsPerMonth * rate }
  /// Cost per month in currency units.
  public var costPerMonth: Double { callsPerMonth * costPerCall }

  /// Margin − cost per month in currency units, at an expected margin per opportunity.
  public func profitPerMonth(marginPerOpportunity: Double) -> Double {
    opportunitiesPerMonth * marginPerOpportunity - costPerMonth
  }
}

/// What one call takes of the resources that can limit a roll-out.
public struct CallDemand: Hashable, Sendable {
  /// Cost per call in currency units, without what is spent once.
  public let cost: Double
  /// Talk and wrap-up time per call in seconds; nil where unknown.
  public let handlingSeconds: Double?

  /// What one call takes.
  public init(cost: Double, handlingSeconds: Double? = nil) {
    self.cost = cost
    self.handlingSeconds = handlingSeconds
  }
}

extension Rollout {
  /// Calls per month with a script, when the control would place the planned number under the same limit.
  ///
  /// Leads: the same number. Budget: the control's spending divided by the script's cost per call. Agent hours: the
  /// control's handling time divided by the script's. Where cost or time per call is unknown or 0 on either side, the
  /// planned number.
  public func callsPerMonth(with script: CallDemand, control: CallDemand) -> Double {
    let planned = Double(callsPerMonth)
    switch limit {
    case .leads:
      return planned
    case .budget:
      guard control.cost > 0, script.cost > 0 else { return planned }
      return planned * control.cost / script.cost
    case .agentHours:
      guard let own = script.handlingSeconds, let reference = control.handlingSeconds, own > 0, reference > 0 else {
        return planned
      }
      return planned * reference / own
    }
  }

  /// The relative lift of the control's rate at which switching to a script pays back over the months:
  /// n′(m′p′ − c′) = n(mp − c) + switching cost a month, with the calls n′ and n that the limit allows.
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
    let needed = (profit + switchingCost.units / Double(months)) / calls + script.cost
    return needed / margin / rate - 1
  }
}

import Experiment
import Statistics

extension TestPlanner {
  /// The three methods of monitoring side by side, for the planned calls, or for those a fixed test needs.
  ///
  /// Fixed and group-sequential figures are computed for the normal process, any-time ones are simulated. Nil where the
  /// plan looks for a fall, which no roll-out follows from; for a one-sided risk of one half or more, which is none; and
  /// without a call for each arm.
  func monitoring(
    calls: Calls, basis: MonitoringComparison.CallsBasis, simulatedTests: Int
  ) throws(DecisionError) -> MonitoringComparison? {
    guard assumptions.target > assumptions.baseline, sideAlpha < 0.5, calls.control >= 1, calls.challenger >= 1,
      plan.test.assignment.adaptive == nil
    else { return nil }
    let isOwn = plan.test.monitoring.method == .groupSequential
    let rule = isOwn ? plan.test.monitoring : Monitoring(method: .groupSequential)
    let timeline = CallTimeline(plan.test, monitoring: rule, total: calls.total)
    var forecasts: [MonitoringComparison.Forecast] = []
    var unfit: [MonitoringComparison.Unfit] = []
    var looks: [MonitoringComparison.Look] = []
    var withoutFutility: MonitoringComparison.Forecast?
    let fixed = try asking { () throws(StatisticsError) in try self.fixedBounds() }
    let clusterBound = try clusterBound()
    for method in Monitoring.Method.allCases {
      if let refusal = Monitoring.refusal(method, unit: plan.test.unit, adjustment: plan.test.goal.adjustment) {
        unfit.append(MonitoringComparison.Unfit(method: method, refusal: refusal))
        continue
      }
      switch method {
      case .fixed:
        if let byCluster = try clusterForecast(calls: calls, end: timeline.end) {
          forecasts.append(byCluster)
        } else {
          forecasts.append(try forecast(.fixed, fixed, at: [timeline.end], calls: calls, end: timeline.end))
        }
      case .groupSequential:
        let readings = timeline.looks
        let bounds = try asking { () throws(StatisticsError) in try self.bounds(at: readings, rule) }
        looks = zip(readings, bounds).map { look($0, $1, rule) }
        func planned(_ bounds: [LookBounds]) throws(DecisionError) -> MonitoringComparison.Forecast {
          let stopping = try asking { () throws(StatisticsError) in try StoppingBounds(bounds) }
          return try forecast(.groupSequential, stopping, at: readings, calls: calls, end: timeline.end)
        }
        forecasts.append(try planned(bounds.map(\.stopping)))
        if rule.futility != nil { withoutFutility = try planned(bounds.map(\.bounds)) }
      case .anytime:
        forecasts.append(
          try asking { () throws(StatisticsError) in
            try self.anytime(timeline, calls: calls, simulatedTests: simulatedTests)
          })
      }
    }
    let advice = MonitoringAdvice(
      forecasts: forecasts, withoutFutility: withoutFutility, unfit: unfit, planned: plan.test.monitoring.method,
      wishedChance: assumptions.power,
      maximumCalls: calls.total, maximumDays: timeline.end.day)
    return MonitoringComparison(
      maximumCalls: calls.total, callsBasis: basis, maximumDays: timeline.end.day,
      challengers: assumptions.comparisons, baseline: assumptions.baseline, forecasts: forecasts,
      withoutFutility: withoutFutility, unfit: unfit,
      fixedBoundary: clusterBound ?? fixed.upper[0], looks: looks, looksAreThePlans: isOwn,
      spending: rule.spending, callingDaysPerReading: timeline.stepsPerReading,
      plannedMethod: plan.test.monitoring.method, advice: advice)
  }

  /// The risk of a false alarm in favour of the challenger.
  var sideAlpha: Double { assumptions.alphaPerComparison / Double(assumptions.sides) }

  private var sides: Sides { assumptions.sides == 2 ? .two : .one }

  /// Twice the change worth detecting.
  private var twice: Lift {
    switch plan.test.goal.worthDetecting {
    case .relative(let lift): .relative(2 * lift)
    case .absolute(let difference): .absolute(2 * difference)
    case nil: .absolute(2 * (assumptions.target - assumptions.baseline))
    }
  }

  /// The scenarios with the challenger's rate in each.
  var scenarios: [(scenario: MonitoringComparison.Scenario, rate: Double)] {
    MonitoringComparison.Scenario.allCases.compactMap { scenario in
      let rate =
        switch scenario {
        case .noEffect: assumptions.baseline
        case .worthDetecting: assumptions.target
        case .twiceWorthDetecting: twice.applied(to: assumptions.baseline)
        }
      return rate < 1 ? (scenario, rate) : nil
    }
  }
}

extension TestPlanner {
  /// The bounds of one look, with what ends the test at it.
  fileprivate struct PlannedBounds {
    var bounds: LookBounds
    var futility: Double?
    /// The bounds of a test that follows its futility bound.
    var stopping: LookBounds
  }

  private func fixedBounds() throws(StatisticsError) -> StoppingBounds {
    // One look spends everything, whatever the function.
    try ErrorSpending(alpha: assumptions.alphaPerComparison, sides: sides, function: .obrienFleming).bounds(at: [1])
  }

  /// Calls are spread evenly over the calling days, so that spending along the calendar is spending along the calls.
  private func bounds(
    at readings: [CallTimeline.Reading], _ rule: Monitoring
  ) throws(StatisticsError) -> [PlannedBounds] {
    let information = readings.map { Double($0.mature) / Double(readings.last?.mature ?? 1) }
    let spending = try ErrorSpending(
      alpha: assumptions.alphaPerComparison, sides: sides, function: rule.spending.function)
    let looks = try spending.bounds(at: information, endsAtLast: true).looks
    var futility: [Double] = []
    if let rule = rule.futility, information.count > 1 {
      let design = try FutilityDesign(
        information: information,
        efficacy: ErrorSpending.Side(alpha: sideAlpha, function: spending.upper?.function ?? .obrienFleming),
        beta: 1 - assumptions.power, futility: rule.function, isBinding: false)
      futility = design.bounds.lower.dropLast()
    }
    var planned: [PlannedBounds] = []
    for (index, look) in looks.enumerated() {
      let futile = index < futility.count ? futility[index] : nil
      planned.append(
        PlannedBounds(
          bounds: look, futility: futile,
          stopping: try LookBounds(
            information: look.information, lower: min(max(look.lower, futile ?? look.lower), look.upper),
            upper: look.upper)))
    }
    return planned
  }

  private func look(
    _ reading: CallTimeline.Reading, _ planned: PlannedBounds, _ rule: Monitoring
  ) -> MonitoringComparison.Look {
    let spent = rule.spending.function.spent(of: sideAlpha, at: planned.bounds.information)
    return MonitoringComparison.Look(
      date: reading.date, day: reading.day, callsPlaced: reading.placed, information: planned.bounds.information,
      efficacyBoundary: planned.bounds.upper, harmBoundary: assumptions.sides == 2 ? planned.bounds.lower : nil,
      futilityBoundary: planned.futility, alphaSpent: Double(assumptions.sides) * spent)
  }

  /// Planned clusters, or those needed, where the script goes by agent or by half-day.
  private func clusterSize() throws(DecisionError) -> (plan: ClusterPlan, size: ClusterPlan.Size)? {
    guard let clusters, let size = try clusters.plannedOrNeeded() else { return nil }
    return (clusters, size)
  }

  private func clusterBound() throws(DecisionError) -> Double? {
    guard let (plan, size) = try clusterSize() else { return nil }
    return try plan.bound(at: size)
  }

  /// One reading at the end of clusters; nil where calls are independent.
  private func clusterForecast(
    calls: Calls, end: CallTimeline.Reading
  ) throws(DecisionError) -> MonitoringComparison.Forecast? {
    guard let (plan, size) = try clusterSize() else { return nil }
    var outcomes: [MonitoringComparison.Outcome] = []
    for (scenario, rate) in scenarios {
      let chances = try plan.chances(variant: rate, at: size)
      outcomes.append(
        MonitoringComparison.Outcome(
          scenario: scenario, rate: rate, chanceAbove: chances.above, chanceBelow: chances.below,
          expectedCalls: Double(calls.total), expectedDays: end.day.map(Double.init)))
    }
    return MonitoringComparison.Forecast(method: .fixed, outcomes: outcomes)
  }

  private func forecast(
    _ method: Monitoring.Method, _ bounds: StoppingBounds, at readings: [CallTimeline.Reading], calls: Calls,
    end: CallTimeline.Reading
  ) throws(DecisionError) -> MonitoringComparison.Forecast {
    var outcomes: [MonitoringComparison.Outcome] = []
    for (scenario, rate) in scenarios {
      let crossing = try asking { () throws(StatisticsError) in
        try bounds.crossing(drift: law.drift(variant: rate, controlTrials: calls.control))
      }
      func mean(_ figure: (CallTimeline.Reading) -> Int?) -> Double? {
        guard let all = figure(end) else { return nil }
        return zip(readings, zip(crossing.upper, crossing.lower)).reduce(Double(all)) { sum, look in
          let (above, below) = look.1
          return sum - (above + below) * Double(all - (figure(look.0) ?? all))
        }
      }
      outcomes.append(
        MonitoringComparison.Outcome(
          scenario: scenario, rate: rate, chanceAbove: crossing.totalUpper, chanceBelow: crossing.totalLower,
          expectedCalls: mean(\.placed) ?? Double(calls.total), expectedDays: mean(\.day)))
    }
    return MonitoringComparison.Forecast(method: method, outcomes: outcomes)
  }
}

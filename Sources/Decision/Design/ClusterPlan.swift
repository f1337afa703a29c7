import Experiment
import Statistics

/// The agents or half-days of a plan, and what so many of them can show.
///
/// With several challengers a comparison has the clusters of two arms only, those of the control and of the challenger
/// with the smallest share.
struct ClusterPlan {
  /// The most calling days that are looked at for a longer test: some ten years.
  private static let mostDays = 2600

  let kind: DesignStructure.Kind
  let correlation: DesignStructure.Correlation
  let withinSlot: DesignStructure.Correlation?
  /// Nil where callbacks keep their script.
  let callbacks: CallbackDilution?
  private let sizeVariation: Double
  private let partsPerDay: Int
  /// Slots until the same weekday and part of the day come again.
  private let recurringSlots: Int
  private let planner: TestPlanner

  /// Nil where leads or companies are randomised.
  init?(_ planner: TestPlanner) {
    let test = planner.plan.test
    switch (test.unit, test.assignment.method) {
    case (_, .agentsCrossOver): kind = .agentsCrossOver
    case (_, .switchback), (.slot, _): kind = .switchback
    case (_, .agents), (.agent, _): kind = .agents
    case (.lead, _), (.company, _): return nil
    }
    self.planner = planner
    partsPerDay = SlotCalendar(test).parts.count
    let history = planner.history
    switch kind {
    case .agents:
      correlation = Self.correlation(history?.byAgent, assumed: Self.agentVariation, planner)
      withinSlot = nil
    case .agentsCrossOver:
      correlation = Self.correlation(history?.byAgent, assumed: Self.agentVariation, planner)
      var days = history?.byAgentDay
      if let agents = history?.byAgent {
        // Two calls of one agent on one day share the agent and the day.
        days?.correlation -= agents.correlation
      } else {
        days = nil
      }
      var own = Self.correlation(days, assumed: Self.slotVariation, planner)
      own.value = min(own.value, 1 - correlation.value)
      withinSlot = own
    case .switchback:
      correlation = Self.correlation(history?.bySlot, assumed: Self.slotVariation, planner)
      withinSlot = nil
    }
    sizeVariation = (kind == .switchback ? history?.bySlot : history?.byAgent)?.sizeVariation ?? 0
    let slotsOfWeek = partsPerDay * test.calling.weekdays.count
    callbacks =
      kind != .agents && test.assignment.slots.callbacks == .followSlot
      ? CallbackDilution(callsPerLead: history?.callsPerLead, slotsOfWeek: slotsOfWeek) : nil
    recurringSlots = slotsOfWeek
  }

  /// Calls each cluster has at least: one in each arm where agents use both scripts.
  private var leastCalls: Int { kind == .agentsCrossOver ? 2 : 1 }

  /// The clusters of a test of so many calling days, with the calls stated or those of the planned pace; nil where the plan
  /// states too little.
  private func size(agents: Int?, days: Int?, stated: Int? = nil) -> Size? {
    let slots = days.map { $0 * partsPerDay }
    let paced = days.flatMap { days in
      agents.flatMap { agents in planner.assumptions.callsPerAgentDay.map { agents * $0 * days } }
    }
    guard let calls = stated ?? paced, calls > 0 else { return nil }
    switch kind {
    case .agents: return agents.map { Size(calls: calls, clusters: $0, slots: slots ?? 0) }
    case .agentsCrossOver:
      guard let agents, let slots else { return nil }
      return Size(calls: calls, clusters: agents, slots: slots, least: leastCalls)
    case .switchback: return slots.map { Size(calls: calls, clusters: $0, slots: $0) }
    }
  }

  /// Calling days of the plan; nil where it states too little to know.
  private var days: Int? {
    guard case .calls(let total) = planner.plan.test.length else {
      return planner.callingDayCount > 0 ? planner.callingDayCount : nil
    }
    guard let pace = planner.plan.test.calling.callsPerDay, pace > 0 else { return nil }
    return (total - 1) / pace + 1
  }

  /// The planned clusters; nil where the plan states too little to know.
  var planned: Size? {
    let stated = if case .calls(let total) = planner.plan.test.length { Optional(total) } else { Int?.none }
    return size(agents: planner.assumptions.agents, days: days, stated: stated)
  }

  /// The planned clusters, or else those needed.
  func plannedOrNeeded() throws(DecisionError) -> Size? {
    if let planned { return planned }
    return try needed()
  }

  /// The clusters that reach the wished power with as many calls each as planned; nil where not known, or out of reach.
  func needed() throws(DecisionError) -> Size? {
    // One agent tells how many calls an agent has, where the plan does not say how many agents there are.
    let one = kind == .switchback ? nil : size(agents: planner.assumptions.agents ?? 1, days: days)
    guard var size = planned ?? one, size.clusters > 0 else { return nil }
    guard let clusters = try clusters(variant: planner.assumptions.target, like: size) else { return nil }
    size.clusters = clusters
    return size
  }

  /// The clusters over all arms that detect a rate with the wished power; nil out of reach.
  private func clusters(variant: Double, like size: Size) throws(DecisionError) -> Int? {
    do {
      let compared = try law(size).clusters(variant: variant, power: planner.assumptions.power)
      return Int(whole: Double(compared) / planner.pairShare, rounded: .up)
    } catch .beyondReach {
      return nil
    } catch {
      throw .statistics(error)
    }
  }

  /// The clusters of the two arms that are compared.
  private func compared(_ size: Size) -> Int { Int(whole: Double(size.clusters) * planner.pairShare) }

  private func law(_ size: Size, oneSided: Bool = false) throws(StatisticsError) -> ClusterPower {
    let assumed = planner.assumptions
    let between = correlation.value
    let design: ClusterDesign =
      switch kind {
      case .agents: .parallel(perBlock: nil)
      case .agentsCrossOver:
        .crossOver(slots: min(size.slots, Int(size.callsPerCluster)), betweenSlots: between, effectDeviation: 0)
      case .switchback: .recurring(strata: recurringSlots)
      }
    return try ClusterPower(
      control: assumed.baseline, callsPerCluster: size.callsPerCluster,
      intraclassCorrelation: min(1, between + (withinSlot?.value ?? 0)), variantCorrelation: .sameVariation,
      effectShare: callbacks?.effectShare ?? 1, design: design,
      coefficientOfVariation: sizeVariation, variantShare: planner.variantShare,
      alpha: oneSided ? planner.sideAlpha : assumed.alphaPerComparison,
      sides: oneSided || assumed.sides == 1 ? .one : .two)
  }

  /// The chance of detecting a rate: both tails of a two-sided test.
  func power(variant: Double, at size: Size) throws(DecisionError) -> Double {
    let compared = compared(size)
    guard compared > 0 else { return 0 }
    return try asking { () throws(StatisticsError) in try law(size).power(variant: variant, clusters: compared) }
  }

  /// The chances of a significant gain and of a significant loss, of a rate no lower than the baseline.
  func chances(variant: Double, at size: Size) throws(DecisionError) -> (above: Double, below: Double) {
    let compared = compared(size)
    guard compared > 0 else { return (0, 0) }
    return try asking { () throws(StatisticsError) in
      let above = try law(size, oneSided: true).power(variant: variant, clusters: compared)
      return (above, max(0, try law(size).power(variant: variant, clusters: compared) - above))
    }
  }

  /// The quantile of Student's t that a difference must exceed; infinite without a degree of freedom.
  func bound(at size: Size) throws(DecisionError) -> Double {
    try asking { () throws(StatisticsError) in
      let degrees = try law(size).degreesOfFreedom(clusters: compared(size))
      return degrees < 1 ? .infinity : try StudentT(degreesOfFreedom: degrees).quantile(survival: planner.sideAlpha)
    }
  }

  /// Calling days that reach the wished power with the planned agents and pace; nil where none of ten years do.
  func daysNeeded() throws(DecisionError) -> Int? {
    func reaches(_ days: Int) throws(DecisionError) -> Bool {
      guard let size = size(agents: planner.assumptions.agents, days: days),
        kind == .agents || size.slots >= 2
      else { return false }
      return try power(variant: planner.assumptions.target, at: size) >= planner.assumptions.power
    }
    guard planner.plan.test.calling.callsPerDay != nil, try reaches(Self.mostDays) else { return nil }
    var (lower, upper) = (0, Self.mostDays)
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if try reaches(middle) { upper = middle } else { lower = middle }
    }
    return upper
  }

  /// What the planned clusters can show.
  func structure() throws(DecisionError) -> DesignStructure {
    let needed = try needed()
    var structure = DesignStructure(
      kind: kind, clusters: planned?.clusters, clustersNeeded: needed?.clusters,
      slotLength: kind == .agents ? nil : planner.plan.test.assignment.slots.length,
      slots: kind == .agents ? nil : (planned ?? needed)?.slots,
      callsPerCluster: (planned ?? needed)?.callsPerCluster, sizeVariation: sizeVariation, correlation: correlation,
      withinSlot: withinSlot, callbacks: callbacks, power: nil, detectableRate: nil, degreesOfFreedom: nil)
    guard let planned else { return structure }
    structure.power = try power(variant: planner.assumptions.target, at: planned)
    let compared = compared(planned)
    guard compared > 0 else { return structure }
    let isGain = planner.assumptions.target > planner.assumptions.baseline
    try asking { () throws(StatisticsError) in
      let law = try law(planned)
      structure.degreesOfFreedom = law.degreesOfFreedom(clusters: compared)
      structure.detectableRate = try law.detectableRate(
        clusters: compared, power: planner.assumptions.power, direction: isGain ? .greater : .less)
    }
    return structure
  }

  /// Calls of the control that detect each rate; rates out of reach are left out.
  func sizeCurve(_ rates: [(lift: Double, rate: Double)]) throws(DecisionError) -> [DesignResult.CurvePoint] {
    guard let size = try plannedOrNeeded(), size.clusters > 0 else { return [] }
    var points: [DesignResult.CurvePoint] = []
    for (lift, rate) in rates {
      guard let clusters = try clusters(variant: rate, like: size) else { continue }
      points.append(
        DesignResult.CurvePoint(
          lift: lift, value: Double(clusters) * size.callsPerCluster * planner.controlShare))
    }
    return points
  }

  /// Calls of the clusters needed; calling days only where days are what is added.
  func requiredSize(_ needed: Size) -> DesignResult.RequiredSize {
    let total = Double(needed.clusters) * needed.callsPerCluster
    let calls = Int(whole: total, rounded: .up)
    return DesignResult.RequiredSize(
      formula: .cluster, control: Int(whole: total * planner.controlShare, rounded: .up),
      challenger: Int(whole: total * planner.smallestShare, rounded: .up), total: calls,
      agentDays: planner.assumptions.callsPerAgentDay.map { planner.quotient(calls, $0) },
      callingDays: kind == .switchback ? planner.quotient(needed.clusters, partsPerDay) : nil)
  }
}

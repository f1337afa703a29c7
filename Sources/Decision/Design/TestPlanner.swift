import Experiment
import Statistics

/// The planning formulas applied to one plan.
struct TestPlanner {
  let plan: Plan
  let history: DesignHistory?
  let assumptions: DesignResult.Assumptions
  let law: TwoProportionPower
  /// Calling days of the plan; empty without a first day.
  let callingDays: [CivilDate]
  /// Number of calling days; without a first day, those of a test that starts on a Monday.
  let callingDayCount: Int
  let controlShare: Double
  let smallestShare: Double

  init(_ plan: Plan, history: DesignHistory? = nil) throws(DecisionError) {
    let test = plan.test
    let known = test.goal.baseline ?? history?.rate
    let missing = [known == nil ? "baseline" : nil, test.goal.worthDetecting == nil ? "worth-detecting" : nil]
      .compactMap { $0 }
    guard let baseline = known, let lift = test.goal.worthDetecting else { throw .goalMissing(missing) }
    let target = lift.applied(to: baseline)
    guard target > 0, target < 1, target != baseline else {
      throw .targetOutOfRange(baseline: baseline, target: target)
    }
    let comparisons = test.variants.challengers.count
    let alpha = try asking { () throws(StatisticsError) in try test.alphaPerComparison }
    let shares = test.variants.shares
    let controlShare = test.variants.share(of: test.variants.control.name) ?? 0
    let smallestShare = test.variants.challengers.compactMap { test.variants.share(of: $0.name) }.min() ?? 0
    self.plan = plan
    self.history = history
    self.controlShare = controlShare
    self.smallestShare = smallestShare
    assumptions = DesignResult.Assumptions(
      baseline: baseline, target: target, alpha: test.goal.alpha, alphaPerComparison: alpha, power: test.goal.power,
      sides: test.goal.sides, comparisons: comparisons, shares: shares, within: test.goal.within,
      agents: test.calling.agents, callsPerAgentDay: test.calling.callsPerAgentDay,
      isBaselineOfHistory: test.goal.baseline == nil)
    law = try asking { () throws(StatisticsError) in
      try TwoProportionPower(
        control: baseline, alpha: alpha, sides: test.goal.sides == 2 ? .two : .one,
        variantPerControl: smallestShare / controlShare, sampling: Self.sampling(test, history))
    }
    callingDays =
      test.starts.flatMap { starts in
        test.lastDay.map { test.calling.callingDays(from: starts, through: $0) }
      } ?? []
    if test.starts == nil, case .days(let days) = test.length {
      let monday = CivilDate.firstMonday
      callingDayCount = test.calling.callingDays(from: monday, through: monday + (days - 1)).count
    } else {
      callingDayCount = callingDays.count
    }
  }

  /// Calls of one lead or company are as alike as past calls were; independent where none are known.
  private static func sampling(_ test: TestProtocol, _ history: DesignHistory?) -> DesignSampling {
    guard test.unit == .lead || test.unit == .company, let repeated = history?.byUnit, repeated.correlation > 0,
      let effect = repeated.effect
    else { return .independent }
    return .repeated(effect)
  }

  /// The agents or half-days, where the script goes by these.
  var clusters: ClusterPlan? { ClusterPlan(self) }

  /// The share of control and smallest challenger together.
  var pairShare: Double { controlShare + smallestShare }

  /// The share of the smallest challenger in those two.
  var variantShare: Double { smallestShare / pairShare }

  /// Calls of control and smallest challenger, and over all arms.
  struct Calls {
    let control: Double
    let challenger: Double
    let total: Int
  }

  /// A total of calls at the planned shares.
  func split(total: Int) -> Calls {
    Calls(control: Double(total) * controlShare, challenger: Double(total) * smallestShare, total: total)
  }

  /// Planned calls: the plan's number, or agents × pace × calling days; nil where neither is stated.
  var plannedCalls: Calls? {
    switch plan.test.length {
    case .calls(let total): split(total: total)
    case .days:
      plan.test.callsPerDay.flatMap { perDay in
        callingDayCount == 0 ? nil : split(total: perDay * callingDayCount)
      }
    }
  }

  func sizes() throws(DecisionError) -> [DesignResult.RequiredSize] {
    if let clusters { return try clusters.needed().map { [clusters.requiredSize($0)] } ?? [] }
    var sizes: [DesignResult.RequiredSize] = []
    for formula in [DesignResult.RequiredSize.Formula.normal, .arcsine] {
      let size = try asking { () throws(StatisticsError) in
        formula == .arcsine
          ? try law.arcsineSampleSize(variant: assumptions.target, power: assumptions.power)
          : try law.sampleSize(variant: assumptions.target, power: assumptions.power)
      }
      guard size.total / controlShare < 1e15 else {
        throw .outOfReach(baseline: assumptions.baseline, target: assumptions.target)
      }
      let total = assumptions.shares.reduce(0) { $0 + Int((size.control * $1 / controlShare).rounded(.up)) }
      sizes.append(
        DesignResult.RequiredSize(
          formula: formula, control: Int(size.control.rounded(.up)), challenger: Int(size.variant.rounded(.up)),
          total: total, agentDays: assumptions.callsPerAgentDay.map { quotient(total, $0) },
          callingDays: plan.test.callsPerDay.map { quotient(total, $0) }))
    }
    return sizes
  }

  func capacity() throws(DecisionError) -> DesignResult.Capacity? {
    guard let calls = plannedCalls, calls.total > 0 else { return nil }
    if let clusters {
      let structure = try clusters.structure()
      guard let power = structure.power else { return nil }
      return DesignResult.Capacity(
        totalCalls: calls.total, control: Int(whole: calls.control), challenger: Int(whole: calls.challenger),
        power: power, detectableLift: structure.detectableRate.map { $0 / assumptions.baseline - 1 })
    }
    return try asking { () throws(StatisticsError) in
      DesignResult.Capacity(
        totalCalls: calls.total, control: Int(whole: calls.control), challenger: Int(whole: calls.challenger),
        power: try law.power(variant: assumptions.target, controlTrials: calls.control),
        detectableLift: try law.detectableLift(controlTrials: calls.control, power: assumptions.power))
    }
  }

  func answer(
    sizes: [DesignResult.RequiredSize], capacity: DesignResult.Capacity?
  ) throws(DecisionError) -> DesignResult.Answer {
    let needed = sizes.first { $0.formula == .normal }
    guard let capacity else {
      if let clusters {
        return .unknownCapacity(
          agentsNeeded: clusters.kind == .switchback ? nil : try clusters.needed()?.clusters)
      }
      guard let total = needed?.total, let pace = assumptions.callsPerAgentDay, callingDayCount > 0 else {
        return .unknownCapacity(agentsNeeded: nil)
      }
      // Agents place calls on leads of other tests too: only the part that takes part counts here.
      let callsPerAgent = Double(pace * callingDayCount) * plan.test.assignment.participation
      return .unknownCapacity(agentsNeeded: callsPerAgent > 0 ? Int((Double(total) / callsPerAgent).rounded(.up)) : nil)
    }
    if capacity.power >= assumptions.power { return .yes(power: capacity.power) }
    guard plan.test.assignment.adaptive == nil else {
      let isEnough = needed.map { $0.total <= capacity.totalCalls } ?? false
      return isEnough
        ? .lessOften(power: capacity.power)
        : .no(power: capacity.power, detectableLift: capacity.detectableLift, callingDaysNeeded: nil)
    }
    return .no(
      power: capacity.power, detectableLift: capacity.detectableLift,
      callingDaysNeeded: clusters == nil ? needed?.callingDays : try clusters?.daysNeeded())
  }

  /// Power at 0 to twice the lift worth detecting.
  func powerCurve(calls: Calls) throws(DecisionError) -> [DesignResult.CurvePoint] {
    var points: [DesignResult.CurvePoint] = []
    for step in 0...40 {
      let lift = assumptions.worthDetecting * Double(step) / 20
      let rate = assumptions.baseline * (1 + lift)
      guard rate > 0, rate < 1 else { break }
      let power = try power(variant: rate, calls: calls)
      points.append(DesignResult.CurvePoint(lift: lift, value: power))
    }
    return points
  }

  private func power(variant: Double, calls: Calls) throws(DecisionError) -> Double {
    if let clusters {
      guard let size = try clusters.plannedOrNeeded() else { return 0 }
      return try clusters.power(variant: variant, at: size)
    }
    return try asking { () throws(StatisticsError) in
      try law.power(variant: variant, controlTrials: calls.control)
    }
  }

  /// Calls of the control needed at 0.4 to 2.5 times the lift worth detecting.
  func sizeCurve() throws(DecisionError) -> [DesignResult.CurvePoint] {
    var rates: [(lift: Double, rate: Double)] = []
    for step in 8...50 {
      let lift = assumptions.worthDetecting * Double(step) / 20
      let rate = assumptions.baseline * (1 + lift)
      guard rate > 0, rate < 1 else { break }
      rates.append((lift, rate))
    }
    if let clusters { return try clusters.sizeCurve(rates) }
    var points: [DesignResult.CurvePoint] = []
    for (lift, rate) in rates {
      let size = try asking { () throws(StatisticsError) in
        try law.sampleSize(variant: rate, power: assumptions.power)
      }
      points.append(DesignResult.CurvePoint(lift: lift, value: size.control))
    }
    return points
  }

  /// Whole units of `size` that hold `count`.
  func quotient(_ count: Int, _ size: Int) -> Int {
    size > 0 ? (count + size - 1) / size : 0
  }
}

import Cost
import Statistics

extension Review {
  /// The figures the review compares: what came at 90 days, what is forecast before.
  static func standing(_ arm: Arm, age: Age) -> Figures? {
    age.hasForecast ? arm.forecast : arm.came
  }

  /// A challenger's profit per call less the control's; variances add up, as if delays had been fitted for each by itself.
  ///
  /// - Parameter calls: calls of the challenger that the limiting resource leaves for one of the control.
  static func gain(of challenger: Arm, over control: Arm?, age: Age, calls: Double = 1) -> Estimate? {
    guard let control, min(challenger.came.sales.value, control.came.sales.value) >= Double(fewestSales),
      let own = standing(challenger, age: age)?.profitPerCall.map({ $0.scaled(by: calls) }),
      let base = standing(control, age: age)?.profitPerCall
    else { return nil }
    let value = own.value - base.value
    func side(_ end: KeyPath<Estimate, Double>) -> Double {
      let (a, b) = (own[keyPath: end] - own.value, base[keyPath: end] - base.value)
      return (a * a + b * b).squareRoot()
    }
    return Estimate(value: value, lower: value - side(\.lower), upper: value + side(\.upper))
  }

  /// What to do with the campaign, from all scripts together.
  static func campaign(_ arms: [Arm], opportunities: Int, plan: Plan, age: Age) -> CampaignReading? {
    let figures = arms.compactMap { standing($0, age: age) }
    let costs = arms.compactMap(\.cost)
    let margins = arms.compactMap { arm in
      standing(arm, age: age)?.marginRoi.flatMap { roi in arm.cost.map { (roi: roi, cost: $0) } }
    }
    guard !arms.isEmpty, figures.count == arms.count, costs.count == arms.count, margins.count == arms.count,
      let cost = Money(nearest: costs.reduce(0, +)), cost > .zero
    else { return nil }
    let total = costs.reduce(0, +)
    let value = margins.reduce(0) { $0 + $1.roi.value * $1.cost } / total
    func side(_ end: KeyPath<Estimate, Double>) -> Double {
      margins.reduce(0) { sum, arm in
        let away = (arm.roi[keyPath: end] - arm.roi.value) * arm.cost
        return sum + away * away
      }.squareRoot() / total
    }
    let indicators = Indicators(
      cost: cost, calls: arms.reduce(0) { $0 + $1.calls }, opportunities: opportunities, economics: plan.economics,
      observedRevenue: Money(nearest: figures.reduce(0) { $0 + $1.revenue.value }),
      observedMargin: Money(nearest: (1 + value) * total),
      cpqThreshold: opportunities > 0 ? (1 + value) * total / Double(opportunities) : nil)
    let lever = Lever.first(for: indicators, targets: plan.targets)
    let margin = Estimate(value: value, lower: value - side(\.lower), upper: value + side(\.upper))
    return CampaignVerdict.advise(indicators, marginRoi: margin, lever: lever).map {
      CampaignReading(verdict: $0.verdict, reason: $0.reason, indicators: indicators, lever: lever)
    }
  }

  /// Whether profit confirms what was decided.
  ///
  /// - Parameters:
  ///   - switching: what switching would cost for each call of the roll-out, where nothing was rolled out; what was spent on
  ///     a roll-out is spent.
  ///   - heldBack: challengers that a guardrail of the rule keeps out.
  static func outcome(
    decided: Conclusion.Status, winner: String?, gains: [Gain], switching: Double = 0, heldBack: Set<String> = []
  ) -> Outcome {
    func best(_ gains: [Gain]) -> Gain? {
      gains.filter { ($0.profitPerCall?.lower ?? 0) > switching }
        .max { ($0.profitPerCall?.value ?? 0) < ($1.profitPerCall?.value ?? 0) }
    }
    switch decided {
    case .keepRunning, .unhealthy: return .notDecided
    case .rollOut:
      guard let winner, let gain = gains.first(where: { $0.variant == winner })?.profitPerCall else {
        return .undecided
      }
      if gain.lower > 0 { return .confirmed }
      return gain.upper < 0 ? .reversed(winner) : .undecided
    case .keepControl, .noWinner:
      if let better = best(gains.filter { !heldBack.contains($0.variant) }) { return .reversed(better.variant) }
      if let better = best(gains) { return .heldBack(better.variant) }
      let isWorse = gains.allSatisfy { $0.profitPerCall.map { $0.upper < switching } ?? false }
      return isWorse && !gains.isEmpty ? .confirmed : .undecided
    }
  }
}

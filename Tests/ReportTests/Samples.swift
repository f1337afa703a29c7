import Cost
import Experiment
import Foundation
import Statistics

@testable import Decision

/// Readings as a test in the field gives them; rates with Wilson's interval, differences with Newcombe's.
enum Sample {
  static func date(_ iso: String) -> CivilDate { CivilDate(iso: iso) ?? CivilDate(dayNumber: 0) }

  static func rate(_ successes: Int, of trials: Int) -> Estimate? {
    guard trials > 0 else { return nil }
    let z = 1.959963984540054
    let n = Double(trials)
    let p = Double(successes) / n
    let center = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return Estimate(value: p, lower: max(0, center - half), upper: min(1, center + half))
  }

  static func difference(_ variant: Estimate, _ control: Estimate) -> Estimate {
    func square(_ x: Double) -> Double { x * x }
    let value = variant.value - control.value
    return Estimate(
      value: value,
      lower: value - (square(variant.value - variant.lower) + square(control.upper - control.value)).squareRoot(),
      upper: value + (square(variant.upper - variant.value) + square(control.value - control.lower)).squareRoot())
  }

  /// One arm as counted.
  struct Arm {
    var name: String
    var calls: Int
    var opportunities: Int
    var immature = 0
    var extraCost = 0
  }

  static func costs(_ arm: Arm, share: Double) -> CostStatement {
    let calls = arm.calls + arm.immature
    var lines = [
      CostStatement.Line(
        number: 0, item: "salaries", basis: .campaign, split: .handlingTime, share: share,
        amount: Money(micros: Int(2600 * share * 1_000_000)), once: false),
      CostStatement.Line(
        number: 1, item: "telephony", basis: .call, split: nil, share: 1, amount: Money(micros: calls * 60_000),
        once: false),
    ]
    if arm.extraCost > 0 {
      lines.append(
        CostStatement.Line(
          number: 2, item: "training", basis: .campaign, split: nil, share: 1, amount: Money(arm.extraCost), once: true)
      )
    }
    return CostStatement(variant: arm.name, lines: lines)
  }

  static func indicators(_ arm: Arm, _ tco: Estimate?, cost: Double) -> IndicatorEstimates? {
    guard let tco else { return nil }
    let calls = Double(arm.calls)
    func cpq(_ rate: Double) -> Double { rate > 0 ? cost / (rate * calls) : .infinity }
    func back(_ value: Double) -> Estimate {
      func at(_ rate: Double) -> Double { (rate * calls * value - cost) / cost }
      return Estimate(value: at(tco.value), lower: at(tco.lower), upper: at(tco.upper))
    }
    return IndicatorEstimates(
      cpq: Estimate(value: cpq(tco.value), lower: cpq(tco.upper), upper: cpq(tco.lower)), roi: back(150),
      marginRoi: back(50), cpqThreshold: 50, revenueIsObserved: false)
  }

  static func variants(_ arms: [Arm], hasCosts: Bool = true) -> [VariantReading] {
    arms.enumerated().map { index, arm in
      let tco = rate(arm.opportunities, of: arm.calls)
      let statement = costs(arm, share: 1 / Double(arms.count))
      return VariantReading(
        name: arm.name, role: index == 0 ? .control : .challenger, plannedShare: 1 / Double(arms.count),
        calls: arm.calls, immatureCalls: arm.immature, leads: arm.calls + arm.immature - 200,
        opportunities: arm.opportunities, lateOpportunities: 2, tco: tco,
        accepted: AcceptedShare(judged: arm.opportunities, accepted: arm.opportunities * 9 / 10),
        meanTalkSeconds: 92 + Double(index) * 4, answeredShare: 0.31, costs: hasCosts ? statement : nil,
        indicators: hasCosts ? indicators(arm, tco, cost: statement.total.units) : nil,
        benchmark: tco.map { TCOBenchmark(tco: $0.value) })
    }
  }

  static func comparisons(_ arms: [Arm], isSignificant: Bool = false) -> [Comparison] {
    arms.dropFirst().map { arm in
      let estimate = rate(arm.opportunities, of: arm.calls)
      let base = rate(arms[0].opportunities, of: arms[0].calls)
      let both = estimate.flatMap { estimate in base.map { (estimate, $0) } }
      let difference = both.map { Sample.difference($0.0, $0.1) }
      return Comparison(
        variant: arm.name, control: arms[0].name, method: .score, difference: difference, newcombe: difference,
        relative: both.flatMap { estimate, base in
          base.value > 0 && base.lower > 0
            ? Estimate(
              value: estimate.value / base.value - 1, lower: estimate.lower / base.upper - 1,
              upper: estimate.upper / base.lower - 1) : nil
        },
        statistic: difference == nil ? nil : 1.405, p: difference == nil ? nil : isSignificant ? 0.0179 : 0.16,
        pAdjusted: difference == nil ? nil : isSignificant ? 0.0179 : 0.16,
        probabilityBetter: difference == nil ? nil : 0.92, expectedLoss: difference == nil ? nil : 0.0001,
        homogeneityP: nil, isSignificant: isSignificant)
    }
  }

  static func path(_ arms: [Arm], from first: CivilDate, days: Int, matureDays: Int) -> [PathPoint] {
    let wobble = [1.6, 0.7, 1.25, 0.9, 1.1, 0.95, 1.05, 1.0]
    return (0..<days).flatMap { day in
      arms.enumerated().map { index, arm in
        let calls = (arm.calls + arm.immature) * (day + 1) / days
        let shake = wobble[min((day + index * 2) % 4 + day / 3, 7)]
        let factor = 1 + (shake - 1) / Double(day + 1).squareRoot()
        let rate = arm.calls > 0 ? Double(arm.opportunities) / Double(arm.calls) : 0
        let opportunities = Int(Double(calls) * rate * factor)
        return PathPoint(
          date: first + day, variant: arm.name, calls: calls, opportunities: opportunities,
          isMature: day < matureDays, tco: Sample.rate(opportunities, of: calls))
      }
    }
  }

  static func segments(_ arms: [Arm]) -> [Segment] {
    let parts: [(Segment.Dimension, [(String, Int)])] = [
      (.stratum, [("Île-de-France", 5), ("Rhône-Alpes", 3), ("Bretagne", 2)]),
      (.window, [("morning", 4), ("afternoon", 6)]),
      (.weekday, [("mon", 2), ("tue", 2), ("wed", 2), ("thu", 2), ("fri", 2)]),
    ]
    return parts.flatMap { dimension, names in
      names.enumerated().flatMap { position, part in
        arms.enumerated().map { index, arm in
          let calls = arm.calls * part.1 / 10
          let opportunities = min(calls, max(0, arm.opportunities * part.1 / 10 + (position + index) % 3 * 2 - 2))
          let estimate = rate(opportunities, of: calls)
          let base = rate(arms[0].opportunities * part.1 / 10, of: arms[0].calls * part.1 / 10)
          return Segment(
            dimension: dimension, name: part.0, variant: arm.name, calls: calls, opportunities: opportunities,
            tco: estimate,
            difference: index == 0 ? nil : estimate.flatMap { estimate in base.map { difference(estimate, $0) } })
        }
      }
    }
  }

  static func projection(_ arms: [Arm]) -> [VariantProjection] {
    guard let base = arms.first.flatMap({ rate($0.opportunities, of: $0.calls) }) else { return [] }
    return arms.enumerated().compactMap { index, arm in
      guard let tco = rate(arm.opportunities, of: arm.calls) else { return nil }
      let calls = 60_000.0
      func scaled(_ estimate: Estimate, _ factor: Double, _ shift: Double = 0) -> Estimate {
        Estimate(
          value: estimate.value * factor + shift, lower: estimate.lower * factor + shift,
          upper: estimate.upper * factor + shift)
      }
      let gain = index == 0 ? nil : scaled(difference(tco, base), calls * 40)
      return VariantProjection(
        variant: arm.name, callsPerMonth: calls, costPerCall: 0.4, opportunitiesPerMonth: scaled(tco, calls),
        cpq: Estimate(
          value: tco.value > 0 ? 0.4 / tco.value : .infinity, lower: 0.4 / tco.upper,
          upper: tco.lower > 0 ? 0.4 / tco.lower : .infinity),
        roi: scaled(tco, 375, -1), marginRoi: scaled(tco, 100, -1),
        profitPerMonth: scaled(tco, calls * 40, -24_000), gainPerMonth: gain,
        gainOverRollout: gain.map { scaled($0, 6, -1500) }, probabilityBest: index == 0 ? 0.08 : 0.92)
    }
  }

  static func health(_ arms: [Arm]) -> [HealthFinding] {
    let total = arms.reduce(0) { $0 + $1.calls + $1.immature }
    return [
      HealthFinding(
        check: .sampleRatio, status: .pass, p: 0.61,
        detail: .sampleRatio(
          units: arms.map {
            HealthFinding.ArmUnits(
              variant: $0.name, units: $0.calls + $0.immature, expected: Double(total) / Double(arms.count))
          }, of: .lead, test: .sequential)),
      HealthFinding(check: .crossovers, status: .warn, detail: .crossovers(41, of: total)),
      HealthFinding(
        check: .callingDays, status: .pass, detail: .callingDays(beforeStart: 0, afterEnd: 0, onOtherDays: 0)),
      HealthFinding(check: .missingDays, status: .pass, detail: .missingDays([], of: 6)),
      HealthFinding(check: .duplicates, status: .pass, detail: .duplicates(repeated: 12, conflicting: 0)),
      HealthFinding(check: .pace, status: .warn, detail: .pace(mean: 64.2, planned: 80)),
    ]
  }

  static let method = MethodNote(
    unit: .lead,
    metric: .tco, confidence: 0.95, alpha: 0.05, sides: 2, adjustment: nil, comparisons: 1, within: 7, strata: [],
    monitoring: .fixed)
}

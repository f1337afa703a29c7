import Decision
import Experiment
import Foundation
import Statistics

/// One replicate: what happened on each day, and what is known of it at any date.
struct CountHistory {
  private struct Day {
    var calls = 0
    /// Opportunities by days from call to qualification; the last entry holds all longer delays.
    var opportunities: [Int] = []
    var answered = 0
    var talkSeconds = 0
    var talkSecondsSquared = 0
  }

  private let model: CountModel
  private var days: [[Day]]
  /// The stratum of each day's calls, where shares follow results.
  private var strata: [String?]

  /// All days at the plan's shares.
  init(_ model: CountModel, _ source: inout RandomSource) {
    self.init(nothingOf: model)
    for index in model.dates.indices { draw(day: index, from: &source) }
  }

  /// No call yet.
  init(nothingOf model: CountModel) {
    self.model = model
    days = model.dates.map { _ in [Day](repeating: Day(), count: model.names.count) }
    strata = model.dates.map { _ in nil }
  }

  /// Draws what happens on a day, at the plan's shares or those of its stratum.
  mutating func draw(day index: Int, stratum: (name: String, shares: [Double])? = nil, from source: inout RandomSource)
  {
    var drawn = days[index]
    model.split(day: index, shares: stratum?.shares, from: &source) { variant, calls, source in
      drawn[variant] = CountHistory.draw(model, day: index, variant: variant, calls: calls, &source)
    }
    days[index] = drawn
    strata[index] = stratum?.name
  }

  /// Calls and opportunities of a variant on its first so many days, all of them mature.
  func mature(_ variant: Int, days known: Int) -> (calls: Int, opportunities: Int) {
    days.prefix(known).reduce(into: (0, 0)) { sum, day in
      sum.calls += day[variant].calls
      sum.opportunities += day[variant].opportunities.prefix(model.within.map { $0 + 1 } ?? Int.max).reduce(0, +)
    }
  }

  private static func draw(
    _ model: CountModel, day: Int, variant: Int, calls: Int, _ source: inout RandomSource
  ) -> Day {
    var drawn = Day()
    drawn.calls = calls
    let rate = model.rates[day][variant]
    let total = source.binomial(calls, rate)
    let known = model.known[day][variant]
    var left = total
    var before = 0.0
    for share in known {
      let here = before < 1 ? source.binomial(left, min(1, max(0, (share - before) / (1 - before)))) : 0
      drawn.opportunities.append(here)
      left -= here
      before = share
      if left == 0 { break }
    }
    drawn.opportunities.append(left)
    let answering = rate < 1 ? max(0, (model.answered[day] - rate) / (1 - rate)) : 0
    let plain = source.binomial(calls - total, answering)
    drawn.answered = plain + total
    let laws = model.talk[variant]
    // Sums of many talk times: normal by the central limit theorem.
    let mean = Double(plain) * laws.plain.mean + Double(total) * laws.opportunity.mean
    let square = Double(plain) * laws.plain.meanSquare + Double(total) * laws.opportunity.meanSquare
    let variance =
      square - Double(plain) * laws.plain.mean * laws.plain.mean
      - Double(total) * laws.opportunity.mean * laws.opportunity.mean
    let talk = mean + max(0, variance).squareRoot() * source.normal()
    drawn.talkSeconds = Int(max(0, min(talk, 1e15)).rounded())
    drawn.talkSecondsSquared = Int(min(max(square, 0), 1e18).rounded())
    return drawn
  }

  /// Calls and opportunities by day: those of the plan's window, or without one what is known at the end of a date.
  func count(asOf date: CivilDate?, into counts: inout CountsByDay) {
    for index in days.indices {
      for (variant, day) in days[index].enumerated() {
        let place = index * counts.variants + variant
        counts.calls[place] = day.calls
        let longest = model.within ?? date.map { $0 - model.dates[index] } ?? Int.max
        var known = 0
        for (delay, count) in day.opportunities.enumerated() where delay <= longest { known += count }
        counts.opportunities[place] = known
      }
    }
  }

  /// The evidence at the end of a date.
  func evidence(asOf date: CivilDate) -> Evidence {
    var tally = Tally()
    var units: [UnitKey: Int] = [:]
    let matureThrough = Tally.matureThrough(asOf: date, within: model.within)
    for (index, day) in model.dates.enumerated() where day <= date {
      for (variant, name) in model.names.enumerated() {
        let drawn = days[index][variant]
        guard drawn.calls > 0 else { continue }
        let elapsed = date - day
        let window = min(elapsed, model.within ?? elapsed)
        var cell = CallCell(calls: drawn.calls, opportunities: 0)
        for (delay, count) in drawn.opportunities.enumerated() where delay <= elapsed {
          if delay <= window { cell.opportunities += count } else { cell.lateOpportunities += count }
          tally.delays.add(count, to: DelayKey(variant: name, date: day, days: delay))
        }
        cell.answerKnown = drawn.calls
        cell.answered = drawn.answered
        cell.timedCalls = drawn.calls
        cell.talkSeconds = drawn.talkSeconds
        cell.talkSecondsSquared = drawn.talkSecondsSquared
        let stratum = strata[index]
        tally.byDay.add(cell, to: DayKey(variant: name, date: day, stratum: stratum))
        if !model.hasCrossovers { tally.byDelivery.add(cell, to: DeliveryKey(assigned: name, delivered: name)) }
        units[UnitKey(variant: name, stratum: stratum), default: 0] += drawn.calls
        if day <= matureThrough { add(cell, of: name, in: stratum, to: &tally.leads) }
      }
    }
    tally.units = RandomisedUnits(source: .assignments, counts: units)
    return Evidence(
      tally: tally,
      intake: Intake(sources: [Intake.Source(kind: .simulation, name: "simulation", rows: units.values.reduce(0, +))]),
      lastDay: date)
  }

  /// Leads of one call each; talk times are divided between those with and without an opportunity in proportion to
  /// their number.
  private func add(_ cell: CallCell, of variant: String, in stratum: String?, to leads: inout LeadTable) {
    let share = Double(cell.opportunities) / Double(cell.calls)
    let talk = Int((Double(cell.talkSeconds) * share).rounded())
    let squares = Int((Double(cell.talkSecondsSquared) * share).rounded())
    let won = LeadTable.Row(leads: cell.opportunities, talkSeconds: talk, talkSecondsSquared: squares)
    let rest = LeadTable.Row(
      leads: cell.calls - cell.opportunities, talkSeconds: cell.talkSeconds - talk,
      talkSecondsSquared: cell.talkSecondsSquared - squares)
    if won.leads > 0 {
      leads.add(won, to: LeadTable.Key(variant: variant, stratum: stratum, calls: 1, opportunities: 1))
    }
    if rest.leads > 0 {
      leads.add(rest, to: LeadTable.Key(variant: variant, stratum: stratum, calls: 1, opportunities: 0))
    }
  }
}

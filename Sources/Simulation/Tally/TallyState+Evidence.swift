import Decision
import Experiment

extension TallyState {
  /// What has been counted, by name.
  var evidence: Evidence {
    let variants = roster.variants
    let agents = design.agents.map(\.id)
    var tally = Tally()
    for (place, cell) in byDay.enumerated() where cell.calls > 0 {
      let (rest, stratum) = place.quotientAndRemainder(dividingBy: strata.count)
      let (cellOfDay, window) = rest.quotientAndRemainder(dividingBy: windows)
      tally.byDay[
        DayKey(
          variant: variants[cellOfDay / days], date: first + cellOfDay % days,
          window: window > 0 ? roster.windows[window - 1] : nil, stratum: strata[stratum])] = cell
    }
    for (place, cell) in byAgentDay.enumerated() where cell.calls > 0 {
      let (rest, day) = place.quotientAndRemainder(dividingBy: days)
      tally.byAgentDay[
        AgentDayKey(
          variant: variants[rest / agents.count], agent: agents[rest % agents.count], date: first + day)] = cell
    }
    for (place, cell) in byAgentStratum.enumerated() where cell.calls > 0 {
      let (rest, stratum) = place.quotientAndRemainder(dividingBy: strata.count)
      tally.byAgentStratum[
        AgentStratumKey(
          variant: variants[rest / agents.count], agent: agents[rest % agents.count], stratum: strata[stratum])] = cell
    }
    for (place, cell) in byDelivery.enumerated() where cell.calls > 0 {
      let (assigned, delivered) = place.quotientAndRemainder(dividingBy: variants.count)
      tally.byDelivery[DeliveryKey(assigned: variants[assigned], delivered: variants[delivered])] = cell
    }
    if let schedule = design.schedule {
      for (place, cell) in bySlot.enumerated() where cell.calls > 0 {
        let (rest, row) = place.quotientAndRemainder(dividingBy: schedule.rows.count)
        tally.bySlot[
          SlotKey(
            variant: variants[rest / schedule.slots.count], slot: schedule.slots[rest % schedule.slots.count],
            agent: schedule.rows[row].agent)] = cell
      }
    }
    tally.leads = leadTable
    tally.units = units
    tally.delays = delays
    return Evidence(tally: tally, schedule: design.schedule, lastDay: lastDay)
  }

  private struct Unit {
    var variant = 0
    var stratum = 0
    var matureStratum = -1
    var calls = 0
    var opportunities = 0
    var talk = 0
    var isCalled = false
  }

  /// Leads, or companies where these are what is drawn.
  private var table: [Unit] {
    var units: [Unit] = []
    var places: [Int: Int] = [:]
    for lead in leads.compactMap(\.self) where lead.row.standing == .inTest {
      let own = Unit(
        variant: lead.row.variant, stratum: lead.stratum, matureStratum: lead.matureStratum, calls: lead.calls,
        opportunities: lead.opportunities, talk: min(lead.talkSeconds, 10_000_000), isCalled: lead.isCalled)
      guard let company = lead.row.company, let place = places[company] else {
        if let company = lead.row.company { places[company] = units.count }
        units.append(own)
        continue
      }
      units[place].calls += own.calls
      units[place].opportunities += own.opportunities
      units[place].talk += own.talk
      if !units[place].isCalled { units[place].stratum = own.stratum }
      if units[place].matureStratum < 0 { units[place].matureStratum = own.matureStratum }
      units[place].isCalled = units[place].isCalled || own.isCalled
    }
    return units
  }

  private var leadTable: LeadTable {
    struct Key: Hashable {
      let variant: Int
      let stratum: Int
      let calls: Int
      let opportunities: Int
    }
    var rows: [Key: LeadTable.Row] = [:]
    for unit in table where unit.calls > 0 {
      let talk = min(unit.talk, 10_000_000)
      rows[
        Key(
          variant: unit.variant, stratum: max(0, unit.matureStratum), calls: unit.calls,
          opportunities: unit.opportunities), default: LeadTable.Row()] += LeadTable.Row(
          leads: 1, talkSeconds: talk, talkSecondsSquared: talk * talk)
    }
    var leads = LeadTable()
    for (key, row) in rows {
      leads.add(
        row,
        to: LeadTable.Key(
          variant: roster.variants[key.variant], stratum: strata[key.stratum], calls: key.calls,
          opportunities: key.opportunities))
    }
    return leads
  }

  private var units: RandomisedUnits {
    var counts: [UnitKey: Int] = [:]
    if !design.agentAssignments.isEmpty {
      for assigned in design.agentAssignments {
        counts[
          UnitKey(variant: roster.variants[assigned.place.variant], stratum: assigned.agent.stratum), default: 0] += 1
      }
      return RandomisedUnits(source: .assignments, counts: counts)
    }
    guard design.schedule == nil else { return RandomisedUnits() }
    for unit in table where unit.isCalled || design.needsAssignments {
      counts[UnitKey(variant: roster.variants[unit.variant], stratum: strata[unit.stratum]), default: 0] += 1
    }
    return RandomisedUnits(source: design.needsAssignments ? .assignments : .calls, counts: counts)
  }
}

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

  /// Leads, or companies where these are what is drawn.
  private var table: [Unit] {
    guard design.hasCompanies else { return leads.filter(\.isInTest) }
    var units: [Unit] = []
    var places: [Int32: Int] = [:]
    for lead in leads where lead.isInTest {
      guard let place = places[lead.company] else {
        places[lead.company] = units.count
        units.append(lead)
        continue
      }
      units[place].calls += lead.calls
      units[place].opportunities += lead.opportunities
      units[place].talkSeconds += lead.talkSeconds
      if !units[place].isCalled { units[place].stratum = lead.stratum }
      if units[place].matureStratum < 0 { units[place].matureStratum = lead.matureStratum }
      units[place].isCalled = units[place].isCalled || lead.isCalled
    }
    return units
  }

  private var leadTable: LeadTable {
    struct Key: Hashable {
      let variant: Int32
      let stratum: Int32
      let calls: Int32
      let opportunities: Int32
    }
    var rows: [Key: LeadTable.Row] = [:]
    for unit in table where unit.calls > 0 {
      let talk = min(unit.talkSeconds, 10_000_000)
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
          variant: roster.variants[Int(key.variant)], stratum: strata[Int(key.stratum)], calls: Int(key.calls),
          opportunities: Int(key.opportunities)))
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
      counts[
        UnitKey(variant: roster.variants[Int(unit.variant)], stratum: strata[Int(unit.stratum)]), default: 0] += 1
    }
    let called = design.needsAssignments && !design.hasCompanies ? table.count { $0.isCalled } : nil
    return RandomisedUnits(
      source: design.needsAssignments ? .assignments : .calls, counts: counts, called: called)
  }
}

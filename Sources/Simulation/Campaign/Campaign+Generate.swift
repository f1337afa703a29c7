import Experiment
import Statistics

extension Campaign {
  /// Writes all rows of the campaign into a sink, calls in time order.
  ///
  /// Memory does not grow with the number of calls: what happens to a lead is told again from its number whenever a
  /// retry may be due. Throws what the sink throws.
  public func generate<Sink: CampaignSink>(into sink: inout Sink) throws(Sink.Failure) {
    try generate(into: &sink, through: nil)
  }

  /// Writes the rows of the campaign up to the end of a date, and of what is called together with it.
  func generate<Sink: CampaignSink>(into sink: inout Sink, through last: CivilDate?) throws(Sink.Failure) {
    try sink.begin(roster)
    var queue = CallQueue(self)
    var notes = CallNotes(self)
    for (period, slots) in course.periods.enumerated() {
      if let last, schedule.slots[slots.lowerBound].date > last { break }
      let waiting = queue.open(period: period)
      for story in waiting { try sink.lead(row(of: story, assigned(story))) }
      for slot in slots {
        var turns = queue.open(slot, period: period, waited: waiting.count { $0.start == slot })
        let total = turns.total
        let calling = schedule.slots[slot]
        let window = calling.window.flatMap { roster.windows.firstIndex(of: $0) }
        var place = 0
        while let turn = queue.next(in: slot, &turns) {
          let started = notes.time(place, of: total, in: calling)
          let assigned = assigned(turn.story)
          let row = notes.row(of: turn, slot: slot, started: started, window: window, assigned: assigned)
          if turn.attempt.number == 1, course.routes == nil { try sink.lead(self.row(of: turn.story, assigned)) }
          try sink.call(row)
          if row.disposition == .interested {
            let opportunity = notes.opportunity(of: row)
            try sink.opportunity(opportunity)
            if let sale = notes.sale(of: opportunity, heard: row.delivered) { try sink.sale(sale) }
          }
          place += 1
        }
      }
    }
    try sink.finish()
  }

  private func assigned(_ story: LeadStory) -> Allotment.Assigned {
    allotment.assigned(lead: story.lead, list: story.list, rank: story.rank, slot: story.start, block: story.block)
  }

  private func row(of story: LeadStory, _ assigned: Allotment.Assigned) -> LeadRow {
    LeadRow(
      lead: story.lead, list: story.list, agent: team.agent(of: story.lead), variant: assigned.variant,
      company: allotment.hasCompanies ? allotment.unit(of: story.lead) : nil,
      stratum: allotment.stratum(of: story.lead, list: story.list, block: story.block), place: assigned.place,
      standing: assigned.standing)
  }
}

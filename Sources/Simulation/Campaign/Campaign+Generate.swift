import Experiment
import Statistics

extension Campaign {
  /// Writes all rows of the campaign into a sink, in time order.
  ///
  /// Memory does not grow with the number of calls: what happens to a lead is told again from its number whenever a
  /// retry may be due. Throws what the sink throws.
  public func generate<Sink: CampaignSink>(into sink: inout Sink) throws(Sink.Failure) {
    try sink.begin(roster)
    var queue = CallQueue(self)
    var notes = CallNotes(self)
    for slot in schedule.slots.indices {
      var turns = queue.open(slot)
      let total = turns.total
      let calling = schedule.slots[slot]
      let window = calling.window.flatMap { roster.windows.firstIndex(of: $0) }
      var place = 0
      while let turn = queue.next(in: slot, &turns) {
        let started = notes.time(place, of: total, in: calling)
        let row = notes.row(of: turn, slot: slot, started: started, window: window)
        if turn.attempt.number == 1 {
          let company = allotment.hasCompanies ? allotment.unit(of: turn.lead) : nil
          try sink.lead(LeadRow(lead: turn.lead, list: turn.list, variant: row.assigned, company: company))
        }
        try sink.call(row)
        if row.disposition == .interested {
          let opportunity = notes.opportunity(of: row)
          try sink.opportunity(opportunity)
          if let sale = notes.sale(of: opportunity, heard: row.delivered) { try sink.sale(sale) }
        }
        place += 1
      }
    }
    try sink.finish()
  }
}

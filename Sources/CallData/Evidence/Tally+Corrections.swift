import Experiment

extension Tally {
  /// Without cells that corrections emptied.
  var withoutEmptyCells: Tally {
    var tally = self
    tally.byDay = Margin(byDay.cells.filter { $0.value.calls != 0 })
    tally.byHour = Margin(byHour.cells.filter { $0.value.calls != 0 })
    tally.byAgentDay = Margin(byAgentDay.cells.filter { $0.value.calls != 0 })
    tally.byAgentStratum = Margin(byAgentStratum.cells.filter { $0.value.calls != 0 })
    tally.bySlot = Margin(bySlot.cells.filter { $0.value.calls != 0 })
    tally.byDelivery = Margin(byDelivery.cells.filter { $0.value.calls != 0 })
    return tally
  }
}

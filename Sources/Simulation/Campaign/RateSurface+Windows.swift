extension RateSurface {
  /// The expected calls by slot and list where leads wait for their window: new leads by period, split by the shares of
  /// the variants, retries in the window that each call falls into.
  static func expectedCalls(
    answered: [Double], shares: [Double], schedule: CampaignSchedule, retries: RetryRule, routes: WindowRoutes,
    variantShares: [Double]
  ) -> [Double] {
    let lists = shares.count
    let windows = routes.windows.indices
    let deepest = retries.maximumCalls
    let reach = retries.farthestWindow
    var assignedShares = [Double](repeating: 0, count: windows.count)
    for (window, share) in zip(routes.windowOfVariant, variantShares) { assignedShares[window] += share }
    // Calls due, by slot, assigned window, list and number of the call.
    let perSlot = windows.count * lists * deepest
    var due = [Double](repeating: 0, count: schedule.slots.count * perSlot)
    var calls = [Double](repeating: 0, count: answered.count)
    var placed = 0.0
    for period in routes.periods {
      let waiting = due[(period.lowerBound * perSlot)..<(period.upperBound * perSlot)].reduce(0, +)
      let new = max(0, Double(schedule.placedByEnd[period.upperBound - 1]) - placed - waiting)
      for slot in period {
        let own = routes.windowOfSlot[slot]
        let share = routes.chance(of: slot, in: period)
        for assigned in windows {
          let arriving = new * assignedShares[assigned] * routes.chance(of: own, assigned: assigned) * share
          for list in 0..<lists {
            for call in 0..<deepest {
              let place = slot * perSlot + (assigned * lists + list) * deepest + call
              let here = call == 0 ? arriving * shares[list] : due[place]
              calls[slot * lists + list] += here
              placed += here
              guard call + 1 < deepest else { continue }
              let again = here * (1 - answered[slot * lists + list]) * retries.share / Double(reach)
              guard again > 0 else { continue }
              for window in windows {
                let chance = routes.chance(of: window, assigned: assigned)
                for lag in 1...reach {
                  guard chance > 0, let target = routes.slot(lag, after: slot, window: window) else { continue }
                  due[target * perSlot + (assigned * lists + list) * deepest + call + 1] += again * chance
                }
              }
            }
          }
        }
      }
    }
    return calls
  }
}

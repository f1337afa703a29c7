import Experiment
import Statistics

/// The chances of a call by slot and list, brought to exactly the stated means over the calls of a campaign.
///
/// The calls of each cell are known in expectation: a slot's calls are its quota, of which the retries due come first
/// and new leads fill the rest. This is linear in the chances of being answered, so that the expected calls follow from
/// one pass over the slots; the answering chances and those weights are a fixed point of each other.
struct RateSurface: Sendable {
  let lists: Int
  /// Chance of an answer, by slot and list.
  let answered: [Double]
  /// Conversion factor by slot and list, with a mean of exactly 1 over the expected calls.
  let conversion: [Double]
  /// Share of every conversion effect that is kept; below 1 where a full effect would ask for more opportunities than
  /// answered calls.
  let damping: Double
  /// Expected calls by slot and list.
  let expectedCalls: [Double]

  /// - Parameters:
  ///   - routes: where leads are called, where windows are what is varied: means are then taken within each window, since
  ///     every variant's rate is that of its own.
  ///   - variantShares: planned shares of the variants.
  ///   - source: what the good and bad parts of days are drawn from.
  init(
    truth: Truth, schedule: CampaignSchedule, retries: RetryRule, largestAgentFactor: Double,
    routes: WindowRoutes? = nil, variantShares: [Double] = [], source: RandomSource = RandomSource(seed: 0)
  ) {
    let slots = schedule.slots
    let total = truth.lists.reduce(0) { $0 + $1.share }
    let shares = truth.lists.map { $0.share / total }
    var source = source
    let factors = slots.map { slot in
      var effect = RateSurface.effect(of: slot, truth)
      if truth.slotSpread > 0 {
        let shape = 1 / (truth.slotSpread * truth.slotSpread)
        effect.conversion *= source.gamma(shape: shape) / shape
      }
      return effect
    }
    let lists = shares.count
    let cells = factors.flatMap { slot in
      truth.lists.map {
        CallEffect(
          conversion: slot.conversion * $0.effect.conversion, answering: slot.answering * $0.effect.answering)
      }
    }
    let mean = truth.answeredShare
    let highest = truth.variants.map(\.rate).max() ?? 0
    var answered = [Double](repeating: mean, count: cells.count)
    var weights: [Double] = []
    for _ in 0..<60 {
      weights =
        if let routes {
          RateSurface.expectedCalls(
            answered: answered, shares: shares, schedule: schedule, retries: retries, routes: routes,
            variantShares: variantShares)
        } else {
          RateSurface.expectedCalls(answered: answered, shares: shares, schedule: schedule, retries: retries)
        }
      let relative = RateSurface.normalised(cells.map(\.answering), weights)
      var kept = 1.0
      for factor in relative {
        if factor > 1 { kept = min(kept, (max(0.98, mean) / mean - 1) / (factor - 1)) }
        if factor < 1 { kept = min(kept, (1 - min(1, highest / mean)) / (1 - factor)) }
      }
      let next = relative.map { mean * (1 + kept * ($0 - 1)) }
      let moved = zip(answered, next).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      answered = next
      if moved < 1e-14 { break }
    }
    var conversion = RateSurface.normalised(cells.map(\.conversion), weights)
    if let routes {
      for window in routes.windows.indices {
        let own = conversion.indices.filter { routes.windowOfSlot[$0 / lists] == window }
        let mean = RateSurface.normalised(own.map { conversion[$0] }, own.map { weights[$0] })
        for (cell, factor) in zip(own, mean) { conversion[cell] = factor }
      }
    }
    var kept = 1.0
    for (factor, answer) in zip(conversion, answered) where highest > 0 {
      let rise = factor * largestAgentFactor - 1
      if rise > 0 { kept = min(kept, max(0, answer / highest - 1) / rise) }
    }
    self.lists = lists
    self.answered = answered
    self.conversion = conversion
    self.damping = kept
    self.expectedCalls = weights
  }

  /// The mean effect of the weekday and the minutes of a slot.
  private static func effect(of slot: CallingSlot, _ truth: Truth) -> CallEffect {
    let weekday = truth.weekdays[slot.date.weekday.number - 1]
    let first = slot.start / 60
    let minutes = max(1, slot.length / 60)
    var sum = CallEffect(conversion: 0, answering: 0)
    for minute in first..<(first + minutes) {
      let hour = truth.hours[min(23, minute / 60)]
      sum.conversion += hour.conversion
      sum.answering += hour.answering
    }
    return CallEffect(
      conversion: weekday.conversion * sum.conversion / Double(minutes),
      answering: weekday.answering * sum.answering / Double(minutes))
  }

  private static func normalised(_ factors: [Double], _ weights: [Double]) -> [Double] {
    let total = weights.reduce(0, +)
    let mean = zip(factors, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    return factors.map { $0 / mean }
  }

  private static func expectedCalls(
    answered: [Double], shares: [Double], schedule: CampaignSchedule, retries: RetryRule
  ) -> [Double] {
    let lists = shares.count
    let reach = retries.farthestWindow
    let deepest = retries.maximumCalls
    // Calls due, by slot, list and number of the call, in a ring as long as the farthest retry.
    var due = [Double](repeating: 0, count: (reach + 1) * lists * deepest)
    var calls = [Double](repeating: 0, count: answered.count)
    var placed = 0.0
    for slot in schedule.slots.indices {
      let base = (slot % (reach + 1)) * lists * deepest
      let waiting = due[base..<(base + lists * deepest)].reduce(0, +)
      let quota = max(0, Double(schedule.placedByEnd[slot]) - placed)
      let new = max(0, quota - waiting)
      for list in 0..<lists {
        for call in 0..<deepest {
          let here = call == 0 ? new * shares[list] : due[base + list * deepest + call]
          due[base + list * deepest + call] = 0
          calls[slot * lists + list] += here
          placed += here
          guard call + 1 < deepest else { continue }
          let again = here * (1 - answered[slot * lists + list]) * retries.share / Double(reach)
          for lag in 1...reach {
            due[((slot + lag) % (reach + 1)) * lists * deepest + list * deepest + call + 1] += again
          }
        }
      }
    }
    return calls
  }
}

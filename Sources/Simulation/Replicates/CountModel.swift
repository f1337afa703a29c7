import Decision
import Experiment
import Statistics

/// The law of a campaign's counts by day: what ``Campaign`` does lead by lead, summed up.
struct CountModel: Sendable {
  /// Delays of opportunities are told apart up to this many days.
  static let longestDelay = 60

  let names: [String]
  let shares: [Double]
  let isBlocked: Bool
  let hasCrossovers: Bool
  let within: Int?
  /// Calling days in order.
  let dates: [CivilDate]
  /// Calls of each day over all variants.
  let calls: [Int]
  /// Chance of an opportunity, sooner or later, by day and assigned variant.
  let rates: [[Double]]
  /// Chance of an answer by day.
  let answered: [Double]
  /// Share of opportunities known by the end of the day this many days after the call, by day and variant.
  let known: [[[Double]]]
  /// Chance of an opportunity within the maturity window, by day and variant; at any time where there is no window.
  let matureRates: [[Double]]
  /// Talk times of answered calls without and with an opportunity, by variant.
  let talk: [(plain: LogNormalLaw, opportunity: LogNormalLaw)]

  init(_ campaign: Campaign) {
    let schedule = campaign.schedule
    let surface = campaign.surface
    let truth = campaign.truth
    let test = campaign.plan.test
    names = test.variants.names
    shares = test.variants.shares
    within = test.goal.within
    hasCrossovers = truth.crossovers > 0
    isBlocked = campaign.allotment.isBlocked
    dates = schedule.days
    var calls: [Int] = []
    var rates: [[Double]] = []
    var answered: [Double] = []
    var known: [[[Double]]] = []
    let assigned = truth.assignedRates(test)
    for date in schedule.days {
      let slots = schedule.slots.indices.filter { schedule.slots[$0].date == date }
      let placed = slots.map { schedule.placedByEnd[$0] - ($0 == 0 ? 0 : schedule.placedByEnd[$0 - 1]) }
      let cells = slots.flatMap { slot in (0..<surface.lists).map { slot * surface.lists + $0 } }
      let weight = cells.reduce(0) { $0 + surface.expectedCalls[$1] }
      func mean(_ value: (Int) -> Double) -> Double {
        weight > 0 ? cells.reduce(0) { $0 + surface.expectedCalls[$1] * value($1) } / weight : 0
      }
      let effect = 1 + surface.damping * (mean { surface.conversion[$0] } - 1)
      calls.append(placed.reduce(0, +))
      rates.append(assigned.map { $0 * effect })
      answered.append(mean { surface.answered[$0] })
      known.append(
        truth.variants.map { CountModel.known($0.delayToQualification, in: slots.map { schedule.slots[$0] }) })
    }
    self.calls = calls
    self.rates = rates
    self.answered = answered
    self.known = known
    let window = within
    matureRates = zip(rates, known).map { rates, known in
      zip(rates, known).map { rate, known in
        window.map { rate * ($0 < known.count ? known[$0] : 1) } ?? rate
      }
    }
    talk = truth.variants.map { variant in
      let plain = truth.talk.scaled(by: variant.talkFactor)
      return (plain, plain.scaled(by: truth.opportunityTalkFactor))
    }
  }

  /// Share of delays that end at most 0, 1, 2 … midnights after the call, over call times spread evenly over slots.
  private static func known(_ law: LogNormalLaw, in slots: [CallingSlot]) -> [Double] {
    let minutes = slots.flatMap { slot in (0..<max(1, slot.length / 60)).map { slot.secondOfDay(elapsed: $0 * 60 + 30) }
    }
    return (0...longestDelay).map { days in
      minutes.reduce(0) { $0 + law.share(upTo: Double(days + 1) - Double($1) / 86_400) } / Double(minutes.count)
    }
  }

  /// Splits a day's calls among the variants, by the plan's shares or those given.
  func split(
    day: Int, shares own: [Double]? = nil, from source: inout RandomSource,
    _ body: (Int, Int, inout RandomSource) -> Void
  ) {
    let shares = own ?? shares
    var left = calls[day]
    var share = 1.0
    for variant in shares.indices {
      let own: Int
      if variant == shares.count - 1 {
        own = left
      } else if isBlocked {
        own = min(left, Int((shares[variant] / share * Double(left)).rounded()))
      } else {
        own = source.binomial(left, min(1, shares[variant] / share))
      }
      body(variant, own, &source)
      left -= own
      share -= shares[variant]
    }
  }

  /// Adds a day whose calls have just matured.
  func add(day: Int, to counts: inout MatureCounts, from source: inout RandomSource) {
    split(day: day, from: &source) { variant, calls, source in
      counts.calls[variant] += calls
      counts.opportunities[variant] += source.binomial(calls, matureRates[day][variant])
    }
  }

  /// Draws a day's calls by variant.
  func drawCalls(of day: Int, into counts: inout CountsByDay, from source: inout RandomSource) {
    let first = day * shares.count
    split(day: day, from: &source) { variant, calls, _ in counts.calls[first + variant] = calls }
  }

  /// Draws the opportunities, within the window, of a day whose calls are drawn.
  func drawOpportunities(of day: Int, into counts: inout CountsByDay, from source: inout RandomSource) {
    let first = day * shares.count
    for variant in shares.indices {
      counts.opportunities[first + variant] = source.binomial(
        counts.calls[first + variant], matureRates[day][variant])
    }
  }
}

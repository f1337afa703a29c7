import Statistics

/// Which lead is called next: in each slot, retries that are due and new leads in a random order.
///
/// Leads first called in the same slot are a cohort, a range of numbers. A slot's retries are found by reading the
/// cohorts that can reach it; how many there are is counted when they are caused.
struct CallQueue {
  /// The next call of a slot.
  struct Turn {
    var lead: Int
    var list: Int
    var attempt: LeadStory.Attempt
  }

  /// What is left to call in a slot.
  struct Turns {
    /// Calls of the slot.
    let total: Int
    fileprivate var left: Int
    fileprivate var new: Int
    fileprivate var waiting: Int
    /// The leads first called in this slot.
    fileprivate var own: Cohort
    /// Earlier leads with retries due.
    fileprivate var earlier: [Cohort]
    fileprivate var order: RandomSource
  }

  private let schedule: CampaignSchedule
  private let surface: RateSurface
  private let allotment: Allotment
  private let rule: RetryRule
  private let listEnds: [Double]
  private let stories: RandomSource
  private let laterCalls: RandomSource
  private let order: RandomSource
  /// Retries due by slot, by cohort.
  private var due: [[Int: Int]]
  /// First lead of each slot's cohort.
  private var firstLead: [Int] = []
  private var placed = 0
  private var nextLead = 0

  init(_ campaign: Campaign) {
    schedule = campaign.schedule
    surface = campaign.surface
    allotment = campaign.allotment
    rule = campaign.retries
    let source = RandomSource(seed: campaign.seed)
    stories = source.split(3)
    laterCalls = source.split(7)
    order = source.split(4)
    let total = campaign.truth.lists.reduce(0) { $0 + $1.share }
    var sum = 0.0
    listEnds = campaign.truth.lists.map { list in
      sum += list.share / total
      return sum
    }
    due = [[Int: Int]](repeating: [:], count: schedule.slots.count)
  }

  /// Opens the next slot: retries first claim its calls, new leads fill the rest.
  mutating func open(_ slot: Int) -> Turns {
    firstLead.append(nextLead)
    let earlier = due[slot].sorted { $0.key < $1.key }.map { cohort, due in
      Cohort(slot: cohort, due: due, firstLead: firstLead[cohort], stories: stories)
    }
    due[slot] = [:]
    let waiting = earlier.reduce(0) { $0 + $1.due }
    let quota = max(0, schedule.placedByEnd[slot] - placed)
    // Retries beyond the quota are made up for by later slots, and given up when the campaign is complete.
    let total = min(max(quota, waiting), schedule.calls - placed)
    placed += total
    return Turns(
      total: total, left: total, new: max(0, total - waiting), waiting: waiting,
      own: Cohort(slot: slot, due: 0, firstLead: nextLead, stories: stories), earlier: earlier,
      order: order.split(UInt64(slot)))
  }

  /// The next call of a slot, or nil at its end.
  mutating func next(in slot: Int, _ turns: inout Turns) -> Turn? {
    guard turns.left > 0 else { return nil }
    turns.left -= 1
    var pick = turns.waiting == 0 ? 0 : Int(turns.order.uniform() * Double(turns.new + turns.waiting))
    if pick >= turns.new {
      pick -= turns.new
      turns.waiting -= 1
      for index in turns.earlier.indices {
        if pick < turns.earlier[index].due { return retry(in: slot, &turns.earlier[index]) }
        pick -= turns.earlier[index].due
      }
    }
    turns.new -= 1
    nextLead += 1
    let story = turns.own.next(rule, listEnds: listEnds, allotment: allotment)
    return turn(story, story.first, slot: slot, cohort: slot)
  }

  private mutating func retry(in slot: Int, _ cohort: inout Cohort) -> Turn? {
    cohort.due -= 1
    while cohort.nextLead < firstLead[cohort.slot + 1] {
      let story = cohort.next(rule, listEnds: listEnds, allotment: allotment)
      if let attempt = story.attempt(
        in: slot, start: cohort.slot, surface: surface, rule: rule, later: laterCalls)
      {
        return turn(story, attempt, slot: slot, cohort: cohort.slot)
      }
    }
    return nil
  }

  /// A call, and the retry it causes.
  private mutating func turn(_ story: LeadStory, _ attempt: LeadStory.Attempt, slot: Int, cohort: Int) -> Turn {
    if let lag = attempt.retryAfter, slot + lag < due.count,
      attempt.outcome >= surface.answered[slot * surface.lists + story.list]
    {
      due[slot + lag][cohort, default: 0] += 1
    }
    return Turn(lead: story.lead, list: story.list, attempt: attempt)
  }
}

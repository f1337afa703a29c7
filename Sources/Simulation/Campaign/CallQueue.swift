import Statistics

/// Which lead is called next: in each slot, retries that are due and new leads in a random order.
///
/// Leads first called in the same slot are a cohort, a range of numbers. A slot's retries are found by reading the
/// cohorts that can reach it and telling each lead's story; how many there are is counted when they are caused.
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
    var left: Int
    var new: Int
    /// Cohorts with retries due: the cohort's slot, retries left, and the next lead to read.
    var cohorts: [(slot: Int, left: Int, next: Int)]
    var order: RandomSource
  }

  private let schedule: CampaignSchedule
  private let surface: RateSurface
  private let allotment: Allotment
  private let rule: RetryRule
  private let listEnds: [Double]
  private let stories: RandomSource
  private let order: RandomSource
  /// Retries due by slot, by cohort.
  private var due: [[Int: Int]]
  /// First lead of each slot's cohort.
  private var firstLead: [Int]
  private var placed = 0
  private var nextLead = 0

  init(_ campaign: Campaign) {
    schedule = campaign.schedule
    surface = campaign.surface
    allotment = campaign.allotment
    rule = campaign.retries
    let source = RandomSource(seed: campaign.seed)
    stories = source.split(3)
    order = source.split(4)
    let total = campaign.truth.lists.reduce(0) { $0 + $1.share }
    var sum = 0.0
    listEnds = campaign.truth.lists.map { list in
      sum += list.share / total
      return sum
    }
    due = [[Int: Int]](repeating: [:], count: schedule.slots.count)
    firstLead = []
  }

  /// Opens the next slot: retries first claim its calls, new leads fill the rest.
  mutating func open(_ slot: Int) -> Turns {
    firstLead.append(nextLead)
    let quota = max(0, schedule.placedByEnd[slot] - placed)
    let cohorts = due[slot].sorted { $0.key < $1.key }.map { (slot: $0.key, left: $0.value, next: firstLead[$0.key]) }
    due[slot] = [:]
    let waiting = cohorts.reduce(0) { $0 + $1.left }
    // At the very end there is no later slot to make up for a surplus of retries.
    let total = slot == schedule.slots.count - 1 ? quota : max(quota, waiting)
    let capped = min(total, schedule.calls - placed)
    placed += capped
    return Turns(
      total: capped, left: capped, new: max(0, capped - waiting), cohorts: cohorts, order: order.split(UInt64(slot)))
  }

  /// The next call of a slot, or nil at its end.
  mutating func next(in slot: Int, _ turns: inout Turns) -> Turn? {
    guard turns.left > 0 else { return nil }
    turns.left -= 1
    let waiting = turns.cohorts.reduce(0) { $0 + $1.left }
    var pick = waiting == 0 ? 0 : Int(turns.order.uniform() * Double(turns.new + waiting))
    if pick >= turns.new {
      pick -= turns.new
      for index in turns.cohorts.indices {
        if pick < turns.cohorts[index].left { return retry(in: slot, &turns.cohorts[index]) }
        pick -= turns.cohorts[index].left
      }
    }
    turns.new -= 1
    let lead = nextLead
    nextLead += 1
    var story = story(of: lead)
    let attempt = story.attempt(1, rule)
    return turn(lead: lead, story: story, attempt: attempt, slot: slot, cohort: slot)
  }

  private mutating func retry(in slot: Int, _ cohort: inout (slot: Int, left: Int, next: Int)) -> Turn? {
    cohort.left -= 1
    while cohort.next < firstLead[cohort.slot + 1] {
      let lead = cohort.next
      cohort.next += 1
      var story = story(of: lead)
      if let attempt = story.attempt(in: slot, first: cohort.slot, surface: surface, rule: rule) {
        return turn(lead: lead, story: story, attempt: attempt, slot: slot, cohort: cohort.slot)
      }
    }
    return nil
  }

  private mutating func turn(
    lead: Int, story: LeadStory, attempt: LeadStory.Attempt, slot: Int, cohort: Int
  ) -> Turn {
    if let lag = attempt.retryAfter, slot + lag < due.count,
      attempt.outcome >= surface.answered[slot * surface.lists + story.list]
    {
      due[slot + lag][cohort, default: 0] += 1
    }
    return Turn(lead: lead, list: story.list, attempt: attempt)
  }

  private func story(of lead: Int) -> LeadStory {
    LeadStory(lead: lead, source: stories, listSource: allotment.listSource(of: lead), listEnds: listEnds)
  }
}

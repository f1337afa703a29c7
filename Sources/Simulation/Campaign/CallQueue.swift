import Statistics

/// Which lead is called next: in each slot, retries that are due and new leads in a random order.
///
/// Leads first called in the same period are a cohort, a range of numbers. A slot's retries are found by reading the
/// cohorts that can reach it; how many there are is counted when they are caused.
struct CallQueue {
  /// The next call of a slot.
  struct Turn {
    var story: LeadStory
    var attempt: LeadStory.Attempt
  }

  /// What is left to call in a slot.
  struct Turns {
    /// Calls of the slot.
    let total: Int
    fileprivate var left: Int
    fileprivate var new: Int
    fileprivate var waiting: Int
    /// The leads first called in this period.
    fileprivate var own: Cohort
    /// Leads of whom some retries are due.
    fileprivate var earlier: [Cohort]
    fileprivate var order: RandomSource
  }

  private let course: CampaignCourse
  private let stories: RandomSource
  private let laterCalls: RandomSource
  private let order: RandomSource
  /// Retries due by slot, by cohort.
  private var due: [[Int: Int]]
  /// First lead of each cohort, and the units of each stratum before it; then those after the last one.
  private var firstLead: [Int] = []
  private var ranks: [[Int]] = []
  private var placed = 0
  private var nextLead = 0
  private var nextRanks: [Int]

  init(_ campaign: Campaign) {
    course = campaign.course
    let source = RandomSource(seed: campaign.seed)
    stories = source.split(3)
    laterCalls = source.split(7)
    order = source.split(4)
    due = [[Int: Int]](repeating: [:], count: course.schedule.slots.count)
    nextRanks = course.allotment.isBlocked ? course.allotment.strata.names.map { _ in 0 } : []
  }

  private func cohort(_ period: Int, due: Int) -> Cohort {
    Cohort(
      period: period, due: due, firstLead: firstLead[period], ranks: ranks[period], block: block(of: period),
      stories: stories)
  }

  /// The block of days of the leads first called in a period.
  private func block(of period: Int) -> Cohort.Block {
    guard !course.blockOfPeriod.isEmpty else { return Cohort.Block() }
    var block = Cohort.Block(own: course.blockOfPeriod[period])
    let start = course.allotment.firstLead(ofUnitOf: firstLead[period])
    guard start < firstLead[period] else { return block }
    block.firstOwnLead = start + Allotment.companySize
    block.earlier = firstLead[..<period].lastIndex { $0 <= start }.map { course.blockOfPeriod[$0] } ?? block.own
    return block
  }

  /// Opens the next period, where leads wait for their window: settles who is called in it for the first time, and
  /// returns them in the order of their numbers.
  mutating func open(period: Int) -> [LeadStory] {
    let slots = course.periods[period]
    firstLead.append(nextLead)
    ranks.append(nextRanks)
    guard course.routes != nil else { return [] }
    let waiting = slots.reduce(0) { $0 + due[$1].values.reduce(0, +) }
    let new = max(0, course.schedule.placedByEnd[slots.upperBound - 1] - placed - waiting)
    var cohort = cohort(period, due: 0)
    let leads = (0..<new).map { _ in cohort.next(course) }
    nextLead = cohort.nextLead
    nextRanks = cohort.ranks
    return leads
  }

  /// Opens the next slot of a period: retries first claim its calls, new leads fill the rest; leads who waited for their
  /// window, `new` of them, come before retries.
  mutating func open(_ slot: Int, period: Int, waited new: Int) -> Turns {
    let schedule = course.schedule
    let earlier = due[slot].sorted { $0.key < $1.key }.map { cohort($0, due: $1) }
    due[slot] = [:]
    var waiting = earlier.reduce(0) { $0 + $1.due }
    let total: Int
    if course.routes == nil {
      let quota = max(0, schedule.placedByEnd[slot] - placed)
      // Retries beyond the quota are made up for by later slots, and given up when the campaign is complete.
      total = min(max(quota, waiting), schedule.calls - placed)
    } else {
      total = min(new + waiting, schedule.calls - placed)
      waiting = max(0, total - new)
    }
    placed += total
    return Turns(
      total: total, left: total, new: max(0, total - waiting), waiting: waiting, own: cohort(period, due: 0),
      earlier: earlier, order: order.split(UInt64(slot)))
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
    var story = turns.own.next(course)
    if course.routes == nil {
      nextLead = turns.own.nextLead
      nextRanks = turns.own.ranks
    } else {
      while story.start != slot {
        guard turns.own.nextLead < nextLead else { return nil }
        story = turns.own.next(course)
      }
    }
    return turn(story, story.first, slot: slot, period: turns.own.period)
  }

  private mutating func retry(in slot: Int, _ cohort: inout Cohort) -> Turn? {
    cohort.due -= 1
    let end = cohort.period + 1 < firstLead.count ? firstLead[cohort.period + 1] : nextLead
    while cohort.nextLead < end {
      let story = cohort.next(course)
      guard story.start < slot, let attempt = story.attempt(in: slot, course, later: laterCalls) else { continue }
      return turn(story, attempt, slot: slot, period: cohort.period)
    }
    return nil
  }

  /// A call, and the retry it causes.
  private mutating func turn(
    _ story: LeadStory, _ attempt: LeadStory.Attempt, slot: Int, period: Int
  ) -> Turn {
    if let next = story.next(after: attempt, in: slot, course), next < due.count {
      due[next][period, default: 0] += 1
    }
    return Turn(story: story, attempt: attempt)
  }
}

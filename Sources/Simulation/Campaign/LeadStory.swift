import Statistics

/// What happens to one lead: its list, and which slots call it until it answers.
///
/// The story is a function of the seeds, the period of the first call and the lead's number. Whoever asks which leads are
/// called again in a slot tells the stories of earlier slots once more, so that retries need no memory, whatever their
/// number.
struct LeadStory {
  /// A call of the lead.
  struct Attempt {
    /// 1 for the first call.
    var number: Int
    /// Uniform in 0..<1: below the chance of an opportunity there is one, below the chance of an answer there is one.
    var outcome: Double
    /// Slots until the call is tried again if it is not answered; nil: never.
    var retryAfter: Int?

    /// The next call of a stream: always two draws, so that streams stay in step.
    init(_ number: Int, from source: inout RandomSource, _ rule: RetryRule) {
      self.number = number
      outcome = source.uniform()
      let again = source.uniform()
      if number < rule.maximumCalls, again < rule.share {
        // Given that it is below the share, its place there is uniform again.
        let lag = Int(again / rule.share * Double(rule.farthestWindow))
        retryAfter = min(lag, rule.farthestWindow - 1) + 1
      } else {
        retryAfter = nil
      }
    }
  }

  let lead: Int
  /// The list the lead comes from.
  let list: Int
  /// Its unit's place in its stratum, where units are drawn by blocks.
  let rank: Int
  /// Its unit's block of days, where shares follow results; 0 elsewhere.
  let block: Int
  /// The slot of its first call.
  let start: Int
  /// The window that its variant stands for, where windows are what is varied; 0 elsewhere.
  let window: Int
  /// Its first call.
  let first: Attempt

  /// The slot of the call after one in `slot`, or nil where there is none.
  func next(after attempt: Attempt, in slot: Int, _ campaign: CampaignCourse) -> Int? {
    guard let lag = attempt.retryAfter,
      attempt.outcome >= campaign.surface.answered[slot * campaign.surface.lists + list]
    else { return nil }
    guard let routes = campaign.routes else { return slot + lag }
    return routes.slot(
      lag, after: slot, window: routes.window(ofCall: attempt.number + 1, lead: lead, assigned: window))
  }

  /// The call in slot `target`, or nil where there is none; `later` gives the stream of the calls after the first.
  func attempt(in target: Int, _ campaign: CampaignCourse, later: RandomSource) -> Attempt? {
    var attempt = first
    var slot = start
    var source: RandomSource?
    while slot != target {
      guard slot < target, let next = next(after: attempt, in: slot, campaign), next <= target else { return nil }
      slot = next
      var stream = source ?? later.split(UInt64(lead))
      attempt = Attempt(attempt.number + 1, from: &stream, campaign.retries)
      source = stream
    }
    return attempt
  }
}

/// What the course of a campaign's calls follows from.
struct CampaignCourse: Sendable {
  let schedule: CampaignSchedule
  let surface: RateSurface
  let allotment: Allotment
  let retries: RetryRule
  /// Where leads are called, where windows are what is varied.
  let routes: WindowRoutes?
  /// Slots that are filled with new leads together: one each, unless leads wait for their window.
  let periods: [Range<Int>]
  /// Cumulative shares of the lists.
  let listEnds: [Double]
  /// The block of days of each period, where shares follow results; empty elsewhere.
  let blockOfPeriod: [Int]
}

/// Tells the stories of the leads first called in one period, in the order of their numbers.
struct Cohort {
  /// The block of days of a cohort's leads, where shares follow results.
  struct Block {
    /// That of units whose first call falls into the period.
    var own = 0
    /// Leads before this one belong to a unit that was called earlier, and to its block.
    var firstOwnLead = 0
    var earlier = 0

    func of(_ lead: Int) -> Int { lead < firstOwnLead ? earlier : own }
  }

  /// The period of the first calls.
  let period: Int
  /// Calls of these leads that are still due in the slot at hand.
  var due: Int
  private(set) var nextLead: Int
  /// Units so far, by stratum, where units are drawn by blocks.
  private(set) var ranks: [Int]
  private let block: Block
  private var source: RandomSource

  init(period: Int, due: Int, firstLead: Int, ranks: [Int], block: Block, stories: RandomSource) {
    self.period = period
    self.due = due
    nextLead = firstLead
    self.ranks = ranks
    self.block = block
    source = stories.split(UInt64(period))
  }

  /// The story of the next lead.
  mutating func next(_ campaign: CampaignCourse) -> LeadStory {
    let lead = nextLead
    nextLead += 1
    let allotment = campaign.allotment
    let own = source.uniform()
    let place = allotment.listPlace(of: lead) ?? own
    let listEnds = campaign.listEnds
    var list = 0
    while list < listEnds.count - 1, place >= listEnds[list] { list += 1 }
    let first = LeadStory.Attempt(1, from: &source, campaign.retries)
    let rank = rank(of: lead, list: list, allotment)
    let block = block.of(lead)
    guard let routes = campaign.routes else {
      return LeadStory(lead: lead, list: list, rank: rank, block: block, start: period, window: 0, first: first)
    }
    let variant = allotment.assigned(lead: lead, list: list, rank: rank, slot: 0, block: block).variant
    let window = routes.windowOfVariant[variant]
    return LeadStory(
      lead: lead, list: list, rank: rank, block: block, start: routes.start(of: lead, window: window, in: period),
      window: window, first: first)
  }

  private mutating func rank(of lead: Int, list: Int, _ allotment: Allotment) -> Int {
    guard allotment.isBlocked else { return 0 }
    let stratum = allotment.stratum(of: lead, list: list, block: 0)
    if allotment.takesPlace(lead) { ranks[stratum] += 1 }
    return max(0, ranks[stratum] - 1)
  }
}

import Statistics

/// What happens to one lead: its list, and which slots call it until it answers.
///
/// The story is a function of the seed, the slot of the first call and the lead's number. Whoever asks which leads are
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
  /// Its first call.
  let first: Attempt

  /// The call in slot `target` of a lead first called in slot `start`, or nil where there is none; `later` gives the
  /// stream of the calls after the first.
  func attempt(
    in target: Int, start: Int, surface: RateSurface, rule: RetryRule, later: RandomSource
  ) -> Attempt? {
    var attempt = first
    var slot = start
    var source: RandomSource?
    while slot != target {
      guard let lag = attempt.retryAfter, slot + lag <= target,
        attempt.outcome >= surface.answered[slot * surface.lists + list]
      else { return nil }
      slot += lag
      var stream = source ?? later.split(UInt64(lead))
      attempt = Attempt(attempt.number + 1, from: &stream, rule)
      source = stream
    }
    return attempt
  }
}

/// Tells the stories of the leads first called in one slot, in the order of their numbers.
struct Cohort {
  /// The slot of the first calls.
  let slot: Int
  /// Calls of these leads that are still due in the slot at hand.
  var due: Int
  private(set) var nextLead: Int
  private var source: RandomSource

  init(slot: Int, due: Int, firstLead: Int, stories: RandomSource) {
    self.slot = slot
    self.due = due
    nextLead = firstLead
    source = stories.split(UInt64(slot))
  }

  /// The story of the next lead.
  mutating func next(_ rule: RetryRule, listEnds: [Double], allotment: Allotment) -> LeadStory {
    let lead = nextLead
    nextLead += 1
    var place = source.uniform()
    if allotment.listsGoByBlock { place = allotment.listPlace(of: lead) }
    var list = 0
    while list < listEnds.count - 1, place >= listEnds[list] { list += 1 }
    return LeadStory(lead: lead, list: list, first: LeadStory.Attempt(1, from: &source, rule))
  }
}

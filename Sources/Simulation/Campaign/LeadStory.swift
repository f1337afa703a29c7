import Statistics

/// What happens to one lead: its list, and which slots call it until it answers.
///
/// The story is a function of the seed and the lead's number. Whoever asks in which slots a lead is called tells the
/// story again from its beginning, so that retries need no memory, whatever their number.
struct LeadStory {
  /// The list the lead comes from.
  let list: Int
  private var source: RandomSource

  /// A call of the lead.
  struct Attempt {
    /// 1 for the first call.
    var number: Int
    /// Uniform in 0..<1: below the chance of an opportunity there is one, below the chance of an answer there is one.
    var outcome: Double
    /// Slots until the call is tried again if it is not answered; nil: never.
    var retryAfter: Int?
  }

  init(lead: Int, source: RandomSource, listSource: RandomSource?, listEnds: [Double]) {
    self.source = source.split(UInt64(lead))
    var u = self.source.uniform()
    if var listSource { u = listSource.uniform() }
    list = listEnds.firstIndex { u < $0 } ?? listEnds.count - 1
  }

  /// The next call, the `number`th.
  mutating func attempt(_ number: Int, _ rule: RetryRule) -> Attempt {
    let outcome = source.uniform()
    let again = source.uniform()
    guard number < rule.maximumCalls, again < rule.share else {
      return Attempt(number: number, outcome: outcome, retryAfter: nil)
    }
    // Given that it is below the share, its place there is uniform again.
    let lag = Int(again / rule.share * Double(rule.farthestWindow))
    return Attempt(number: number, outcome: outcome, retryAfter: min(lag, rule.farthestWindow - 1) + 1)
  }

  /// The call in slot `target` of a lead first called in slot `first`, or nil where there is none.
  mutating func attempt(in target: Int, first: Int, surface: RateSurface, rule: RetryRule) -> Attempt? {
    var slot = first
    var number = 1
    while true {
      let attempt = attempt(number, rule)
      if slot == target { return attempt }
      guard attempt.outcome >= surface.answered[slot * surface.lists + list], let lag = attempt.retryAfter else {
        return nil
      }
      slot += lag
      number += 1
      if slot > target { return nil }
    }
  }
}

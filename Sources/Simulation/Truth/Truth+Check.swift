extension Truth {
  /// Throws the first figure that lies outside its range.
  func check() throws(TruthError) {
    func share(_ value: Double, _ figure: String) throws(TruthError) {
      guard value >= 0, value <= 1 else {
        throw .outOfRange(figure: figure, value: value, expected: "a share from 0 to 1")
      }
    }
    func positive(_ value: Double, _ figure: String) throws(TruthError) {
      guard value > 0, value <= 1e6 else {
        throw .outOfRange(figure: figure, value: value, expected: "a number above 0, at most a million")
      }
    }
    func law(_ law: LogNormalLaw, _ figure: String) throws(TruthError) {
      try positive(law.median, "the median of \(figure)")
      guard law.isUsable else {
        throw .outOfRange(figure: "the log deviation of \(figure)", value: law.logDeviation, expected: "0 to 5")
      }
    }
    for variant in variants {
      try share(variant.rate, "the rate of \(variant.name)")
      try positive(variant.talkFactor, "the talk factor of \(variant.name)")
      try law(variant.delayToQualification, "the delay to qualification of \(variant.name)")
      try share(variant.acceptedShare, "the accepted share of \(variant.name)")
      guard variant.saleShare >= 0, variant.saleShare <= variant.acceptedShare else {
        throw .outOfRange(
          figure: "the share of opportunities sold of \(variant.name)", value: variant.saleShare,
          expected: "0 to the accepted share, \(variant.acceptedShare)")
      }
      guard variant.rate < answeredShare || (variant.rate == answeredShare && variant.rate == 1) else {
        throw .outOfRange(
          figure: "the rate of \(variant.name)", value: variant.rate,
          expected: "less than the answered share, \(answeredShare)")
      }
    }
    try share(answeredShare, "the answered share")
    try share(crossovers, "the share of crossovers")
    try share(outsideWindow, "the share of calls outside their window")
    try share(retries.share, "the share of unanswered calls tried again")
    guard (1...20).contains(retries.maximumCalls) else {
      throw .outOfRange(figure: "calls per lead", value: Double(retries.maximumCalls), expected: "1 to 20")
    }
    guard (1...100).contains(retries.farthestWindow) else {
      throw .outOfRange(figure: "windows to a retry", value: Double(retries.farthestWindow), expected: "1 to 100")
    }
    guard agentSpread >= 0, agentSpread <= 2 else {
      throw .outOfRange(figure: "the spread of agents", value: agentSpread, expected: "0 to 2")
    }
    for (figure, spread) in [("teams", teamSpread), ("parts of days", slotSpread)] where !(spread >= 0 && spread <= 2) {
      throw .outOfRange(figure: "the spread of \(figure)", value: spread, expected: "0 to 2")
    }
    guard (1...10_000).contains(agentsPerTeam) else {
      throw .outOfRange(figure: "agents of a team", value: Double(agentsPerTeam), expected: "1 to 10,000")
    }
    try checkEffects(positive)
    try law(talk, "talk times")
    try law(wrap, "wrap-up times")
    try law(delayToSale, "the delay to sale")
    try positive(opportunityTalkFactor, "the talk factor of opportunities")
    guard saleValue >= 0, saleValue <= 1e9 else {
      throw .outOfRange(figure: "the value of a sale", value: saleValue, expected: "0 to a thousand million")
    }
    guard saleSpread >= 0, saleSpread <= 3 else {
      throw .outOfRange(figure: "the spread of sale values", value: saleSpread, expected: "0 to 3")
    }
    guard marginShare.magnitude <= 1e6 else {
      throw .outOfRange(figure: "the margin share", value: marginShare, expected: "a finite share of revenue")
    }
  }

  private func checkEffects(_ positive: (Double, String) throws(TruthError) -> Void) throws(TruthError) {
    for (figure, count, expected) in [("weekdays", weekdays.count, 7), ("hours", hours.count, 24)]
    where count != expected {
      throw .outOfRange(figure: "the number of \(figure)", value: Double(count), expected: "\(expected)")
    }
    guard !lists.isEmpty else { throw .outOfRange(figure: "the number of lists", value: 0, expected: "1 or more") }
    for list in lists { try positive(list.share, "the share of list \(list.name)") }
    for effect in lists.map(\.effect) + weekdays + hours {
      try positive(effect.conversion, "an effect on conversion")
      try positive(effect.answering, "an effect on answering")
    }
  }
}

import Experiment
import Statistics

/// One comparison by always-valid inference.
struct AlwaysValidAnalysis {
  let test: TestProtocol
  let challenger: String
  /// Comparisons that share the error; 1 where the plan adjusts nothing.
  let comparisons: Int

  /// Error over both sides; half of it for each.
  private var alpha: Double {
    min(0.999, (test.goal.sides == 2 ? test.goal.alpha : 2 * test.goal.alpha) / Double(comparisons))
  }

  private var bet: AlwaysValidStanding.Bet {
    AlwaysValidStanding.Bet(
      worthDetecting: test.goal.worthDetecting ?? .relative(0.2), baseRate: test.goal.baseline ?? 0.03,
      isPlanned: test.goal.worthDetecting != nil && test.goal.baseline != nil)
  }

  /// What is settled before the first call.
  func design() throws(DecisionError) -> TwoStreamDesign {
    let clock = InformationClock(test, challenger: challenger)
    let shares = test.variants.share(of: test.variants.control.name).flatMap { control in
      test.variants.share(of: challenger).map { (control: control, variant: $0) }
    }
    let planned = clock.plannedCalls.flatMap { calls in
      shares.map { (control: Int(whole: Double(calls) * $0.control), variant: Int(whole: Double(calls) * $0.variant)) }
    }
    let bet = bet
    let worth: WorthDetecting =
      switch bet.worthDetecting {
      case .relative(let lift): .lift(lift > 0 ? lift : -lift / (1 + lift))
      case .absolute(let difference): .difference(difference.magnitude)
      }
    return try asking { () throws(StatisticsError) in
      try TwoStreamDesign(
        alpha: alpha, worth: worth, baseRate: bet.baseRate,
        plannedTrials: planned.flatMap { $0.control > 0 && $0.variant > 0 ? $0 : nil })
    }
  }

  /// The standing of independent calls, in blocks of one day, window and stratum each; nil before the first one.
  func exact(_ counts: DailyCounts, showsPath: Bool) throws(DecisionError) -> AlwaysValidStanding? {
    var sequence = TwoStreamSequence(try design())
    var days: [(date: CivilDate, end: Int)] = []
    var concludedOn: CivilDate?
    for block in counts.blocks {
      guard let date = block.date else { return nil }
      sequence.add(
        try counts.counts(of: block, control: test.variants.control.name, variant: challenger))
      if days.last?.date == date { days.removeLast() }
      days.append((date, sequence.blocks))
      let evidence = sequence.evidence
      if concludedOn == nil, evidence.isVariantAbove || evidence.isControlAbove {
        concludedOn = date + (test.goal.within ?? 0)
      }
    }
    guard !days.isEmpty else { return nil }
    let evidence = sequence.evidence
    let drawn = sequence
    let path = try asking { () throws(StatisticsError) in
      showsPath ? try drawn.differencePath(after: days.map(\.end)) : []
    }
    return AlwaysValidStanding(
      guarantee: .exact, difference: path.last ?? sequence.difference, relative: sequence.ratio.minusOne,
      p: p(better: evidence.variantAbove.pValue, worse: evidence.controlAbove.pValue),
      isBetter: evidence.isVariantAbove, isWorse: evidence.isControlAbove && test.goal.sides == 2,
      concludedOn: concludedOn,
      path: path.isEmpty
        ? [] : zip(days, path).map { AlwaysValidStanding.Point(date: $0.date, difference: $1) }, bet: bet)
  }

  /// The standing of leads called more than once, from ``AsymptoticSequence/leastSuccesses`` opportunities an arm on; nil
  /// before.
  func asymptotic(_ sums: RatioOfSums, fewestOpportunities: Int) throws(DecisionError) -> AlwaysValidStanding? {
    guard fewestOpportunities >= AsymptoticSequence.leastSuccesses, sums.standardError > 0 else { return nil }
    let units = Double(sums.control.units) + Double(sums.variant.units)
    let planned = InformationClock(test, challenger: challenger).plannedCalls ?? Self.usualCalls
    let alpha = alpha
    let isTwoSided = test.goal.sides == 2
    return try asking { () throws(StatisticsError) in
      let sequence = try AsymptoticSequence(alpha: alpha, tunedAt: Double(max(1, planned)))
      let difference = try sequence.difference(sums)
      let p = try sequence.pValue(
        estimate: sums.observedDifference, standardError: sums.standardError, units: units)
      return AlwaysValidStanding(
        guarantee: .asymptotic, difference: difference, relative: nil,
        p: isTwoSided ? p : sums.observedDifference > 0 ? 0.5 * p : 1, isBetter: difference.lower > 0,
        isWorse: difference.upper < 0 && isTwoSided, concludedOn: nil, path: [], bet: nil)
    }
  }

  /// The size that asymptotic sequences are narrowest at where the plan states no number of calls.
  private static let usualCalls = 20_000

  private func p(better: Double, worse: Double) -> Double {
    test.goal.sides == 2 ? min(1, 2 * min(better, worse)) : better
  }
}

extension AlwaysValidAnalysis {
  /// The first day on which the evidence would conclude if every calling day to come went as the days so far did on
  /// average; up to the planned end.
  func outlook(_ counts: DailyCounts, asOf: CivilDate?) throws(DecisionError) -> Outlook {
    let within = test.goal.within ?? 0
    guard let asOf, let lastDay = test.lastDay else { return Outlook() }
    var evidence = TwoStreamEvidence(try design())
    var total = TwoStreamBlock.empty
    var days: Set<CivilDate> = []
    for block in counts.blocks {
      let pair = try counts.counts(of: block, control: test.variants.control.name, variant: challenger)
      evidence.add(pair)
      total = total + pair
      if let date = block.date, pair.controlTrials + pair.variantTrials > 0 { days.insert(date) }
    }
    guard !days.isEmpty else { return Outlook() }
    // Whole counts whose sums follow the average.
    func share(_ count: Int, through day: Int) -> Int {
      Int((Double(count) * Double(day) / Double(days.count)).rounded())
    }
    func sums(_ day: Int) -> [Int] {
      [total.controlSuccesses, total.controlTrials, total.variantSuccesses, total.variantTrials].map {
        share($0, through: day)
      }
    }
    let ahead = test.calling.callingDays(from: asOf - within + 1, through: lastDay)
    for (number, date) in ahead.enumerated() {
      let day = zip(sums(number + 1), sums(number)).map(-)
      evidence.add(
        try asking { () throws(StatisticsError) in
          try TwoStreamBlock(
            controlSuccesses: min(day[0], day[1]), controlTrials: day[1], variantSuccesses: min(day[2], day[3]),
            variantTrials: day[3])
        })
      if evidence.isVariantAbove || evidence.isControlAbove { return Outlook(expectedConclusion: date + within) }
    }
    return Outlook()
  }
}

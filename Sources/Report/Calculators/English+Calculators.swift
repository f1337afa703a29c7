import Cost
import Decision
import Experiment
import Statistics

extension English: CalculatorWording {
  func title(_ calculation: Calculation) -> String {
    switch calculation {
    case .compare: "Comparison of counts"
    case .size: "Calls needed"
    case .indicators: "Campaign indicators"
    case .waves: "Shares by wave"
    }
  }

  func answer(of comparison: CountsComparison) -> String {
    guard comparison.pairs.count == 1, let pair = comparison.pairs.first else {
      let shown = comparison.shownPairs.map(\.name)
      return shown.isEmpty
        ? "No difference to A is shown once all \(comparison.pairs.count) comparisons are allowed for (Holm)."
        : "\(list(shown)) \(shown.count == 1 ? "differs" : "differ") from A beyond chance, all "
          + "\(comparison.pairs.count) comparisons allowed for (Holm)."
    }
    let places = NumberFormat.ratePlaces(comparison.arms.map(\.proportion.rate))
    let rates = comparison.arms.map { numbers.percent($0.proportion.rate, places: places) }
    let range = numbers.pointRange(
      pair.primary.difference,
      places: NumberFormat.pointPlaces([pair.primary.difference.lower, pair.primary.difference.upper]))
    return comparison.showsDifference
      ? "B is \(pair.primary.difference.value > 0 ? "better" : "worse"): \(rates[1]) against \(rates[0]), a difference of "
        + "\(range); chance alone gives one this large in \(numbers.percent(pair.primary.test.pValue)) of tests."
      : "These counts do not tell A (\(rates[0])) and B (\(rates[1])) apart: the difference may be \(range), and "
        + "chance alone gives one this large in \(numbers.percent(pair.primary.test.pValue)) of tests."
  }

  func answerWord(of comparison: CountsComparison) -> String {
    comparison.showsDifference ? "A difference" : "No difference shown"
  }

  func sizeAnswer(of design: DesignResult) -> String {
    let assumed = design.assumptions
    let calls = design.sizes.first { $0.formula == .normal }?.control ?? 0
    let places = NumberFormat.ratePlaces([assumed.baseline, assumed.target])
    return "\(plural(calls, "call", "calls")) for each script: with so many, a change from "
      + "\(numbers.percent(assumed.baseline, places: places)) to \(numbers.percent(assumed.target, places: places)) is "
      + "detected in \(numbers.percent(assumed.power, places: 0)) of tests, and a false alarm comes in "
      + "\(numbers.plainPercent(assumed.alpha))."
  }

  func answer(of advice: IndicatorsAdvice) -> String {
    let indicators = advice.indicators
    guard let cpq = indicators.cpq else { return "Nothing was spent and nothing was won." }
    guard cpq.isFinite else { return "Money was spent, and no opportunity came of it." }
    let price = "An opportunity costs \(numbers.money(cpq, places: numbers.minorDigits))"
    guard indicators.cost > .zero else { return "No cost is stated, so what an opportunity costs is unknown." }
    guard let earned = indicators.marginPerOpportunity, let balance = indicators.balance else { return price + "." }
    let limit = numbers.money(earned, places: numbers.minorDigits)
    return switch balance {
    case .breakEven: "\(price), exactly what it earns: break-even."
    case .profit: "\(price) and earns \(limit): the campaign makes money."
    case .loss: "\(price) and may cost at most \(limit): the campaign loses money."
    }
  }

  func answerWord(of advice: IndicatorsAdvice) -> String {
    if let campaign = advice.campaign { return campaignVerdict(campaign.verdict) }
    return "Indicators"
  }

  func primaryMethod(_ primary: PrimaryComparison) -> String {
    let expected = numbers.significant(primary.smallestExpected, digits: 3)
    return switch primary.pair {
    case .score where primary.smallestExpected < PrimaryComparison.enoughExpected:
      "Rests on the score test with the interval that inverts it (n-minus-one and miettinen-nurminen; Miettinen & "
        + "Nurminen 1985), although the smallest expected count, \(expected), is under 5: the exact score test, which "
        + "would be right, does not reach such large counts. Take p and the interval with caution."
    case .score:
      "Rests on the score test with the interval that inverts it (n-minus-one and miettinen-nurminen; Miettinen & "
        + "Nurminen 1985), since the smallest expected count, \(expected), is at least 5. Calls are taken as independent; "
        + "test and interval never disagree about zero."
    case .exactScore:
      "Rests on the exact score test with the interval that inverts it (exact-score; Chan & Zhang 1999, Berger & Boos "
        + "1994), since the smallest expected count, \(expected), is under 5: the same statistic as for larger counts, "
        + "with its exact law in place of the normal one. Calls are taken as independent; test and interval never "
        + "disagree about zero."
    }
  }

  func label(_ label: CalculatorLabel) -> String {
    switch label {
    case .counts: "Counts"
    case .used: "used"
    case .apart: "Each range is for its own comparison; the p of the sentence allows for all of them (Holm)."
    case .belief: "Uniform priors"
    case .probabilityBetter: "Probability that the rate is higher"
    case .expectedLoss: "Expected loss in rate if chosen"
    case .wave: "Wave"
    case .nextWave: "next"
    case .planned: "In the plan"
    case .called: "Of calls"
    case .sampled: "From results before"
    case .probabilityBest: "Chance to be best"
    case .rate: "Rate"
    case .test: "Test"
    case .statistic: "Statistic"
    case .method: "Interval"
    case .difference: "Difference"
    case .ratio: "Ratio"
    case .oddsRatio: "Odds ratio"
    case .allTests: "All tests, two-sided"
    case .allRates: "All ranges of the rates"
    case .indicator: "Indicator"
    case .value: "Value"
    case .meaning: "What it is"
    case .ratioOfReturn: "Revenue / cost"
    case .marginRoi: "Margin ROI"
    case .cpqThreshold: "CPQ threshold"
    case .balance: "Balance"
    case .against: "against"
    case .adjusted: "p, adjusted by Holm"
    case .leftOut: "Left out at this size"
    }
  }

  func answer(of waves: [WaveShares]) -> String {
    let arms = waves.last?.arms ?? []
    let shares = arms.map { "\(script($0.variant)) \(numbers.percent($0.sampled, places: 1))" }
    return "Next wave: \(list(shares))."
  }

  func answer(of waves: [WaveShares], under adaptive: AdaptiveShares) -> String {
    guard let next = waves.last, next.wave == nil, let day = next.firstDay else {
      return "The last block of days has its shares: none follow."
    }
    let shares = next.arms.map { "\(script($0.variant)) \(numbers.percent($0.sampled, places: 1))" }
    let basis =
      next.knownThrough.map { "from the mature calls up to \(numbers.date($0))" } ?? "before any result"
    return "From \(numbers.date(day)): \(list(shares)), by \(samplingRule(adaptive.rule)), \(basis)."
  }

  func adaptiveNote(_ adaptive: AdaptiveShares) -> String {
    let floor = numbers.plainPercent(adaptive.floor)
    let term = adaptive.rule == .thompson ? "the probability of being best" : "p(1 − p) as a share of their sum"
    return "Each share is floor + (1 − K · floor) · q, with q \(term), K variants and a floor of \(floor). Shares are "
      + "only written when asked for, and never changed afterwards."
  }

  var wavesNote: String {
    "Shares follow the results of earlier waves, so variants are compared within waves, never over all calls together."
  }
}

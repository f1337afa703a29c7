import Decision
import Experiment

extension English {
  func samplingRule(_ rule: AdaptiveShares.Rule) -> String {
    switch rule {
    case .thompson: "Thompson sampling"
    case .exploration: "exploration sampling"
    }
  }

  func adaptiveCaption(_ caption: AdaptiveCaption) -> String {
    switch caption {
    case .title: "Earning while learning"
    case .equalShares: "equal shares"
    case .worseShare: "Calls with a worse script"
    case .testGain: "Gained during the test"
    case .rolloutGain: "Gained at roll-out"
    case .gain: "Gained in all"
    case .ofEqualShares: "Of equal shares: shares that follow the results find less."
    case .withEqualShares: "with equal shares"
    case .scriptsAsUsual: "scripts as they usually differ"
    }
  }

  func adaptive(_ comparison: AdaptiveComparison) -> String {
    let rule = comparison.adaptive
    let every = rule.every == 1 ? "every day" : "every \(rule.every) days"
    let start =
      "Shares follow the results \(every) by \(samplingRule(rule.rule)), at least "
      + "\(numbers.plainPercent(rule.floor)) for each script."
    guard let better = comparison.outcomes(.worthDetecting), let worse = better.following.worseShare,
      let equal = better.equal.worseShare
    else { return start }
    let price =
      " If a challenger is better by what is worth detecting, \(numbers.percent(worse, places: 0)) of the calls go to a worse "
      + "script instead of \(numbers.percent(equal, places: 0)), and the difference is shown with a chance of "
      + "\(numbers.percent(better.following.chanceAbove, places: 0)) instead of "
      + "\(numbers.percent(better.equal.chanceAbove, places: 0))."
    guard let usual = comparison.outcomes(.usual) else { return start + price }
    let (mine, other) = (gain(usual.following.gain, comparison), gain(usual.equal.gain, comparison))
    let conclusion =
      switch comparison.gainingMore(in: .usual) {
      case .following: "so following pays"
      case .equal: "so equal shares pay"
      case nil: "which the simulation does not tell apart"
      }
    return start + price
      + " Averaged over scripts as they usually differ, test and roll-out gain \(mine) with these shares "
      + "and \(other) with equal ones, \(conclusion)."
  }

  func adaptiveNotes(_ comparison: AdaptiveComparison) -> [String] {
    let error = [comparison.outcomes(.worthDetecting)?.following.chanceAboveError].compactMap { $0 }.max() ?? 0
    let unit =
      comparison.isMoney
      ? "Gains are the margin of opportunities less the scripts’ own costs per call" : "Gains are opportunities"
    return [
      "\(unit), above those of keeping the current script for all calls; what is rolled out is what is shown to be better"
        + (comparison.rolloutCalls > 0
          ? ", for \(plural(comparison.rolloutCalls, "call", "calls")) after the test."
          : "; the plan states no roll-out."),
      "Shares follow calls whose maturity window has closed, so the first days of a test are shared out alike. Adaptive "
        + "shares are analysed within days of like shares, equal ones over all calls.",
      "Simulated, \(plural(comparison.replicates, "test", "tests")) for each figure (seed \(comparison.seed)): chances are "
        + "good to ± \(numbers.points(error, places: 1, signed: false)) (standard error). The curves and calls needed on "
        + "this page are those of equal shares.",
    ]
  }

  func equalAnswer(_ comparison: AdaptiveComparison) -> String {
    guard let better = comparison.outcomes(.worthDetecting) else { return "" }
    return "Shares follow the results; with equal shares the chance is "
      + "\(numbers.percent(better.equal.chanceAbove, places: 0))."
  }

  private func gain(_ gain: Double, _ comparison: AdaptiveComparison) -> String {
    comparison.isMoney
      ? numbers.roughMoney(gain, signed: true)
      : "\(numbers.decimal(gain, places: 0, signed: true)) opportunities"
  }
}

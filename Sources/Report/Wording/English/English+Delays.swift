import Experiment

extension English {
  func delays(_ finding: HealthFinding.DelayFinding) -> String {
    let arms = finding.arms.map { arm in
      let late = arm.afterWindow.map { ", \(numbers.percent($0)) after the window" } ?? ""
      return "\(script(arm.variant)), half within \(days(arm.median)) of the call\(late)"
    }
    let figures = "Opportunities come, in calendar days: \(arms.joined(separator: "; "))."
    guard finding.differ else { return "\(figures) The delays do not differ beyond chance." }
    let (faster, slower) = (finding.faster, finding.slower)
    guard let within = finding.within else {
      return
        "\(figures) The delays differ: \(script(faster)) gets ahead while calls are young, because its opportunities are "
        + "qualified sooner. \(delayAdvice(finding))"
    }
    if finding.isCovered {
      return "\(figures) The delays differ, but the window of \(days(within)) covers nearly all opportunities of "
        + "\(script(slower)): it favours none."
    }
    return
      "\(figures) The delays differ: the window of \(days(within)) cuts off more of \(script(slower)) and favours \(script(faster)). "
      + delayAdvice(finding)
  }

  private func delayAdvice(_ finding: HealthFinding.DelayFinding) -> String {
    let share = numbers.percent(DelaysCheck.coverage, places: 0)
    guard let proposed = finding.proposedWithin else {
      return "Calls are too young to tell how long `within` must be: wait, or take it from past campaigns."
    }
    return
      "Set `within` to \(days(proposed)) at least: by then \(share) of what \(script(finding.slower)) brought within "
      + "\(days(finding.longestFollowUp)) had come."
  }
}

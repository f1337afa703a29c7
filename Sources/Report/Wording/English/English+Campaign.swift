import Cost
import Decision

extension English {
  func campaignVerdict(_ verdict: CampaignVerdict) -> String {
    switch verdict {
    case .raise: "Raise the budget"
    case .keep: "Keep as it is"
    case .correct: "Put it right"
    case .cut: "Cut"
    }
  }

  func campaign(_ reading: CampaignReading) -> String {
    let advice = campaignVerdict(reading.verdict)
    func back(_ marginRoi: Double) -> String {
      let amount = numbers.money(abs(marginRoi), places: numbers.minorDigits)
      return marginRoi < 0
        ? "each \(numbers.money(1.0, places: 0)) spent loses \(amount)"
        : "each \(numbers.money(1.0, places: 0)) spent earns \(amount) on top"
    }
    switch reading.reason {
    case .profitableAndOnTarget(let value): return "\(advice): \(back(value)), and no target is missed."
    case .profitableBelowTarget(let value, let cause):
      return "\(advice): \(back(value)), but \(indicator(cause)) is not where it should be."
    case .breakEven: return "\(advice): the margin covers the costs exactly, break-even."
    case .uncertain(let value):
      return "\(advice): \(back(value)) as it looks, but a \(value < 0 ? "profit" : "loss") cannot be ruled out."
    case .losing(let value): return "\(advice): \(back(value))."
    case .losingBadly(let value, let hasRange):
      return
        "\(advice): \(back(value))\(hasRange ? ", and even at best more than half is lost" : ": more than half is lost")."
    }
  }

  private func indicator(_ cause: Lever.Cause) -> String {
    switch cause {
    case .tco: "the call-to-opportunity rate"
    case .cpq: "the cost per opportunity"
    case .roi: "the return"
    }
  }

  func lever(_ lever: Lever) -> String {
    switch lever.cause {
    case .tco:
      "The call-to-opportunity rate is \(numbers.percent(lever.figure)), against \(numbers.percent(lever.reference)): work "
        + "on the script and training (role-play, recordings), hours and weekdays, and the data on each lead."
    case .cpq:
      (lever.figure.isFinite
        ? "An opportunity costs \(numbers.money(lever.figure)), against \(numbers.money(lever.reference)): "
        : "No opportunity came of what was spent; one may cost \(numbers.money(lever.reference)): ")
        + "work on the cost of dialling (schedules, local numbers), the quality of the list, and the script."
    case .roi:
      (lever.figure == 0 && lever.reference == 0
        ? "What comes back only covers the costs: "
        : "The return is \(numbers.percent(lever.figure, places: 0)), against "
          + "\(numbers.percent(lever.reference, places: 0)): ")
        + "work on the cost per call, the value of a sale (upsell, bundles), the share of opportunities sold, and segments."
    }
  }

  func benchmark(_ benchmark: TCOBenchmark) -> String {
    switch benchmark {
    case .low: "low for outbound calls (under 1%)"
    case .targeted: "usual for narrowly targeted lists (1–2%)"
    case .fair: "fair (2–3%)"
    case .good: "good for most outbound campaigns (3–6%)"
    case .strong: "a very strong script or list (above 6%)"
    }
  }

  func breakEven(threshold: Double, costs: [(name: String, cpq: Double)]) -> String {
    let places = numbers.minorDigits
    let arms = costs.map { name, cpq in
      cpq.isFinite
        ? "\(numbers.money(cpq, places: places)) with \(script(name))"
        : "no finite amount with \(script(name)) (no opportunity yet)"
    }
    return "Break-even: an opportunity may cost at most \(numbers.money(threshold, places: places)), the margin it "
      + "brings; it costs \(list(arms))."
  }

  func costBasis(_ basis: CostItem.Basis) -> String {
    switch basis {
    case .campaign: "for the test"
    case .call: "per call"
    case .talkHour: "per hour of talk"
    case .agentDay: "per agent and day"
    case .month: "per month, pro rata"
    }
  }

  func costSplit(_ split: CostItem.Split) -> String {
    switch split {
    case .calls: "split by calls"
    case .handlingTime: "split by handling time"
    case .plannedShare: "split by planned share"
    }
  }
}

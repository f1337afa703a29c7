import Cost
import Decision

extension English: AccountWording {
  func account(_ label: AccountLabel) -> String {
    switch label {
    case .title: "Account of the campaign"
    case .costsTitle: "Costs, line by line"
    case .costsLead: "Each cost as it is stated, what it was multiplied with, and what each variant bears of it."
    case .how: "How it is computed"
    case .partsLead: "What each part cost and brought; the parts add up to the campaign."
    case .recurringCpq: "CPQ without one-off costs"
    case .unknownPart: "not stated"
    case .callLog: "call log"
    case .fromCallLog: "as the calls state it"
    case .ownIncome: "Revenue and margin are those of the sales observed, each where its call was placed."
    case .observedIncome:
      "Revenue and margin are those of the sales observed; a part's opportunities bring what its variant's sales brought "
        + "on average."
    case .expectedIncome: "Revenue and margin are expected: opportunities × share sold × value of a sale."
    case .rounding:
      "Amounts are exact to the millionth inside and rounded once, to the cent, so that each column adds up (largest "
        + "remainder)."
    case .noCosts: "No cost is stated."
    }
  }

  func division(_ division: AccountDivision) -> String {
    switch division {
    case .variant: "By variant"
    case .week: "By week"
    case .day: "By day"
    case .list: "By list"
    case .window: "By calling window"
    case .agent: "By agent"
    }
  }

  func derivation(_ derivation: CostDerivation) -> String {
    let item = derivation.item
    var factors = [numbers.exactMoney(item.amount)]
    if item.share != 1 { factors.append(numbers.plainPercent(item.share)) }
    let volume = derivation.volume
    switch item.basis {
    case .campaign:
      if volume != 1 {
        factors.append(
          "\(numbers.plainPercent(volume)) \(item.period == CostItem.Period() ? "of the test" : "of its days")")
      }
    case .call: factors.append("\(numbers.integer(Int(volume))) calls")
    case .talkHour: factors.append("\(numbers.decimal(volume, places: 2)) hours of talk")
    case .agentDay: factors.append("\(numbers.decimal(volume, places: 1)) agent-days")
    case .month: factors.append("\(numbers.decimal(volume, places: 3)) months")
    }
    let whose = item.variant.map { "borne by \($0)" } ?? costSplit(item.split)
    return ([factors.joined(separator: " × "), whose] + (item.once ? ["once"] : [])).joined(separator: ", ")
  }

  func immature(_ calls: Int) -> String {
    calls == 1
      ? "1 call is too young to be counted, and so is its cost."
      : "\(numbers.integer(calls)) calls are too young to be counted, and so are their costs."
  }

  func unattributed(sales: Int, revenue: String) -> String {
    "Not attributed to a call of the campaign: \(numbers.integer(sales)) \(sales == 1 ? "sale" : "sales"), \(revenue). "
      + "They are in none of the figures above."
  }
}

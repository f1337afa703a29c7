import Decision
import Experiment
import Statistics

extension English {
  func standing(_ standing: SequentialStanding, of comparison: Comparison, within reading: Reading) -> String? {
    guard let look = standing.latest else { return standing.outlook.flatMap { outlook($0, of: comparison) } }
    let day = look.date.map { " on \(numbers.date($0))" } ?? ""
    let place = "\(script(comparison.variant)), look \(numbers.integer(look.number))\(day)"
    let share = numbers.percent(look.informationFraction, places: 0)
    var sentences: [String] = []
    let z = numbers.decimal(look.statistic, places: 2)
    let efficacy = look.efficacyBoundary.map { numbers.decimal($0, places: 2) }
    let harm = look.harmBoundary.map { numbers.decimal($0, places: 2) }
    switch standing.ending?.reason {
    case .efficacy: sentences.append("\(place): Z is \(z) and reaches the boundary of \(efficacy ?? z).")
    case .harm: sentences.append("\(place): Z is \(z) and reaches the boundary of \(harm ?? z).")
    case .futility:
      sentences.append("\(place): Z is \(z), so low that the effect worth detecting is out of reach.")
    case .end: sentences.append("\(place), the last one: Z is \(z) and reaches no boundary.")
    case nil:
      let bound = efficacy.map { "the boundary \($0)" } ?? "no boundary can be reached yet"
      sentences.append("\(place), with \(share) of the planned calls: Z is \(z), \(bound).")
    }
    sentences.append(
      "\(numbers.chance(look.alphaSpent, places: 2)) of the \(numbers.plainPercent(standing.level)) risk of a false "
        + "alarm is spent.")
    if let plain = comparison.uncorrected, let difference = plain.difference {
      let places = NumberFormat.pointPlaces([difference.lower, difference.upper])
      sentences.append(
        "The figures allow for all looks; read as if there had been one, the difference would be "
          + "\(numbers.points(difference.value, places: places)).")
    }
    if let text = standing.outlook.flatMap({ outlook($0, of: comparison) }) { sentences.append(text) }
    return sentences.joined(separator: " ")
  }

  private func outlook(_ outlook: Outlook, of comparison: Comparison) -> String? {
    var sentences: [String] = []
    if let next = outlook.nextLook { sentences.append("Next look on \(numbers.date(next)).") }
    if let day = outlook.expectedConclusion {
      sentences.append("If things go on as they did, a decision comes on \(numbers.date(day)).")
    } else if outlook.chanceBetter != nil || outlook.nextLook == nil {
      sentences.append("If things go on as they did, nothing is shown by the planned end.")
    }
    if let better = outlook.chanceBetter {
      sentences.append(
        "Chance that \(script(comparison.variant)) is found better by then: \(numbers.chance(better, places: 0)).")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  func standing(_ standing: AlwaysValidStanding, of comparison: Comparison, within reading: Reading) -> String {
    let places = NumberFormat.pointPlaces([standing.difference.lower, standing.difference.upper])
    let range = numbers.pointRange(standing.difference, places: places)
    let basis =
      switch standing.guarantee {
      case .exact: "exact for calls that are independent"
      case .asymptotic: "for many opportunities, since leads were called more than once"
      }
    var sentences = ["\(script(comparison.variant)): between \(range) at any look (\(basis))."]
    if let day = standing.concludedOn { sentences.append("Shown since \(numbers.date(day)).") }
    if let text = standing.outlook.flatMap({ outlook($0, of: comparison) }) { sentences.append(text) }
    return sentences.joined(separator: " ")
  }
}

import Decision
import Experiment
import Statistics

extension French {
  func standing(_ standing: SequentialStanding, of comparison: Comparison, within reading: Reading) -> String? {
    guard let look = standing.latest else { return standing.outlook.flatMap { outlook($0, of: comparison) } }
    let day = look.date.map { fr(" du \(numbers.date($0))") } ?? ""
    let place = fr("\(script(comparison.variant)), point d'étape \(numbers.integer(look.number))\(day)")
    let share = numbers.percent(look.informationFraction, places: 0)
    var sentences: [String] = []
    let z = numbers.decimal(look.statistic, places: 2)
    let efficacy = look.efficacyBoundary.map { numbers.decimal($0, places: 2) }
    let harm = look.harmBoundary.map { numbers.decimal($0, places: 2) }
    switch standing.ending?.reason {
    case .efficacy: sentences.append(fr("\(place) : Z vaut \(z) et atteint le seuil de \(efficacy ?? z)."))
    case .harm: sentences.append(fr("\(place) : Z vaut \(z) et atteint le seuil de \(harm ?? z)."))
    case .futility:
      sentences.append(fr("\(place) : Z vaut \(z), si bas que le gain recherché est hors d'atteinte."))
    case .end: sentences.append(fr("\(place), le dernier : Z vaut \(z) et n'atteint aucun seuil."))
    case nil:
      let bound = efficacy.map { fr("le seuil est à \($0)") } ?? fr("aucun seuil ne peut encore être atteint")
      sentences.append(fr("\(place), avec \(share) des appels prévus : Z vaut \(z), \(bound)."))
    }
    sentences.append(
      fr(
        """
        Risque de fausse alerte dépensé : \(numbers.chance(look.alphaSpent, places: 2)) \
        sur \(numbers.plainPercent(standing.level)).
        """))
    if let plain = comparison.uncorrected, let difference = plain.difference {
      let places = NumberFormat.pointPlaces([difference.lower, difference.upper])
      sentences.append(
        fr(
          """
          Les chiffres tiennent compte de tous les points d'étape ; lu comme s'il n'y en avait eu qu'un, l'écart serait \
          de \(numbers.points(difference.value, places: places)).
          """))
    }
    if let text = standing.outlook.flatMap({ outlook($0, of: comparison) }) { sentences.append(text) }
    return sentences.joined(separator: " ")
  }

  private func outlook(_ outlook: Outlook, of comparison: Comparison) -> String? {
    var sentences: [String] = []
    if let next = outlook.nextLook { sentences.append(fr("Prochain point d'étape le \(numbers.date(next)).")) }
    if let day = outlook.expectedConclusion {
      sentences.append(fr("Si cela continue ainsi, la décision tombe le \(numbers.date(day))."))
    } else if outlook.chanceBetter != nil || outlook.nextLook == nil {
      sentences.append(fr("Si cela continue ainsi, rien n'est établi d'ici la fin prévue."))
    }
    if let better = outlook.chanceBetter {
      sentences.append(
        fr(
          "Chance d'établir d'ici là que \(script(comparison.variant)) fait mieux : \(numbers.chance(better, places: 0))."
        ))
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  func standing(_ standing: AlwaysValidStanding, of comparison: Comparison, within reading: Reading) -> String {
    let places = NumberFormat.pointPlaces([standing.difference.lower, standing.difference.upper])
    let range = numbers.pointRange(standing.difference, places: places)
    let basis =
      switch standing.guarantee {
      case .exact: fr("exact pour des appels indépendants")
      case .asymptotic: fr("pour beaucoup d'opportunités, car des fiches ont été rappelées")
      }
    var sentences = [fr("\(script(comparison.variant)) : \(range) à tout moment (\(basis)).")]
    if let day = standing.concludedOn { sentences.append(fr("Établi depuis le \(numbers.date(day)).")) }
    if let text = standing.outlook.flatMap({ outlook($0, of: comparison) }) { sentences.append(text) }
    return sentences.joined(separator: " ")
  }
}

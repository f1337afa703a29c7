import Decision
import Experiment
import Statistics

extension French {
  func naive(_ effect: NaiveEffect, of comparison: Comparison, unit: RandomisationUnit) -> String {
    let size = comparison.designEffect.map {
      $0 >= 1.05 ? " (incertitude multipliée par \(numbers.decimal($0, places: 1)))" : ""
    }
    let common =
      switch unit {
      case .lead: "d'une même fiche"
      case .company: "d'une même entreprise"
      case .agent: "d'un même téléconseiller"
      case .slot: "d'une même demi-journée"
      }
    return fr(
      """
      Pour comparaison seulement : un test qui prend chaque appel de \(script(comparison.variant)) pour indépendant dirait \
      p = \(numbers.pValue(effect.p)). Il a tort ici, car les appels \(common) ont plus que le script en \
      commun\(size ?? "") ; on n'en conclut rien.
      """)
  }

  func complier(_ reading: ComplierReading, of variant: String) -> String {
    let heard = fr(
      """
      Il a été entendu dans \(numbers.percent(reading.heardAsAssigned, places: 0)) des appels qui lui étaient affectés et \
      dans \(numbers.percent(reading.heardInControl, places: 0)) des autres.
      """)
    guard let estimate = reading.estimate else {
      return fr(
        "\(script(variant)), entendu : inconnu, car l'affectation n'a rien changé à ce qui a été entendu. \(heard)")
    }
    let range =
      switch reading.set {
      case .interval(let lower, let upper) where lower.isFinite && upper.isFinite:
        "\(numbers.points(estimate)) (\(numbers.pointRange(Estimate(value: estimate, lower: lower, upper: upper), places: 2)))"
      case .interval(let lower, _) where lower.isFinite:
        "\(numbers.points(estimate)), et au moins \(numbers.points(lower))"
      case .interval(_, let upper) where upper.isFinite:
        "\(numbers.points(estimate)), et au plus \(numbers.points(upper))"
      case .complement(let below, let above):
        """
        \(numbers.points(estimate)), mais trop peu l'ont entendu selon leur affectation pour le borner : tout jusqu'à \
        \(numbers.points(below)) ou à partir de \(numbers.points(above))
        """
      case .interval, .wholeLine:
        "\(numbers.points(estimate)), mais trop peu l'ont entendu selon leur affectation pour le borner"
      }
    return fr("\(script(variant)), réellement entendu : \(range). \(heard)")
  }

  var complierAssumptions: String {
    fr(
      """
      L'effet de l'écoute est l'effet de l'affectation divisé par l'écart d'écoute. Il vaut pour les fiches qui entendent le \
      script qui leur est affecté, si l'affectation n'agit que par ce qui est entendu, n'éloigne personne du script \
      qu'elle désigne, et si les fiches ne s'influencent pas. La comparaison ci-dessus, par affectation, ne suppose rien de \
      cela, et c'est elle qui décide.
      """)
  }

  func factor(_ factor: Factor) -> String {
    switch factor {
    case .script: "Script"
    case .window: "Plage d’appel"
    }
  }

  func interaction(_ reading: FactorialReading, alpha: Double) -> String {
    let p = numbers.pValue(reading.interactionP)
    return reading.showsInteraction(at: alpha)
      ? fr(
        """
        Les scripts ne se valent pas dans toutes les plages (p = \(p)) : choisissez script et plage ensemble, parmi les \
        combinaisons ci-dessus.
        """)
      : fr(
        "Il n'est pas montré que les scripts marchent autrement selon la plage (p = \(p)) ; un petit écart peut se cacher parmi si peu d'appels."
      )
  }

  func many(_ unit: RandomisationUnit) -> String {
    switch unit {
    case .lead: "fiches"
    case .company: "entreprises"
    case .agent: "téléconseillers"
    case .slot: "demi-journées"
    }
  }

  func one(_ unit: RandomisationUnit) -> String {
    switch unit {
    case .lead: "fiche"
    case .company: "entreprise"
    case .agent: "téléconseiller"
    case .slot: "demi-journée"
    }
  }
}

import Experiment

extension French {
  func delays(_ finding: HealthFinding.DelayFinding) -> String {
    let arms = finding.arms.map { arm in
      let late = arm.afterWindow.map { fr(", \(numbers.percent($0)) après le délai de maturité") } ?? ""
      return fr("\(script(arm.variant)), la moitié à \(days(arm.median)) de l'appel au plus\(late)")
    }
    let figures = fr("Arrivée des opportunités, en jours de calendrier : \(arms.joined(separator: "\u{202F}; ")).")
    guard finding.differ else { return fr("\(figures) Pas d'écart au-delà du hasard.") }
    let (faster, slower) = (finding.faster, finding.slower)
    guard let within = finding.within else {
      return fr(
        """
        \(figures) Les délais diffèrent : \(script(faster)) prend de l'avance tant que les appels sont récents, parce que ses \
        opportunités sont qualifiées plus tôt. \(delayAdvice(finding))
        """)
    }
    if finding.isCovered {
      return fr(
        """
        \(figures) Les délais diffèrent, mais le délai de maturité de \(days(within)) couvre presque toutes les \
        opportunités de \(script(slower)) : il ne favorise personne.
        """)
    }
    return fr(
      """
      \(figures) Les délais diffèrent : le délai de maturité de \(days(within)) coupe davantage \(script(slower)) et favorise \
      \(script(faster)). \(delayAdvice(finding))
      """)
  }

  private func delayAdvice(_ finding: HealthFinding.DelayFinding) -> String {
    let share = numbers.percent(DelaysCheck.coverage, places: 0)
    guard let proposed = finding.proposedWithin else {
      return fr(
        """
        Les appels sont trop récents pour dire combien `within` doit durer : attendre, ou le tirer des campagnes \
        passées.
        """)
    }
    return fr(
      """
      Porter `within` à \(days(proposed)) au moins : \(share) de ce que \(script(finding.slower)) a apporté en \
      \(days(finding.longestFollowUp)) était alors arrivé.
      """)
  }
}

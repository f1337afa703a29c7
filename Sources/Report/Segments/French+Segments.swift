import Decision

extension French {
  func interaction(
    _ effects: SegmentEffects, control: String, isComplete: Bool, parts: (String) -> String
  ) -> String {
    let p = numbers.pEquation(effects.pAdjusted)
    guard let difference = effects.difference else {
      if !isComplete {
        return fr(
          """
          On conclura à la fin du test si l'effet de \(script(effects.variant)) diffère entre ces parties.
          """)
      }
      return fr(
        """
        Rien ne montre que l'effet de \(script(effects.variant)) diffère entre ces parties (\(p), corrigé) : un seul script pour \
        toutes.
        """)
    }
    func named(_ advice: SegmentEffects.Advice) -> [String] {
      difference.parts.filter { $0.advice == advice }.map { parts($0.name) }
    }
    let clauses = [
      (named(.challenger), fr("généraliser \(script(effects.variant)) pour ")),
      (named(.control), fr("garder \(script(control)) pour ")),
      (named(.open), "rien n’est établi pour "),
    ].filter { !$0.0.isEmpty }.map { $0.1 + list($0.0) }
    let conclusion = clauses.joined(separator: fr(" ; "))
    return fr("L'effet de \(script(effects.variant)) diffère entre ces parties (\(p), corrigé) : \(conclusion).")
  }

  func advice(_ advice: SegmentEffects.Advice, challenger: String, control: String) -> String {
    switch advice {
    case .challenger: "généraliser \(script(challenger))"
    case .control: "garder \(script(control))"
    case .open: "non établi"
    }
  }

  var pooledDifference: String { "Écart resserré" }
  var adviceColumn: String { "Par partie" }
  var poolingNote: String {
    fr(
      """
      Resserré : l'écart de chaque partie est rapproché de l'écart commun pour autant que le hasard explique leur distance \
      (modèle hiérarchique normal, Gelman 2006), avec des fourchettes qui tiennent compte du nombre de parties. Un script \
      par partie n'est conseillé que si un test d'interaction (Q du score, corrigé par Holm sur tous les découpages) montre \
      que les parties diffèrent.
      """)
  }
}

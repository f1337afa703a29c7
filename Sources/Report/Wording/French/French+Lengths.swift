import Cost
import Decision

extension French {
  func lengths(_ lengths: TestLengths) -> String {
    guard let best = lengths.lengths.first(where: { $0.kind == .profit }) else { return "" }
    let horizon = fr("sur \(numbers.integer(lengths.horizon)) appels")
    let start: String
    if best.total == 0 {
      start =
        lengths.leader == lengths.variants.first
        ? fr("Aucun test ne rapporte ce qu'il coûte \(horizon) : gardez \(lengths.leader) sans test")
        : fr(
          """
          Aucun test ne rapporte ce qu'il coûte \(horizon) : généralisez \(lengths.leader), dont les appels sont assez bon \
          marché, sans test
          """)
    } else {
      start = fr("\(calls(best, lengths)) rapportent le plus : environ \(numbers.roughMoney(best.gain)) \(horizon)")
    }
    guard let classical = lengths.lengths.first(where: { $0.kind == .classical }) else {
      return start
        + (lengths.classicalBeyond.map {
          fr(" ; le test classique en demande \(numbers.integer($0)) et ne laisse rien à déployer.")
        } ?? ".")
    }
    let size = numbers.integer(lengths.hasEqualShares ? classical.perArm : classical.total)
    let earns =
      classical.gain < 0
      ? fr("perd \(numbers.roughMoney(-classical.gain))") : fr("rapporte \(numbers.roughMoney(classical.gain))")
    return start
      + fr(
        """
         ; le test classique de \(size) \(earns) et se trompe dans \(numbers.percent(classical.errorRate, places: 0)) des \
        tests de ce genre, au lieu de \(numbers.percent(best.errorRate, places: 0)).
        """)
  }

  private func calls(_ length: TestLengths.Length, _ lengths: TestLengths) -> String {
    lengths.hasEqualShares
      ? fr("\(numbers.integer(length.perArm)) appels par script")
      : fr("\(numbers.integer(length.total)) appels en tout, partagés comme prévu,")
  }

  func lengthNotes(_ lengths: TestLengths, rollout: RolloutAssumptions?) -> [String] {
    let source =
      lengths.isSpreadStated
      ? fr("comme le dit le plan") : fr("de sorte que le gain recherché soit un gain courant")
    let each = lengths.variants.count > 2 ? fr(", chacun indépendamment des autres") : ""
    var notes = [
      fr(
        """
        On suppose que les taux des scripts varient de \(numbers.percent(lengths.priorSpread, places: 1)) du taux de départ \
        (écart type, \(source))\(each).
        """)
    ]
    if let rollout { notes.append(costs(rollout)) }
    if lengths.onceInTest > 0 {
      notes.append(
        fr(
          """
          Ce que le test dépense une fois pour les challengers, \(numbers.roughMoney(lengths.onceInTest)), est déduit de \
          chaque gain.
          """))
    }
    if let normal = lengths.normalPerArm {
      notes.append(
        fr(
          "La formule normale donne \(numbers.decimal(normal, places: 0)) appels par script (Feit & Berman 2019)."))
    }
    if lengths.variants.count > 2 {
      notes.append(
        fr(
          """
          La fréquence du mauvais choix et ce que rapporte le test classique sont des moyennes sur des tests calculés, \
          toujours les mêmes.
          """))
    }
    notes.append(
      fr(
        """
        Une durée choisie au profit ne maîtrise aucun risque d'erreur : le script qui semble alors rapporter le plus est \
        généralisé, significatif ou non.
        """))
    return notes
  }

  /// What calls cost and switching costs, in one sentence.
  private func costs(_ rollout: RolloutAssumptions) -> String {
    let control = script(rollout.control.variant)
    let extra = rollout.challengers.filter { rollout.extraCost(of: $0) != 0 }.map { arm in
      let more = rollout.extraCost(of: arm)
      return fr(
        "un appel avec \(script(arm.variant)) coûte \(callMoney(more.magnitude)) de \(more > 0 ? "plus" : "moins") qu'avec \(control)"
      )
    }
    let calls = extra.isEmpty ? fr("les appels de tous les scripts coûtent autant") : list(extra)
    let switching =
      rollout.switchingCost == .zero
      ? fr("changer est gratuit")
      : fr("changer coûte une fois \(numbers.money(rollout.switchingCost)), quel que soit le challenger")
    let limit = rollout.limit == .budget ? fr(", le budget étant la limite du déploiement") : ""
    let times = rollout.assumesEqualTimes ? fr(" Les appels de tous les scripts sont tenus pour également longs.") : ""
    return fr("Selon le plan, \(calls) et \(switching)\(limit).\(times)")
  }

  private func callMoney(_ amount: Double) -> String {
    numbers.money(amount, places: numbers.minorDigits == 0 ? 0 : amount < 0.1 ? 3 : 2)
  }
}

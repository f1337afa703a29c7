import Cost
import Decision

extension French {
  func rule(_ rule: AttributionRule) -> String {
    switch rule {
    case .first: "Premier contact"
    case .last: "Dernier contact"
    case .linear: "Linéaire"
    case .timeDecay: "Décroissance dans le temps"
    case .positionBased: "Selon la position"
    }
  }

  func ruleDetail(_ rule: AttributionRule, halfLifeDays: Int) -> String {
    switch rule {
    case .first: "tout au premier contact"
    case .last: "tout au dernier contact"
    case .linear: "autant à chaque contact"
    case .timeDecay: "moitié du poids tous les \(days(halfLifeDays)) avant la vente"
    case .positionBased: fr("40 % au premier, 40 % au dernier, 20 % entre les deux")
    }
  }

  func dependence(of reading: AttributionReading) -> String {
    let sales = "\(plural(reading.attributed.sales, "vente", "ventes")) pour \(exact(reading.attributed.revenue))"
    guard let least = reading.rules.min(by: { $0.phone.revenue < $1.phone.revenue }),
      let most = reading.rules.max(by: { $0.phone.revenue < $1.phone.revenue }), reading.attributed.revenue > .zero
    else { return "Aucun CA ne peut encore être attribué." }
    if reading.revenueInDispute == .zero {
      return fr("Sur \(sales), le téléphone reçoit \(exact(least.phone.revenue)) quelle que soit la règle.")
    }
    let share = reading.revenueInDispute.units / reading.attributed.revenue.units
    let ends =
      "\(exact(least.phone.revenue)) (\(rule(least.rule).lowercased())) à \(exact(most.phone.revenue)) "
      + "(\(rule(most.rule).lowercased()))"
    return fr(
      """
      Sur \(sales), le téléphone reçoit de \(ends). Vente par vente, \(exact(reading.revenueInDispute)), soit \
      \(numbers.percent(share, places: 0)) du CA, dépendent de la règle.
      """)
  }

  func channel(_ name: String) -> String { name == TouchCredits.phone ? "Téléphone" : name }

  func withoutTouch(_ row: Receipts.Row, days count: Int) -> String {
    fr(
      """
      Non attribué : \(plural(row.sales, "vente", "ventes")) pour \(exact(row.revenue)), sans contact dans les \
      \(days(count)) d'avant, dans aucun de ces chiffres.
      """)
  }

  func attribution(_ label: AttributionLabel) -> String {
    switch label {
    case .title: "Attribution"
    case .lead:
      fr(
        """
        Ce que reçoit le téléphone quand d'autres canaux ont touché les mêmes fiches. La règle ne déplace que ces chiffres \
        absolus : les scripts se comparent sur toutes les opportunités de leurs fiches.
        """)
    case .rule: "Règle"
    case .revenue: "CA du téléphone"
    case .share: "Part"
    case .margin: "Marge du téléphone"
    case .byChannel: "CA par canal"
    case .byVariant: "CA du téléphone par script"
    case .allSources:
      fr(
        "Les ventes de toutes les sources sont réparties ici. Les chiffres de la campagne ne comptent que celles du plan."
      )
    case .cpqNote:
      fr(
        """
        Le CPQ compte chaque opportunité selon la part du CA qui revient au téléphone sous la règle. Les fourchettes des \
        retours portent le nombre des ventes, leur montant et ce qui en est attribué, au coût affiché.
        """)
    }
  }

  private func exact(_ amount: Money) -> String { numbers.money(amount.units, places: numbers.minorDigits) }
}

import Experiment

extension French {
  /// Calls against the legal hours of the plan.
  func callingHours(_ finding: HealthFinding.CallingHoursFinding) -> String {
    let (conduct, rules) = (finding.conduct, finding.rules)
    let forbidden = conduct.outsideHours + conduct.onHolidays
    var sentences: [String] = []
    let outside =
      rules.hours == nil ? nil : fr("\(numbers.integer(conduct.outsideHours)) hors des horaires légaux") as String?
    let holidays =
      rules.holidays == nil ? nil : fr("\(numbers.integer(conduct.onHolidays)) un jour férié") as String?
    sentences.append(
      forbidden == 0
        ? fr("Aucun appel à une heure que \(rules.name) interdit (\(plural(conduct.calls, "appel", "appels"))).")
        : fr(
          """
          \(plural(forbidden, "appel", "appels")) sur \(numbers.integer(conduct.calls)) à une heure que \(rules.name) \
          interdit : \(list([outside, holidays].compactMap { $0 })).
          """))
    if let frequency = rules.frequency, let tooMany = conduct.tooMany {
      let limit = fr("plus de \(numbers.integer(frequency.atMost)) fois en \(days(frequency.days))")
      sentences.append(
        tooMany.calls == 0
          ? fr("Aucune fiche appelée \(limit).")
          : fr(
            """
            \(plural(tooMany.leads, "fiche appelée", "fiches appelées")) \(limit) : \
            \(plural(tooMany.calls, "appel", "appels")) de trop.
            """))
    }
    if let rest = rules.restAfterRefusal {
      if let inRest = conduct.inRest {
        sentences.append(
          inRest.calls == 0
            ? fr("Aucun appel dans les \(days(rest)) après un refus.")
            : fr(
              """
              \(plural(inRest.calls, "appel", "appels")) à \(plural(inRest.leads, "fiche", "fiches")) dans les \
              \(days(rest)) après un refus.
              """))
      } else {
        sentences.append(
          fr(
            """
            Les appels après un refus ne sont pas vérifiés : il y faut le résultat de chaque appel (disposition) et \
            `calling.refusals` dans le plan.
            """))
      }
    }
    if conduct.outsideWindows > 0 {
      sentences.append(fr("\(plural(conduct.outsideWindows, "appel", "appels")) hors des plages prévues."))
    }
    if conduct.withoutTime > 0 {
      sentences.append(
        fr("\(plural(conduct.withoutTime, "appel daté", "appels datés")) sans heure : seul le jour est jugé."))
    }
    if conduct.inOwnZone > 0 {
      sentences.append(
        fr("\(plural(conduct.inOwnZone, "appel jugé", "appels jugés")) dans le fuseau horaire de la fiche."))
    }
    return (sentences + finding.notices.map { fr(FrenchText(stringLiteral: $0.french)) }).joined(separator: " ")
  }
}

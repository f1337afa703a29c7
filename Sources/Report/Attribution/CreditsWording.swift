import Cost
import Decision
import Statistics

/// Sentences about credits that are still to come, or that turn the verdict; one switch over the languages for each.
extension Wording {
  /// That the credits of a running campaign are those of the sales so far, at the whole cost of the calls.
  func creditsSoFar(_ attributionDays: Int) -> String {
    switch numbers.language {
    case .english:
      "Sales count up to \(days(attributionDays)) after the call, and some are still to come: these are the sales so far, at the "
        + "whole cost of the calls, so that returns are lower here than they will be."
    case .french:
      fr(
        """
        Les ventes comptent jusqu'à \(days(attributionDays)) après l'appel et d'autres viendront : ce sont les ventes à ce jour, \
        au coût entier des appels, et les retours sont donc plus bas qu'ils ne seront.
        """)
    }
  }

  /// That the campaign pays by all sales of the leads it called, and not by what the phone is credited with.
  func creditsLose(_ losing: Int, of rules: Int, _ margin: ClosedRange<Double>) -> String {
    let ends = numbers.range(
      numbers.percent(margin.lowerBound, places: 0), numbers.percent(margin.upperBound, places: 0))
    return switch numbers.language {
    case .english:
      "By \(losing == rules ? "every rule" : "\(losing) of \(rules) rules") of attribution the campaign loses money on what the "
        + "phone is credited with (margin ROI \(ends)): its figures here count all sales of the leads that were called."
    case .french:
      fr(
        """
        Selon \(losing == rules ? "chaque règle" : "\(losing) règles sur \(rules)") d'attribution, la campagne perd de l'argent \
        sur ce qui revient au téléphone (ROI sur marge \(ends)) : ses chiffres comptent ici toutes les ventes des fiches appelées.
        """)
    }
  }

  /// That a review counts the sales of all sources.
  func allSources(_ others: Receipts.Row) -> String {
    switch numbers.language {
    case .english:
      "\(numbers.integer(others.sales)) of these sales, \(numbers.money(others.revenue)), came through sources that the plan does not "
        + "accept: a review compares scripts by all sales of their leads and counts them, while readings and accounts leave them "
        + "out of revenue."
    case .french:
      fr(
        """
        Sur ces ventes, \(numbers.integer(others.sales)) pour \(numbers.money(others.revenue)) viennent de sources que le plan \
        n'accepte pas : la revue compare les scripts sur toutes les ventes de leurs fiches et les compte, alors que lectures et \
        comptes les laissent hors du CA.
        """)
    }
  }
}

/// Names of sheets and headers of their columns.
enum WorkbookTitle: CaseIterable {
  case indicators, calls, costs, comparisons, health, rollout, about

  func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }

  private var english: String {
    switch self {
    case .indicators: "Indicators"
    case .calls: "Calls"
    case .costs: "Costs"
    case .comparisons: "Effect"
    case .health: "Health"
    case .rollout: "Roll-out"
    case .about: "About"
    }
  }

  private var french: String {
    switch self {
    case .indicators: "Indicateurs"
    case .calls: "Appels"
    case .costs: "Coûts"
    case .comparisons: "Effet"
    case .health: "Contrôles"
    case .rollout: "Déploiement"
    case .about: "À propos"
    }
  }
}

/// Headers that the pages do not have.
enum WorkbookHeader: CaseIterable {
  case window, stratum, mature, revenuePerOpportunity, marginPerOpportunity, lower, upper, marginRoi, amount, basis
  case split, once, p, pAdjusted, method, sentence, subject, costPerCall, talkSeconds, mayCost

  func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }

  private var english: String {
    switch self {
    case .window: "Window"
    case .stratum: "Stratum"
    case .mature: "Old enough (1 = yes)"
    case .revenuePerOpportunity: "Revenue per opportunity"
    case .marginPerOpportunity: "Margin per opportunity"
    case .lower: "from"
    case .upper: "to"
    case .marginRoi: "ROI on margin"
    case .amount: "Amount"
    case .basis: "Counted"
    case .split: "Divided"
    case .once: "Once (1 = yes)"
    case .p: "p"
    case .pAdjusted: "p, adjusted"
    case .method: "Method"
    case .sentence: "Finding"
    case .subject: "About"
    case .costPerCall: "Cost per call"
    case .talkSeconds: "Talk time, seconds"
    case .mayCost: "CPQ may be at most"
    }
  }

  private var french: String {
    switch self {
    case .window: "Plage d’appel"
    case .stratum: "Strate"
    case .mature: "Assez ancien (1 = oui)"
    case .revenuePerOpportunity: "CA par opportunité"
    case .marginPerOpportunity: "Marge par opportunité"
    case .lower: "de"
    case .upper: "à"
    case .marginRoi: "ROI sur marge"
    case .amount: "Montant"
    case .basis: "Compté"
    case .split: "Réparti"
    case .once: "Unique (1 = oui)"
    case .p: "p"
    case .pAdjusted: "p ajusté"
    case .method: "Méthode"
    case .sentence: "Constat"
    case .subject: "Sujet"
    case .costPerCall: "Coût par appel"
    case .talkSeconds: "DMC totale, secondes"
    case .mayCost: "CPQ au plus"
    }
  }
}

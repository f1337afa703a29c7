import Decision
import Experiment

extension French {
  func methodName(_ method: ComparisonMethod, unit: RandomisationUnit) -> String {
    switch method {
    case .score: fr("Test du score, fourchette de Miettinen et Nurminen")
    case .exactScore: fr("Test exact du score, fourchette qui l'inverse")
    case .stratifiedScore: fr("Test de Cochran-Mantel-Haenszel, fourchette stratifiée de Miettinen et Nurminen")
    case .ratioOfSums: fr("Rapport de sommes par \(one(unit)) (méthode delta)")
    case .stratifiedRatioOfSums: fr("Rapport de sommes par \(one(unit)) dans chaque strate (méthode delta)")
    case .agentClusters: fr("Écart robuste aux grappes, par téléconseiller (CR2), loi de Student")
    case .slotRandomisation: fr("Test de randomisation du planning, fourchette qui l'inverse")
    }
  }

  func methodReason(_ method: ComparisonMethod, unit: RandomisationUnit) -> String {
    switch method {
    case .score: fr("Les appels comptent comme indépendants, et le plan compare sur tout le fichier.")
    case .exactScore:
      fr(
        """
        Les appels comptent comme indépendants, et moins de cinq opportunités sont attendues dans l'un des groupes : \
        trop peu pour la loi normale.
        """)
    case .stratifiedScore:
      fr("Le plan compare strate par strate, pour que des fichiers inégaux ne brouillent pas l'effet.")
    case .ratioOfSums where unit == .company:
      fr("Les entreprises ont été affectées d'un bloc, et les appels à une même entreprise se ressemblent.")
    case .ratioOfSums: fr("Des fiches ont été rappelées, et les appels d'une même fiche se ressemblent.")
    case .stratifiedRatioOfSums where unit == .company:
      fr("Les entreprises ont été affectées d'un bloc, et le plan compare strate par strate.")
    case .stratifiedRatioOfSums: fr("Des fiches ont été rappelées, et le plan compare strate par strate.")
    case .agentClusters:
      fr(
        """
        Les téléconseillers ont été affectés aux scripts, et ils diffèrent entre eux : ce sont eux qui ont été tirés \
        au sort, quel que soit leur nombre d'appels.
        """)
    case .slotRandomisation:
      fr(
        """
        Le script changeait par demi-journée, et les demi-journées diffèrent : c'est le planning qui a été tiré au \
        sort, quel que soit le nombre d'appels.
        """)
    }
  }

  func methodFormula(_ method: ComparisonMethod, unit: RandomisationUnit) -> String {
    switch method {
    case .score:
      fr(
        """
        Écart des deux parts, divisé par son erreur type lorsque cet écart est supposé vrai ; la fourchette contient \
        tous les écarts que ce test ne rejette pas.
        """)
    case .exactScore:
      fr(
        """
        Écart des deux parts, divisé par son erreur type, avec la probabilité exacte de chaque résultat possible au \
        lieu de la loi normale ; la fourchette contient tous les écarts que ce test ne rejette pas.
        """)
    case .stratifiedScore:
      fr(
        """
        Écarts dans chaque strate, pondérés par ses appels, divisés par leur erreur type commune ; la fourchette \
        contient tous les écarts communs que ce test ne rejette pas.
        """)
    case .ratioOfSums:
      fr("Opportunités sur appels ; la dispersion est prise de \(one(unit)) à \(one(unit)), non d'appel à appel.")
    case .stratifiedRatioOfSums:
      fr(
        """
        Opportunités sur appels dans chaque strate, pondérées par ses appels ; la dispersion est prise de \
        \(one(unit)) à \(one(unit)).
        """)
    case .agentClusters:
      fr(
        """
        Écart des deux parts ; la dispersion est prise d'un téléconseiller à l'autre, avec autant de degrés de liberté \
        que leur nombre et l'inégalité de leurs appels en laissent.
        """)
    case .slotRandomisation:
      fr(
        """
        Écart des deux parts, comparé aux écarts de tous les plannings que le plan aurait pu tirer ; la fourchette \
        contient tous les effets que ce test ne rejette pas.
        """)
    }
  }

  func monitoring(_ method: Monitoring.Method) -> String {
    switch method {
    case .fixed: fr("Un seul test, à la fin prévue. Avant, les points d'étape montrent des chiffres sans conclure.")
    case .groupSequential: fr("Points d'étape prévus ; le risque de fausse alerte est réparti entre eux.")
    case .anytime: fr("Des lectures valables aussi souvent qu'on les fait.")
    }
  }

  func adjustment(_ adjustment: Goal.Adjustment, comparisons: Int) -> String {
    let count = plural(comparisons, "comparaison", "comparaisons")
    return switch adjustment {
    case .holm: fr("procédure de Holm sur \(count)")
    case .dunnett: fr("comparaison de Dunnett à un témoin sur \(count)")
    case .hochberg: fr("procédure de Hochberg sur \(count)")
    case .none: fr("aucun, pour \(count)")
    }
  }

  func metric(_ metric: Goal.Metric) -> String {
    switch metric {
    case .tco: "Opportunités par appel"
    case .leadConversion: "Fiches avec une opportunité, par fiche"
    }
  }

  func sourceKind(_ kind: Intake.Source.Kind) -> String {
    switch kind {
    case .calls: "appels"
    case .opportunities: "opportunités"
    case .sales: "ventes"
    case .touches: "contacts d’autres canaux"
    case .assignments: "affectations"
    case .leads: "fiches"
    case .adherence: "scripts entendus"
    case .counts: "totaux"
    case .simulation: "simulation"
    }
  }

  func intake(_ finding: Intake.Finding, rows: Int) -> String {
    func lines(_ rest: String) -> String { fr("\(plural(rows, "ligne", "lignes")) \(rest).") }
    func calls(_ rest: String) -> String { fr("\(plural(rows, "appel", "appels")) \(rest).") }
    func opportunities(_ rest: String) -> String { fr("\(plural(rows, "opportunité", "opportunités")) \(rest).") }
    let one = rows < 2
    return switch finding {
    case .filteredOut: lines(one ? "écartée par les filtres du plan" : "écartées par les filtres du plan")
    case .beforeStart: calls(fr("avant le premier jour du test, hors comptes"))
    case .afterEnd: calls(fr("après le dernier jour du test, hors comptes"))
    case .afterReading: calls(fr("après le jour de cette lecture, hors comptes"))
    case .duplicateCall: lines(fr("à l'identique d'un appel déjà lu ; l'appel compte une fois"))
    case .conflictingCall: lines(fr("pour un appel déjà lu avec un autre contenu ; la première compte"))
    case .unassignedLead: calls(fr("à des fiches absentes du fichier d'affectation, hors comptes"))
    case .unassignedAgent: calls(fr("d'agents absents du fichier d'affectation, hors comptes"))
    case .unlistedLead: calls(fr("à des fiches absentes du fichier de fiches, hors comptes"))
    case .heldOut: calls(fr("à des fiches tenues hors du test, qui gardent le script actuel ; hors comptes"))
    case .otherTest: calls(fr("à des fiches d'un autre test, hors comptes"))
    case .outsideSchedule: calls(fr("un jour ou par un agent absent du calendrier d'alternance, hors comptes"))
    case .washOut: calls(fr("juste après un changement de script, ou à des fiches appelées alors ; hors comparaison"))
    case .outsideWindows: calls(fr("hors des plages d'appel testées ; ce qui a été dit n'est pas connu"))
    case .unknownCompany:
      calls(fr("à des fiches d'entreprise inconnue ; chacune compte comme une entreprise à part"))
    case .sharedLead:
      fr(
        """
        \(plural(rows, "fiche appelée", "fiches appelées")) par des agents de scripts différents ; l'agent du premier \
        appel compte.
        """)
    case .mixedCompany:
      fr(
        """
        \(plural(rows, "entreprise", "entreprises")) dont les fiches ont des scripts différents ; chaque script compte \
        sa part.
        """)
    case .changingVariant:
      fr(
        """
        \(plural(rows, "fiche change", "fiches changent")) de script d'un appel à l'autre ; le premier compte.
        """)
    case .duplicateAssignment: lines(fr("d'affectation en double avec le même script"))
    case .duplicateLead: lines(fr("de fiche en double ; la première compte"))
    case .heardUnknown: calls(fr("dont aucun fichier ne dit le script entendu"))
    case .adherenceWithoutCall: lines(fr("de scripts entendus pour des appels hors du test"))
    case .duplicateAdherence: lines(fr("de scripts entendus en double avec le même script"))
    case .opportunityInWashOut:
      opportunities(fr("de fiches ou d'appels écartés juste après un changement de script, hors comparaison"))
    case .opportunityOutside: opportunities(fr("d'appels ou de fiches hors du test, hors comptes"))
    case .opportunityWithoutCall: opportunities(fr("sans appel dans le test, hors comptes"))
    case .repeatedOpportunity: opportunities(fr("de plus pour des appels qui en ont déjà une ; une seule compte"))
    case .opportunityBeforeCall: opportunities(fr("avant l'appel, hors comptes"))
    case .opportunityAfterReading: opportunities(fr("après le jour de cette lecture, hors comptes"))
    case .otherSource:
      opportunities(fr("d'une source que le plan n'accepte pas ; dans les comparaisons, mais pas dans le CA attribué"))
    case .saleUnattributed:
      fr("\(plural(rows, "vente", "ventes")) sans appel ni opportunité du test dans le délai, hors attribution.")
    case .saleAfterReading:
      fr("\(plural(rows, "vente conclue", "ventes conclues")) après le jour de cette lecture, hors comptes.")
    case .touchWithoutCall: lines(fr("de contacts pour des fiches sans appel dans le test"))
    case .touchAfterReading: lines(fr("de contacts après le jour de ce point d'étape, non comptées"))
    case .phoneTouch: lines(fr("de contacts par téléphone, que les appels disent déjà"))
    case .saleBeforeCall:
      fr("\(plural(rows, "vente", "ventes")) de fiches appelées seulement après, non attribuées.")
    case .refund: lines(fr("de montant négatif : remboursements, déduits de la vente remboursée"))
    case .refundWithoutSale:
      lines(fr("de montant négatif dont la vente n'est pas dans le fichier avant elles, non attribuées"))
    case .marginAboveAmount:
      fr("\(plural(rows, "vente", "ventes")) dont la marge dépasse le montant ; vérifiez les colonnes.")
    case .amountBelowMargin:
      fr(
        """
        \(plural(rows, "vente", "ventes")) de moins que la marge par vente du plan, \(rows == 1 ? "comptée" : "comptées") avec cette \
        marge entière : donnez une colonne `margin` dans le fichier des ventes.
        """)
    case .likeSale:
      fr(
        """
        \(plural(rows, "vente", "ventes")) comme une autre de la même opportunité, du même moment et du même montant, sous un \
        autre identifiant, \(rows == 1 ? "comptée" : "comptées") : vérifiez qu'aucune n'y figure deux fois.
        """)
    case .duplicateSale: lines(fr("en double pour une vente, comptée une fois"))
    case .conflictingSale: lines(fr("de nouveau pour une vente, avec un autre contenu ; la première compte"))
    case .refundAboveSale: lines(fr("de remboursement au-delà de ce qui restait de la vente ; vérifiez les montants"))
    case .skippedTime: lines(fr("à une heure sautée au passage à l'heure d'été ; lue une heure plus tard"))
    case .unknownTimeZone:
      fr(
        """
        \(plural(rows, "appel", "appels")) à des fiches dont le fuseau horaire porte un nom inconnu ; \
        \(rows < 2 ? "jugé" : "jugés") dans celui du plan.
        """)
    case .repeatedTime: lines(fr("à une heure répétée au passage à l'heure d'hiver ; lue comme la première"))
    }
  }

  func place(of example: Intake.Example, rows: Int) -> String {
    let place = "\(numbers.language.quoted(example.id)), ligne \(example.line) de \(example.file)"
    return rows < 2 ? fr("Voir \(place).") : fr("Le premier cas : \(place).")
  }

  func dimension(_ dimension: Segment.Dimension) -> String {
    switch dimension {
    case .stratum: "Par liste ou strate"
    case .window: "Par plage d’appel"
    case .weekday: "Par jour de la semaine"
    }
  }
}

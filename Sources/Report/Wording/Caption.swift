/// Titles, column heads and short remarks of pages.
enum Caption: CaseIterable {
  case asOf, undated, variant, tco, tcoLong, cpq, cpqLong, roi, roiLong, onMargin, breakEven, mayCost, noCosts
  case noRevenue, noMatureCalls, noOpportunity, calls, opportunities, immatureCalls, leads, cost, variantsTitle
  case variantsLead, effectTitle, effectLead, difference, relativeLift, noDifference, between, range, pathTitle
  case delaysTitle, delaysLead, daysSinceCall, delayShare, maturityWindow
  case pathLead, pathTable, dayWithoutCalls, testExtended, planAmended, day, tooYoung, moneyTitle, moneyLead, costLines,
    costLinesSoFar, item, total,
    recurring, onceOnly
  case projectionTitle, callsPerMonth, opportunitiesPerMonth, profitPerMonth, gainPerMonth, gainOverRollout
  case tornadoTitle, tornadoLead, assumption, nothingGained, campaignTitle, segmentsTitle, segmentsLead
  case segmentsTestedLead, part, share
  case healthTitle, healthLead, check, state, finding, guardrailsTitle, warningsTitle, methodTitle, methodRate
  case methodMethod, methodWhy, methodFormula, methodReference, methodAlpha, methodConfidence, methodIndicators
  case methodRule, methodVersion, methodPlan, methodData, youngIncluded, clauseOpen
  case methodAdjustment
  case methodWindow, methodSales, methodStrata, methodMonitoring, methodSides, twoSided, oneSided, annexFigures, pRaw,
    pAdjusted
  case probabilityBetter, expectedLoss, newcombe, homogeneity, probabilityNote, dataFiles, file, rows, rejected
  case holds, notesTitle, commandTitle, ruleTitle, ruleLead, clauseHolds, clauseFails, week, callingDay, overridden
  case start, callsEnd, decision, today, designKind, neededTitle, neededLead, needed, available, chance
  case smallestSeen, formula, perControl, perChallenger, agentDays, callingDays, powerTitle, powerLead, sizeTitle
  case sizeLead, lift, callsOfControl, worthDetecting, wished, calendarTitle, calendarLead, firstDay, lastDayCalls
  case monitoringTitle, looksTitle, looksLead, lookNumber, callsPlaced, shareOfCalls, efficacyBoundary
  case harmBoundary, futilityBoundary, alphaSpent, callsOnAverage, callsAtMost, daysOnAverage, daysAtMost
  case noEffect, falseWinner, daysToAnswer, lookDay, callingAndLook
  case decisionDay, payingTitle, designCostTitle, unforeseen, assumptionsTitle, baseline, target, alphaPerComparison
  case rateThatPays, power, comparisonsCount, sharesPlanned, agents, pace, switchingCost, rolloutCalls
  case marginPerOpportunity, `of`, figure, ends, benchmark, accepted, talkTime, answered, reading
  case simultaneousNote, factorsTitle, factorsLead, against
  case structureTitle, structureKind, keepsScript, usesEveryScript, teamChanges, clustersPlanned, clustersNeeded
  case slotsPerAgent, callsEach, callsVary, correlationAgents, correlationAgentSlots, correlationSlots
  case degreesOfFreedom, historyTitle, historyLead, historyDates, callsPerLead, callsPerAgentDay, historyDelay
  case pastCalls, inPlan, correlationUnits, correlationAgentDays, designEffect
  case readingLooksTitle, readingLooksLead, statistic, atAnyLook, anytimeTitle, anytimeLead, looksAhead, wingsNote,
    wingsNoteInText

  /// The caption in a language.
  func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .french: FrenchText(stringLiteral: french).value
    }
  }
}

/// Titles and column heads of the page for the team.
enum TeamCaption: CaseIterable {
  case kind, callsSoFar, planned, perAgentDay, daysTitle, daysLead, agentsTitle, agentsLead, agent, daysCalled
  case callsADay, plannedADay, ofPlan, conductTitle, conductLead, goodPace, behind, noPace, noCalls, leadsLeft

  func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }

  private var english: String {
    switch self {
    case .kind: "How the calling goes"
    case .callsSoFar: "Calls so far"
    case .planned: "Planned by now"
    case .perAgentDay: "Calls per agent and day"
    case .daysTitle: "Day by day"
    case .daysLead: "Calls placed in the test, and the agents who placed them."
    case .agentsTitle: "Each agent"
    case .agentsLead: "Under a pseudonym that stays the same for the whole test, in alphabetical order."
    case .agent: "Agent"
    case .daysCalled: "Days with calls"
    case .callsADay: "Calls a day"
    case .plannedADay: "planned"
    case .ofPlan: "Of plan"
    case .conductTitle: "What to watch"
    case .conductLead: "Each call with the script its lead was given, on the planned days and within the hours."
    case .goodPace: "On pace"
    case .behind: "Behind plan"
    case .noPace: "Under way"
    case .noCalls: "Not a call yet"
    case .leadsLeft: "Leads still to call"
    }
  }

  private var french: String {
    switch self {
    case .kind: "Où en sont les appels"
    case .callsSoFar: "Appels émis"
    case .planned: "Prévus à ce jour"
    case .perAgentDay: "Appels par agent et par jour"
    case .daysTitle: "Jour par jour"
    case .daysLead: "Les appels émis dans le test, et les agents qui les ont passés."
    case .agentsTitle: "Chaque agent"
    case .agentsLead: "Sous un pseudonyme qui reste le même pendant tout le test, par ordre alphabétique."
    case .agent: "Agent"
    case .daysCalled: "Jours avec appels"
    case .callsADay: "Appels par jour"
    case .plannedADay: "prévus"
    case .ofPlan: "Part du prévu"
    case .conductTitle: "À surveiller"
    case .conductLead: "Chaque appel avec le script donné à sa fiche, aux jours et heures prévus."
    case .goodPace: "Dans le rythme"
    case .behind: "En retard sur le plan"
    case .noPace: "En cours"
    case .noCalls: "Pas encore d’appel"
    case .leadsLeft: "Fiches à appeler"
    }
  }
}

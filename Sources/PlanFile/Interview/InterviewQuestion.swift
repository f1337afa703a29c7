/// The eight questions of `hooktest new --ask`, in the order they are asked.
public enum InterviewQuestion: String, CaseIterable, Hashable, Sendable {
  /// What is tried, in the manager's words.
  case question
  /// The first day of calls.
  case starts
  /// Agents and calls of each in a day.
  case team
  /// Opportunities per 100 calls today.
  case baseline
  /// The smallest improvement worth having.
  case improvement
  /// Days until an opportunity is qualified.
  case maturity
  /// What calling costs.
  case costs
  /// What a sale brings.
  case sale

  /// The language in which questions are asked.
  public enum Language: String, CaseIterable, Hashable, Sendable {
    /// English.
    case english = "en"
    /// French.
    case french = "fr"
  }

  /// The question with an example of its answer.
  public func text(_ language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }

  private var english: String {
    switch self {
    case .question: "What do you want to find out? (e.g. Does opening with a question beat the product pitch?)"
    case .starts: "On which day do the calls of the test begin? (e.g. 2026-03-02)"
    case .team: "How many agents call, and how many calls does each place in a day? (e.g. 40 x 80)"
    case .baseline: "Of 100 calls, how many become a qualified opportunity today? (e.g. 3)"
    case .improvement: "Which is the smallest improvement worth switching scripts for? (e.g. 20 %)"
    case .maturity: "After how many days is nearly every opportunity of a call qualified? (e.g. 14; 0: during the call)"
    case .costs: "What does a call cost, all included? (e.g. 0.40)"
    case .sale: "Of 100 opportunities, how many are sold, for how much, with which margin each? (e.g. 10, 1200, 400)"
    }
  }

  private var french: String {
    switch self {
    case .question: "Que voulez-vous savoir ? (ex. Commencer par une question fait-il mieux que l’accroche actuelle ?)"
    case .starts: "Quel jour commencent les appels du test ? (ex. 2026-03-02)"
    case .team: "Combien d’agents appellent, et combien d’appels chacun émet-il par jour ? (ex. 40 x 80)"
    case .baseline: "Sur 100 appels, combien donnent aujourd’hui une opportunité qualifiée ? (ex. 3)"
    case .improvement: "À partir de quel gain cela vaut-il la peine de changer de script ? (ex. 20 %)"
    case .maturity:
      "Au bout de combien de jours presque toutes les opportunités d’un appel sont-elles qualifiées ? (ex. 14 ; 0 : pendant l’appel)"
    case .costs: "Combien coûte un appel, tout compris ? (ex. 0,40)"
    case .sale:
      "Sur 100 opportunités, combien sont vendues, à quel montant et avec quelle marge chacune ? (ex. 10 ; 1200 ; 400)"
    }
  }
}

/// Why an answer cannot be used, in the language of the question.
public struct AnswerFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The question that was asked.
  public var question: InterviewQuestion
  /// What was read, what was expected and what to type instead.
  public var description: String
}

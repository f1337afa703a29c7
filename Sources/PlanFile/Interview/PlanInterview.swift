import Cost
import Experiment

/// Gathers the answers to the eight questions one by one, and writes the plan they make.
///
/// The command line prints `next`, reads a line, and calls `answer` until `answers` is there; nothing here prints or
/// reads.
public struct PlanInterview: Sendable {
  /// The name of the experiment.
  public let name: String
  /// The language of questions and faults.
  public let language: InterviewQuestion.Language
  private var question: String?
  private var starts: CivilDate?
  private var team: (agents: Int, calls: Int)?
  private var baseline: Double?
  private var improvement: Lift?
  private var maturity: Int?
  private var costPerCall: Money?
  private var sale: (share: Double, value: Money, margin: Money)?

  /// An interview about an experiment; nothing is answered yet.
  public init(name: String, language: InterviewQuestion.Language = .english) {
    self.name = name
    self.language = language
  }

  /// The next question without an answer, or nil when all are answered.
  public var next: InterviewQuestion? { InterviewQuestion.allCases.first { !isAnswered($0) } }

  /// Takes an answer as it was typed; a faulty one leaves the question open.
  public mutating func answer(_ asked: InterviewQuestion, _ text: String) throws(AnswerFault) {
    let reader = AnswerReader(question: asked, language: language, text: text)
    switch asked {
    case .question: question = try reader.read(.remark("a sentence"))
    case .starts: starts = try reader.read(.date)
    case .team: team = try reader.team()
    case .baseline:
      let rate = try reader.perHundred(text)
      if let improvement { try reader.check(improvement, at: rate) }
      baseline = rate
    case .improvement:
      let lift = try reader.improvement()
      if let baseline { try reader.check(lift, at: baseline) }
      improvement = lift
    case .maturity: maturity = try reader.days()
    case .costs: costPerCall = try reader.amount(text)
    case .sale: sale = try reader.sale()
    }
  }

  /// All answers, or nil while a question is open.
  public var answers: InterviewAnswers? {
    guard let question, let starts, let team, let baseline, let improvement, let maturity, let costPerCall, let sale
    else { return nil }
    return InterviewAnswers(
      name: name, question: question, starts: starts, agents: team.agents, callsPerAgentDay: team.calls,
      baseline: baseline, improvement: improvement, maturityDays: maturity, costPerCall: costPerCall,
      opportunityToSale: sale.share, saleValue: sale.value, marginPerSale: sale.margin)
  }

  private func isAnswered(_ asked: InterviewQuestion) -> Bool {
    switch asked {
    case .question: question != nil
    case .starts: starts != nil
    case .team: team != nil
    case .baseline: baseline != nil
    case .improvement: improvement != nil
    case .maturity: maturity != nil
    case .costs: costPerCall != nil
    case .sale: sale != nil
    }
  }
}

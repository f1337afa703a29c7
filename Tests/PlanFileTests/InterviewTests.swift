import Cost
import Decision
import Experiment
import PlanFile
import Testing

@Suite("Eight questions in plain words make a plan")
struct InterviewTests {
  static let answers: [(InterviewQuestion, String)] = [
    (.question, "Does a question: \"Do you…?\" beat the pitch?"), (.starts, "2026-03-02"), (.team, "40 x 80"),
    (.baseline, "3"), (.improvement, "20 %"), (.maturity, "14"), (.costs, "0.40"), (.sale, "10, 1200, 400"),
  ]

  private func finished(_ answers: [(InterviewQuestion, String)], name: String = "spring-hook") throws
    -> InterviewAnswers
  {
    var interview = PlanInterview(name: name)
    for (question, text) in answers { try interview.answer(question, text) }
    return try #require(interview.answers)
  }

  @Test func `questions are asked one after the other until all are answered`() throws {
    var interview = PlanInterview(name: "spring-hook")
    var asked: [InterviewQuestion] = []
    while let question = interview.next {
      asked.append(question)
      let text = try #require(InterviewTests.answers.first { $0.0 == question }?.1)
      #expect(interview.answers == nil)
      try interview.answer(question, text)
    }
    #expect(asked == InterviewQuestion.allCases)
    #expect(asked.count == 8)
    #expect(interview.answers != nil)
  }

  @Test func `the plan says what was answered`() throws {
    let text = PlanFile.write(try finished(InterviewTests.answers))
    let plan = try PlanFile.parse(text, file: "plan.yaml").plan
    #expect(plan.test.name == "spring-hook")
    #expect(plan.test.question == "Does a question: \"Do you…?\" beat the pitch?")
    #expect(plan.test.starts == CivilDate(iso: "2026-03-02"))
    #expect(plan.test.calling.callsPerDay == 3200)
    #expect(plan.test.goal == Goal(baseline: 0.03, worthDetecting: .relative(0.2), within: 14))
    #expect(plan.ledger?.items == [CostItem(item: "calls", amount: Money(micros: 400_000), basis: .call)])
    #expect(plan.economics == Economics(opportunityToSale: 0.1, saleValue: Money(1200), marginPerSale: Money(400)))
  }

  @Test(
    arguments: [
      (InterviewQuestion.baseline, "3,6 %", "baseline: 3.6 %"), (.baseline, "0.8", "baseline: 0.8 %"),
      (.baseline, "33.3333333", "baseline: 33.3333333 %"), (.improvement, "20", "worth-detecting: +20 %"),
      (.improvement, "+0,6 pt", "worth-detecting: +0.6 pt"), (.maturity, "2 semaines", "within: 14d"),
      (.maturity, "0", "within: 0d"), (.costs, "0,40 €", "amount: 0.4,"), (.costs, "2 600", "amount: 2600,"),
      (.sale, "12,5 ; 1 200 € ; 400", "opportunity-to-sale: 12.5 %"),
      (.sale, "12,5 ; 1200,50 ; 400", "sale-value: 1200.5"),
      (.team, "40 agents x 80", "calls-per-agent-day: 80"),
    ] as [(InterviewQuestion, String, String)])
  func `answers are read as people type them`(question: InterviewQuestion, typed: String, line: String) throws {
    let answers = InterviewTests.answers.map { $0.0 == question ? (question, typed) : $0 }
    let text = PlanFile.write(try finished(answers))
    #expect(text.contains(line), "\(text)")
    #expect(throws: Never.self) { try PlanFile.parse(text, file: "plan.yaml") }
  }

  @Test(
    arguments: [
      (InterviewQuestion.question, " "), (.starts, "2026-02-30"), (.starts, "2 mars"), (.team, "40"), (.team, "40 x 0"),
      (.team, "-4 x 80"), (.baseline, "0"), (.baseline, "100"), (.baseline, "three"), (.improvement, "-20 %"),
      (.improvement, "0"), (.improvement, "lots"), (.maturity, "soon"), (.maturity, "4000"), (.costs, "-1"),
      (.costs, "1,200"), (.costs, "free"), (.sale, "10, 1200"), (.sale, "10, 400, 1200"), (.sale, "110, 1200, 400"),
      (.sale, "a, b, c"),
    ] as [(InterviewQuestion, String)])
  func `a faulty answer leaves the question open and shows how to answer`(question: InterviewQuestion, typed: String) {
    for language in InterviewQuestion.Language.allCases {
      var interview = PlanInterview(name: "x", language: language)
      do {
        try interview.answer(question, typed)
        Issue.record("\(typed) is no answer to \(question)")
      } catch {
        #expect(error.question == question)
        #expect(error.description.hasPrefix(language == .english ? "read \"" : "lu « "))
        #expect(error.description.contains(language == .english ? "expected" : "attendu"))
      }
      #expect(interview.answers == nil)
      #expect(interview.next == .question)
    }
  }

  @Test func `an improvement beyond 100 % of calls is refused whichever is asked first`() throws {
    var interview = PlanInterview(name: "x")
    try interview.answer(.baseline, "60")
    #expect(throws: AnswerFault.self) { try interview.answer(.improvement, "80 %") }
    try interview.answer(.improvement, "20 %")
    #expect(throws: AnswerFault.self) { try interview.answer(.baseline, "90") }
  }

  @Test(arguments: InterviewQuestion.allCases)
  func `each question is asked in both languages`(question: InterviewQuestion) {
    #expect(question.text(.english).contains("(e.g. "))
    #expect(question.text(.french).contains("(ex. "))
  }

  @Test(arguments: [
    "a\u{2028}b", "tab\there", "nul\u{1}", "bom\u{FEFF}x", "emoji 🎯", "tag\u{E0041}x", "back\\slash", "#no",
  ])
  func `whatever is typed comes back from the plan`(question: String) throws {
    let answers = InterviewTests.answers.map { $0.0 == .question ? (.question, question) : $0 }
    let plan = try PlanFile.parse(PlanFile.write(try finished(answers)), file: "plan.yaml").plan
    #expect(plan.test.question == question)
  }
}

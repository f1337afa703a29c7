import Decision
import Experiment
import Simulation
import Testing

@Suite("A stated truth")
struct TruthParsingTests {
  let three = [
    Variant(name: "pitch", role: .control), Variant(name: "question"), Variant(name: "product"),
  ]

  @Test(
    "sets the rates of pitch, question and product",
    arguments: [
      ("null", [0.03, 0.03, 0.03]),
      ("+20 %", [0.03, 0.036, 0.036]),
      ("+20%", [0.03, 0.036, 0.036]),
      ("-5 %", [0.03, 0.0285, 0.0285]),
      ("\u{2212}5\u{202F}%", [0.03, 0.0285, 0.0285]),
      ("+0.6 pt", [0.03, 0.036, 0.036]),
      ("+0,6 pt", [0.03, 0.036, 0.036]),
      ("+0.2", [0.03, 0.036, 0.036]),
      ("3.6 %", [0.03, 0.036, 0.036]),
      ("0.036", [0.03, 0.036, 0.036]),
      ("question=+20 %", [0.03, 0.036, 0.03]),
      ("question=+20 %; product=-10 %", [0.03, 0.036, 0.027]),
      ("question=+20 %, product=-10 %", [0.03, 0.036, 0.027]),
      ("question=+0,6 pt, product=-0,3 pt", [0.03, 0.036, 0.027]),
      ("+10 %; product=+50 %", [0.03, 0.033, 0.045]),
      ("+10 %; product=null", [0.03, 0.033, 0.03]),
      ("pitch=2 %; question=+20 %", [0.02, 0.024, 0.02]),
      ("pitch=-50 %; +20 %", [0.015, 0.018, 0.018]),
    ])
  func rates(statement: String, expected: [Double]) throws {
    let truth = try Truth(parsing: statement, plan: try hookPlan(variants: three))
    #expect(truth.variants.map(\.name) == ["pitch", "question", "product"])
    for (variant, rate) in zip(truth.variants, expected) {
      #expect((variant.rate - rate).magnitude <= 1e-12 * rate)
    }
  }

  @Test("may speak of a variant's other figures")
  func figures() throws {
    let truth = try Truth(
      parsing: "question.talk-seconds=+15 %; question.opportunity-to-sale=-10 %; question.delay=+50 %; "
        + "question.accepted-share=75 %", plan: try hookPlan())
    #expect((truth.variants[1].talkFactor - 1.15).magnitude < 1e-12)
    #expect((truth.variants[1].saleShare - 0.1125).magnitude < 1e-12)
    #expect((truth.variants[1].delayToQualification.median - 1.5).magnitude < 1e-12)
    #expect(truth.variants[1].acceptedShare == 0.75)
    #expect(truth.variants[0].talkFactor == 1)
  }

  @Test("may speak of the whole floor")
  func floor() throws {
    let truth = try Truth(
      parsing: "+20 %; crossovers=5 %; outside-window=10 %; agent-spread=30 %; team-spread=0.2; slot-spread=15 %",
      plan: try hookPlan())
    #expect(truth.crossovers == 0.05 && truth.outsideWindow == 0.1)
    #expect(truth.agentSpread == 0.3 && truth.teamSpread == 0.2 && truth.slotSpread == 0.15)
    #expect((truth.variants[1].rate - 0.036).magnitude < 1e-12)
    #expect(throws: TruthError.unreadable("crossovers=+5 %")) {
      try Truth(parsing: "crossovers=+5 %", plan: try hookPlan())
    }
    #expect(
      throws: TruthError.outOfRange(figure: "the share of crossovers", value: 1.5, expected: "a share from 0 to 1")
    ) { try Truth(parsing: "crossovers=150 %", plan: try hookPlan()) }
  }

  @Test(
    "is refused with what was read and what was expected",
    arguments: [
      ("", TruthError.unreadable("")),
      ("better", .unreadable("better")),
      ("0.6 pt", .unreadable("0.6 pt")),
      ("+inf", .unreadable("+inf")),
      ("pitsch=+20 %", .unknownVariant("pitsch", known: ["pitch", "question"])),
      (
        "question.height=+20 %",
        .unknownFigure(
          "height", known: ["talk-seconds", "delay", "accepted-share", "opportunity-to-sale"])
      ),
      ("question=+20 %; question=+10 %", .repeated("question=+10 %")),
    ])
  func refused(statement: String, error: TruthError) throws {
    let plan = try hookPlan()
    #expect(throws: error) { try Truth(parsing: statement, plan: plan) }
  }

  @Test(
    "cannot make a rate negative or sell more than everything",
    arguments: ["-120 %", "101 %", "question.opportunity-to-sale=120 %"])
  func range(statement: String) throws {
    let plan = try hookPlan()
    let error = #expect(throws: TruthError.self) { try Truth(parsing: statement, plan: plan) }
    guard case .outOfRange = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("needs a baseline from the plan or a rate of the control")
  func baseline() throws {
    let plan = try hookPlan(baseline: nil)
    #expect(throws: TruthError.noBaseline(control: "pitch")) { try Truth(parsing: "+20 %", plan: plan) }
    #expect(throws: TruthError.noBaseline(control: "pitch")) { try Truth.realistic(plan) }
    #expect(try Truth(parsing: "pitch=2 %; +50 %", plan: plan).rate(of: "question") == 0.03)
  }

  @Test("keeps nearly all qualifications inside a window of seven days")
  func window() throws {
    let law = try Truth.realistic(try hookPlan()).variants[0].delayToQualification
    #expect(law.quantile(0.99) < 7)
    #expect(law.share(upTo: 7) > 0.99)
    #expect((law.share(upTo: law.quantile(0.3)) - 0.3).magnitude < 1e-12)
  }
}

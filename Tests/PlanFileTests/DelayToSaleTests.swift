import Cost
import Decision
import PlanFile
import Testing

@Suite("A stated delay to sale is read as it is meant")
struct DelayToSaleTests {
  private func plan(_ delay: String) -> String {
    Text.plan("economics: {opportunity-to-sale: 10 %, sale-value: 1200, margin-per-sale: 400, delay-to-sale: \(delay)}")
  }

  @Test(arguments: [
    ("{median: 21d, ninety-percent: 60d}", StatedDelay(median: 21, ninetyPercent: 60)),
    (
      "{median: 3 weeks, ninety-percent: 60 days, law: weibull}",
      StatedDelay(median: 21, ninetyPercent: 60, law: .weibull)
    ),
    (
      "{median: 5d, ninety-percent: 9d, law: exponential, uncertainty: 50 %}",
      StatedDelay(median: 5, ninetyPercent: 9, law: .exponential, uncertainty: 0.5)
    ),
  ])
  func `median, 90 % and law are read`(text: String, delay: StatedDelay) throws {
    #expect(try PlanFile.parse(plan(text), file: "plan.yaml").plan.economics?.delayToSale == delay)
  }

  @Test(arguments: [
    "{median: 60d, ninety-percent: 21d}", "{median: 21d}", "{ninety-percent: 60d}", "{median: 21, ninety-percent: 60d}",
    "{median: 0d, ninety-percent: 60d}", "{median: 21d, ninety-percent: 60d, law: gamma}",
    "{median: 21d, ninety-percent: 60d, uncertainty: 0 %}", "{median: 21d, ninety-percent: 60d, mean: 30d}",
  ])
  func `a delay that cannot be is a fault`(text: String) {
    #expect(faults(of: plan(text)).count == 1)
  }

  @Test func `the canonical plan states it, and says nothing where the plan does not`() throws {
    let stated = try PlanFile.parse(plan("{median: 21d, ninety-percent: 60d}"), file: "plan.yaml")
    #expect(PlanFile.canonical(stated).free["economics.delay-to-sale.median"] == "21d")
    let silent = try PlanFile.parse(Text.plan("economics: {sale-value: 1200}"), file: "plan.yaml")
    #expect(PlanFile.canonical(silent).free["economics.delay-to-sale.median"] == nil)
  }
}

@Suite("Which call a sale is attributed to")
struct AttributionCallTests {
  @Test func `it is the last one unless the plan says the first, and moves no locked value`() throws {
    func document(_ text: String) throws -> PlanDocument {
      try PlanFile.parse(Text.plan("economics: {sale-value: 1200\(text)}"), file: "plan.yaml")
    }
    let (silent, last) = (try document(""), try document(", attribution-call: last"))
    #expect(silent.plan.economics?.attributedCall == .last)
    #expect(PlanFile.canonical(silent).freeText == PlanFile.canonical(last).freeText)
    let first = try document(", attribution-call: first")
    #expect(first.plan.economics?.attributedCall == .first)
    #expect(PlanFile.canonical(first).free["economics.attribution-call"] == "first")
    #expect(PlanFile.canonical(first).lockedText == PlanFile.canonical(silent).lockedText)
  }

  @Test func `another word is a fault, and so is the first call where agents have scripts of their own`() {
    #expect(faults(of: Text.plan("economics: {attribution-call: middle}")).count == 1)
    let agents = faults(
      of: Text.plan("economics: {attribution-call: first}", assignment: "{method: agents, seed: s-1}"))
    #expect(agents.contains { $0.path == "economics.attribution-call" && $0.kind == .conflict })
  }
}

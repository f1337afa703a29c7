import Cost
import Decision
import Experiment
import PlanFile
import Testing

@Suite("A new plan is ready to edit")
struct TemplateTests {
  @Test(arguments: [
    "spring-hook", "Été 2026", "a: b # c", "\"quoted\" \\ name", "2026", "true", "- x", "{a}", "l'accroche",
  ])
  func `the template reads without a fault whatever the name`(name: String) throws {
    let document = try PlanFile.parse(PlanFile.template(name: name), file: "plan.yaml")
    #expect(document.plan.test.name == name)
    #expect(document.plan.test.assignment.seed == "\(name)-1")
    #expect(document.plan.test.starts == nil)
    #expect(document.plan.economics?.marginPerSale != nil)
  }

  @Test func `the template takes the first day`() throws {
    let day = try #require(CivilDate(iso: "2026-09-07"))
    #expect(try PlanFile.parse(PlanFile.template(name: "x", starts: day), file: "p").plan.test.starts == day)
  }

  @Test func `the commented examples of the template are sound too`() throws {
    let lines = PlanFile.template(name: "x").split(separator: "\n", omittingEmptySubsequences: false)
    let opened = lines.map { line in
      let text = line.drop { $0 == " " }
      let isExample = ["# starts:", "# closed:", "# data:", "#   ", "# waive:", "# notes:"].contains {
        text.hasPrefix($0)
      }
      return isExample ? line.prefix(line.count - text.count) + text.dropFirst(2) : line
    }
    let plan = try PlanFile.parse(opened.joined(separator: "\n"), file: "p")
    #expect(plan.data.files.count == 3)
    #expect(plan.data.formats[.sales]?.delimiter == .semicolon)
    #expect(plan.plan.test.calling.closed.count == 1)
    #expect(plan.plan.notes.count == 1)
  }
}

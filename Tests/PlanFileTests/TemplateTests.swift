import Cost
import Decision
import Experiment
import Foundation
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

  @Test(arguments: Monitoring.Method.allCases)
  func `the template says in a remark what each method of monitoring is`(method: Monitoring.Method) throws {
    let text = PlanFile.template(name: "x")
    #expect(text.contains("\n# \(method.rawValue): "))
    #expect(try PlanFile.parse(text, file: "p").plan.test.monitoring.method == .fixed)
  }

  @Test func `the planned looks shown in the template can be taken as they stand`() throws {
    let lines = PlanFile.template(name: "x", starts: CivilDate(iso: "2026-09-07")).split(separator: "\n").map { line in
      let parts = line.components(separatedBy: "# or {method")
      return parts.count == 2 ? "monitoring: {method\(parts[1])" : String(line)
    }
    let monitoring = try PlanFile.parse(lines.joined(separator: "\n"), file: "p").plan.test.monitoring
    #expect(monitoring == Monitoring(method: .groupSequential, looks: .daily, spending: .obrienFleming))
  }

  @Test func `the commented examples of the template are sound too`() throws {
    let lines = PlanFile.template(name: "x").split(separator: "\n", omittingEmptySubsequences: false)
    let opened = lines.map { line in
      let text = line.drop { $0 == " " }
      let isExample = ["# starts:", "# closed:", "# rules:", "# data:", "#   ", "# waive:", "# notes:"].contains {
        text.hasPrefix($0)
      }
      return isExample ? line.prefix(line.count - text.count) + text.dropFirst(2) : line
    }
    let plan = try PlanFile.parse(opened.joined(separator: "\n"), file: "p")
    #expect(plan.data.files.count == 3)
    #expect(plan.data.formats[.sales]?.delimiter == .semicolon)
    #expect(plan.plan.test.calling.closed.count == 1)
    #expect(plan.plan.test.calling.rules?.name == "fr-consumer")
    #expect(plan.plan.notes.count == 1)
  }
}

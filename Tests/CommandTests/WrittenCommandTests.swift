import Foundation
import Testing

@Suite("The command that a page prints gives that page again")
struct WrittenCommandTests {
  static let plan = "experiments/spring-hook/plan.yaml"
  static let folder = "experiments/spring-hook"

  @Test(arguments: [
    [
      "size", "--baseline", "3 %", "--lift", "20%", "--alpha", "1 %", "--power", "90 %", "--sides", "1", "--lang", "fr",
    ],
    ["size", "--baseline", "3%", "--lift", "-0.6pt", "--challengers", "3"],
    ["compare", "300/10000", "360/10000", "330/10000", "--confidence", "90 %"],
    [
      "indicators", "--cost", "4000", "--calls", "10000", "--opportunities", "80", "--sale-value", "1200",
      "--opportunity-to-sale", "12.5 %", "--lang", "fr",
    ],
    ["indicators", plan, "--by", "week", "--as-of", "2026-03-20"],
    ["waves", "experiments/odisha-2019/plan.yaml", "--floor", "5 %"],
    ["design", plan, "--agents", "30"],
    ["check", plan, "--no-record", "--calls", "\(folder)/calls.csv", "--as-of", "2026-03-10", "--max-rejected", "2 %"],
    ["decide", plan, "--no-record", "--override", "the client's wish", "--as-of", "2026-03-22", "--lang", "fr"],
  ])
  func again(_ arguments: [String]) throws {
    let first = try Program.run(arguments + ["--format", "json"])
    #expect(first.status == 0, "\(first.errors)")
    let command = try #require(try first.json()["command"] as? String)
    #expect(command.hasPrefix("hooktest \(arguments[0])"))
    let unrecorded = arguments.contains("--no-record") ? " --no-record" : ""
    let shell = command.replacing("hooktest", with: "'\(Program.executable.path)'", maxReplacements: 1)
    let second = try Program.run(
      URL(filePath: "/bin/sh"), ["-c", "\(shell)\(unrecorded) --format json"], in: Program.root)
    #expect(second.status == 0, "\(command): \(second.errors)")
    #expect(second.output == first.output)
  }
}

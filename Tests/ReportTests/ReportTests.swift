import Foundation
import Report
import Testing

@Suite struct Dump {
  @Test func dump() throws {
    let base = ProcessInfo.processInfo.environment["DUMP"] ?? ""
    guard !base.isEmpty else { return }
    for language in Language.allCases {
      for (name, reading) in [
        ("running", Sample.running), ("six", Sample.sixArms), ("nothing", Sample.nothing), ("undated", Sample.undated),
        ("unhealthy", Sample.unhealthy), ("first", Sample.firstDay), ("hostile", Sample.hostile),
      ] {
        let report = ReadingReport(
          reading, language: language, command: "hooktest check experiments/spring-hook/plan.yaml --as-of 2026-03-09")
        try write(report.text(), report.json(), report.html(), report.markdown(), base, "\(name).\(language.rawValue)")
      }
      for (name, verdict) in [("won", Sample.verdict), ("overridden", Sample.overridden)] {
        let report = VerdictReport(
          verdict, language: language, command: "hooktest decide experiments/spring-hook/plan.yaml")
        try write(report.text(), report.json(), report.html(), report.markdown(), base, "\(name).\(language.rawValue)")
      }
      for (name, design) in [
        ("sufficient", Sample.sufficient), ("insufficient", Sample.insufficient), ("unknown", Sample.unknownTeam),
      ] {
        let report = DesignReport(
          design, language: language, command: "hooktest design experiments/spring-hook/plan.yaml")
        try write(report.text(), report.json(), report.html(), report.markdown(), base, "\(name).\(language.rawValue)")
      }
    }
  }

  func write(_ text: String, _ json: String, _ html: String, _ markdown: String, _ base: String, _ name: String) throws
  {
    for (form, content) in [("txt", text), ("json", json), ("html", html), ("md", markdown)] {
      try content.write(toFile: "\(base)/\(name).\(form)", atomically: true, encoding: .utf8)
    }
  }
}

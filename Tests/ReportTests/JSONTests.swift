import Foundation
import Testing

@testable import Decision
@testable import Report

@Suite struct `JSON for other programs` {
  private func object(_ json: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  @Test func `a reading has every field of the contract`() throws {
    let reading = try object(ReadingReport(Sample.running, language: .english).json())
    for field in [
      "schemaVersion", "experiment", "asOf", "status", "sentence", "variants", "comparisons", "guardrails", "health",
      "projection", "campaign", "warnings",
    ] { #expect(reading.keys.contains(field), "\(field)") }
    #expect(reading["schemaVersion"] as? Int == 1)
    #expect(reading["experiment"] as? String == "spring-hook")
    #expect(reading["asOf"] as? String == "2026-03-09")
    #expect(reading["status"] as? String == "keep-running")
    #expect(reading["winner"] is NSNull)

    let arm = try #require((reading["variants"] as? [[String: Any]])?.first)
    for field in [
      "name", "role", "calls", "immatureCalls", "leads", "opportunities", "tco", "cost", "cpq", "roi", "marginRoi",
    ] { #expect(arm.keys.contains(field), "\(field)") }
    #expect(arm["role"] as? String == "control")
    #expect(arm["calls"] as? Int == 3_500)
    let tco = try #require(arm["tco"] as? [String: Double])
    #expect(Set(tco.keys) == ["estimate", "lower", "upper"])
    #expect(tco["estimate"] == 0.03)

    let comparison = try #require((reading["comparisons"] as? [[String: Any]])?.first)
    for field in [
      "variant", "control", "method", "why", "difference", "alwaysValid", "relative", "p", "pAdjusted",
      "probabilityBetter", "expectedLoss", "sequential",
    ] { #expect(comparison.keys.contains(field), "\(field)") }
    #expect(comparison["alwaysValid"] is NSNull)
    #expect(comparison["sequential"] is NSNull)
    #expect(comparison["method"] as? String == "score")

    let guardrail = try #require((reading["guardrails"] as? [[String: Any]])?.first)
    #expect(guardrail["metric"] as? String == "talk-seconds")
    #expect(guardrail["status"] as? String == "pass")
    let health = try #require((reading["health"] as? [[String: Any]])?.first)
    #expect(health["check"] as? String == "sample-ratio")
    #expect(health["p"] as? Double == 0.61)
    #expect((health["detail"] as? String)?.isEmpty == false)
    let projection = try #require((reading["projection"] as? [[String: Any]])?.last)
    for field in ["variant", "cpq", "roi", "gainPerMonth", "probabilityBest"] {
      #expect(projection.keys.contains(field), "\(field)")
    }
    let campaign = try #require(reading["campaign"] as? [String: Any])
    #expect(campaign["verdict"] as? String == "keep")
    #expect((campaign["why"] as? String)?.isEmpty == false)
    #expect((reading["warnings"] as? [String])?.count == 3)
    #expect(reading["warningCodes"] as? [String] == ["interim-of-fixed-test", "few-opportunities", "rejected-rows"])
  }

  @Test func `a verdict adds what decided`() throws {
    let verdict = try object(VerdictReport(Sample.overridden, language: .french).json())
    #expect(verdict["status"] as? String == "roll-out")
    #expect(verdict["winner"] as? String == "question")
    #expect(verdict["leader"] as? String == "question")
    #expect(verdict["override"] as? String == "The new list arrives in April; we wait for it.")
    let clauses = try #require(verdict["clauses"] as? [[String: Any]])
    #expect(clauses.map { $0["requirement"] as? String } == ["significant", "healthy", "guardrails", "profit"])
    #expect(clauses.allSatisfy { $0["holds"] as? Bool == true })
    let tornado = try #require(verdict["tornado"] as? [[String: Any]])
    #expect(tornado.first?["assumption"] as? String == "difference")
    #expect(try object(VerdictReport(Sample.verdict, language: .english).json())["override"] is NSNull)
  }

  @Test func `a design has its answer, its sizes and its curves`() throws {
    let design = try object(DesignReport(Sample.insufficient, language: .english).json())
    #expect(design["schemaVersion"] as? Int == 1)
    let answer = try #require(design["answer"] as? [String: Any])
    #expect(answer["canAnswer"] as? String == "no")
    #expect(answer["callingDaysNeeded"] as? Int == 70)
    #expect((design["sizes"] as? [[String: Any]])?.first?["total"] as? Int == 27_828)
    #expect((design["powerCurve"] as? [[String: Any]])?.count == 41)
    let sizes = try #require(design["sizeCurve"] as? [[String: Any]])
    #expect(sizes.count == 39 && sizes.allSatisfy { Set($0.keys) == ["lift", "controlCalls"] })
    #expect(try object(DesignReport(Sample.unknownTeam, language: .english).json())["capacity"] is NSNull)
  }

  @Test func `without opportunities a cost per opportunity is infinite, and without dates there is no date`() throws {
    let nothing = try object(ReadingReport(Sample.nothing, language: .english).json())
    let cpq = try #require((nothing["variants"] as? [[String: Any]])?.first?["cpq"] as? [String: Any])
    #expect(cpq["estimate"] as? String == "infinity")
    #expect(cpq["upper"] as? String == "infinity")
    #expect(try object(ReadingReport(Sample.undated, language: .english).json())["asOf"] is NSNull)
  }

  @Test func `an arm without mature calls has no rate`() throws {
    let reading = try object(ReadingReport(Sample.firstDay, language: .english).json())
    let arm = try #require((reading["variants"] as? [[String: Any]])?.first)
    #expect(arm["tco"] is NSNull && arm["cpq"] is NSNull && arm["roi"] is NSNull)
  }

  @Test(arguments: [
    (0.03, "0.03"), (1_850.0, "1850.0"), (0.1 + 0.2, "0.30000000000000004"), (Double.leastNonzeroMagnitude, "5e-324"),
    (-0.0, "0.0"),
    (Double.infinity, "\"infinity\""), (-Double.infinity, "\"-infinity\""), (Double.nan, "null"), (1e22, "1e+22"),
  ])
  func `numbers are the shortest that read back`(value: Double, text: String) throws {
    #expect(JSONValue.number(value).text == text + "\n")
    if value.isFinite { #expect(Double(text) == value) }
  }

  @Test func `strings keep every character and no raw control`() throws {
    let text = "a\"b\\c\n\r\t\u{1}\u{2028}é\u{1F600}"
    let json = JSONValue.object(["k": .string(text)]).text
    #expect(!json.unicodeScalars.dropLast().contains { $0.value < 0x20 && $0 != "\n" && $0 != " " })
    let back = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    #expect(back["k"] == text)
  }

  @Test func `keys stand in order at every level`() {
    let text = ReadingReport(Sample.running, language: .english).json()
    var open: [String?] = []
    for line in text.split(separator: "\n") {
      let depth = line.prefix { $0 == " " }.count / 2
      while open.count > depth + 1 { open.removeLast() }
      while open.count < depth + 1 { open.append(nil) }
      let trimmed = line.drop { $0 == " " }
      guard trimmed.hasPrefix("\""), let end = trimmed.dropFirst().firstIndex(of: "\""),
        trimmed[end...].hasPrefix("\": ")
      else {
        if trimmed.hasPrefix("{") || trimmed.hasPrefix("}") { open = Array(open.prefix(depth + 1)) }
        continue
      }
      let key = String(trimmed[trimmed.index(after: trimmed.startIndex)..<end])
      if let before = open[depth] { #expect(before < key, "\(before) before \(key)") }
      open[depth] = key
    }
  }
}

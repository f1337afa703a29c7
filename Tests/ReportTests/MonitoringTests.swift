import Experiment
import Foundation
import Testing

@testable import Decision
@testable import Report

@Suite struct `Ways to watch a test on the design page` {
  static let advices: [MonitoringAdvice] = [
    MonitoringAdvice(method: .groupSequential, reason: .looksSaveCalls),
    MonitoringAdvice(method: .groupSequential, reason: .looksSaveDays),
    MonitoringAdvice(method: .fixed, reason: .looksSaveLittle),
    MonitoringAdvice(method: .fixed, reason: .looksCostChance),
    MonitoringAdvice(method: .groupSequential, reason: .futilityCostsChance),
    MonitoringAdvice(method: .anytime, reason: .callsToSpare),
    MonitoringAdvice(method: .anytime, reason: .anytimeReachesTheGoal),
  ]

  @Test(arguments: Language.allCases, advices)
  func `every advice is a sentence that names the plan's word for the method`(
    language: Language, advice: MonitoringAdvice
  ) {
    let wording = language.wording(currency: "EUR")
    for planned in Monitoring.Method.allCases {
      var comparison = Sample.monitoring(reason: advice.reason, method: advice.method, planned: planned)
      comparison.withoutFutility = comparison.forecast(.groupSequential)
      let sentence = wording.advice(of: comparison)
      #expect(sentence.contains("method: \(advice.method.rawValue)"))
      #expect(sentence.hasSuffix(".") && !sentence.contains("  ") && !sentence.contains(NumberFormat.absent))
      let own = wording.plannedMonitoring(of: comparison)
      #expect((own == nil) == (planned == advice.method))
      if let own { #expect(own.contains(language.quoted(wording.monitoringName(planned))) && own.hasSuffix(".")) }
    }
  }

  @Test(arguments: Language.allCases, Monitoring.Refusal.allCases)
  func `a method that does not go with the plan says why`(language: Language, refusal: Monitoring.Refusal) {
    let wording = language.wording(currency: "EUR")
    let unfit = wording.unfit(MonitoringComparison.Unfit(method: .anytime, refusal: refusal))
    #expect(unfit.contains(wording.monitoringName(.anytime)) && unfit.hasSuffix("."))
    let advice = wording.advice(of: Sample.monitoring(reason: .onlyFixedFits(refusal), method: .fixed))
    #expect(advice.contains("method: fixed") && advice.hasSuffix("."))
  }

  @Test(arguments: Language.allCases) func `the notes say what the figures rest on`(language: Language) {
    let wording = language.wording(currency: "EUR")
    let usual = wording.monitoringNotes(of: Sample.monitoring())
    let bare = wording.monitoringNotes(of: Sample.bareMonitoring)
    // Calls as placed, no looks of its own, calls placed at the first look, simulated.
    #expect(usual.count == 4)
    // And: calls of a fixed test, no days, several challengers, several days a reading.
    #expect(bare.count == 8)
    #expect((usual + bare).allSatisfy { $0.hasSuffix(".") })
    #expect(wording.monitoringNotes(of: Sample.fixedOnly).count == 1)
  }

  @Test func `the table has every method and scenario`() {
    let text = DesignReport(Sample.sufficient, language: .english).text()
    for figure in ["81%", "80%", "66%", "28,410", "16.6", "10.6", "6.62", "−6.62", "9 March 2026", "16,000", "5.00%"] {
      #expect(text.contains(figure), "\(figure)")
    }
    // 99.98 % is not certain.
    #expect(text.contains("> 99%"))
    #expect(!DesignReport(Sample.insufficient, language: .english).text().contains("Planned looks\n"))
  }

  @Test func `a chance never reads as certain, and as impossible only when it is`() {
    let numbers = Language.english.wording(currency: "EUR").numbers
    #expect(
      [0, 0.0004, 0.0449, 0.99, 0.9951, 1].map { numbers.chance($0) } == ["0%", "< 1%", "4%", "99%", "> 99%", "> 99%"])
    #expect(numbers.chance(0.00004, places: 2) == "< 0.01%" && numbers.chance(0.05, places: 2) == "5.00%")
  }

  @Test func `equal chances are not set against each other`() {
    var comparison = Sample.monitoring(reason: .looksSaveCalls)
    let wording = Language.english.wording(currency: "EUR")
    #expect(wording.advice(of: comparison).contains("80% instead of 81%"))
    comparison.forecasts[1].outcomes[1].chanceAbove = 0.8101
    #expect(wording.advice(of: comparison).hasSuffix("with a chance of 81%."))
  }

  @Test func `JSON has the columns, the looks and the advice`() throws {
    let json = DesignReport(Sample.unknownTeam, language: .english).json()
    let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let monitoring = try #require(object["monitoring"] as? [String: Any])
    let methods = try #require(monitoring["methods"] as? [[String: Any]])
    #expect(methods.map { $0["method"] as? String } == ["fixed", "group-sequential", "anytime"])
    #expect(methods.map { ($0["outcomes"] as? [[String: Any]])?.count } == [3, 3, 3])
    #expect(methods[2]["simulatedTests"] as? Int == 20_000)
    let schedule = try #require(monitoring["schedule"] as? [String: Any])
    let looks = try #require(schedule["looks"] as? [[String: Any]])
    #expect(looks.first?["efficacyBoundary"] as? String == "infinity")
    #expect(looks.first?["harmBoundary"] as? String == "-infinity")
    #expect(looks.first?["date"] is NSNull && looks.last?["futilityBoundary"] is NSNull)
    #expect(looks.last?["alphaSpent"] as? Double == 0.05)
    let advice = try #require(monitoring["advice"] as? [String: Any])
    #expect(advice["method"] as? String == "group-sequential")
    #expect(advice["reason"] as? String == "futility-costs-chance")
    #expect(advice["plannedSentence"] is NSNull)
  }

  @Test(arguments: Language.allCases) func `a design in its golden text`(language: Language) throws {
    let url = try #require(
      Bundle.module.url(forResource: "design.\(language.rawValue)", withExtension: "txt", subdirectory: "Fixtures"))
    let text = DesignReport(
      Sample.sufficient, language: language, command: "hooktest design experiments/spring-hook/plan.yaml"
    ).text()
    if ProcessInfo.processInfo.environment["HOOKTEST_GOLDEN"] == "write" {
      let source = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/\(url.lastPathComponent)")
      try text.write(to: source, atomically: true, encoding: .utf8)
    }
    #expect(try text == String(contentsOf: url, encoding: .utf8))
  }
}

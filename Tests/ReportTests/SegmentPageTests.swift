import Statistics
import Testing

@testable import Decision
@testable import Report

@Suite("Advice by segment on the page")
struct SegmentPageTests {
  /// A reading with one dimension whose effect differs between its three parts.
  private static func reading(isCredible: Bool) -> Reading {
    var reading = Sample.won
    let parts: [(String, Estimate, SegmentEffects.Advice)] = [
      ("north", Estimate(value: 0.012, lower: 0.004, upper: 0.02), .challenger),
      ("south", Estimate(value: -0.011, lower: -0.019, upper: -0.003), .control),
      ("west", Estimate(value: 0.001, lower: -0.006, upper: 0.008), .open),
    ]
    reading.segments = parts.flatMap { name, difference, _ in
      [
        Segment(dimension: .stratum, name: name, variant: "pitch", calls: 4000, opportunities: 120),
        Segment(
          dimension: .stratum, name: name, variant: "question", calls: 4000, opportunities: 120, difference: difference),
      ]
    }
    let difference = SegmentEffects.Difference(
      spread: 0.01, parts: parts.map { SegmentEffects.Part(name: $0, difference: $1, advice: $2) })
    reading.segmentEffects = [
      SegmentEffects(
        dimension: .stratum, variant: "question", p: 0.0004, pAdjusted: 0.0012,
        difference: isCredible ? difference : nil)
    ]
    return reading
  }

  @Test func `each part gets its script where effects differ, in both languages`() {
    let english = ReadingReport(Self.reading(isCredible: true), language: .english, command: "").markdown()
    #expect(
      english.contains(
        "The effect of “question” differs between these parts (p = 0.0012, adjusted): roll out “question” for north; "
          + "keep “pitch” for south; nothing is shown for west."))
    #expect(english.contains("+0.4 to +2.0 points") && english.contains("Difference, pooled"))
    let french = ReadingReport(Self.reading(isCredible: true), language: .french, command: "").markdown()
    #expect(
      french.contains(
        "généraliser «\u{A0}question\u{A0}» pour north\u{202F}; garder «\u{A0}pitch\u{A0}» pour south\u{202F}; rien n’est établi pour west."
      ))
  }

  @Test func `one script for all parts where nothing shows that they differ`() {
    let english = ReadingReport(Self.reading(isCredible: false), language: .english, command: "").markdown()
    #expect(english.contains("Nothing shows that the effect of “question” differs between these parts"))
    #expect(!english.contains("Difference, pooled"))
  }

  @Test func `one screen of the terminal tells it too`() throws {
    let text = try #require(ReadingReport(Self.reading(isCredible: true), language: .english, command: "").brief())
    #expect(
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
        "“question” for north, “pitch” for south"))
  }

  @Test func `without a single winner the first screen names the script of each part, without a p-value`() {
    var reading = Self.reading(isCredible: true)
    reading.conclusion = .noWinner(.plannedEnd)
    let wordings = Language.allCases.map { $0.wording() }
    #expect(
      wordings.map { $0.conclusion(of: reading) }.first
        == "No single winner: “question” for north, “pitch” for south, nothing is shown for west; over all parts together, "
        + "the test is over and the difference is within chance.")
    for wording in wordings {
      #expect(wording.conclusion(of: reading).hasPrefix(wording.headline(of: reading)))
      #expect(!wording.conclusion(of: reading).contains("p ="))
    }
  }
}

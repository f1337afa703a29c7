import Decision
import Statistics
import Testing

@Suite struct CountsComparisonTests {
  @Test func `a pair is shown to differ once all comparisons are allowed for`() throws {
    let control = try Proportion(300, of: 10_000)
    let better = try Proportion(360, of: 10_000)
    // p is 0.0175 alone, twice that among two and three times among three.
    let two = try compare([control, better, control])
    #expect(two.shownPairs.map(\.name) == ["B"] && two.showsDifference)
    let three = try compare([control, better, control, control])
    #expect(three.shownPairs.isEmpty && !three.showsDifference)
    #expect(try compare([control, better]).showsDifference)
    #expect(try !compare([control, better], confidence: 0.99).showsDifference)
  }
}

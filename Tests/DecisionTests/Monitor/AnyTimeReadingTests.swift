import Decision
import Experiment
import Statistics
import Testing

@Suite("Readings at any time")
struct AnyTimeReadingTests {
  private static let anytime = Monitoring(method: .anytime)

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a difference is shown just when the range that holds at any look leaves out none`(seed: UInt64) throws {
    let course = try Course(Self.anytime, rates: [0.03, 0.037], seed: seed)
    var wasShown = false
    for day in 1...14 {
      let reading = try course.reading(on: day)
      let comparison = reading.comparisons[0]
      let standing = try #require(comparison.alwaysValid)
      #expect(standing.guarantee == .exact)
      #expect(standing.isBetter == (standing.difference.lower >= 0))
      #expect(comparison.isSignificant == (standing.isBetter || standing.isWorse))
      #expect(comparison.isSignificant == (standing.p <= 0.05))
      #expect(!wasShown || comparison.isSignificant, "what was shown stays shown")
      if standing.isBetter { #expect(reading.conclusion.status == .rollOut) }
      wasShown = comparison.isSignificant
      #expect(standing.path.count == day)
      #expect(standing.path.last?.difference == standing.difference)
    }
  }

  @Test func `every plan with dates shows the range that holds at any look, and only an any-time plan decides by it`()
    throws
  {
    let fixed = try Course(Monitoring(), rates: [0.03, 0.05], seed: 2)
    let reading = try fixed.reading(on: 10)
    #expect(reading.comparisons[0].alwaysValid?.isBetter == true)
    #expect(reading.conclusion.status == .keepRunning)
    let anytime = try Course(Self.anytime, rates: [0.03, 0.05], seed: 2)
    #expect(try anytime.reading(on: 10).conclusion.status == .rollOut)
    #expect(
      try anytime.reading(on: 10).comparisons[0].alwaysValid?.difference
        == reading.comparisons[0].alwaysValid?.difference)
  }

  @Test func `several challengers share the error`() throws {
    let one = try Course(Self.anytime, rates: [0.03, 0.036], seed: 4).reading(on: 14)
    let three = try Course(Self.anytime, rates: [0.03, 0.036, 0.03, 0.03], seed: 4).reading(on: 14)
    let narrow = try #require(one.comparisons[0].alwaysValid)
    #expect(three.comparisons.allSatisfy { ($0.pAdjusted ?? 0) >= ($0.alwaysValid?.p ?? 1) })
    #expect(narrow.difference.upper - narrow.difference.lower > 0)
  }

  @Test func `the outlook names the day on which the pace so far would conclude`() throws {
    var course = try Course(Self.anytime, rates: [0.03, 0.03])
    course.opportunities = (0..<14).map { _ in [30, 40] }
    let early = try course.reading(on: 4)
    let expected = try #require(early.comparisons[0].alwaysValid?.outlook?.expectedConclusion)
    let concluded = try #require(try course.reading(on: 14).comparisons[0].alwaysValid?.concludedOn)
    #expect(expected == concluded)
    course.opportunities = (0..<14).map { _ in [30, 30] }
    #expect(try course.reading(on: 4).comparisons[0].alwaysValid?.outlook?.expectedConclusion == nil)
  }

  @Test func `the plan's window holds young calls back`() throws {
    let course = try Course(Self.anytime, rates: [0.03, 0.05], within: 3)
    #expect(try course.reading(on: 3).comparisons[0].alwaysValid == nil)
    #expect(try course.reading(on: 5).comparisons[0].alwaysValid?.path.count == 2)
  }
}

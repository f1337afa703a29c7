import Statistics
import Testing

@testable import Report

@Suite struct `Scales and their ticks` {
  @Test(arguments: [
    (0.0, 1.0, 4, [0, 0.2, 0.4, 0.6, 0.8, 1.0]), (0.0, 0.07, 4, [0, 0.02, 0.04, 0.06]),
    (-0.012, 0.014, 4, [-0.01, -0.005, 0, 0.005, 0.01]),
    (0.0, 55_600.0, 4, [0, 20_000, 40_000]), (3.0, 3.9, 3, [3.0, 3.5]), (-150.0, 150.0, 3, [-100, 0, 100]),
  ])
  func `fall on round figures`(lower: Double, upper: Double, count: Int, expected: [Double]) {
    #expect(LinearScale(lower, upper).ticks(about: count) == expected)
  }

  @Test(arguments: [(0.0, 1.0), (-3e-7, 2e-7), (1e9, 1.5e9), (0.1, 0.1), (0.0, 0.0), (-1e-300, 1e-300)])
  func `are few, ascending and inside`(lower: Double, upper: Double) {
    let scale = LinearScale(lower, upper)
    for count in 1...8 {
      let ticks = scale.ticks(about: count)
      // A step is never under three quarters of an even share of the scale.
      #expect(ticks.count <= count * 4 / 3 + 1)
      #expect(ticks == ticks.sorted())
      let slack = (scale.upper - scale.lower) * 1e-6
      #expect(ticks.allSatisfy { $0 >= scale.lower - slack && $0 <= scale.upper + slack })
    }
  }

  @Test func `places run from 0 to 100 and stay there`() {
    let scale = LinearScale(-1, 3)
    #expect(scale.position(-1) == 0)
    #expect(scale.position(1) == 50)
    #expect(scale.position(3) == 100)
    #expect(scale.position(.infinity) == 100)
    #expect(scale.position(-.infinity) == 0)
  }

  @Test func `positive figures never start below zero`() {
    #expect(LinearScale(covering: [0, 0.001, 0.05]).lower == 0)
    #expect(LinearScale(covering: [.infinity, .nan]).lower == 0)
  }

  @Test func `an endless interval does not squeeze the others`() {
    let axis = BarAxis(
      covering: [
        Estimate(value: 14, lower: 12, upper: 18), Estimate(value: 20, lower: 15, upper: .infinity),
        Estimate(value: .infinity, lower: 300, upper: .infinity),
      ]) { value, _ in value.description }
    #expect(axis.scale.upper <= 200)
    #expect(axis.scale.position(18) - axis.scale.position(12) > 2)
  }

  @Test func `a threshold far away does not squeeze the bars, and is named at the edge`() {
    let near = Estimate(value: 5, lower: 4, upper: 6)
    for (threshold, isInside) in [(15.0, true), (50, false)] {
      let axis = BarAxis(
        covering: [near], references: [BarAxis.Tick(value: threshold, label: "break-even")]
      ) { value, _ in value.description }
      #expect(axis.scale.contains(threshold) == isInside)
      #expect(BarDrawing(axis: axis).ticks.source.contains(isInside ? ">break-even<" : ">break-even →<"))
    }
  }

  @Test func `text bars show the estimate, the ends and what goes on`() {
    let axis = BarAxis(
      scale: LinearScale(0, 10), ticks: [], references: [BarAxis.Tick(value: 0, label: "")])
    let bar = TextBar(axis: axis, width: 11)
    #expect(bar.text(IntervalMark(lower: 2, value: 5, upper: 8, tone: .accent)) == "┊ ├──●──┤  ")
    #expect(bar.text(IntervalMark(lower: 5, value: 9, upper: .infinity, tone: .accent)) == "┊    ├───●▸")
    #expect(bar.text(nil) == "┊          ")
    var own = IntervalMark(lower: 2, value: 5, upper: 8, tone: .accent)
    own.limit = 10
    #expect(bar.text(own) == "┊ ├──●──┤ ┊")
    #expect(BarDrawing(axis: axis).bar(own, label: "").source.contains(#"class="reference" x1="100%""#))
  }
}

import Statistics
import Testing

@Suite("stopping for futility")
struct FutilityDesignTests {
  @Test(
    "designs of R gsDesign 3.10.1, whose own error is a few 1e-6",
    arguments: [
      (
        [0.2, 0.4, 0.6, 0.8, 1], false,
        [4.87688494877642, 3.35701179984048, 2.68028003102531, 2.28981665735983, 2.03103201355947],
        [-0.902582386874133, -0.0381119587052874, 0.692777234639317, 1.3575462978551, 2.03103201355947],
        1.09991767111437
      ),
      (
        [0.5, 1], true, [2.96258804272755, 1.94852094983224], [0.392311209336113, 1.94852094983224], 1.02524462113045
      ),
      (
        [0.25, 0.5, 0.75, 1], false, [4.33263364604956, 2.9631315666257, 2.35904428930685, 2.01409015260455],
        [-0.631545397210391, 0.354335145266302, 1.19960976519206, 2.01409015260455], 1.08608135884789
      ),
    ])
  func figures(information: [Double], isBinding: Bool, upper: [Double], lower: [Double], inflation: Double) throws {
    let design = try Self.design(information, isBinding: isBinding)
    for (got, want) in zip(design.bounds.upper + design.bounds.lower, upper + lower) {
      #expect(agrees(got, want, within: 5e-6))
    }
    #expect(agrees(design.inflation, inflation, within: 1e-6))
  }

  static func design(
    _ information: [Double], alpha: Double = 0.025, beta: Double = 0.1, isBinding: Bool
  ) throws -> FutilityDesign {
    try FutilityDesign(
      information: information, efficacy: ErrorSpending.Side(alpha: alpha, function: .obrienFleming), beta: beta,
      futility: .hwangShihDeCani(gamma: -2), isBinding: isBinding)
  }

  @Test("both errors are spent to the last bit, and the sides meet at the end", arguments: [0.01, 0.05, 0.2])
  func spends(alpha: Double) throws {
    for information in [[1], [0.01, 0.5, 1], [0.3, 0.4, 0.5, 0.95], (1...20).map { Double($0) / 20 }] {
      for beta in [0.05, 0.2] {
        for isBinding in [true, false] {
          let design = try Self.design(information, alpha: alpha, beta: beta, isBinding: isBinding)
          #expect(design.bounds.upper.last == design.bounds.lower.last)
          let effective = try design.bounds.crossing(drift: design.drift)
          #expect(agrees(effective.totalLower, beta, within: 1e-10))
          #expect(agrees(effective.totalUpper, 1 - beta, within: 1e-10))
          let kept = try StoppingBounds(information: information, upper: design.bounds.upper)
          let null = isBinding ? try design.bounds.crossing(drift: 0) : try kept.crossing(drift: 0)
          #expect(agrees(null.totalUpper, alpha, within: 1e-10))
          #expect(information.count == 1 ? agrees(design.inflation, 1, within: 1e-10) : design.inflation > 1)
        }
      }
    }
  }

  @Test("a power at or below alpha, or an interim look beyond the plan, is refused")
  func refused() {
    #expect(throws: StatisticsError.self) { try Self.design([0.5, 1], beta: 0.98, isBinding: true) }
    #expect(throws: StatisticsError.self) { try Self.design([0.5, 1], beta: 0, isBinding: true) }
    #expect(throws: StatisticsError.self) { try Self.design([1, 1.2], isBinding: false) }
    #expect(throws: StatisticsError.self) { try Self.design([], isBinding: false) }
  }
}

import Statistics
import Testing

@Suite("size of a test with planned looks")
struct GroupSequentialSizeTests {
  @Test(
    "sizes of R rpact 3.3.4, one-sided 2.5 %, power 80 %",
    arguments: [
      (0.015, 0.01, 3, 15697.4884897645, 13415.6088239546), (0.03, 0.02, 5, 7839.41401615167, 6301.26658305831),
      (0.06, 0.05, 5, 16718.7793677048, 13438.4388325696), (0.04, 0.03, 1, 10601.4783421397, 10601.4783421397),
    ])
  func figures(variant: Double, control: Double, looks: Int, total: Double, expected: Double) throws {
    let bounds = try ErrorSpending(alpha: 0.025, sides: .one, function: .obrienFleming)
      .bounds(at: StoppingBounds.equalInformation(looks: looks))
    let size = try TwoProportionPower(control: control, alpha: 0.025, sides: .one)
      .sampleSize(variant: variant, power: 0.8, bounds: bounds)
    #expect(agrees(size.maximum.total, total, within: 1e-7))
    #expect(agrees(size.expectedUnderAlternative, expected, within: 1e-7))
    #expect(size.expectedUnderNull <= size.maximum.total)
  }

  @Test("information as a fraction of another plan does not change the size")
  func scale() throws {
    let design = try TwoProportionPower(control: 0.03, variantPerControl: 0.25)
    let rule = ClassicalBounds.pocock
    let whole = try design.sampleSize(
      variant: 0.036, power: 0.9, bounds: rule.bounds(information: [0.5, 1], alpha: 0.05, sides: .two))
    let other = try design.sampleSize(
      variant: 0.036, power: 0.9, bounds: rule.bounds(information: [0.2, 0.4], alpha: 0.05, sides: .two))
    #expect(agrees(other.maximum.total, whole.maximum.total, within: 1e-9))
    #expect(agrees(other.expectedUnderAlternative, whole.expectedUnderAlternative, within: 1e-9))
    #expect(agrees(whole.maximum.variant, 0.25 * whole.maximum.control, within: 1e-14))
  }

  @Test("the drift of a size gives a fixed test its power, and its sign is that of the effect")
  func drift() throws {
    let design = try TwoProportionPower(control: 0.03, alpha: 0.025, sides: .one, variantPerControl: 2)
    let fixed = try StoppingBounds(information: [1], upper: [Normal.quantile(survival: 0.025)])
    for variant in [0.033, 0.036, 0.05] {
      let drift = try design.drift(variant: variant, controlTrials: 5000)
      let power = try design.power(variant: variant, controlTrials: 5000)
      #expect(agrees(try fixed.crossing(drift: drift).totalUpper, power, within: 1e-9))
    }
    #expect(try design.drift(variant: 0.03, controlTrials: 5000) == 0)
    #expect(try design.drift(variant: 0.02, controlTrials: 5000) < 0)
    #expect(throws: StatisticsError.self) { try design.drift(variant: 0, controlTrials: 5000) }
    #expect(throws: StatisticsError.self) { try design.drift(variant: 0.04, controlTrials: 0) }
  }
}

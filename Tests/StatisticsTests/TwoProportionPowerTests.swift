import Statistics
import Testing

@Suite("power of the comparison of two rates")
struct TwoProportionPowerTests {
  @Test(
    "trials per arm for 80 % power, rounded up",
    arguments: [(0.03, 0.036, 13_914.0), (0.008, 0.0096, 53_486)])
  func perArm(control: Double, variant: Double, wanted: Double) throws {
    let size = try TwoProportionPower(control: control).sampleSize(variant: variant, power: 0.8)
    #expect(size.control.rounded(.up) == wanted)
  }

  @Test("sizes of other software: base R power.prop.test, R pwr 1.3-0, R gsDesign 3.10.1")
  func figures() throws {
    let design = try TwoProportionPower(control: 0.01)
    #expect(agrees(try design.sampleSize(variant: 0.015, power: 0.8).control, 7749.58969643795, within: 1e-8))
    #expect(agrees(try design.arcsineSampleSize(variant: 0.015, power: 0.8).control, 7673.09307549233, within: 1e-5))
    let oneSided = try TwoProportionPower(control: 0.03, alpha: 0.025, sides: .one)
    let margin = try oneSided.farringtonManningSampleSize(variant: 0.03, power: 0.9, margin: 0.01)
    #expect(agrees(margin.total, 12411.6712789314, within: 1e-9))
  }

  @Test("power of other software: statsmodels 0.15.0", arguments: [(0.02, 0.03, 3826.0, 0.8000881382417498)])
  func power(control: Double, variant: Double, perArm: Double, wanted: Double) throws {
    let design = try TwoProportionPower(control: control)
    #expect(agrees(try design.power(variant: variant, controlTrials: perArm), wanted, within: 1e-6))
  }

  @Test("size, power and detectable rate undo each other, also for unequal arms and one side")
  func inverse() throws {
    for sides in Sides.allCases {
      for ratio in [0.25, 1, 4.0] {
        let design = try TwoProportionPower(control: 0.03, sides: sides, variantPerControl: ratio)
        let size = try design.sampleSize(variant: 0.036, power: 0.9)
        #expect(agrees(size.variant, ratio * size.control, within: 1e-14))
        #expect(agrees(try design.power(variant: 0.036, controlTrials: size.control), 0.9, within: 1e-6))
        let lift = try #require(try design.detectableLift(controlTrials: size.control, power: 0.9))
        #expect(agrees(lift, 0.2, within: 1e-6))
      }
    }
    let small = try TwoProportionPower(control: 0.03)
    #expect(try small.detectableLift(controlTrials: 1, power: 0.9) == nil)
  }

  @Test("a design that cannot be is refused with the reason")
  func impossible() throws {
    #expect(throws: StatisticsError.self) { try TwoProportionPower(control: 0) }
    let design = try TwoProportionPower(control: 0.03)
    #expect(throws: StatisticsError.self) { try design.sampleSize(variant: 0.03, power: 0.8) }
    #expect(throws: StatisticsError.self) { try design.sampleSize(variant: 0.04, power: 0.01) }
  }
}

import Foundation
import Statistics
import Testing

@Suite("exact power and test-and-roll")
struct DesignTests {
  /// Full enumeration.
  @Test(
    "exact power of the pooled z test",
    arguments: [
      (0.06, 300, 0.03, 300, 0.42905383605144576), (0.03, 400, 0.03, 200, 0.04940293292773462),
      (0.1, 150, 0.04, 180, 0.5923965420765508),
    ])
  func exact(variant: Double, variantTrials: Int, control: Double, controlTrials: Int, power: Double) throws {
    let design = try ExactPower(
      control: control, variant: variant, controlTrials: controlTrials, variantTrials: variantTrials)
    #expect(agrees(try design.pooledZ(alpha: 0.05), power, within: 1e-10))
  }

  @Test("exact power approaches the normal one")
  func limit() throws {
    let exact = try ExactPower(control: 0.03, variant: 0.036, controlTrials: 13_914, variantTrials: 13_914)
    #expect(agrees(try exact.pooledZ(alpha: 0.05), 0.8, within: 2e-3))
    #expect(try exact.pooledZ(alpha: 0.025, sides: .one) <= exact.pooledZ(alpha: 0.05))
  }

  /// The authors' own R functions.
  @Test(
    "test-and-roll sizes and error rates",
    arguments: [
      (50_000.0, 0.0025, 0.099498743710662, 3417.57748822013, 0.190260909520845),
      (1000, 0.015, 0.237486841740758, 125.066553094812, 0.304246564317635),
    ])
  func testAndRoll(population: Double, prior: Double, response: Double, perArm: Double, errorRate: Double) throws {
    let design = try TestAndRoll(
      population: population, priorStandardDeviation: prior, responseStandardDeviation: response)
    #expect(agrees(design.perArm, perArm, within: 1e-9))
    #expect(agrees(design.errorRate, errorRate, within: 1e-9))
  }

  @Test("the website of Feit and Berman tests 2,284 visitors an arm out of 100,000")
  func website() throws {
    let design = try TestAndRoll(
      population: 100_000, priorStandardDeviation: 0.03, responseStandardDeviation: (0.68 * 0.32).squareRoot())
    #expect(design.perArm.rounded() == 2284)
  }
}

import Foundation
import Statistics
import Testing

@Suite("test-and-roll")
struct DesignTests {
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

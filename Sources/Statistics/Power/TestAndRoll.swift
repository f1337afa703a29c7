import Foundation

/// The test size that earns most in a finite population (Feit & Berman 2019, eq. 10; two symmetric arms).
///
/// Test a few, roll the better arm out to the rest. Maximises the expected total response under normal priors; makes no
/// promise about the error rate, which is reported.
public struct TestAndRoll: Hashable, Sendable {
  /// Trials of each arm that maximise the expected response; a real number.
  public let perArm: Double
  /// The chance of rolling out the worse arm.
  public let errorRate: Double

  /// - Parameters:
  ///   - population: all that can be treated, tested ones included; above 0.
  ///   - priorStandardDeviation: how much the arms' mean responses are thought to differ from their common mean.
  ///   - responseStandardDeviation: standard deviation of one response.
  public init(
    population: Double, priorStandardDeviation: Double, responseStandardDeviation: Double
  ) throws(StatisticsError) {
    try StatisticsError.requirePositive(population, "population")
    try StatisticsError.requirePositive(priorStandardDeviation, "prior standard deviation")
    try StatisticsError.requirePositive(responseStandardDeviation, "response standard deviation")
    let ratio = responseStandardDeviation / priorStandardDeviation
    let square = ratio * ratio
    // √(N s²/4 + (3s²/4)²) − 3s²/4, without its cancellation when the population is small.
    let shift = 0.75 * square
    let perArm = population * square / 4 / ((population * square / 4 + shift * shift).squareRoot() + shift)
    self.perArm = perArm
    errorRate = atan((square / perArm).squareRoot()) / .pi
  }
}

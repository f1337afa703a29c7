/// What a test has shown at some moment: a basis for conditional and predictive power.
public struct InterimResult: Hashable, Sendable {
  /// Fraction of the planned information seen.
  public let information: Double
  /// Z so far.
  public let statistic: Double

  /// Throws unless the information is positive and `statistic` is from −10⁴ to 10⁴.
  public init(information: Double, statistic: Double) throws(StatisticsError) {
    try StoppingBounds.require(information: [information])
    guard statistic.magnitude <= StagewiseAnalysis.largestStatistic else {
      throw .outOfRange(name: "statistic", value: statistic, expected: "a Z from -10000 to 10000")
    }
    self.information = information
    self.statistic = statistic
  }

  /// The drift that the data so far suggests, Z/√t.
  public var trend: Double { statistic / information.squareRoot() }
  var score: Double { statistic * information.squareRoot() }
}

/// What is believed about the drift (the expected Z at information 1) once the data of an interim look is in: a normal
/// distribution.
public struct DriftBelief: Hashable, Sendable {
  /// Expected drift.
  public let mean: Double
  /// Its standard deviation.
  public let standardDeviation: Double

  /// The belief from the data alone (flat prior): Z/√t with variance 1/t.
  public init(after interim: InterimResult) {
    mean = interim.trend
    standardDeviation = 1 / interim.information.squareRoot()
  }

  /// A normal prior on the drift joined with the data. Throws unless the prior is finite and its deviation positive.
  public init(
    priorMean: Double, priorStandardDeviation: Double, after interim: InterimResult
  ) throws(StatisticsError) {
    try StoppingBounds.require(drift: priorMean)
    try StatisticsError.requirePositive(priorStandardDeviation, "prior standard deviation")
    let weight = 1 / (priorStandardDeviation * priorStandardDeviation)
    let precision = weight + interim.information
    mean = (weight * priorMean + interim.score) / precision
    standardDeviation = 1 / precision.squareRoot()
  }

  /// Beta priors on both rates joined with the counts of `table` at `information`: the mean and variance of the difference
  /// of the posterior rates, in units of the standard error that the difference will have at information 1.
  ///
  /// A normal summary: not for fewer than about ten successes in all. Throws unless the information is positive.
  public init(
    table: TwoProportions, controlPrior: Beta, variantPrior: Beta, information: Double
  ) throws(StatisticsError) {
    try StoppingBounds.require(information: [information])
    func posterior(_ prior: Beta, _ arm: Proportion) -> Beta {
      Beta(unchecked: prior.a + arm.x, prior.b + Double(arm.failures))
    }
    let control = posterior(controlPrior, table.control)
    let variant = posterior(variantPrior, table.variant)
    let variance =
      control.mean * (1 - control.mean) / table.control.n + variant.mean * (1 - variant.mean) / table.variant.n
    let unit = (variance * information).squareRoot()
    mean = (variant.mean - control.mean) / unit
    standardDeviation = (control.variance + variant.variance).squareRoot() / unit
  }
}

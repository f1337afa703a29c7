/// How much more alike the trials of one cluster are than trials of different clusters.
///
/// Both estimators compare the variation inside clusters with that in all. They are estimated within arms (groups), so
/// that a difference between arms is not taken for a likeness of clusters. Either may come out negative when clusters
/// differ less than chance alone would make them: plan with 0 then. With fewer than some thirty clusters the estimate is
/// rough; look at the design effect for a range of values.
public struct IntraclassCorrelation: Hashable, Sendable {
  /// The one-way analysis of variance of the 0/1 outcome (Fisher 1925; Donner 1986, eq. 2.1); at most 1. Where nothing
  /// varies it is 0.
  public let analysisOfVariance: Double
  /// Fleiss & Cuzick (1979), for 0/1 outcomes: 1 − Σ y(m − y)/m / ((M − k) p q), p the rate of the arm; at most 1. Where
  /// nothing varies it is 0.
  public let fleissCuzick: Double
  /// Number of clusters with trials.
  public let clusters: Int
  /// Mean trials per cluster.
  public let meanSize: Double
  /// Standard deviation (divisor k) of the cluster sizes over their mean.
  public let coefficientOfVariation: Double

  /// Mean square between clusters over mean square inside them; nil where nothing varies inside.
  private let varianceRatio: Double?
  private let typicalSize: Double
  private let degreesOfFreedom: Degrees

  private struct Degrees: Hashable {
    var between: Double
    var within: Double
  }

  /// One arm's clusters.
  public init(_ clusters: [Proportion]) throws(StatisticsError) { try self.init(arms: [clusters]) }

  /// The clusters of each arm; a cluster that has trials in two arms is entered in both. Throws unless the clusters are
  /// more numerous than the arms, every arm has one, and some cluster has two trials.
  public init(arms: [[Proportion]]) throws(StatisticsError) {
    let all = arms.flatMap { $0 }
    for (index, arm) in arms.enumerated() where arm.isEmpty {
      throw .tooFew(name: "clusters of arm \(index + 1)", count: 0, expected: "at least one")
    }
    guard all.count > arms.count else {
      throw .tooFew(name: "clusters", count: all.count, expected: "more clusters than arms")
    }
    let trials = all.reduce(0) { $0 + $1.n }
    let (k, arm) = (Double(all.count), Double(arms.count))
    guard trials > k else {
      throw .tooFew(name: "trials", count: Int(trials), expected: "a cluster with at least two trials")
    }
    // Of a 0/1 outcome in a cluster of m with y successes: the sum of squares inside is y(m − y)/m, that between
    // clusters of an arm is Σ m (y/m − p)².
    var (within, between, sizes, fleiss) = (0.0, 0.0, trials, 0.0)
    for clusters in arms {
      let n = clusters.reduce(0) { $0 + $1.n }
      let rate = clusters.reduce(0) { $0 + $1.x } / n
      let failure = clusters.reduce(0) { $0 + Double($1.failures) } / n
      within += clusters.reduce(0) { $0 + $1.x * (Double($1.failures) / $1.n) }
      between += clusters.reduce(0) { $0 + $1.n * ($1.rate - rate) * ($1.rate - rate) }
      sizes -= clusters.reduce(0) { $0 + $1.n * $1.n } / n
      fleiss += (n - Double(clusters.count)) * (rate * failure)
    }
    let (meanBetween, meanWithin) = (between / (k - arm), within / (trials - k))
    let typicalSize = sizes / (k - arm)
    let spread = meanBetween + (typicalSize - 1) * meanWithin
    analysisOfVariance = spread > 0 ? (meanBetween - meanWithin) / spread : 0
    varianceRatio = meanWithin > 0 ? meanBetween / meanWithin : nil
    self.typicalSize = typicalSize
    degreesOfFreedom = Degrees(between: k - arm, within: trials - k)
    fleissCuzick = fleiss > 0 ? 1 - within / fleiss : 0
    self.clusters = all.count
    meanSize = trials / k
    let mean = meanSize
    let variance = all.reduce(0) { $0 + ($1.n - mean) * ($1.n - mean) } / k
    coefficientOfVariation = variance.squareRoot() / mean
  }

  /// The correlation that is not exceeded with a confidence strictly between 0 and 1, 0...1: the one-sided limit of the
  /// analysis of variance (Searle 1971, section 9.8; Donner & Wells 1986), with the typical cluster size where sizes vary.
  ///
  /// For planning from few clusters, whose estimate is rough; it rests on normal laws, and is itself rough for a handful of
  /// clusters with few events. Throws for a confidence outside its range.
  public func upperLimit(confidence: Double) throws(StatisticsError) -> Double {
    try StatisticsError.requireProbability(confidence, "confidence")
    guard let varianceRatio else { return 1 }
    let law = try FisherF(numerator: degreesOfFreedom.between, denominator: degreesOfFreedom.within)
    let theta = (varianceRatio / law.quantile(survival: confidence) - 1) / typicalSize
    return min(1, max(0, theta / (1 + theta)))
  }

  /// The design effect of these clusters at a correlation: by default the analysis of variance, or 0 where it is negative.
  /// Throws unless the correlation is in 0...1.
  public func designEffect(at correlation: Double? = nil) throws(StatisticsError) -> DesignEffect {
    try DesignEffect(
      intraclassCorrelation: correlation ?? min(1, max(0, analysisOfVariance)), meanSize: meanSize,
      coefficientOfVariation: coefficientOfVariation)
  }
}

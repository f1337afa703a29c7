import ProofKit
import Statistics

/// How late sales come, as it is true in a simulation.
enum TrueDelays: String, CaseIterable {
  case exponential = "exponential, mean 9 days"
  case weibull = "Weibull, shape 1.4, scale 14 days"
  case logNormal = "log-normal, median 9 days, spread 0.7"
  case gamma = "gamma, shape 3, mean 12 days"
  case mixture = "two kinds: 60 % exponential, mean 4; 40 % log-normal, median 20, spread 0.5"

  /// Whether it is one of the laws that are fitted.
  var isFitted: Bool { self != .gamma && self != .mixture }

  func draw(_ random: inout RandomSource) -> Double {
    switch self {
    case .exponential: random.exponential(mean: 9)
    case .weibull: random.weibull(shape: 1.4, scale: 14)
    case .logNormal: random.logNormal(logMean: 2.1972245773362196, logDeviation: 0.7)
    case .gamma: 4 * random.gamma(shape: 3)
    case .mixture:
      random.uniform() < 0.6
        ? random.exponential(mean: 4) : random.logNormal(logMean: 2.995732273553991, logDeviation: 0.5)
    }
  }
}

/// Campaigns of two weeks, read on a day, with a forecast of the sales within 90 days of each call.
struct ForecastStudy {
  static let tests = 300
  static let callsPerDay = 2800
  static let callingDays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]
  static let share = 0.004
  static let horizon = 90

  /// What is known of delays beforehand.
  enum Knowledge: String {
    case nothing
    /// A past campaign of the same size, followed for 120 days.
    case history = "a past campaign"
  }

  let truth: TrueDelays
  let knowledge: Knowledge
  /// Days since the first call, at whose end the forecast stands.
  let day: Int

  struct Result {
    /// Campaigns with a forecast.
    let forecast: Share
    /// Forecasts whose interval holds what came.
    let held: Share
    /// Mean width of the interval, in sales.
    let width: Double
  }

  func result(_ effort: Effort, stream: UInt64) async throws -> Result {
    let replicates = Replicates(number: effort.tests(Self.tests), stream: stream)
    let counts = try await replicates.counts(3, state: 0) { random, _, counts in
      let (seen, came) = try campaign(&random, day: day)
      var prior: DelayPrior?
      if knowledge == .history {
        let past = try campaign(&random, day: 131).seen
        prior = DelayPrior(try CureModel.best([past]).best)
      }
      guard case .forecast(let forecast) = try DelayForecast.answer(of: [seen], horizon: Self.horizon, prior: prior)
      else { return }
      counts[0] += 1
      if forecast.outcomes.contains(Double(came)) { counts[1] += 1 }
      counts[2] += Int(forecast.outcomes.upper - forecast.outcomes.lower)
    }
    return Result(
      forecast: Share(counts[0], of: replicates.number), held: Share(counts[1], of: counts[0]),
      width: counts[0] > 0 ? Double(counts[2]) / Double(counts[0]) : 0)
  }

  /// What is seen of a campaign at the end of a day, and the sales within the horizon.
  private func campaign(_ random: inout RandomSource, day: Int) throws -> (seen: DelayCohorts, came: Int) {
    var cohorts: [DelayCohorts.Cohort] = []
    var came = 0
    for called in Self.callingDays where called <= day {
      let age = day - called
      var outcomes = [Int](repeating: 0, count: age + 1)
      for _ in 0..<random.binomial(Self.callsPerDay, Self.share) {
        // Sales of no use to anyone after a century.
        let delay = Int(min(truth.draw(&random), 36_500))
        if delay <= Self.horizon { came += 1 }
        if delay <= age { outcomes[delay] += 1 }
      }
      cohorts.append(DelayCohorts.Cohort(age: age, calls: Self.callsPerDay, outcomes: outcomes))
    }
    return (try DelayCohorts(cohorts), came)
  }
}

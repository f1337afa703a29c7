import Statistics

/// Forecasts of the sales of every script at the end of a day.
struct SalesForecast {
  /// Delays known beforehand, and from where.
  typealias Prior = (delays: DelayPrior, source: Review.DelaySource)

  private(set) var byVariant: [String: (forecast: DelayForecast, source: Review.DelaySource)] = [:]
  private(set) var missing: Review.NoForecast?
  /// How well the delays go with what was known of them beforehand; nil without such knowledge, or a forecast.
  private(set) var priorChance: Double?

  /// Forecasts of calls of at least the age `youngest` within `horizon` days of each.
  ///
  /// Without delays known beforehand they come from the calls: a law for each script where Akaike's criterion prefers that
  /// to one law for all, and one for all otherwise.
  init(
    _ variants: [String], _ cohorts: SalesCohorts, youngest: Int, horizon: Int, confidence: Double, prior: Prior?
  ) throws(DecisionError) {
    var names: [String] = []
    var groups: [DelayCohorts] = []
    for name in variants {
      guard let delays = try cohorts.delays(name) else { continue }
      names.append(name)
      groups.append(delays)
    }
    guard prior != nil || groups.contains(where: { $0.outcomes > 0 }) else {
      missing = .withoutSales
      return
    }
    let isOwn = prior == nil && SalesForecast.differ(groups)
    for (index, name) in names.enumerated() {
      let answer = try asking { () throws(StatisticsError) in
        try DelayForecast.answer(
          group: isOwn ? 0 : index, of: isOwn ? [groups[index]] : groups, youngest: youngest, horizon: horizon,
          level: confidence, prior: prior?.delays)
      }
      switch answer {
      case .forecast(let forecast):
        byVariant[name] = (forecast, prior?.source ?? (isOwn ? .own : .pooled))
        if let prior, let law = forecast.laws.first {
          priorChance = min(priorChance ?? 1, prior.delays.chance(of: law.distribution))
        }
      case .tailNotSeen(let unseen):
        missing = .tailNotSeen(unseen: unseen, longestAge: cohorts.longestAge)
        byVariant = [:]
        return
      }
    }
  }

  /// Fewest sales of each script that its own delays are asked of.
  private static let fewestOwn = 30

  /// Whether the scripts' delays differ by Akaike's criterion.
  private static func differ(_ groups: [DelayCohorts]) -> Bool {
    guard groups.count > 1, groups.allSatisfy({ $0.outcomes >= fewestOwn }) else { return false }
    do throws(StatisticsError) {
      let pooled = try CureModel.best(groups).best.aic
      var own = 0.0
      for group in groups { own += try CureModel.best([group]).best.aic }
      return own < pooled
    } catch {
      // Where one of the fits fails the calls do not tell delays apart.
      return false
    }
  }
}

/// How the strata of a stratified score are weighted.
public enum StratumWeighting: String, Hashable, Sendable, CaseIterable {
  /// n₁n₂/N: the difference one would see with the strata in their observed sizes. The default.
  case mantelHaenszel = "mantel-haenszel"
  /// The inverse of the score variance at the value tested: efficient when the effect is constant across strata.
  case inverseVarianceScore = "inverse-variance-score"
  /// The iterative weights of Miettinen & Nurminen (1985, eqs. 15–17 and their analogues for ratios).
  case miettinenNurminen = "miettinen-nurminen"
}

extension StratumWeighting {
  /// The weights of `tables` at `value` of the parameter, on any common scale.
  func weights(
    of tables: [TwoProportions], moments: [ScoreMoments], contrast: ScoreContrast, value: Double
  ) -> [Double] {
    switch self {
    case .mantelHaenszel:
      return tables.map { $0.control.n * $0.variant.n / $0.total }
    case .inverseVarianceScore:
      let weights = moments.map { moment in
        guard moment.variance > 0, moment.variance < .infinity else { return 0.0 }
        // The ratio's score is taken per unit of the control rate (Tang 2020).
        return (contrast == .ratio ? moment.rates.control : 1) / moment.variance
      }
      return weights.contains { $0 > 0 } ? weights : tables.map { _ in 1 }
    case .miettinenNurminen:
      switch contrast {
      case .difference, .ratio: return Self.iterated(tables, moments, contrast, value)
      case .oddsRatio:
        let weights = zip(tables, moments).map { table, moment in
          let rates = moment.rates
          let product = rates.variantFailure * rates.control
          let information = table.variant.n * rates.variantVariance + table.control.n * rates.controlVariance
          return information > 0 ? table.variant.n * table.control.n * product * product / information : 0
        }
        return weights.contains { $0 > 0 } ? weights : tables.map { _ in 1 }
      }
    }
  }

  private static func iterated(
    _ tables: [TwoProportions], _ moments: [ScoreMoments], _ contrast: ScoreContrast, _ value: Double
  ) -> [Double] {
    let isRatio = contrast == .ratio
    let controlScale = isRatio ? value : 1
    var quotient = 1.0
    var weights: [Double] = []
    for _ in 0..<200 {
      weights = tables.map { 1 / (quotient / $0.variant.n + controlScale / $0.control.n) }
      func mean(_ rate: (RestrictedRates) -> Double) -> Double {
        zip(weights, moments).reduce(0) { $0 + $1.0 * rate($1.1.rates) }
      }
      let total = weights.reduce(0, +)
      let variantFailure = mean(\.variantFailure) / total
      let controlFailure = mean(\.controlFailure) / total
      var next = variantFailure / controlFailure
      if !isRatio { next *= mean(\.variant) / mean(\.control) }
      // At an end of the parameter space the quotient has no value; equal rates are then as good.
      guard next.isFinite, next > 0 else { break }
      let moved = (next - quotient).magnitude
      quotient = next
      if moved <= 1e-15 * next { break }
    }
    return weights
  }
}

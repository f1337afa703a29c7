import Statistics

/// `interval.ratio.*` and `interval.odds-ratio.*`: variant / control.
enum RatioMethods {
  static let all: [any ComputeMethod] = ratios + oddsRatios

  private static let ratios: [any ComputeMethod] = RatioInterval.allCases.map { interval in
    let (source, notFor) = note(interval)
    return Method<TwoArmInterval, Estimate>(
      "interval.ratio.\(interval.rawValue)", "Interval for the ratio of two rates, variant / control.",
      source: source, notFor: notFor
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in try input.arms.ratio(interval, confidence: input.confidence) }
    }
  }

  private static let oddsRatios: [any ComputeMethod] = OddsRatioInterval.allCases.map { interval in
    let (source, notFor) = note(interval)
    return Method<TwoArmInterval, Estimate>(
      "interval.odds-ratio.\(interval.rawValue)", "Interval for the odds ratio, odds of variant / odds of control.",
      source: source, notFor: notFor
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        try input.arms.oddsRatio(interval, confidence: input.confidence)
      }
    }
  }

  private static func note(_ interval: RatioInterval) -> (source: String, notFor: String) {
    switch interval {
    case .log: ("Katz et al. 1978", "arms without success: it is 0 to infinity")
    case .logAdjusted: ("Walter 1975", "few successes: it shrinks towards 1")
    case .koopman: ("Koopman 1984", "small samples: use miettinen-nurminen")
    case .miettinenNurminen: ("Miettinen & Nurminen 1985", "equal error on each side at low rates: use scas")
    case .newcombe: ("Donner & Zou 2012", "agreement with a score test: use miettinen-nurminen")
    case .moverJeffreys: ("Laud 2017", "agreement with a score test: use miettinen-nurminen")
    case .exactScore:
      ("Chan & Zhang 1999; Berger & Boos 1994", "large counts, where it is slow: miettinen-nurminen says the same")
    case .scas: ("Laud 2017", "readers who expect the observed ratio as the estimate")
    }
  }

  private static func note(_ interval: OddsRatioInterval) -> (source: String, notFor: String) {
    switch interval {
    case .logit: ("Woolf 1955", "tables with an empty cell: it is 0 to infinity")
    case .logitAdjusted: ("Gart 1966", "few successes: it shrinks towards 1")
    case .score: ("Cornfield 1956; Miettinen & Nurminen 1985", "audiences who think in rates: use a ratio")
    case .miettinenNurminen: ("Miettinen & Nurminen 1985", "audiences who think in rates: use a ratio")
    case .newcombe: ("Fagerland & Newcombe 2013, method 4", "tables where an arm has only successes")
    case .moverJeffreys: ("Laud 2017", "agreement with a score test: use score")
    case .scas: ("Laud 2018", "readers who expect the observed odds ratio as the estimate")
    case .exactConditional: ("Cornfield 1956", "a short interval: it is wider than its level asks")
    }
  }
}

import Statistics

/// `interval.difference.*`: variant − control.
enum DifferenceMethods {
  static let all: [any ComputeMethod] = DifferenceInterval.allCases.map { interval in
    let (source, notFor) = note(interval)
    return Method<TwoArmInterval, Estimate>(
      "interval.difference.\(interval.rawValue)", "Interval for the difference of two rates, variant - control.",
      source: source, notFor: notFor
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        try input.arms.difference(interval, confidence: input.confidence)
      }
    }
  }

  private static func note(_ interval: DifferenceInterval) -> (source: String, notFor: String) {
    switch interval {
    case .wald: ("Laplace 1812", "low rates or small counts: it covers far less than it says")
    case .agrestiCaffo: ("Agresti & Caffo 2000", "rates under 1 %: it shrinks towards one half")
    case .newcombe: ("Newcombe 1998, method 10", "agreement with a score test: use miettinen-nurminen")
    case .moverJeffreys: ("Laud 2017", "agreement with a score test: use miettinen-nurminen")
    case .mee: ("Mee 1984", "small samples: use miettinen-nurminen")
    case .miettinenNurminen: ("Miettinen & Nurminen 1985, eqs. 8-9", "equal error on each side at low rates: use scas")
    case .exact: ("Chan & Zhang 1999", "more than 2000 trials, which it refuses")
    case .exactScore:
      ("Chan & Zhang 1999; Berger & Boos 1994", "large counts, where it is slow: miettinen-nurminen says the same")
    case .scas: ("Laud 2017", "readers who expect the observed difference as the estimate")
    }
  }
}

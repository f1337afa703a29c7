import Statistics

/// `interval.proportion.*`
enum ProportionMethods {
  static let all: [any ComputeMethod] = ProportionInterval.allCases.map { interval in
    let (source, notFor) = note(interval)
    return Method<OneArmInterval, Estimate>(
      "interval.proportion.\(interval.rawValue)", "Interval for one rate.", source: source, notFor: notFor
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        try input.proportion.interval(interval, confidence: input.confidence)
      }
    }
  }

  private static func note(_ interval: ProportionInterval) -> (source: String, notFor: String) {
    switch interval {
    case .wilson: ("Wilson 1927", "a promise never to fall below the level: use clopper-pearson")
    case .jeffreys: ("Brown, Cai & DasGupta 2001", "rates at the very ends, where it covers less than it says")
    case .clopperPearson: ("Clopper & Pearson 1934", "a short interval: it is wider than its level asks")
    case .agrestiCoull: ("Agresti & Coull 1998", "low rates: its lower end goes below 0 and is clipped")
    case .scas: ("Laud 2018", "readers who expect the observed rate as the estimate")
    }
  }
}

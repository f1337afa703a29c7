import Statistics

/// `stratified.*`
enum StratifiedMethods {
  static let all: [any ComputeMethod] =
    scoreIntervals + [difference, ratio, oddsRatio, cochranMantelHaenszel, breslowDayTarone, exactConditional]
    + HomogeneityMethods.all

  private static let scoreIntervals: [any ComputeMethod] = StratifiedScoreInterval.allCases.flatMap { interval in
    let source = interval == .scas ? "Laud 2017" : "Miettinen & Nurminen 1985"
    let notFor = "effects that differ between strata; many strata of a few trials: use mantel-haenszel"
    func method(
      _ contrast: String, _ summary: String,
      _ compute: @escaping @Sendable (WeightedStrataInterval) throws(StatisticsError) -> Estimate
    ) -> any ComputeMethod {
      Method<WeightedStrataInterval, Estimate>(
        "stratified.\(contrast).\(interval.rawValue)", summary, source: source, notFor: notFor
      ) { input throws(ComputeFault) in
        try answering { () throws(StatisticsError) in try compute(input) }
      }
    }
    return [
      method("difference", "Score interval for a difference of rates shared by all strata.") {
        input throws(StatisticsError) in
        try input.strata.tables.difference(
          interval, weighting: input.weighting, confidence: input.strata.confidence)
      },
      method("ratio", "Score interval for a ratio of rates shared by all strata.") {
        input throws(StatisticsError) in
        try input.strata.tables.ratio(interval, weighting: input.weighting, confidence: input.strata.confidence)
      },
      method("odds-ratio", "Score interval for an odds ratio shared by all strata.") {
        input throws(StatisticsError) in
        try input.strata.tables.oddsRatio(
          interval, weighting: input.weighting, confidence: input.strata.confidence)
      },
    ]
  }

  private static let difference = Method<StrataInterval, Estimate>(
    "stratified.difference.mantel-haenszel", "Mantel-Haenszel difference with Sato's variance.",
    source: "Sato, Greenland & Robins 1989", notFor: "very low counts: use stratified.difference.scas"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      try input.tables.mantelHaenszelDifference(confidence: input.confidence)
    }
  }

  private static let ratio = Method<StrataInterval, Estimate>(
    "stratified.ratio.mantel-haenszel", "Mantel-Haenszel ratio of rates.",
    source: "Greenland & Robins 1985", notFor: "very low counts: use stratified.ratio.scas"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in try input.tables.mantelHaenszelRatio(confidence: input.confidence) }
  }

  private static let oddsRatio = Method<StrataInterval, Estimate>(
    "stratified.odds-ratio.mantel-haenszel", "Mantel-Haenszel odds ratio.",
    source: "Robins, Breslow & Greenland 1986", notFor: "very low counts: use stratified.odds-ratio.scas"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      try input.tables.mantelHaenszelOddsRatio(confidence: input.confidence)
    }
  }

  private struct CorrectedTest: MethodInput {
    static let fields =
      Strata.fields + [
        FieldDescription("alternative", "two-sided (default), greater (variant above control) or less"),
        FieldDescription("correction", "whether to subtract one half from the absolute sum; default false"),
      ]
    var tables: StratifiedTwoProportions
    var alternative: Alternative
    var correction: Bool

    init(_ fields: Fields) throws(ComputeFault) {
      tables = try Strata(fields).tables
      alternative = try fields.choice("alternative", default: .twoSided)
      correction = try fields.flag("correction", default: false)
    }
  }

  private static let cochranMantelHaenszel = Method<CorrectedTest, TestResult>(
    "stratified.test.cochran-mantel-haenszel", "Test of no effect in any stratum.",
    source: "Mantel & Haenszel 1959", notFor: "effects of opposite direction, which cancel"
  ) { input throws(ComputeFault) in
    input.tables.cochranMantelHaenszel(correction: input.correction, alternative: input.alternative)
  }

  private static let breslowDayTarone = Method<Strata, TestResult>(
    "stratified.test.breslow-day-tarone", "Test of one odds ratio in all strata.",
    source: "Breslow & Day 1980, Tarone 1985", notFor: "proof of homogeneity: with few successes it sees little"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in try input.tables.breslowDayTarone() }
  }

  private static let exactConditional = Method<Strata, TestResult>(
    "stratified.test.exact-conditional", "Exact test of no effect in any stratum, given all margins.",
    source: "Mehta, Patel & Gray 1985", notFor: "large counts, where cochran-mantel-haenszel is as good"
  ) { input throws(ComputeFault) in input.tables.exactConditionalTest() }
}

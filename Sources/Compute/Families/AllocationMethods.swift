import Statistics

/// `bayes.exploration-sampling`
enum AllocationMethods {
  static let all: [any ComputeMethod] = [explorationSampling]

  private struct Input: MethodInput {
    static let fields = [
      FieldDescription("arms", "list of [successes, trials], from 1 to 100; [0, 0] for an arm without a call"),
      FieldDescription("calls", "calls of the next wave, at least 0; default 0"),
      FieldDescription("floor", "least share of an arm, from 0 to 1/arms; default 0"),
      FieldDescription("prior", "prior of all rates: [a, b], or {mean, standardDeviation}; default [1, 1]"),
    ]
    var sampling: ExplorationSampling
    var floor: Double
    var calls: Int

    init(_ fields: Fields) throws(ComputeFault) {
      let prior = try fields.prior("prior", default: .uniform)
      let rows = try fields.integerRows("arms", width: 2, of: "[successes, trials]")
      sampling = try answering { () throws(StatisticsError) in
        var arms: [Proportion?] = []
        for row in rows { arms.append(row == [0, 0] ? nil : try Proportion(row[0], of: row[1])) }
        return try ExplorationSampling(arms, prior: prior)
      }
      floor = try fields.number("floor", default: 0)
      calls = try fields.integer("calls", default: 0)
    }
  }

  private struct Output: MethodOutput {
    static let fields = [
      FieldDescription("calls", "for each arm, its calls in the next wave"),
      FieldDescription("probabilityBest", "for each arm, the probability that its rate is the highest"),
      FieldDescription("shares", "for each arm, its share by exploration sampling; they sum to 1"),
      FieldDescription("thompsonShares", "for each arm, its share by Thompson sampling; they sum to 1"),
    ]
    var calls: [Int]
    var probabilityBest: [Double]
    var shares: [Double]
    var thompson: [Double]

    var json: [String: JSONValue] {
      [
        "calls": .array(calls.map { .number("\($0)") }), "probabilityBest": JSONValue(probabilityBest),
        "shares": JSONValue(shares), "thompsonShares": JSONValue(thompson),
      ]
    }
  }

  private static let explorationSampling = Method<Input, Output>(
    "bayes.exploration-sampling", "Shares of the next wave of several arms, to find the best of them.",
    source: "Kasy & Sautmann 2021; beta-binomial posteriors by quadrature",
    notFor: "pooled comparisons afterwards: analyse within waves"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let shares = try input.sampling.shares(floor: input.floor)
      return Output(
        calls: try ExplorationSampling.counts(of: input.calls, shares: shares),
        probabilityBest: input.sampling.probabilityBest, shares: shares,
        thompson: try input.sampling.thompsonShares(floor: input.floor))
    }
  }
}

import Statistics

/// `bayes.*`
enum BayesMethods {
  static let all: [any ComputeMethod] = [betaBinomial, difference, lift, severalArms]

  private static let arms = [
    FieldDescription("control", "[successes, trials] of the control"),
    FieldDescription("controlPrior", "prior of the control: [a, b], or {mean, standardDeviation}; default prior"),
    FieldDescription("prior", "prior of both rates: [a, b], or {mean, standardDeviation}; default [1, 1]"),
    FieldDescription("variant", "[successes, trials] of the variant"),
    FieldDescription("variantPrior", "prior of the variant: [a, b], or {mean, standardDeviation}; default prior"),
  ]

  private static func comparison(_ fields: Fields) throws(ComputeFault) -> BetaBinomialComparison {
    let (control, variant) = (try fields.proportion("control"), try fields.proportion("variant"))
    let shared = try fields.prior("prior", default: .uniform)
    return BetaBinomialComparison(
      control: try fields.prior("controlPrior", default: shared).posterior(control),
      variant: try fields.prior("variantPrior", default: shared).posterior(variant))
  }

  private struct Input: MethodInput {
    static let fields = arms
    var comparison: BetaBinomialComparison
    init(_ fields: Fields) throws(ComputeFault) { comparison = try BayesMethods.comparison(fields) }
  }

  private struct Output: MethodOutput {
    static let fields = [
      FieldDescription("lossChoosingControl", "expected rate given up by choosing the control"),
      FieldDescription("lossChoosingVariant", "expected rate given up by choosing the variant"),
      FieldDescription("probabilityVariantBetter", "posterior probability that the variant's rate is higher"),
    ]
    var comparison: BetaBinomialComparison
    var json: [String: JSONValue] {
      [
        "lossChoosingControl": JSONValue(comparison.lossChoosingControl),
        "lossChoosingVariant": JSONValue(comparison.lossChoosingVariant),
        "probabilityVariantBetter": JSONValue(comparison.probabilityVariantBetter),
      ]
    }
  }

  private static let source = "Beta-binomial posteriors; quadrature to 1e-12"
  private static let notFor = "a bound on the error rate of repeated looks"

  private static let betaBinomial = Method<Input, Output>(
    "bayes.beta-binomial", "Which of two rates is higher, and what a wrong choice costs.", source: source,
    notFor: notFor
  ) { input throws(ComputeFault) in Output(comparison: input.comparison) }

  private struct IntervalInput: MethodInput {
    static let fields =
      arms + [FieldDescription("confidence", "probability inside the interval, between 0 and 1; default 0.95")]
    var comparison: BetaBinomialComparison
    var confidence: Double
    init(_ fields: Fields) throws(ComputeFault) {
      comparison = try BayesMethods.comparison(fields)
      confidence = try fields.confidence()
    }
  }

  private static let difference = Method<IntervalInput, Estimate>(
    "bayes.difference", "Posterior mean and equal-tailed credible interval of variant - control.", source: source,
    notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      try input.comparison.difference(confidence: input.confidence)
    }
  }

  private struct LiftInput: MethodInput {
    static let fields =
      IntervalInput.fields + [FieldDescription("pays", "relative lift that pays, above -1: 0.05 is 5 %; default 0")]
    var comparison: BetaBinomialComparison
    var confidence: Double
    var pays: Double
    init(_ fields: Fields) throws(ComputeFault) {
      let input = try IntervalInput(fields)
      (comparison, confidence) = (input.comparison, input.confidence)
      pays = try fields.number("pays", default: 0)
    }
  }

  private struct LiftOutput: MethodOutput {
    static let fields =
      Estimate.fields + [FieldDescription("probabilityPays", "probability that the lift is above the one that pays")]
    var lift: Estimate
    var probability: Double
    var json: [String: JSONValue] {
      lift.json.merging(["probabilityPays": JSONValue(probability)]) { first, _ in first }
    }
  }

  private static let lift = Method<LiftInput, LiftOutput>(
    "bayes.lift",
    "Posterior median and equal-tailed credible interval of the relative lift, and the chance that it pays.",
    source: source, notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      LiftOutput(
        lift: try input.comparison.lift(confidence: input.confidence),
        probability: try input.comparison.probability(liftAbove: input.pays))
    }
  }

  private struct SeveralInput: MethodInput {
    static let fields = [
      FieldDescription("arms", "list of [successes, trials], from 1 to 100"),
      FieldDescription("prior", "prior of all rates: [a, b], or {mean, standardDeviation}; default [1, 1]"),
    ]
    var posteriors: [Beta]
    init(_ fields: Fields) throws(ComputeFault) {
      let prior = try fields.prior("prior", default: .uniform)
      posteriors = try fields.proportions("arms").map { prior.posterior($0) }
      guard (1...100).contains(posteriors.count) else {
        throw .invalid("arms is a list of \(posteriors.count); expected from 1 to 100.")
      }
    }
  }

  private struct SeveralOutput: MethodOutput {
    static let fields = [
      FieldDescription("expectedLoss", "for each arm, the rate given up on average by choosing it"),
      FieldDescription("mean", "for each arm, the posterior mean of its rate"),
      FieldDescription("probabilityBest", "for each arm, the probability that its rate is the highest"),
    ]
    var posteriors: [Beta]
    var json: [String: JSONValue] {
      [
        "expectedLoss": JSONValue(BetaBinomialComparison.expectedLoss(posteriors)),
        "mean": JSONValue(posteriors.map(\.mean)),
        "probabilityBest": JSONValue(BetaBinomialComparison.probabilityBest(posteriors)),
      ]
    }
  }

  private static let severalArms = Method<SeveralInput, SeveralOutput>(
    "bayes.several-arms", "Which of several rates is highest, and what choosing each costs.", source: source,
    notFor: notFor
  ) { input throws(ComputeFault) in SeveralOutput(posteriors: input.posteriors) }
}

extension Fields {
  /// A Beta prior as two shapes `[a, b]`, or as `{mean, standardDeviation}`.
  func prior(_ name: String, default standard: BetaPrior) throws(ComputeFault) -> BetaPrior {
    if let moments = optionalObject(name) {
      try moments.requireKnown(["mean", "standardDeviation"])
      let (mean, deviation) = (try moments.number("mean"), try moments.number("standardDeviation"))
      return try answering { () throws(StatisticsError) in
        try BetaPrior(mean: mean, standardDeviation: deviation)
      }
    }
    let shapes = try numbers(name, count: 2, default: [standard.beta.a, standard.beta.b])
    return try answering { () throws(StatisticsError) in try BetaPrior(shapes[0], shapes[1]) }
  }
}

import Statistics

/// `bayes.*`
enum BayesMethods {
  static let all: [any ComputeMethod] = [betaBinomial]

  private struct Input: MethodInput {
    static let fields = [
      FieldDescription("control", "[successes, trials] of the control"),
      FieldDescription("prior", "[a, b] of the Beta prior on both rates; default [1, 1]"),
      FieldDescription("variant", "[successes, trials] of the variant"),
    ]
    var comparison: BetaBinomialComparison

    init(_ fields: Fields) throws(ComputeFault) {
      let (control, variant) = (try fields.proportion("control"), try fields.proportion("variant"))
      let shapes = try fields.numbers("prior", count: 2, default: [1, 1])
      comparison = try answering { () throws(StatisticsError) in
        BetaBinomialComparison(control: control, variant: variant, prior: try BetaPrior(shapes[0], shapes[1]))
      }
    }
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

  private static let betaBinomial = Method<Input, Output>(
    "bayes.beta-binomial", "Which of two rates is higher, and what a wrong choice costs.",
    source: "Beta-binomial posteriors; quadrature to 1e-12", notFor: "a bound on the error rate of repeated looks"
  ) { input throws(ComputeFault) in Output(comparison: input.comparison) }
}

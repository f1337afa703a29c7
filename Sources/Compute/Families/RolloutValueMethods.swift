import Statistics

/// `power.test-and-roll…`, `power.value-of-information`
enum RolloutValueMethods {
  static let all: [any ComputeMethod] = [testAndRoll, betaBinomial, valueOfInformation]

  private struct RollInput: MethodInput {
    static let fields = [
      FieldDescription("mean", "common prior mean of the responses; does not change the answer; default 0"),
      FieldDescription("population", "all that can be treated, the tested ones included"),
      FieldDescription("priorStandardDeviation", "prior standard deviation of an arm's mean response"),
      FieldDescription("responseStandardDeviation", "standard deviation of one response"),
    ]
    var design: TestAndRoll

    init(_ fields: Fields) throws(ComputeFault) {
      _ = try fields.number("mean", default: 0)
      let population = try fields.number("population")
      let prior = try fields.number("priorStandardDeviation")
      let response = try fields.number("responseStandardDeviation")
      design = try answering { () throws(StatisticsError) in
        try TestAndRoll(
          population: population, priorStandardDeviation: prior, responseStandardDeviation: response)
      }
    }
  }

  private struct RollOutput: MethodOutput {
    static let fields = [
      FieldDescription("errorRate", "chance of rolling out the worse arm"),
      FieldDescription("perArm", "trials in each arm that earn most, a real number"),
    ]
    var design: TestAndRoll
    var json: [String: JSONValue] {
      ["errorRate": JSONValue(design.errorRate), "perArm": JSONValue(design.perArm)]
    }
  }

  private static let testAndRoll = Method<RollInput, RollOutput>(
    "power.test-and-roll", "Test size that earns most in a finite population.", source: "Feit & Berman 2019, eq. 10",
    notFor: "a promise about the error rate"
  ) { input throws(ComputeFault) in RollOutput(design: input.design) }

  /// Beliefs about both rates: a prior for each, and what a running test has shown.
  private struct Beliefs: Sendable {
    static let fields = [
      FieldDescription("controlPrior", "prior of the control: [a, b], or {mean, standardDeviation}; default prior"),
      FieldDescription("population", "calls to come, the tested ones included"),
      FieldDescription("prior", "prior of both rates: [a, b], or {mean, standardDeviation}; default [1, 1]"),
      FieldDescription("variantPrior", "prior of the variant: [a, b], or {mean, standardDeviation}; default prior"),
    ]
    var control: BetaPrior
    var variant: BetaPrior
    var population: Int

    init(_ fields: Fields) throws(ComputeFault) {
      let shared = try fields.prior("prior", default: .uniform)
      control = try fields.prior("controlPrior", default: shared)
      variant = try fields.prior("variantPrior", default: shared)
      population = try fields.integer("population")
    }
  }

  private static let sizes = [
    FieldDescription("perControl", "calls of the test with the control; default: the best equal sizes"),
    FieldDescription("perVariant", "calls of the test with the variant; default perControl"),
  ]

  private struct BeliefsInput: MethodInput {
    static let fields = Beliefs.fields + sizes
    var value: RolloutValue
    var trials: (control: Int, variant: Int)?

    init(_ fields: Fields) throws(ComputeFault) {
      let beliefs = try Beliefs(fields)
      value = try answering { () throws(StatisticsError) in
        try RolloutValue(
          control: beliefs.control.beta, variant: beliefs.variant.beta, population: beliefs.population)
      }
      trials = try fields.testSizes()
    }
  }

  private struct Outcome: MethodOutput {
    static let fields = [
      FieldDescription("errorRate", "chance of rolling out the worse script"),
      FieldDescription("gain", "expected successes above rolling out at once what now looks better"),
      FieldDescription("informationPerCall", "value of the test's information for one later call, in successes"),
      FieldDescription("perControl", "calls of the test with the control"),
      FieldDescription("perVariant", "calls of the test with the variant"),
      FieldDescription("perfectInformationPerCall", "value of knowing both rates for one call, in successes"),
      FieldDescription("regret", "expected successes below those of who knows both rates"),
      FieldDescription("successes", "expected successes of all calls to come"),
    ]
    var outcome: RolloutValue.Outcome
    var errorRate: Double
    var perfect: Double

    init(_ value: RolloutValue, _ trials: (control: Int, variant: Int)?) throws(StatisticsError) {
      outcome =
        if let trials {
          try value.outcome(controlTrials: trials.control, variantTrials: trials.variant)
        } else {
          value.best()
        }
      errorRate = try value.errorRate(controlTrials: outcome.controlTrials, variantTrials: outcome.variantTrials)
      perfect = value.perfectInformationPerCall
    }

    var json: [String: JSONValue] {
      [
        "errorRate": JSONValue(errorRate), "gain": JSONValue(outcome.gain),
        "informationPerCall": JSONValue(outcome.informationPerCall),
        "perControl": .number("\(outcome.controlTrials)"), "perVariant": .number("\(outcome.variantTrials)"),
        "perfectInformationPerCall": JSONValue(perfect), "regret": JSONValue(outcome.regret),
        "successes": JSONValue(outcome.successes),
      ]
    }
  }

  private static let betaBinomial = Method<BeliefsInput, Outcome>(
    "power.test-and-roll-beta-binomial", "Test size that earns most before a roll-out, for rates with Beta priors.",
    source: "framework of Feit & Berman 2019; all outcomes summed", notFor: "a promise about the error rate"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in try Outcome(input.value, input.trials) }
  }

  private struct RunningInput: MethodInput {
    static let fields =
      Beliefs.fields + [
        FieldDescription("control", "[successes, trials] of the control so far"),
        FieldDescription("perControl", "further calls with the control; default: the best equal numbers"),
        FieldDescription("perVariant", "further calls with the variant; default perControl"),
        FieldDescription("variant", "[successes, trials] of the variant so far"),
      ]
    var value: RolloutValue
    var trials: (control: Int, variant: Int)?

    init(_ fields: Fields) throws(ComputeFault) {
      let beliefs = try Beliefs(fields)
      let (control, variant) = (try fields.proportion("control"), try fields.proportion("variant"))
      value = try answering { () throws(StatisticsError) in
        try RolloutValue(
          control: beliefs.control.posterior(control), variant: beliefs.variant.posterior(variant),
          population: beliefs.population)
      }
      trials = try fields.testSizes()
    }
  }

  private static let valueOfInformation = Method<RunningInput, Outcome>(
    "power.value-of-information", "What further calls of a running test are worth for the roll-out decision.",
    source: "expected value of sample information, Raiffa & Schlaifer 1961; all outcomes summed",
    notFor: "a stopping rule with an error rate: use a sequential method"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in try Outcome(input.value, input.trials) }
  }
}

extension Fields {
  /// `perControl` and `perVariant`; nil when neither is given.
  fileprivate func testSizes() throws(ComputeFault) -> (control: Int, variant: Int)? {
    guard try optionalNumber("perControl") != nil else {
      if try optionalNumber("perVariant") != nil { _ = try integer("perControl") }
      return nil
    }
    let control = try integer("perControl")
    return (control, try integer("perVariant", default: control))
  }
}

import Statistics

/// `power.test-and-roll…`, `power.value-of-information`
enum RolloutValueMethods {
  static let all: [any ComputeMethod] = [testAndRoll]

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
}

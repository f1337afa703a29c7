import Statistics

/// `test.noninferiority.*` and `test.equivalence.wald`
enum MarginMethods {
  static let all: [any ComputeMethod] = noninferiority + [equivalence]

  private struct Input: MethodInput {
    static let fields = [
      FieldDescription("control", "[successes, trials] of the control"),
      FieldDescription("margin", "difference that is tested, variant - control"),
      FieldDescription("variant", "[successes, trials] of the variant"),
    ]
    var arms: TwoProportions
    var margin: Double

    init(_ fields: Fields) throws(ComputeFault) {
      arms = TwoProportions(control: try fields.proportion("control"), variant: try fields.proportion("variant"))
      margin = try fields.number("margin")
    }
  }

  private static let noninferiority: [any ComputeMethod] = MarginTest.allCases.map { test in
    Method<Input, TestResult>(
      "test.noninferiority.\(test.rawValue)", "Test that the difference exceeds a margin.",
      source: test == .farringtonManning ? "Farrington & Manning 1990" : "Miettinen & Nurminen 1985",
      notFor: "expected counts under 5"
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in try input.arms.test(test, margin: input.margin) }
    }
  }

  private static let equivalence = Method<Input, TestResult>(
    "test.equivalence.wald", "Test that the rates differ by less than a margin.",
    source: "Schuirmann 1987", notFor: "low counts: its standard error can be 0"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in try input.arms.equivalence(margin: input.margin) }
  }
}

import Statistics

/// `test.difference.*` and `test.arms.pearson`.
enum TestMethods {
  static let all: [any ComputeMethod] = differences + [arms]

  private static let differences: [any ComputeMethod] = DifferenceTest.allCases.map { test in
    let (source, notFor) = note(test)
    return Method<TwoArmTest, TestResult>(
      "test.difference.\(test.rawValue)", "Test of equal rates in two arms.", source: source, notFor: notFor
    ) { input throws(ComputeFault) in
      input.arms.test(test, alternative: input.alternative)
    }
  }

  private static func note(_ test: DifferenceTest) -> (source: String, notFor: String) {
    switch test {
    case .zPooled: ("Pearson 1900", "expected counts under 5: use boschloo")
    case .pearson: ("Pearson 1900", "expected counts under 5: use boschloo")
    case .yates: ("Yates 1934", "anything but comparison with old tables: it is needlessly conservative")
    case .nMinusOne: ("Campbell 2007", "expected counts under 1")
    case .likelihoodRatio: ("Wilks 1938", "small counts: it rejects too often")
    case .fisher: ("Fisher 1934", "power: boschloo is as safe and sharper")
    case .fisherMidP: ("Lancaster 1961", "a guarantee of the error rate: use boschloo")
    case .barnard: ("Barnard 1947", "more than 2 million trials")
    case .boschloo: ("Boschloo 1970", "more than 2 million trials")
    }
  }

  private struct Arms: MethodInput {
    static let fields = [FieldDescription("arms", "list of [successes, trials], at least two")]
    var arms: [Proportion]
    init(_ fields: Fields) throws(ComputeFault) { arms = try fields.proportions("arms") }
  }

  private static let arms = Method<Arms, TestResult>(
    "test.arms.pearson", "Test of equal rates in several arms.", source: "Pearson 1900",
    notFor: "finding which arm differs: compare each with control and adjust"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in try homogeneity(of: input.arms) }
  }
}

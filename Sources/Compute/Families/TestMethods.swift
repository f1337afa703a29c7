import Statistics

/// `test.difference.*` and `test.arms.pearson`.
enum TestMethods {
  static let all: [any ComputeMethod] = differences + [arms]

  private static let differences: [any ComputeMethod] = DifferenceTest.allCases.map { test in
    let (source, notFor) = note(test)
    return Method<TwoArmTest, TestResult>(
      "test.difference.\(test.rawValue)", "Test of equal rates in two arms.", source: source, notFor: notFor
    ) { input throws(ComputeFault) in
      try input.result(of: test)
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
    case .barnard: ("Barnard 1947", "very unequal arms: boschloo or exact-score are sharper")
    case .boschloo: ("Boschloo 1970", "showing beside an interval: exact-score has one that goes with it")
    case .exactScore:
      ("Chan & Zhang 1999; Berger & Boos 1994", "large counts, where it is slow: n-minus-one says the same")
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

extension TwoArmTest {
  /// The test's answer; what would be answered by another test is refused.
  fileprivate func result(of test: DifferenceTest) throws(ComputeFault) -> TestResult {
    guard arms.answers(test) else {
      return try answering { () throws(StatisticsError) in
        throw .beyondReach(
          method: "The test \(test.rawValue)", size: "these counts", instead: "n-minus-one, which says the same there")
      }
    }
    return arms.test(test, alternative: alternative)
  }
}

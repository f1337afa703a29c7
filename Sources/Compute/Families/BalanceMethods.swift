import Statistics

/// `test.balance`
enum BalanceMethods {
  static let all: [any ComputeMethod] = [balance]

  private struct Input: MethodInput {
    static let fields = [
      FieldDescription(
        "covariates",
        "list of {name: text, counts: list by level of a list of units by arm, shares: the same, where levels have shares of "
          + "their own}: lists, agents, weekdays"),
      FieldDescription(
        "designEffect", "factor on the variance of a count, at least 1; default 1, for randomised units"),
      FieldDescription("shares", "planned shares or weights of the arms, above 0"),
    ]
    var balance: CovariateBalance

    init(_ fields: Fields) throws(ComputeFault) {
      var covariates: [CovariateCounts] = []
      let shares = try fields.numbers("shares")
      for covariate in try fields.objects("covariates") {
        try covariate.requireKnown(["counts", "name", "shares"])
        let name = try covariate.text("name")
        let counts = try covariate.integerRows(
          "counts", width: shares.count, of: "lists of \(shares.count) whole numbers")
        covariates.append(CovariateCounts(name, counts, shares: try covariate.optionalNumberRows("shares")))
      }
      let effect = try fields.number("designEffect", default: 1)
      balance = try answering { [covariates] () throws(StatisticsError) in
        try CovariateBalance(covariates, shares: shares, designEffect: effect)
      }
    }
  }

  private struct Output: MethodOutput {
    static let fields = [
      FieldDescription(
        "covariates",
        "list of {name, p, pAdjusted (Holm), statistic, degreesOfFreedom, pooledLevels, farthest: {levels, arm, observed, "
          + "expected, ratio, deviation} or null}; levels and arms count from 0"),
      FieldDescription("p", "the smallest adjusted p: probability of such imbalance anywhere under the plan"),
    ]
    var balance: CovariateBalance

    var json: [String: JSONValue] {
      func list(_ numbers: [Int]) -> JSONValue { .array(numbers.map { .number("\($0)") }) }
      let covariates = balance.covariates.map { covariate -> JSONValue in
        let farthest = covariate.farthest.map { cell -> JSONValue in
          .object([
            "arm": .number("\(cell.arm)"), "deviation": JSONValue(cell.deviation),
            "expected": JSONValue(cell.expected), "levels": list(cell.levels),
            "observed": .number("\(cell.observed)"), "ratio": JSONValue(cell.ratio),
          ])
        }
        return .object([
          "degreesOfFreedom": .number("\(covariate.degreesOfFreedom)"), "farthest": farthest ?? .null,
          "name": .string(covariate.name), "p": JSONValue(covariate.pValue),
          "pAdjusted": JSONValue(covariate.adjustedP), "pooledLevels": list(covariate.pooledLevels),
          "statistic": JSONValue(covariate.statistic),
        ])
      }
      return ["covariates": .array(covariates), "p": JSONValue(balance.pValue)]
    }
  }

  private static let balance = Method<Input, Output>(
    "test.balance", "Whether units are spread over the arms as planned at every level of several covariates.",
    source: "Pearson 1900; Rao & Scott 1981; Holm 1979",
    notFor: "blocked assignment, which spreads better than chance; covariates measured after the assignment"
  ) { input throws(ComputeFault) in Output(balance: input.balance) }
}

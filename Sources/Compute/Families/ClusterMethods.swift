import Statistics

/// `cluster.*`
enum ClusterMethods {
  static let all: [any ComputeMethod] = [ratioOfSums]

  private struct Rows: MethodInput {
    static let fields = [
      FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
      FieldDescription("control", "list of [trials, successes, units] of the control: calls, opportunities, leads"),
      FieldDescription("variant", "list of [trials, successes, units] of the variant"),
    ]
    var arms: RatioOfSums
    var confidence: Double

    init(_ fields: Fields) throws(ComputeFault) {
      func arm(_ name: String) throws(ComputeFault) -> RatioOfSums.Arm {
        let rows = try fields.integerRows(name, width: 3, of: "[trials, successes, units]").map {
          RatioOfSums.Row(trials: $0[0], successes: $0[1], units: $0[2])
        }
        return try answering { () throws(StatisticsError) in try RatioOfSums.Arm(rows) }
      }
      arms = RatioOfSums(control: try arm("control"), variant: try arm("variant"))
      confidence = try fields.confidence()
    }
  }

  private static let ratioOfSums = Method<Rows, RobustEstimate>(
    "cluster.ratio-of-sums", "Difference of successes per trial when a unit has several trials.",
    source: "delta method; Deng, Knoblich & Lu 2018", notFor: "few units with successes: permute the units instead"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      RobustEstimate(
        estimate: try input.arms.difference(confidence: input.confidence), standardError: input.arms.standardError)
    }
  }
}

/// An estimate with its standard error.
struct RobustEstimate: MethodOutput {
  static let fields = Estimate.fields + [FieldDescription("standardError", "standard error of the estimate")]
  var estimate: Estimate
  var standardError: Double

  var json: [String: JSONValue] {
    estimate.json.merging(["standardError": JSONValue(standardError)]) { first, _ in first }
  }
}

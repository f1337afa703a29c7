import Statistics

/// `cluster.*`
enum ClusterMethods {
  static let all: [any ComputeMethod] = [ratioOfSums, satterthwaite] + sandwiches

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

  private struct Cells: MethodInput {
    static let fields = [
      FieldDescription(
        "cells", "list of {cluster: text, arm: control or variant, successes, trials}; a cluster may have both arms")
    ]
    var difference: ClusterRobustDifference

    private enum Arm: String, CaseIterable { case control, variant }

    init(_ fields: Fields) throws(ComputeFault) {
      var numbers: [String: Int] = [:]
      var cells: [ClusterRobustDifference.Cell] = []
      for cell in try fields.objects("cells") {
        try cell.requireKnown(["arm", "cluster", "successes", "trials"])
        let name = try cell.text("cluster")
        let number = numbers[name] ?? numbers.count
        numbers[name] = number
        let arm: Arm = try cell.choice("arm")
        let (successes, trials) = (try cell.integer("successes"), try cell.integer("trials"))
        let counts = try answering { () throws(StatisticsError) in try Proportion(successes, of: trials) }
        cells.append(.init(cluster: number, isVariant: arm == .variant, counts: counts))
      }
      difference = try answering { [cells] () throws(StatisticsError) in try ClusterRobustDifference(cells) }
    }
  }

  private struct Sandwich: MethodOutput {
    static let fields = [
      FieldDescription("estimate", "difference of the rates, variant - control"),
      FieldDescription("standardError", "its cluster-robust standard error"),
    ]
    var estimate: Double
    var standardError: Double
    var json: [String: JSONValue] {
      ["estimate": JSONValue(estimate), "standardError": JSONValue(standardError)]
    }
  }

  private struct Satterthwaite: MethodOutput {
    static let fields =
      Sandwich.fields + [
        FieldDescription("degreesOfFreedom", "of Student's t, after Satterthwaite"),
        FieldDescription("p", "two-sided probability under no difference"),
      ]
    var sandwich: Sandwich
    var degreesOfFreedom: Double
    var p: Double
    var json: [String: JSONValue] {
      sandwich.json.merging(["degreesOfFreedom": JSONValue(degreesOfFreedom), "p": JSONValue(p)]) { first, _ in first }
    }
  }

  private static let sandwiches: [any ComputeMethod] = [ClusterCorrection.cr0, .cr1, .cr3].map { correction in
    Method<Cells, Sandwich>(
      "cluster.difference.\(correction.rawValue)", "Difference of rates when clusters vary together.",
      source: "Liang & Zeger 1986; Bell & McCaffrey 2002", notFor: "a p with few clusters: use cluster.difference.cr2"
    ) { input throws(ComputeFault) in
      Sandwich(
        estimate: input.difference.observedDifference, standardError: input.difference.standardError(correction))
    }
  }

  private static let satterthwaite = Method<Cells, Satterthwaite>(
    "cluster.difference.cr2", "Difference of rates when clusters vary together, with Student's t.",
    source: "Bell & McCaffrey 2002; Pustejovsky & Tipton 2018", notFor: "fewer than about ten clusters: permute them"
  ) { input throws(ComputeFault) in
    Satterthwaite(
      sandwich: Sandwich(
        estimate: input.difference.observedDifference, standardError: input.difference.standardError(.cr2)),
      degreesOfFreedom: input.difference.degreesOfFreedom, p: input.difference.test().pValue)
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

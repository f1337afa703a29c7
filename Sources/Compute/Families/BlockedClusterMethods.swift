import Statistics

/// `cluster.blocked-difference.*`
enum BlockedClusterMethods {
  static let all: [any ComputeMethod] = [satterthwaite] + sandwiches

  private struct Cells: MethodInput {
    static let fields = [
      FieldDescription(
        "cells",
        "list of {cluster: text, block: text, arm: control or variant, successes, trials}; in a cross-over the block is the "
          + "cluster"),
      FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
    ]
    var difference: BlockedClusterDifference
    var confidence: Double

    private enum Arm: String, CaseIterable { case control, variant }

    init(_ fields: Fields) throws(ComputeFault) {
      var (clusters, blocks): ([String: Int], [String: Int]) = ([:], [:])
      var cells: [BlockedClusterDifference.Cell] = []
      for cell in try fields.objects("cells") {
        try cell.requireKnown(["arm", "block", "cluster", "successes", "trials"])
        let (cluster, block) = (try cell.text("cluster"), try cell.text("block"))
        let arm: Arm = try cell.choice("arm")
        let (successes, trials) = (try cell.integer("successes"), try cell.integer("trials"))
        let counts = try answering { () throws(StatisticsError) in try Proportion(successes, of: trials) }
        cells.append(
          .init(
            cluster: clusters.number(of: cluster), block: blocks.number(of: block), isVariant: arm == .variant,
            counts: counts))
      }
      difference = try answering { [cells] () throws(StatisticsError) in try BlockedClusterDifference(cells) }
      confidence = try fields.confidence()
    }
  }

  private struct Sandwich: MethodOutput {
    static let fields = [
      FieldDescription("blocks", "blocks with trials in both arms"),
      FieldDescription("clusters", "clusters with trials in such blocks"),
      FieldDescription("estimate", "difference of the rates inside blocks, variant - control"),
      FieldDescription("omittedBlocks", "blocks in which an arm had no trial, left out"),
      FieldDescription(
        "standardError",
        "its cluster-robust standard error; \"infinity\" when without one cluster no block has both arms"),
    ]
    var difference: BlockedClusterDifference
    var correction: ClusterCorrection
    var json: [String: JSONValue] {
      [
        "blocks": .number("\(difference.blockCount)"), "clusters": .number("\(difference.clusterCount)"),
        "estimate": JSONValue(difference.observedDifference),
        "omittedBlocks": .number("\(difference.omittedBlocks)"),
        "standardError": JSONValue(difference.standardError(correction)),
      ]
    }
  }

  private struct Satterthwaite: MethodOutput {
    static let fields =
      Sandwich.fields + [
        FieldDescription("degreesOfFreedom", "of Student's t, after Satterthwaite; 0 when the error cannot be known"),
        FieldDescription("lower", "lower end of the interval; -1 when the error cannot be known"),
        FieldDescription("p", "two-sided probability under no difference"),
        FieldDescription("upper", "upper end of the interval; 1 when the error cannot be known"),
      ]
    var sandwich: Sandwich
    var interval: Estimate
    var json: [String: JSONValue] {
      let own = [
        "degreesOfFreedom": JSONValue(sandwich.difference.degreesOfFreedom), "lower": JSONValue(interval.lower),
        "p": JSONValue(sandwich.difference.test().pValue), "upper": JSONValue(interval.upper),
      ]
      return sandwich.json.merging(own) { first, _ in first }
    }
  }

  private static let sandwiches: [any ComputeMethod] = [ClusterCorrection.cr0, .cr1, .cr3].map { correction in
    Method<Cells, Sandwich>(
      "cluster.blocked-difference.\(correction.rawValue)",
      "Difference of rates inside blocks when clusters vary together.",
      source: "Liang & Zeger 1986; Bell & McCaffrey 2002",
      notFor: "a p with few clusters: use cluster.blocked-difference.cr2"
    ) { input throws(ComputeFault) in Sandwich(difference: input.difference, correction: correction) }
  }

  private static let satterthwaite = Method<Cells, Satterthwaite>(
    "cluster.blocked-difference.cr2",
    "Difference of rates inside blocks (teams, or agents who use both scripts) when clusters vary together.",
    source: "Bell & McCaffrey 2002; Pustejovsky & Tipton 2018",
    notFor: "fewer than about ten clusters: use cluster.test.randomisation with the blocks"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      Satterthwaite(
        sandwich: Sandwich(difference: input.difference, correction: .cr2),
        interval: try input.difference.difference(confidence: input.confidence))
    }
  }
}

extension [String: Int] {
  /// The number of a name, counted from 0 in the order of first appearance.
  fileprivate mutating func number(of name: String) -> Int {
    let number = self[name] ?? count
    self[name] = number
    return number
  }
}

import Statistics

/// `cluster.test.randomisation`, `cluster.intraclass-correlation`
enum RandomisationMethods {
  static let all: [any ComputeMethod] = [randomisation, intraclassCorrelation]

  private struct UnitsInput: MethodInput {
    static let fields = [
      FieldDescription("alternative", "two-sided (default), greater (variant above control) or less"),
      FieldDescription("confidence", "of the interval for the effect, between 0 and 1; default 0.95"),
      FieldDescription("limit", "go through all assignments up to this many, else draw; default 200000"),
      FieldDescription("replicates", "assignments drawn when there are more; default 99999"),
      FieldDescription("seed", "seed of the draws, a whole number of at least 0; default 1"),
      FieldDescription("statistic", "difference (default), studentised or chi-square (any difference of several arms)"),
      FieldDescription(
        "units",
        "list of {arm: control, variant or another name, successes, trials, block: text, default one block}; a cluster, slot "
          + "or half-day each, re-assigned with fixed arm sizes inside its block"),
    ]
    var units: [UnitOutcome] = []
    var arms: [Int]
    var reassignment: Reassignment<[Int]>
    var test: RandomisationTest<[Int]>
    var statistic: UnitStatistic
    var alternative: Alternative
    var confidence: Double

    init(_ fields: Fields) throws(ComputeFault) {
      var (names, blockNames): ([String], [String]) = ([], [])
      for unit in try fields.objects("units") {
        try unit.requireKnown(["arm", "block", "successes", "trials"])
        names.append(try unit.text("arm"))
        blockNames.append(try unit.text("block", default: ""))
        let (trials, successes) = (try unit.integer("trials"), try unit.integer("successes"))
        units.append(
          try answering { () throws(StatisticsError) in try UnitOutcome(trials: trials, successes: successes) })
      }
      for needed in ["control", "variant"] where !names.contains(needed) {
        throw .invalid("units has no unit with the arm \"\(needed)\"; expected at least one.")
      }
      let others = Set(names).subtracting(["control", "variant"]).sorted()
      let numbers = Self.numbers(["control", "variant"] + others)
      let blockNumbers = Self.numbers(Set(blockNames).sorted())
      let arms = names.compactMap { numbers[$0] }
      let blocks = blockNames.compactMap { blockNumbers[$0] }
      self.arms = arms
      statistic = try fields.choice("statistic", default: .difference)
      alternative = try fields.choice("alternative", default: .twoSided)
      confidence = try fields.confidence()
      let (limit, replicates) = (
        try fields.integer("limit", default: 200_000), try fields.integer("replicates", default: 99_999)
      )
      let seed = try fields.integer("seed", default: 1)
      guard let seed = UInt64(exactly: seed) else {
        throw .invalid("seed is \(seed); expected a whole number of at least 0.")
      }
      let reassignment = try answering { () throws(StatisticsError) in
        try Reassignment.blocked(arms: arms, blocks: blocks)
      }
      self.reassignment = reassignment
      test = try answering { () throws(StatisticsError) in
        try RandomisationTest(reassignment, limit: limit, replicates: replicates, seed: seed)
      }
    }

    private static func numbers(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  private struct Output: MethodOutput {
    static let fields =
      Estimate.fields + [
        FieldDescription(
          "asExtreme", "drawn assignments at least as extreme as the actual one; null when all were gone through"),
        FieldDescription("assignments", "how many equally likely assignments there are; null beyond 2^63"),
        FieldDescription("p", "share of assignments at least as extreme; (1 + asExtreme)/(1 + replicates) when drawn"),
        FieldDescription("pLower", "lower end of the exact 99 % interval for the p of all assignments"),
        FieldDescription("pUpper", "its upper end"),
        FieldDescription("replicates", "assignments drawn; null when all were gone through"),
        FieldDescription("statistic", "of the actual assignment"),
      ]
    var result: RandomisationResult
    var effect: Estimate
    var assignments: Int?

    var json: [String: JSONValue] {
      var json = effect.json
      json["statistic"] = JSONValue(result.statistic)
      json["p"] = JSONValue(result.pValue)
      json["assignments"] = assignments.map { .number("\($0)") } ?? .null
      switch result.reference {
      case .exact:
        json["pLower"] = JSONValue(result.pValue)
        json["pUpper"] = JSONValue(result.pValue)
        json["replicates"] = .null
        json["asExtreme"] = .null
      case .monteCarlo(let replicates, let asExtreme, let interval):
        json["pLower"] = JSONValue(interval.lower)
        json["pUpper"] = JSONValue(interval.upper)
        json["replicates"] = .number("\(replicates)")
        json["asExtreme"] = .number("\(asExtreme)")
      }
      return json
    }
  }

  private static let randomisation = Method<UnitsInput, Output>(
    "cluster.test.randomisation",
    "Test of no effect on any unit by re-assigning the units, with the interval for an additive effect.",
    source: "Fisher 1935; Phipson & Smyth 2010 for drawn assignments",
    notFor: "units that were not assigned at random with fixed numbers in each block"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      Output(
        result: try input.test.test(
          input.units, actual: input.arms, statistic: input.statistic, alternative: input.alternative),
        effect: try input.test.difference(input.units, actual: input.arms, confidence: input.confidence),
        assignments: input.reassignment.count)
    }
  }

  private struct ClustersInput: MethodInput {
    static let fields = [
      FieldDescription("clusters", "list of {arm: text, default one arm, successes, trials}")
    ]
    var correlation: IntraclassCorrelation

    init(_ fields: Fields) throws(ComputeFault) {
      var arms: [String: [Proportion]] = [:]
      for cluster in try fields.objects("clusters") {
        try cluster.requireKnown(["arm", "successes", "trials"])
        let arm = try cluster.text("arm", default: "")
        let (successes, trials) = (try cluster.integer("successes"), try cluster.integer("trials"))
        let counts = try answering { () throws(StatisticsError) in try Proportion(successes, of: trials) }
        arms[arm, default: []].append(counts)
      }
      let ordered = arms.sorted { $0.key < $1.key }.map(\.value)
      correlation = try answering { () throws(StatisticsError) in try IntraclassCorrelation(arms: ordered) }
    }
  }

  private struct CorrelationOutput: MethodOutput {
    static let fields = [
      FieldDescription("anova", "intraclass correlation by analysis of variance; may be negative"),
      FieldDescription("clusters", "number of clusters"),
      FieldDescription("designEffect", "factor on the variance of a rate, at the anova correlation or 0"),
      FieldDescription("fleissCuzick", "intraclass correlation of 0/1 outcomes; may be negative"),
      FieldDescription("groupSize", "mean trials per cluster"),
      FieldDescription("groupSizeVariation", "standard deviation over mean of the sizes"),
    ]
    var correlation: IntraclassCorrelation
    var effect: DesignEffect
    var json: [String: JSONValue] {
      [
        "anova": JSONValue(correlation.analysisOfVariance), "clusters": .number("\(correlation.clusters)"),
        "designEffect": JSONValue(effect.value), "fleissCuzick": JSONValue(correlation.fleissCuzick),
        "groupSize": JSONValue(correlation.meanSize),
        "groupSizeVariation": JSONValue(correlation.coefficientOfVariation),
      ]
    }
  }

  private static let intraclassCorrelation = Method<ClustersInput, CorrelationOutput>(
    "cluster.intraclass-correlation", "How alike the trials of one cluster are, estimated within arms.",
    source: "Donner 1986; Fleiss & Cuzick 1979", notFor: "fewer than some thirty clusters: look at a range of values"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      CorrelationOutput(correlation: input.correlation, effect: try input.correlation.designEffect())
    }
  }
}

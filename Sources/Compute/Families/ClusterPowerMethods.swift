import Statistics

/// `power.clusters`, `power.sample-size.clusters`, `power.detectable.clusters`
enum ClusterPowerMethods {
  static let all: [any ComputeMethod] = [power, sampleSize, detectable]

  private static let source = "Donner & Klar 2000; Giraudeau et al. 2008; Hemming et al. 2020; Bell & McCaffrey 2002"
  private static let notFor = "fewer than about ten clusters: plan a randomisation test"

  private struct Plan: Sendable {
    static let fields = [
      FieldDescription("alpha", "error rate of the test; default 0.05"),
      FieldDescription("callsPerCluster", "mean calls of one agent or slot over the whole test, at least 1"),
      FieldDescription("control", "rate of the control, between 0 and 1"),
      FieldDescription(
        "correlationBetweenSlots", "cross-over: of two calls of one agent in different slots; default 0"),
      FieldDescription(
        "design",
        "parallel (default: each cluster has one script), recurring (so do half-days, which come round) or cross-over "
          + "(agents use both)"),
      FieldDescription("effectDeviation", "cross-over: standard deviation of the effect over agents; default 0"),
      FieldDescription("effectShare", "share of the difference that the comparison sees, 0 to 1; default 1"),
      FieldDescription("intraclassCorrelation", "of two calls of one cluster; in a cross-over, in the same slot"),
      FieldDescription("perBlock", "parallel: clusters drawn inside each block, at least 2; default none"),
      FieldDescription(
        "sameVariation", "true: clusters differ by the same share of either rate, which sets variantCorrelation"),
      FieldDescription("sides", "1 or 2; default 2"),
      FieldDescription("sizeVariation", "standard deviation over mean of the clusters' calls; default 0"),
      FieldDescription("slots", "cross-over: slots of each agent, at least 2"),
      FieldDescription("strata", "recurring: half-days until the same one comes again, such as 10 of a week"),
      FieldDescription("variantCorrelation", "of two calls with the variant; default as with the control"),
      FieldDescription("variantShare", "share of clusters, or of an agent's slots, with the variant; default 0.5"),
    ]
    var plan: ClusterPower

    private enum Design: String, CaseIterable {
      case parallel, recurring
      case crossOver = "cross-over"
    }

    init(_ fields: Fields) throws(ComputeFault) {
      let kind: Design = try fields.choice("design", default: Design.parallel)
      let design: ClusterDesign
      switch kind {
      case .parallel:
        try fields.requireAbsent(
          ["correlationBetweenSlots", "effectDeviation", "slots", "strata"], because: "design is parallel")
        let perBlock = try fields.integer("perBlock", default: 0)
        design = .parallel(perBlock: perBlock == 0 ? nil : perBlock)
      case .recurring:
        try fields.requireAbsent(
          ["correlationBetweenSlots", "effectDeviation", "perBlock", "slots"], because: "design is recurring")
        design = .recurring(strata: try fields.integer("strata"))
      case .crossOver:
        try fields.requireAbsent(["perBlock", "strata"], because: "design is cross-over")
        design = .crossOver(
          slots: try fields.integer("slots"), betweenSlots: try fields.number("correlationBetweenSlots", default: 0),
          effectDeviation: try fields.number("effectDeviation", default: 0))
      }
      let (control, alpha) = (try fields.number("control"), try fields.number("alpha", default: 0.05))
      let (calls, correlation) = (try fields.number("callsPerCluster"), try fields.number("intraclassCorrelation"))
      let variation = try fields.number("sizeVariation", default: 0)
      let (ofVariant, effect) = (try Self.ofVariant(fields, correlation), try fields.number("effectShare", default: 1))
      let (share, sides) = (try fields.number("variantShare", default: 0.5), try fields.sides())
      plan = try answering { () throws(StatisticsError) in
        try ClusterPower(
          control: control, callsPerCluster: calls, intraclassCorrelation: correlation,
          variantCorrelation: ofVariant, effectShare: effect, design: design,
          coefficientOfVariation: variation, variantShare: share, alpha: alpha, sides: sides)
      }
    }

    private static func ofVariant(_ fields: Fields, _ control: Double) throws(ComputeFault) -> VariantCorrelation {
      guard try fields.flag("sameVariation", default: false) else {
        return .own(try fields.number("variantCorrelation", default: control))
      }
      try fields.requireAbsent(["variantCorrelation"], because: "sameVariation is true")
      return .sameVariation
    }
  }

  private static let variantField = FieldDescription("variant", "rate of the variant, between 0 and 1")
  private static let clustersField = FieldDescription("clusters", "agents or slots of all arms together, at least 1")
  private static let powerField = FieldDescription("power", "chance to detect the difference; default 0.8")

  private struct PowerInput: MethodInput {
    static let fields = Plan.fields + [clustersField, variantField]
    var plan: ClusterPower
    var variant: Double
    var clusters: Int
    init(_ fields: Fields) throws(ComputeFault) {
      plan = try Plan(fields).plan
      (variant, clusters) = (try fields.number("variant"), try fields.integer("clusters"))
    }
  }

  private struct PowerAnswer: MethodOutput {
    static let fields = [
      FieldDescription("degreesOfFreedom", "of Student's t"),
      FieldDescription("power", "chance that the test rejects"),
      FieldDescription("standardError", "of the difference; \"infinity\" with one cluster"),
    ]
    var power: Double
    var standardError: Double
    var degreesOfFreedom: Double
    var json: [String: JSONValue] {
      [
        "degreesOfFreedom": JSONValue(degreesOfFreedom), "power": JSONValue(power),
        "standardError": JSONValue(standardError),
      ]
    }
  }

  private static let power = Method<PowerInput, PowerAnswer>(
    "power.clusters", "Power when agents or slots are assigned, or agents use both scripts.", source: source,
    notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      PowerAnswer(
        power: try input.plan.power(variant: input.variant, clusters: input.clusters),
        standardError: input.plan.standardError(variant: input.variant, clusters: input.clusters),
        degreesOfFreedom: input.plan.degreesOfFreedom(clusters: input.clusters))
    }
  }

  private struct SizeInput: MethodInput {
    static let fields = Plan.fields + [powerField, variantField]
    var plan: ClusterPower
    var variant: Double
    var power: Double
    init(_ fields: Fields) throws(ComputeFault) {
      plan = try Plan(fields).plan
      (variant, power) = (try fields.number("variant"), try fields.number("power", default: 0.8))
    }
  }

  private struct SizeAnswer: MethodOutput {
    static let fields = [FieldDescription("clusters", "smallest number of agents or slots, in whole blocks")]
    var clusters: Int
    var json: [String: JSONValue] { ["clusters": .number("\(clusters)")] }
  }

  private static let sampleSize = Method<SizeInput, SizeAnswer>(
    "power.sample-size.clusters", "Smallest number of agents or slots that detects a difference.", source: source,
    notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      SizeAnswer(clusters: try input.plan.clusters(variant: input.variant, power: input.power))
    }
  }

  private struct DetectableInput: MethodInput {
    static let fields =
      Plan.fields + [clustersField, FieldDescription("direction", "increase (default) or decrease"), powerField]
    var plan: ClusterPower
    var clusters: Int
    var power: Double
    var direction: DetectableDirection
    init(_ fields: Fields) throws(ComputeFault) {
      plan = try Plan(fields).plan
      (clusters, power) = (try fields.integer("clusters"), try fields.number("power", default: 0.8))
      direction = try fields.choice("direction", default: .increase)
    }
  }

  private static let detectable = Method<DetectableInput, DetectableOutput>(
    "power.detectable.clusters", "Smallest lift that a number of agents or slots detects with a power.",
    source: source, notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      DetectableOutput(
        control: input.plan.control,
        rate: try input.plan.detectableRate(
          clusters: input.clusters, power: input.power, direction: input.direction.side))
    }
  }
}

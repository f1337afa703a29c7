import Statistics

/// `stratified.test.score-q`, `stratified.test.gail-simon`, `stratified.test.gail-simon-effects`
enum HomogeneityMethods {
  static let all: [any ComputeMethod] = [scoreQ, gailSimon, gailSimonEffects]

  private struct ScoreInput: MethodInput {
    static let fields =
      Strata.fields + [
        FieldDescription("scale", "what may be the same in all strata: difference (default), ratio or odds-ratio"),
        FieldDescription(
          "weights", "mantel-haenszel (default), inverse-variance-score (default for odds-ratio) or miettinen-nurminen"),
      ]
    var tables: StratifiedTwoProportions
    var scale: EffectScale
    var weighting: StratumWeighting

    init(_ fields: Fields) throws(ComputeFault) {
      tables = try Strata(fields).tables
      scale = try fields.choice("scale", default: .difference)
      let usual: StratumWeighting = scale == .oddsRatio ? .inverseVarianceScore : .mantelHaenszel
      weighting = try fields.choice("weights", default: usual)
    }
  }

  private struct ScoreOutput: MethodOutput {
    static let fields =
      TestResult.fields + [
        FieldDescription("degreesOfFreedom", "informative strata less one"),
        FieldDescription("effect", "the common effect at which the strata are compared"),
        FieldDescription("inconsistency", "share of the variation between strata that chance does not explain, 0 to 1"),
      ]
    var result: HomogeneityResult
    var json: [String: JSONValue] {
      [
        "degreesOfFreedom": .number("\(result.degreesOfFreedom)"), "effect": JSONValue(result.effect),
        "inconsistency": JSONValue(result.inconsistency), "p": JSONValue(result.pValue),
        "statistic": JSONValue(result.statistic),
      ]
    }
  }

  private static let scoreQ = Method<ScoreInput, ScoreOutput>(
    "stratified.test.score-q", "Test of one effect in all strata, on the scale of choice.",
    source: "Gart & Nam 1990; Laud 2017, eq. S3", notFor: "proof of homogeneity: with few successes it sees little"
  ) { input throws(ComputeFault) in
    ScoreOutput(result: input.tables.scoreHomogeneity(on: input.scale, weighting: input.weighting))
  }

  private static let sideField = FieldDescription(
    "alternative",
    "two-sided (default): effects of both signs; greater (less): a stratum where the variant is better (worse)"
  )

  private struct GailSimonInput: MethodInput {
    static let fields =
      Strata.fields + [
        sideField,
        FieldDescription("variance", "score (default, pooled) or unpooled (as published)"),
      ]
    var tables: StratifiedTwoProportions
    var alternative: Alternative
    var variance: InteractionVariance

    init(_ fields: Fields) throws(ComputeFault) {
      tables = try Strata(fields).tables
      alternative = try fields.choice("alternative", default: .twoSided)
      variance = try fields.choice("variance", default: .score)
    }
  }

  private static let notFor = "effects that differ in size only: use stratified.test.score-q"

  private static let gailSimon = Method<GailSimonInput, TestResult>(
    "stratified.test.gail-simon", "Test of effects that differ in direction between strata.",
    source: "Gail & Simon 1985", notFor: notFor
  ) { input throws(ComputeFault) in input.tables.qualitativeInteraction(input.variance).test(input.alternative) }

  private struct EffectsInput: MethodInput {
    static let fields = [
      sideField,
      FieldDescription("effects", "list of effects, one per stratum"),
      FieldDescription("standardErrors", "list of their standard errors, above 0"),
    ]
    var interaction: QualitativeInteraction
    var alternative: Alternative

    init(_ fields: Fields) throws(ComputeFault) {
      let (effects, errors) = (try fields.numbers("effects"), try fields.numbers("standardErrors"))
      interaction = try answering { () throws(StatisticsError) in
        try QualitativeInteraction(effects: effects, standardErrors: errors)
      }
      alternative = try fields.choice("alternative", default: .twoSided)
    }
  }

  private static let gailSimonEffects = Method<EffectsInput, TestResult>(
    "stratified.test.gail-simon-effects", "Test of normal effects that differ in direction between strata.",
    source: "Gail & Simon 1985", notFor: notFor
  ) { input throws(ComputeFault) in input.interaction.test(input.alternative) }
}

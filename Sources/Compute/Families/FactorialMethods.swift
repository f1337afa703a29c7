import Statistics

/// `factorial.*`
enum FactorialMethods {
  static let all: [any ComputeMethod] = [mainEffect, interaction, omnibus]

  private static let tableField = FieldDescription(
    "table", "list of rows (levels of the first factor), each a list of [successes, trials] by level of the second")

  private static func table(_ fields: Fields) throws(ComputeFault) -> FactorialTable {
    let rows = try fields.integerTable("table", of: "[successes, trials]")
    return try answering { () throws(StatisticsError) in
      var cells: [[Proportion]] = []
      for row in rows {
        var proportions: [Proportion] = []
        for pair in row { proportions.append(try Proportion(pair[0], of: pair[1])) }
        cells.append(proportions)
      }
      return try FactorialTable(cells)
    }
  }

  private struct EffectOutput: MethodOutput {
    static let fields = Estimate.fields + TestResult.fields
    var effect: FactorialEffect
    var json: [String: JSONValue] { effect.estimate.json.merging(effect.test.json) { first, _ in first } }
  }

  private struct MainInput: MethodInput {
    static let fields = [
      FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
      FieldDescription("factor", "rows (default) or columns: whose effect"),
      FieldDescription("level", "level of interest, from 0; default 1"),
      FieldDescription("reference", "level compared against; default 0"),
      tableField,
      FieldDescription("weights", "equal (default) or mantel-haenszel: of the other factor's levels"),
    ]
    var table: FactorialTable
    var factor: FactorialTable.Factor
    var level: Int
    var reference: Int
    var weighting: LevelWeighting
    var confidence: Double

    init(_ fields: Fields) throws(ComputeFault) {
      table = try FactorialMethods.table(fields)
      factor = try fields.choice("factor", default: .rows)
      level = try fields.integer("level", default: 1)
      reference = try fields.integer("reference", default: 0)
      weighting = try fields.choice("weights", default: .equal)
      confidence = try fields.confidence()
    }
  }

  private static let mainEffect = Method<MainInput, EffectOutput>(
    "factorial.main-effect", "Effect of a level of one factor, averaged over the levels of the other.",
    source: "score test of a linear contrast: Martin Andres et al. 2011; mantel-haenszel: Miettinen & Nurminen 1985",
    notFor: "factors that interact strongly: read the effect level by level"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      EffectOutput(
        effect: try input.table.mainEffect(
          of: input.factor, level: input.level, against: input.reference, weighting: input.weighting,
          confidence: input.confidence))
    }
  }

  private struct InteractionInput: MethodInput {
    static let fields = [
      FieldDescription("column", "column of interest, from 0; default 1"),
      FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
      FieldDescription("interval", "score (default, agrees with the test) or mover (Wilson limits, closed form)"),
      FieldDescription("referenceColumn", "column compared against; default 0"),
      FieldDescription("referenceRow", "row compared against; default 0"),
      FieldDescription("row", "row of interest, from 0; default 1"),
      tableField,
    ]
    var table: FactorialTable
    var row: Int
    var column: Int
    var referenceRow: Int
    var referenceColumn: Int
    var method: ContrastInterval
    var confidence: Double

    init(_ fields: Fields) throws(ComputeFault) {
      table = try FactorialMethods.table(fields)
      (row, referenceRow) = (try fields.integer("row", default: 1), try fields.integer("referenceRow", default: 0))
      column = try fields.integer("column", default: 1)
      referenceColumn = try fields.integer("referenceColumn", default: 0)
      method = try fields.choice("interval", default: .score)
      confidence = try fields.confidence()
    }
  }

  private static let interaction = Method<InteractionInput, EffectOutput>(
    "factorial.interaction",
    "How much more one factor changes the rate at one level of the other: a difference of differences.",
    source: "score test of a linear contrast: Martin Andres et al. 2011; mover: Zou, Huang & Zhang 2009",
    notFor: "ratios of rates: a script that lifts every window by 20 % interacts on this scale when windows differ"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      EffectOutput(
        effect: try input.table.interaction(
          row: input.row, column: input.column, againstRow: input.referenceRow, againstColumn: input.referenceColumn,
          method: input.method, confidence: input.confidence))
    }
  }

  private struct OmnibusInput: MethodInput {
    static let fields = [tableField]
    var table: FactorialTable
    init(_ fields: Fields) throws(ComputeFault) { table = try FactorialMethods.table(fields) }
  }

  private struct OmnibusOutput: MethodOutput {
    static let fields = [
      FieldDescription("additiveRates", "most likely rates without interaction, by row and column"),
      FieldDescription("degreesOfFreedom", "(rows - 1)(columns - 1)"),
      FieldDescription("p", "probability of data at least this extreme without interaction, 0 to 1"),
      FieldDescription("statistic", "chi-square"),
    ]
    var result: InteractionResult
    var json: [String: JSONValue] {
      [
        "additiveRates": .array(result.additiveRates.map { JSONValue($0) }),
        "degreesOfFreedom": .number("\(result.degreesOfFreedom)"), "p": JSONValue(result.pValue),
        "statistic": JSONValue(result.statistic),
      ]
    }
  }

  private static let omnibus = Method<OmnibusInput, OmnibusOutput>(
    "factorial.test.interaction", "Test that rates are a row effect plus a column effect.",
    source: "Rao's score test under the additive model", notFor: "proof that factors do not interact: it sees little"
  ) { input throws(ComputeFault) in OmnibusOutput(result: input.table.interactionTest()) }
}

import Statistics

/// `adjust.*`
enum AdjustmentMethods {
  static let all: [any ComputeMethod] = adjustments + [dunnettCritical, dunnettP, dunnett]

  private struct Adjusted: MethodOutput {
    static let fields = [
      FieldDescription("adjusted", "adjusted p values in the order given"),
      FieldDescription(
        "order",
        "list of {hypothesis (from 0), p, threshold, rejected, tested} in the order of testing; not tested: decided by the "
          + "end of the chain"),
      FieldDescription("stop", "position in order at which the chain ended; null when it went through all"),
    ]
    var order: TestingOrder

    var json: [String: JSONValue] {
      let byHypothesis = order.steps.sorted { $0.hypothesis < $1.hypothesis }
      return [
        "adjusted": JSONValue(byHypothesis.map(\.adjusted)),
        "order": .array(
          order.steps.map { step in
            .object([
              "hypothesis": .number("\(step.hypothesis)"), "p": JSONValue(step.pValue),
              "rejected": .bool(step.isRejected), "tested": .bool(step.isTested),
              "threshold": JSONValue(step.threshold),
            ])
          }),
        "stop": order.stop.map { .number("\($0)") } ?? .null,
      ]
    }
  }

  private struct LevelledPValues: MethodInput {
    static let fields =
      PValues.fields + [FieldDescription("alpha", "error rate for the order of testing; default 0.05")]
    var values: [Double]
    var alpha: Double

    init(_ fields: Fields) throws(ComputeFault) {
      values = try PValues(fields).values
      alpha = try fields.number("alpha", default: 0.05)
    }
  }

  private static let adjustments: [any ComputeMethod] = PValueAdjustment.allCases.map { adjustment in
    let (source, notFor) = note(adjustment)
    return Method<LevelledPValues, Adjusted>(
      "adjust.\(adjustment.rawValue)", "Adjusts p values for having asked several questions.",
      source: source, notFor: notFor
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        Adjusted(order: try adjustment.order(input.values, alpha: input.alpha))
      }
    }
  }

  private static func note(_ adjustment: PValueAdjustment) -> (source: String, notFor: String) {
    switch adjustment {
    case .holm: ("Holm 1979", "stage-wise p of a sequential test")
    case .hochberg: ("Hochberg 1988", "negatively dependent tests, or while looking")
    case .hommel: ("Hommel 1988", "negatively dependent tests, or while looking")
    case .bonferroni: ("Dunn 1961", "power: holm is as safe and sharper")
    case .benjaminiHochberg: ("Benjamini & Hochberg 1995", "a promise against any false claim, or while looking")
    }
  }

  private struct CriticalInput: MethodInput {
    static let fields = [
      FieldDescription("alpha", "joint error rate between 0 and 1"),
      FieldDescription("comparisons", "number of variants"),
      FieldDescription("correlation", "common correlation; default 0.5 (equal arms)"),
      FieldDescription("sides", "1 or 2; default 2"),
    ]
    var alpha: Double
    var dunnett: Dunnett
    var sides: Sides

    init(_ fields: Fields) throws(ComputeFault) {
      alpha = try fields.number("alpha")
      let (comparisons, correlation) = (
        try fields.integer("comparisons"), try fields.number("correlation", default: 0.5)
      )
      dunnett = try answering { () throws(StatisticsError) in
        try Dunnett(comparisons: comparisons, correlation: correlation)
      }
      sides = try fields.sides()
    }
  }

  private static let dunnettCritical = Method<CriticalInput, ValueOutput>(
    "adjust.dunnett-critical", "Bound for the largest of several comparisons with one control.",
    source: "Dunnett 1955, infinite degrees of freedom", notFor: "repeated looks"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      ValueOutput(value: try input.dunnett.critical(alpha: input.alpha, sides: input.sides))
    }
  }

  private struct PInput: MethodInput {
    static let fields = [
      FieldDescription("control", "units in the control"),
      FieldDescription("sides", "1 or 2; default 2"),
      FieldDescription("statistic", "z of one comparison"),
      FieldDescription("variants", "list of units in each variant"),
    ]
    var statistic: Double
    var dunnett: Dunnett
    var sides: Sides

    init(_ fields: Fields) throws(ComputeFault) {
      statistic = try fields.number("statistic")
      let (control, variants) = (try fields.integer("control"), try fields.integers("variants"))
      dunnett = try answering { () throws(StatisticsError) in try Dunnett(control: control, variants: variants) }
      sides = try fields.sides()
    }
  }

  private static let dunnettP = Method<PInput, PValueOutput>(
    "adjust.dunnett-p", "Adjusted p of one of several comparisons with one control.",
    source: "Dunnett 1955, product correlations", notFor: "repeated looks"
  ) { input throws(ComputeFault) in
    PValueOutput(p: input.dunnett.pValue(input.statistic, sides: input.sides))
  }

  private struct StepDownInput: MethodInput {
    static let fields = [
      FieldDescription("alpha", "joint error rate for the order of testing; default 0.05"),
      FieldDescription("control", "units in the control"),
      FieldDescription("sides", "1 or 2; default 2"),
      FieldDescription("statistics", "list of z, one per variant"),
      FieldDescription("variants", "list of units in each variant"),
    ]
    var dunnett: Dunnett
    var statistics: [Double]
    var alpha: Double
    var sides: Sides

    init(_ fields: Fields) throws(ComputeFault) {
      let (control, variants) = (try fields.integer("control"), try fields.integers("variants"))
      dunnett = try answering { () throws(StatisticsError) in try Dunnett(control: control, variants: variants) }
      statistics = try fields.numbers("statistics")
      alpha = try fields.number("alpha", default: 0.05)
      sides = try fields.sides()
    }
  }

  private static let dunnett = Method<StepDownInput, Adjusted>(
    "adjust.dunnett-step-down", "Adjusted p of several comparisons with one control, in steps.",
    source: "Dunnett & Tamhane 1991, product correlations",
    notFor: "simultaneous intervals: use adjust.dunnett-critical"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      Adjusted(order: try input.dunnett.order(input.statistics, alpha: input.alpha, sides: input.sides))
    }
  }
}

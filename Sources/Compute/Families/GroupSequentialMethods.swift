import Statistics

/// `sequential.*` of planned looks, and the size they need.
enum GroupSequentialMethods {
  static let all: [any ComputeMethod] = [
    classicalBounds, spendingBounds, futilityBounds, crossing, analysis, sampleSize,
  ]

  private static let notFor = "looks whose times are chosen from the results seen; small expected counts"

  /// A spending function by name, with its parameter when it has one.
  static func spending(
    _ fields: Fields, _ name: String = "spending", _ parameter: String = "parameter"
  ) throws(ComputeFault) -> SpendingFunction {
    let shape: SpendingFunction.Name = try fields.choice(name)
    let value = try fields.number(parameter, default: .nan)
    return try answering { () throws(StatisticsError) in
      try SpendingFunction(shape, parameter: value.isNaN ? nil : value)
    }
  }

  static func spendingFields(
    _ name: String = "spending", _ parameter: String = "parameter"
  ) -> [FieldDescription] {
    let names = SpendingFunction.Name.allCases.map(\.rawValue).joined(separator: ", ")
    return [
      FieldDescription(parameter, "rho of kim-demets (above 0) or gamma of hwang-shih-decani; the others have none"),
      FieldDescription(name, "one of \(names)"),
    ]
  }

  static let errorFields = [
    FieldDescription("alpha", "error of all looks together, between 0 and 1; default 0.05"),
    FieldDescription("sides", "1 (stops above only) or 2 (half of alpha on each side); default 2"),
  ]

  private static let classicalBounds = Method<ClassicalInput, BoundsOutput>(
    "sequential.classical-bounds", "Bounds of a fixed form at equally spaced looks.",
    source: "O'Brien & Fleming 1979; Pocock 1977; Wang & Tsiatis 1987; Haybittle 1971",
    notFor: "looks whose number or times may change: sequential.spending-bounds"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let information = try StoppingBounds.equalInformation(looks: input.looks)
      return BoundsOutput(
        bounds: try input.shape.bounds(information: information, alpha: input.alpha, sides: input.sides).upper)
    }
  }

  private static let spendingBounds = Method<SpendingInput, BoundsOutput>(
    "sequential.spending-bounds", "Bounds that spend alpha as information accrues.",
    source: "Lan & DeMets 1983; Kim & DeMets 1987; Hwang, Shih & DeCani 1990", notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let rule = try ErrorSpending(alpha: input.alpha, sides: input.sides, function: input.function)
      return BoundsOutput(bounds: try rule.bounds(at: input.information).upper)
    }
  }

  private static let futilityBounds = Method<FutilityInput, FutilityOutput>(
    "sequential.futility-bounds", "One-sided bounds with stopping for futility.",
    source: "Pampallona, Tsiatis & Kim 2001", notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      FutilityOutput(
        design: try FutilityDesign(
          information: input.information,
          efficacy: ErrorSpending.Side(alpha: input.alpha, function: input.efficacy),
          beta: input.beta, futility: input.futility, isBinding: input.isBinding))
    }
  }

  private static let crossing = Method<CrossingInput, CrossingOutput>(
    "sequential.crossing", "How often each look stops, by side.",
    source: "Armitage, McPherson & Rowe 1969; Jennison & Turnbull 2000, ch. 19", notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let lower = input.sides == .two ? input.bounds.map { -$0 } : nil
      let design = try StoppingBounds(information: input.information, lower: lower, upper: input.bounds)
      return CrossingOutput(crossing: try design.crossing(drift: input.drift))
    }
  }

  private static let analysis = Method<AnalysisInput, AnalysisOutput>(
    "sequential.analysis", "p, median-unbiased estimate and interval when a group-sequential test ends.",
    source: "Tsiatis, Rosner & Mehta 1984; Jennison & Turnbull 2000, ch. 8",
    notFor: "a test that goes on, or p values to be adjusted for several variants"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let rule = try ErrorSpending(alpha: input.alpha, sides: input.sides, function: input.function)
      let earlier =
        input.information.count == 1 ? [] : try rule.bounds(at: Array(input.information.dropLast())).looks
      let end = input.tables[input.tables.count - 1]
      let result = try StagewiseAnalysis(
        after: earlier, information: input.information[input.information.count - 1],
        statistic: end.pooledStatistic)
      return AnalysisOutput(
        p: result.pValue(input.sides == .two ? .twoSided : .greater),
        estimate: try result.effect(standardError: input.standardError, confidence: input.confidence))
    }
  }

  private static let sampleSize = Method<SizeInput, SizeOutput>(
    "power.sample-size.group-sequential", "Trials of both arms when looking early at equally spaced times.",
    source: "Jennison & Turnbull 2000, ch. 7", notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let rule = try ErrorSpending(alpha: input.alpha, sides: input.sides, function: input.function)
      let bounds = try rule.bounds(at: StoppingBounds.equalInformation(looks: input.looks))
      let fixed = try TwoProportionPower(control: input.control, alpha: input.alpha, sides: input.sides)
      return SizeOutput(
        size: try fixed.sampleSize(variant: input.variant, power: input.power, bounds: bounds))
    }
  }
}

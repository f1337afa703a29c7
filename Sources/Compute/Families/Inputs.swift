import Statistics

/// Two arms and a confidence level.
struct TwoArmInterval: MethodInput {
  static let fields = [
    FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
    FieldDescription("control", "[successes, trials] of the control"),
    FieldDescription("variant", "[successes, trials] of the variant"),
  ]
  var arms: TwoProportions
  var confidence: Double

  init(_ fields: Fields) throws(ComputeFault) {
    arms = TwoProportions(control: try fields.proportion("control"), variant: try fields.proportion("variant"))
    confidence = try fields.confidence()
  }
}

/// Two arms and the side of the alternative.
struct TwoArmTest: MethodInput {
  static let fields = [
    FieldDescription("alternative", "two-sided (default), greater (variant above control) or less"),
    FieldDescription("control", "[successes, trials] of the control"),
    FieldDescription("variant", "[successes, trials] of the variant"),
  ]
  var arms: TwoProportions
  var alternative: Alternative

  init(_ fields: Fields) throws(ComputeFault) {
    arms = TwoProportions(control: try fields.proportion("control"), variant: try fields.proportion("variant"))
    alternative = try fields.choice("alternative", default: .twoSided)
  }
}

/// One proportion and a confidence level.
struct OneArmInterval: MethodInput {
  static let fields = [
    FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
    FieldDescription("successes", "successes, from 0 to trials"),
    FieldDescription("trials", "trials, at least 1"),
  ]
  var proportion: Proportion
  var confidence: Double

  init(_ fields: Fields) throws(ComputeFault) {
    let (successes, trials) = (try fields.integer("successes"), try fields.integer("trials"))
    proportion = try answering { () throws(StatisticsError) in try Proportion(successes, of: trials) }
    confidence = try fields.confidence()
  }
}

/// The strata of both arms, as two lists of `[successes, trials]` in the same order.
struct Strata: MethodInput {
  static let fields = [
    FieldDescription("control", "list of [successes, trials] of the control, one per stratum; [0, 0] when empty"),
    FieldDescription("variant", "list of [successes, trials] of the variant, in the same order"),
  ]
  var tables: StratifiedTwoProportions

  init(_ fields: Fields) throws(ComputeFault) {
    let control = try fields.integerRows("control", width: 2, of: "[successes, trials]")
    let variant = try fields.integerRows("variant", width: 2, of: "[successes, trials]")
    tables = try answering { () throws(StatisticsError) in
      guard control.count == variant.count else {
        throw .unequalLengths(
          first: "control", firstCount: control.count, second: "variant", secondCount: variant.count)
      }
      return try StratifiedTwoProportions(
        zip(control, variant).map {
          .init(
            controlSuccesses: $0[0], controlTrials: $0[1], variantSuccesses: $1[0], variantTrials: $1[1])
        })
    }
  }
}

/// Strata and a confidence level.
struct StrataInterval: MethodInput {
  static let fields =
    Strata.fields + [FieldDescription("confidence", "confidence level between 0 and 1; default 0.95")]
  var tables: StratifiedTwoProportions
  var confidence: Double

  init(_ fields: Fields) throws(ComputeFault) {
    tables = try Strata(fields).tables
    confidence = try fields.confidence()
  }
}

/// Strata, a confidence level and how the strata are weighted.
struct WeightedStrataInterval: MethodInput {
  static let fields =
    StrataInterval.fields + [
      FieldDescription("weights", "mantel-haenszel (default), inverse-variance-score or miettinen-nurminen")
    ]
  var strata: StrataInterval
  var weighting: StratumWeighting

  init(_ fields: Fields) throws(ComputeFault) {
    strata = try StrataInterval(fields)
    weighting = try fields.choice("weights", default: .mantelHaenszel)
  }
}

/// Several p values.
struct PValues: MethodInput {
  static let fields = [FieldDescription("p", "list of p values, each from 0 to 1")]
  var values: [Double]

  init(_ fields: Fields) throws(ComputeFault) { values = try fields.numbers("p") }
}

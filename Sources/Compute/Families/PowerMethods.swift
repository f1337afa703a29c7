import Statistics

/// `power.*`
enum PowerMethods {
  static let all: [any ComputeMethod] = [power, normal, arcsine, farringtonManning, exact, testAndRoll]

  /// The design shared by the methods: rates, error rate, sides.
  private struct Design: Sendable {
    static let fields = [
      FieldDescription("alpha", "error rate of the test; default 0.05"),
      FieldDescription("control", "rate of the control, between 0 and 1"),
      FieldDescription("sides", "1 or 2; default 2"),
      FieldDescription("variant", "rate of the variant, between 0 and 1"),
    ]
    var design: TwoProportionPower
    var variant: Double

    init(_ fields: Fields, variantPerControl: Double = 1) throws(ComputeFault) {
      let (control, alpha) = (try fields.number("control"), try fields.number("alpha", default: 0.05))
      let sides = try fields.sides()
      design = try answering { () throws(StatisticsError) in
        try TwoProportionPower(control: control, alpha: alpha, sides: sides, variantPerControl: variantPerControl)
      }
      variant = try fields.number("variant")
    }
  }

  private struct PowerInput: MethodInput {
    static let fields = Design.fields + [FieldDescription("perArm", "trials in each arm")]
    var design: Design
    var perArm: Double
    init(_ fields: Fields) throws(ComputeFault) {
      design = try Design(fields)
      perArm = try fields.number("perArm")
    }
  }

  private struct SizeInput: MethodInput {
    static let fields = Design.fields + [FieldDescription("power", "chance to detect the difference; default 0.8")]
    var design: Design
    var power: Double
    init(_ fields: Fields) throws(ComputeFault) {
      design = try Design(fields)
      power = try fields.number("power", default: 0.8)
    }
  }

  private struct MarginInput: MethodInput {
    static let fields =
      SizeInput.fields + [
        FieldDescription("controlPerVariant", "trials of the control per trial of the variant; default 1"),
        FieldDescription("margin", "difference to be rejected, variant - control; default 0"),
      ]
    var design: Design
    var power: Double
    var margin: Double
    init(_ fields: Fields) throws(ComputeFault) {
      let ratio = try fields.number("controlPerVariant", default: 1)
      guard ratio > 0, ratio < .infinity else {
        throw .invalid("controlPerVariant is \(ratio); expected a finite number above 0.")
      }
      design = try Design(fields, variantPerControl: 1 / ratio)
      power = try fields.number("power", default: 0.8)
      margin = try fields.number("margin", default: 0)
    }
  }

  private struct PowerOutput: MethodOutput {
    static let fields = [FieldDescription("power", "chance that the test rejects")]
    var power: Double
    var json: [String: JSONValue] { ["power": JSONValue(power)] }
  }

  private struct PerArm: MethodOutput {
    static let fields = [FieldDescription("perArm", "trials in each arm, a real number to be rounded up")]
    var perArm: Double
    var json: [String: JSONValue] { ["perArm": JSONValue(perArm)] }
  }

  private struct Total: MethodOutput {
    static let fields = [FieldDescription("total", "trials of both arms together, a real number to be rounded up")]
    var total: Double
    var json: [String: JSONValue] { ["total": JSONValue(total)] }
  }

  private static let source = "Fleiss, Levin & Paik 2003, eq. 4.14"
  private static let notFor = "expected counts under 5: enumerate with power.exact"

  private static let power = Method<PowerInput, PowerOutput>(
    "power.two-proportions", "Power of the two-arm comparison.", source: source, notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      PowerOutput(
        power: try input.design.design.power(variant: input.design.variant, controlTrials: input.perArm))
    }
  }

  private static let normal = Method<SizeInput, PerArm>(
    "power.sample-size.normal", "Trials per arm to detect a difference.", source: source, notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      PerArm(
        perArm: try input.design.design.sampleSize(variant: input.design.variant, power: input.power).control)
    }
  }

  private static let arcsine = Method<SizeInput, PerArm>(
    "power.sample-size.arcsine", "Trials per arm by the arcsine transformation.", source: "Cohen 1988, ch. 6",
    notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      PerArm(
        perArm: try input.design.design.arcsineSampleSize(variant: input.design.variant, power: input.power).control)
    }
  }

  private static let farringtonManning = Method<MarginInput, Total>(
    "power.sample-size.farrington-manning", "Trials of both arms to reject a difference equal to a margin.",
    source: "Farrington & Manning 1990, eq. 4", notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      Total(
        total: try input.design.design.farringtonManningSampleSize(
          variant: input.design.variant, power: input.power, margin: input.margin
        ).total)
    }
  }

  private struct ExactInput: MethodInput {
    static let fields = [
      FieldDescription("alpha", "error rate of the test; default 0.05"),
      FieldDescription("control", "rate of the control, from 0 to 1"),
      FieldDescription("perControl", "trials of the control"),
      FieldDescription("perVariant", "trials of the variant"),
      FieldDescription("sides", "1 (variant above control) or 2; default 2"),
      FieldDescription("variant", "rate of the variant, from 0 to 1"),
    ]
    var design: ExactPower
    var alpha: Double
    var sides: Sides

    init(_ fields: Fields) throws(ComputeFault) {
      let (control, variant) = (try fields.number("control"), try fields.number("variant"))
      let (perControl, perVariant) = (try fields.integer("perControl"), try fields.integer("perVariant"))
      design = try answering { () throws(StatisticsError) in
        try ExactPower(
          control: control, variant: variant, controlTrials: perControl, variantTrials: perVariant)
      }
      alpha = try fields.number("alpha", default: 0.05)
      sides = try fields.sides()
    }
  }

  private static let exact = Method<ExactInput, PowerOutput>(
    "power.exact.z-pooled", "Power of the pooled z test by enumeration.", source: "full enumeration of both binomials",
    notFor: "quick planning: power.two-proportions is close at expected counts above 20"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      PowerOutput(power: try input.design.pooledZ(alpha: input.alpha, sides: input.sides))
    }
  }

  private struct RollInput: MethodInput {
    static let fields = [
      FieldDescription("mean", "common prior mean of the responses; does not change the answer; default 0"),
      FieldDescription("population", "all that can be treated, the tested ones included"),
      FieldDescription("priorStandardDeviation", "prior standard deviation of an arm's mean response"),
      FieldDescription("responseStandardDeviation", "standard deviation of one response"),
    ]
    var design: TestAndRoll

    init(_ fields: Fields) throws(ComputeFault) {
      _ = try fields.number("mean", default: 0)
      let population = try fields.number("population")
      let prior = try fields.number("priorStandardDeviation")
      let response = try fields.number("responseStandardDeviation")
      design = try answering { () throws(StatisticsError) in
        try TestAndRoll(
          population: population, priorStandardDeviation: prior, responseStandardDeviation: response)
      }
    }
  }

  private struct RollOutput: MethodOutput {
    static let fields = [
      FieldDescription("errorRate", "chance of rolling out the worse arm"),
      FieldDescription("perArm", "trials in each arm that earn most, a real number"),
    ]
    var design: TestAndRoll
    var json: [String: JSONValue] {
      ["errorRate": JSONValue(design.errorRate), "perArm": JSONValue(design.perArm)]
    }
  }

  private static let testAndRoll = Method<RollInput, RollOutput>(
    "power.test-and-roll", "Test size that earns most in a finite population.", source: "Feit & Berman 2019, eq. 10",
    notFor: "a promise about the error rate"
  ) { input throws(ComputeFault) in RollOutput(design: input.design) }
}

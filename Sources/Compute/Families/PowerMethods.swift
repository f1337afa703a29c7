import Statistics

/// `power.*`
enum PowerMethods {
  static let all: [any ComputeMethod] = [power, normal, arcsine, farringtonManning]

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
}

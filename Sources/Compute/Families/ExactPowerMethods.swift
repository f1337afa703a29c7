import Statistics

/// `power.exact.*`, `power.sample-size.exact.*`, `power.detectable.exact.*`, `power.exact-size.*`
enum ExactPowerMethods {
  static let all: [any ComputeMethod] = DifferenceTest.allCases.flatMap { test in
    [power(test), sampleSize(test), detectable(test), size(test)]
  }

  private static let source = "full enumeration of both binomials, total error below 1e-12"

  private static func notFor(_ test: DifferenceTest) -> String {
    switch test {
    case .barnard, .boschloo, .exactScore: "more than \(RejectionRegion.largestUnconditionalTotal) trials in all"
    case .zPooled, .pearson, .yates, .nMinusOne, .likelihoodRatio, .fisher, .fisherMidP:
      "quick planning: power.two-proportions is close at expected counts above 20"
    }
  }

  private static let errorFields = [
    FieldDescription("alpha", "error rate of the test; default 0.05"),
    FieldDescription("sides", "1 (towards the alternative) or 2; default 2"),
  ]

  /// Error rate and side: two-sided, or one-sided towards `upward`.
  private struct Level: Sendable {
    var alpha: Double
    var sides: Sides

    init(_ fields: Fields) throws(ComputeFault) {
      alpha = try fields.number("alpha", default: 0.05)
      sides = try fields.sides()
    }

    func alternative(isUpward: Bool = true) -> Alternative {
      sides == .two ? .twoSided : (isUpward ? .greater : .less)
    }
  }

  private struct RegionInput: MethodInput {
    static let fields = [
      FieldDescription("alpha", "error rate of the test; default 0.05"),
      FieldDescription("perControl", "trials of the control"),
      FieldDescription("perVariant", "trials of the variant"),
      FieldDescription("sides", "1 (variant above control) or 2; default 2"),
    ]
    var level: Level
    var controlTrials: Int
    var variantTrials: Int

    init(_ fields: Fields) throws(ComputeFault) {
      level = try Level(fields)
      (controlTrials, variantTrials) = (try fields.integer("perControl"), try fields.integer("perVariant"))
    }

    func region(_ test: DifferenceTest) throws(StatisticsError) -> RejectionRegion {
      try RejectionRegion(
        test, alpha: level.alpha, alternative: level.alternative(), controlTrials: controlTrials,
        variantTrials: variantTrials)
    }
  }

  private struct PowerInput: MethodInput {
    static let fields =
      RegionInput.fields + [
        FieldDescription("control", "rate of the control, from 0 to 1"),
        FieldDescription("variant", "rate of the variant, from 0 to 1"),
      ]
    var region: RegionInput
    var control: Double
    var variant: Double

    init(_ fields: Fields) throws(ComputeFault) {
      region = try RegionInput(fields)
      (control, variant) = (try fields.number("control"), try fields.number("variant"))
    }
  }

  private static func power(_ test: DifferenceTest) -> any ComputeMethod {
    Method<PowerInput, PowerOutput>(
      "power.exact.\(test.rawValue)", "Power of a test of equal rates, by enumeration.", source: source,
      notFor: notFor(test)
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        PowerOutput(
          power: try input.region.region(test).probability(control: input.control, variant: input.variant))
      }
    }
  }

  private struct SizeOutput: MethodOutput {
    static let fields = [FieldDescription("size", "largest chance of rejecting equal rates, certified from above")]
    var size: Double
    var json: [String: JSONValue] { ["size": JSONValue(size)] }
  }

  private static func size(_ test: DifferenceTest) -> any ComputeMethod {
    Method<RegionInput, SizeOutput>(
      "power.exact-size.\(test.rawValue)",
      "True error rate of a test of equal rates: its largest over all common rates.",
      source: "supremum certified by Taylor expansions and Bernstein coefficients",
      notFor: "more than \(RejectionRegion.largestUnconditionalTotal) trials in all"
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in SizeOutput(size: try input.region(test).size()) }
    }
  }

  /// A plan around the control's rate.
  private struct Plan: Sendable {
    static let fields =
      errorFields + [
        FieldDescription("control", "rate of the control, from 0 to 1"),
        FieldDescription("controlPerVariant", "trials of the control per trial of the variant; default 1"),
        FieldDescription("power", "chance to detect the difference; default 0.8"),
      ]
    var level: Level
    var control: Double
    var variantPerControl: Double
    var power: Double

    init(_ fields: Fields) throws(ComputeFault) {
      level = try Level(fields)
      control = try fields.number("control")
      variantPerControl = try fields.variantPerControl()
      power = try fields.number("power", default: 0.8)
    }

    func design(_ test: DifferenceTest, isUpward: Bool) throws(StatisticsError) -> ExactPower {
      try ExactPower(
        test, control: control, alpha: level.alpha, alternative: level.alternative(isUpward: isUpward),
        variantPerControl: variantPerControl)
    }
  }

  private struct SampleSizeInput: MethodInput {
    static let fields = Plan.fields + [FieldDescription("variant", "rate of the variant, from 0 to 1")]
    var plan: Plan
    var variant: Double
    init(_ fields: Fields) throws(ComputeFault) {
      plan = try Plan(fields)
      variant = try fields.number("variant")
    }
  }

  private struct SampleSizeOutput: MethodOutput {
    static let fields = [
      FieldDescription("perControl", "trials of the control"), FieldDescription("perVariant", "trials of the variant"),
      FieldDescription("power", "chance of rejecting with them"),
    ]
    var size: ExactPower.SampleSize
    var json: [String: JSONValue] {
      [
        "perControl": .number("\(size.control)"), "perVariant": .number("\(size.variant)"),
        "power": JSONValue(size.power),
      ]
    }
  }

  private static func sampleSize(_ test: DifferenceTest) -> any ComputeMethod {
    Method<SampleSizeInput, SampleSizeOutput>(
      "power.sample-size.exact.\(test.rawValue)",
      "Trials that reach a power by enumeration while one less in the control does not.", source: source,
      notFor: notFor(test)
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        SampleSizeOutput(
          size: try input.plan.design(test, isUpward: input.variant > input.plan.control)
            .sampleSize(variant: input.variant, power: input.plan.power))
      }
    }
  }

  private struct DetectableInput: MethodInput {
    static let fields =
      Plan.fields + [
        FieldDescription("direction", "increase (default) or decrease"),
        FieldDescription("perControl", "trials of the control"),
      ]
    var plan: Plan
    var direction: DetectableDirection
    var perControl: Int
    init(_ fields: Fields) throws(ComputeFault) {
      plan = try Plan(fields)
      direction = try fields.choice("direction", default: .increase)
      perControl = try fields.integer("perControl")
    }
  }

  private static func detectable(_ test: DifferenceTest) -> any ComputeMethod {
    Method<DetectableInput, DetectableOutput>(
      "power.detectable.exact.\(test.rawValue)", "Smallest lift that a test detects with a power, by enumeration.",
      source: source, notFor: notFor(test)
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        let design = try input.plan.design(test, isUpward: input.direction == .increase)
        let rate = try design.detectableRate(
          controlTrials: input.perControl, power: input.plan.power, direction: input.direction.side)
        return DetectableOutput(control: input.plan.control, rate: rate)
      }
    }
  }
}

/// The side on which a detectable rate is looked for.
enum DetectableDirection: String, CaseIterable, Sendable {
  case increase
  case decrease

  var side: Alternative { self == .increase ? .greater : .less }
}

/// A chance of rejecting.
struct PowerOutput: MethodOutput {
  static let fields = [FieldDescription("power", "chance that the test rejects")]
  var power: Double
  var json: [String: JSONValue] { ["power": JSONValue(power)] }
}

/// The smallest effect that is detected.
struct DetectableOutput: MethodOutput {
  static let fields = [
    FieldDescription("lift", "relative to the control's rate: 0.2 is 20 % more; null when no rate is detected"),
    FieldDescription("rate", "the variant's rate; null when no rate is detected"),
  ]
  var control: Double
  var rate: Double?
  var json: [String: JSONValue] {
    ["lift": JSONValue(control > 0 ? rate.map { $0 / control - 1 } : nil), "rate": JSONValue(rate)]
  }
}

extension Fields {
  /// A number that may be left out. No literal reads as NaN, which stands for its absence.
  func optionalNumber(_ name: String) throws(ComputeFault) -> Double? {
    let value = try number(name, default: .nan)
    return value.isNaN ? nil : value
  }

  /// The variant's trials per trial of the control, from `controlPerVariant`.
  func variantPerControl() throws(ComputeFault) -> Double {
    let ratio = try number("controlPerVariant", default: 1)
    guard ratio > 0, ratio < .infinity else {
      throw .invalid("controlPerVariant is \(ratio); expected a finite number above 0.")
    }
    return 1 / ratio
  }
}

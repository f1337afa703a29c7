import Statistics

/// `power.two-proportions…`, `power.sample-size.*`, `power.detectable.*` by the normal approximations.
enum PowerMethods {
  static let all: [any ComputeMethod] =
    PowerApproximation.allCases.flatMap { [power($0), sampleSize($0), detectable($0)] } + [designEffect]

  private static let notFor = "expected counts under 5: enumerate with power.exact"

  private static func source(_ approximation: PowerApproximation) -> String {
    switch approximation {
    case .pooled: "Fleiss, Levin & Paik 2003, eq. 4.14"
    case .unpooled: "Chow, Shao & Wang 2008, ch. 4"
    case .arcsine: "Cohen 1988, ch. 6"
    case .farringtonManning: "Farrington & Manning 1990, eq. 4"
    }
  }

  /// The design shared by the methods: rate of the control, error rate, allocation, margin, sampling.
  private struct Design: Sendable {
    static let fields =
      [
        FieldDescription("alpha", "error rate of the test; default 0.05"),
        FieldDescription("control", "rate of the control, between 0 and 1"),
        FieldDescription("controlPerVariant", "trials of the control per trial of the variant; default 1"),
        FieldDescription("margin", "difference to be rejected, variant - control; default 0, the only one for some"),
        FieldDescription("sides", "1 or 2; default 2"),
      ] + sampling

    static let sampling = [
      FieldDescription("grouping", "none (default), clusters (of one arm each, with Student's t) or repeated (calls)"),
      FieldDescription("groupSize", "mean trials per cluster or unit; needed when there is a grouping"),
      FieldDescription("groupSizeVariation", "standard deviation over mean of the sizes; default 0"),
      FieldDescription("intraclassCorrelation", "correlation of trials of one cluster or unit; default 0"),
      FieldDescription("list", "leads on the list, when it is finite and the question is about it alone; default none"),
      FieldDescription(
        "listEffects", "monotone (default, safe) or independent (the usual finite-population correction)"),
    ]
    var control: Double
    var alpha: Double
    var sides: Sides
    var variantPerControl: Double
    var margin: Double
    var sampling: DesignSampling

    private enum Grouping: String, CaseIterable { case none, clusters, repeated }

    init(_ fields: Fields) throws(ComputeFault) {
      (control, alpha) = (try fields.number("control"), try fields.number("alpha", default: 0.05))
      sides = try fields.sides()
      variantPerControl = try fields.variantPerControl()
      margin = try fields.number("margin", default: 0)
      let grouping: Grouping = try fields.choice("grouping", default: Grouping.none)
      let leads = try fields.integer("list", default: 0)
      guard leads == 0 || grouping == .none else {
        throw .invalid("list is \(leads) and grouping is \(grouping.rawValue); expected one of them.")
      }
      if grouping != .none {
        let effect = try DesignEffect(group: fields)
        sampling = grouping == .clusters ? .clusters(effect) : .repeated(effect)
      } else if leads != 0 {
        let effects: FiniteList.Effects = try fields.choice("listEffects", default: .monotone)
        sampling = .list(try answering { () throws(StatisticsError) in try FiniteList(leads: leads, effects: effects) })
      } else {
        sampling = .independent
      }
    }

    func design(_ approximation: PowerApproximation) throws(StatisticsError) -> TwoProportionPower {
      try TwoProportionPower(
        control: control, alpha: alpha, sides: sides, variantPerControl: variantPerControl,
        approximation: approximation, margin: margin, sampling: sampling)
    }
  }

  private static let variantField = FieldDescription("variant", "rate of the variant, between 0 and 1")
  private static let trialFields = [
    FieldDescription("perArm", "trials in each arm when they are equal; else give perControl"),
    FieldDescription("perControl", "trials of the control; default perArm"),
  ]
  private static let powerField = FieldDescription("power", "chance to detect the difference; default 0.8")

  private static func controlTrials(_ fields: Fields) throws(ComputeFault) -> Double {
    if let given = try fields.optionalNumber("perControl") { return given }
    return try fields.number("perArm")
  }

  private struct PowerInput: MethodInput {
    static let fields = Design.fields + trialFields + [variantField]
    var design: Design
    var variant: Double
    var trials: Double
    init(_ fields: Fields) throws(ComputeFault) {
      design = try Design(fields)
      variant = try fields.number("variant")
      trials = try controlTrials(fields)
    }
  }

  private static func power(_ approximation: PowerApproximation) -> any ComputeMethod {
    let name = approximation == .pooled ? "" : ".\(approximation.rawValue)"
    return Method<PowerInput, PowerOutput>(
      "power.two-proportions\(name)", "Power of the two-arm comparison.", source: source(approximation), notFor: notFor
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        PowerOutput(
          power: try input.design.design(approximation).power(variant: input.variant, controlTrials: input.trials))
      }
    }
  }

  private struct SizeInput: MethodInput {
    static let fields = Design.fields + [variantField, powerField]
    var design: Design
    var variant: Double
    var power: Double
    init(_ fields: Fields) throws(ComputeFault) {
      design = try Design(fields)
      variant = try fields.number("variant")
      power = try fields.number("power", default: 0.8)
    }
  }

  private struct Size: MethodOutput {
    static let fields = [
      FieldDescription("perArm", "trials of the control (of each arm when equal), a real number to be rounded up"),
      FieldDescription("perControl", "the same"),
      FieldDescription("perVariant", "trials of the variant, a real number to be rounded up"),
      FieldDescription("total", "trials of both arms together, a real number to be rounded up"),
    ]
    var size: TwoProportionPower.SampleSize
    var json: [String: JSONValue] {
      [
        "perArm": JSONValue(size.control), "perControl": JSONValue(size.control),
        "perVariant": JSONValue(size.variant), "total": JSONValue(size.total),
      ]
    }
  }

  private static func sampleSize(_ approximation: PowerApproximation) -> any ComputeMethod {
    let name = approximation == .pooled ? "normal" : approximation.rawValue
    return Method<SizeInput, Size>(
      "power.sample-size.\(name)", "Trials to detect a difference, or to reject one equal to a margin.",
      source: source(approximation), notFor: notFor
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        Size(size: try input.design.design(approximation).sampleSize(variant: input.variant, power: input.power))
      }
    }
  }

  private struct DetectableInput: MethodInput {
    static let fields =
      Design.fields + trialFields + [FieldDescription("direction", "increase (default) or decrease"), powerField]
    var design: Design
    var direction: DetectableDirection
    var power: Double
    var trials: Double
    init(_ fields: Fields) throws(ComputeFault) {
      design = try Design(fields)
      direction = try fields.choice("direction", default: .increase)
      power = try fields.number("power", default: 0.8)
      trials = try controlTrials(fields)
    }
  }

  private static func detectable(_ approximation: PowerApproximation) -> any ComputeMethod {
    let name = approximation == .pooled ? "normal" : approximation.rawValue
    return Method<DetectableInput, DetectableOutput>(
      "power.detectable.\(name)", "Smallest lift that a number of trials detects with a power.",
      source: source(approximation), notFor: notFor
    ) { input throws(ComputeFault) in
      try answering { () throws(StatisticsError) in
        let design = try input.design.design(approximation)
        let rate = try design.detectableRate(
          controlTrials: input.trials, power: input.power, direction: input.direction.side)
        return DetectableOutput(control: design.control, rate: rate)
      }
    }
  }

  private struct GroupInput: MethodInput {
    static let fields = [
      FieldDescription("designEffect", "factor on the variance; give it or intraclassCorrelation"),
      FieldDescription("groupSize", "mean trials per cluster or unit"),
      FieldDescription("groupSizeVariation", "standard deviation over mean of the sizes; default 0"),
      FieldDescription("intraclassCorrelation", "correlation of trials of one cluster or unit"),
    ]
    var effect: DesignEffect
    init(_ fields: Fields) throws(ComputeFault) {
      guard let value = try fields.optionalNumber("designEffect") else {
        effect = try DesignEffect(group: fields, isCorrelationNeeded: true)
        return
      }
      let (size, variation) = (try fields.number("groupSize"), try fields.number("groupSizeVariation", default: 0))
      effect = try answering { () throws(StatisticsError) in
        try DesignEffect(value, meanSize: size, coefficientOfVariation: variation)
      }
    }
  }

  private struct GroupOutput: MethodOutput {
    static let fields = [
      FieldDescription("designEffect", "factor on the variance, and on the trials needed"),
      FieldDescription("intraclassCorrelation", "correlation of trials of one cluster or unit"),
    ]
    var effect: DesignEffect
    var json: [String: JSONValue] {
      [
        "designEffect": JSONValue(effect.value), "intraclassCorrelation": JSONValue(effect.intraclassCorrelation),
      ]
    }
  }

  private static let designEffect = Method<GroupInput, GroupOutput>(
    "power.design-effect", "Design effect from the intraclass correlation, or the correlation from the effect.",
    source: "Kish 1965; Eldridge, Ashby & Kerry 2006", notFor: "analysis: use cluster.difference.cr2 on the data"
  ) { input throws(ComputeFault) in GroupOutput(effect: input.effect) }
}

extension DesignEffect {
  /// Read from `groupSize`, `groupSizeVariation` and `intraclassCorrelation`.
  init(group fields: Fields, isCorrelationNeeded: Bool = false) throws(ComputeFault) {
    let (size, variation) = (try fields.number("groupSize"), try fields.number("groupSizeVariation", default: 0))
    let correlation = try fields.number("intraclassCorrelation", default: isCorrelationNeeded ? nil : 0)
    self = try answering { () throws(StatisticsError) in
      try DesignEffect(intraclassCorrelation: correlation, meanSize: size, coefficientOfVariation: variation)
    }
  }
}

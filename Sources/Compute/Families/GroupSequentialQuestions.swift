import Statistics

extension GroupSequentialMethods {
  /// One bound a look; null where it cannot be reached.
  struct BoundsOutput: MethodOutput {
    static let fields = [FieldDescription("bounds", "bound on Z at each look; null when it cannot be reached")]
    var bounds: [Double]
    var json: [String: JSONValue] { ["bounds": .reachable(bounds)] }
  }

  struct ClassicalInput: MethodInput {
    private enum Shape: String, CaseIterable {
      case obrienFleming = "obrien-fleming"
      case pocock
      case wangTsiatis = "wang-tsiatis"
      case haybittlePeto = "haybittle-peto"
    }

    static let fields =
      errorFields + [
        FieldDescription("delta", "of wang-tsiatis: bound proportional to t^(delta - 1/2); default 0.25"),
        FieldDescription("interim", "of haybittle-peto: the bound before the last look; default 3"),
        FieldDescription("looks", "number of looks, equally spaced"),
        FieldDescription("shape", "one of \(Shape.allCases.map(\.rawValue).joined(separator: ", "))"),
      ]
    var shape: ClassicalBounds
    var looks: Int
    var alpha: Double
    var sides: Sides

    init(_ fields: Fields) throws(ComputeFault) {
      let shape: Shape = try fields.choice("shape")
      let (delta, interim) = (try fields.number("delta", default: 0.25), try fields.number("interim", default: 3))
      self.shape =
        switch shape {
        case .obrienFleming: .obrienFleming
        case .pocock: .pocock
        case .wangTsiatis: .wangTsiatis(delta: delta)
        case .haybittlePeto: .haybittlePeto(interim: interim)
        }
      looks = try fields.integer("looks")
      alpha = try fields.number("alpha", default: 0.05)
      sides = try fields.sides()
    }
  }

  struct SpendingInput: MethodInput {
    static let fields =
      errorFields + spendingFields() + [
        FieldDescription("information", "fraction of the planned information at each look, increasing")
      ]
    var information: [Double]
    var function: SpendingFunction
    var alpha: Double
    var sides: Sides

    init(_ fields: Fields) throws(ComputeFault) {
      information = try fields.numbers("information")
      function = try spending(fields)
      alpha = try fields.number("alpha", default: 0.05)
      sides = try fields.sides()
    }
  }

  struct FutilityInput: MethodInput {
    static let fields =
      spendingFields()
      + spendingFields("futilitySpending", "futilityParameter") + [
        FieldDescription("alpha", "one-sided error; default 0.025"),
        FieldDescription("beta", "1 - power; default 0.2"),
        FieldDescription("binding", "whether the upper bounds count on stopping below; default false"),
        FieldDescription("information", "fraction of the planned information at each look, increasing"),
      ]
    var information: [Double]
    var efficacy: SpendingFunction
    var futility: SpendingFunction
    var alpha: Double
    var beta: Double
    var isBinding: Bool

    init(_ fields: Fields) throws(ComputeFault) {
      information = try fields.numbers("information")
      efficacy = try spending(fields)
      futility = try spending(fields, "futilitySpending", "futilityParameter")
      alpha = try fields.number("alpha", default: 0.025)
      beta = try fields.number("beta", default: 0.2)
      isBinding = try fields.flag("binding", default: false)
    }
  }

  struct FutilityOutput: MethodOutput {
    static let fields = [
      FieldDescription("drift", "expected Z at information 1 that gives the power"),
      FieldDescription("efficacy", "upper bound at each look; null when it cannot be reached"),
      FieldDescription("futility", "lower bound at each look; null when it cannot be reached"),
      FieldDescription("inflation", "maximum information over that of a fixed test"),
    ]
    var design: FutilityDesign
    var json: [String: JSONValue] {
      [
        "drift": JSONValue(design.drift), "efficacy": .reachable(design.bounds.upper),
        "futility": .reachable(design.bounds.lower), "inflation": JSONValue(design.inflation),
      ]
    }
  }

  struct CrossingInput: MethodInput {
    static let fields = [
      FieldDescription("bounds", "bound on Z at each look; \"infinity\" when it cannot be reached"),
      FieldDescription("drift", "expected Z at information 1; default 0"),
      FieldDescription("information", "fraction of information at each look; default equally spaced up to 1"),
      FieldDescription("sides", "1 (stops above only) or 2 (also below, at minus the bound); default 2"),
    ]
    var information: [Double]
    var bounds: [Double]
    var drift: Double
    var sides: Sides

    init(_ fields: Fields) throws(ComputeFault) {
      let bounds = try fields.numbers("bounds")
      let equal = try answering { () throws(StatisticsError) in
        try StoppingBounds.equalInformation(looks: bounds.count)
      }
      information = try fields.numbers("information", count: bounds.count, default: equal)
      drift = try fields.number("drift", default: 0)
      sides = try fields.sides()
      self.bounds = bounds
    }
  }

  struct CrossingOutput: MethodOutput {
    static let fields = [
      FieldDescription("expectedInformation", "expected fraction of information at the end"),
      FieldDescription("lower", "probability of stopping first at each look, below"),
      FieldDescription("upper", "probability of stopping first at each look, above"),
    ]
    var crossing: CrossingProbabilities
    var json: [String: JSONValue] {
      [
        "expectedInformation": JSONValue(crossing.expectedInformation), "lower": JSONValue(crossing.lower),
        "upper": JSONValue(crossing.upper),
      ]
    }
  }

  struct AnalysisInput: MethodInput {
    static let fields =
      errorFields + spendingFields() + [
        FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
        FieldDescription(
          "control", "[successes, trials] of the control in all by each look; the last look ends the test"),
        FieldDescription("plannedPerArm", "trials in each arm at information 1"),
        FieldDescription("variant", "[successes, trials] of the variant in all by each look"),
      ]
    var tables: [TwoProportions]
    var information: [Double]
    var standardError: Double
    var function: SpendingFunction
    var alpha: Double
    var sides: Sides
    var confidence: Double

    init(_ fields: Fields) throws(ComputeFault) {
      let (control, variant) = (try fields.proportions("control"), try fields.proportions("variant"))
      guard control.count == variant.count, let first = control.last, let second = variant.last else {
        throw .invalid(
          "control has \(control.count) looks and variant has \(variant.count); expected the same number, at least 1.")
      }
      for (name, arm) in [("control", control), ("variant", variant)] {
        for (before, after) in zip(arm, arm.dropFirst())
        where after.successes < before.successes || after.failures < before.failures {
          throw .invalid(
            "\(name) goes from \(before.successes) of \(before.trials) to \(after.successes) of \(after.trials); "
              + "expected counts in all by each look, which never fall.")
        }
      }
      let planned = try fields.number("plannedPerArm")
      guard planned > 0, planned.isFinite else {
        throw .invalid("plannedPerArm is \(planned); expected a number above 0.")
      }
      tables = zip(control, variant).map { TwoProportions(control: $0, variant: $1) }
      information = tables.map { 2 / (1 / Double($0.control.trials) + 1 / Double($0.variant.trials)) / planned }
      standardError =
        [first, second].map { $0.rate * (1 - $0.rate) / Double($0.trials) }.reduce(0, +).squareRoot()
      function = try spending(fields)
      alpha = try fields.number("alpha", default: 0.05)
      sides = try fields.sides()
      confidence = try fields.confidence()
    }
  }

  struct AnalysisOutput: MethodOutput {
    static let fields =
      Estimate.fields + [FieldDescription("p", "p by stage-wise ordering; twice the smaller side when two-sided")]
    var p: Double
    var estimate: Estimate
    var json: [String: JSONValue] { estimate.json.merging(["p": JSONValue(p)]) { first, _ in first } }
  }

  struct SizeInput: MethodInput {
    static let fields =
      errorFields + spendingFields() + [
        FieldDescription("control", "rate of the control, between 0 and 1"),
        FieldDescription("looks", "number of looks, equally spaced"),
        FieldDescription("power", "chance to stop for the difference; default 0.8"),
        FieldDescription("variant", "rate of the variant, between 0 and 1"),
      ]
    var control: Double
    var variant: Double
    var looks: Int
    var function: SpendingFunction
    var alpha: Double
    var sides: Sides
    var power: Double

    init(_ fields: Fields) throws(ComputeFault) {
      (control, variant) = (try fields.number("control"), try fields.number("variant"))
      looks = try fields.integer("looks")
      function = try spending(fields)
      alpha = try fields.number("alpha", default: 0.05)
      sides = try fields.sides()
      power = try fields.number("power", default: 0.8)
    }
  }

  struct SizeOutput: MethodOutput {
    static let fields = [
      FieldDescription("expectedUnderAlternative", "expected trials of both arms when the variant has its rate"),
      FieldDescription("expectedUnderNull", "expected trials of both arms when the rates are equal"),
      FieldDescription("inflation", "total over that of a fixed test"),
      FieldDescription("total", "trials of both arms when the test runs to its last look, to be rounded up"),
    ]
    var size: GroupSequentialSize
    var json: [String: JSONValue] {
      [
        "expectedUnderAlternative": JSONValue(size.expectedUnderAlternative),
        "expectedUnderNull": JSONValue(size.expectedUnderNull), "inflation": JSONValue(size.inflation),
        "total": JSONValue(size.maximum.total),
      ]
    }
  }
}

extension JSONValue {
  /// Bounds, of which those at infinity cannot be reached.
  fileprivate static func reachable(_ bounds: [Double]) -> JSONValue {
    .array(bounds.map { $0.isFinite ? JSONValue($0) : .null })
  }
}

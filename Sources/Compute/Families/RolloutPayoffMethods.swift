import Statistics

/// `power.test-and-roll-payoffs`, `power.ratio-margin`
enum RolloutPayoffMethods {
  static let all: [any ComputeMethod] = [payoffs, ratioMargin]

  private struct PayoffsInput: MethodInput {
    static let fields = [
      FieldDescription("costs", "cost of a trial for each arm, the control first; two arms or more"),
      FieldDescription("critical", "roll a variant out only when its z against the control reaches this; default none"),
      FieldDescription("once", "cost of choosing each arm; default 0"),
      FieldDescription("population", "trials to come, the tested ones included"),
      FieldDescription("prior", "prior of every arm's rate: [a, b], or {mean, standardDeviation}; default [1, 1]"),
      FieldDescription("reaches", "trials at roll-out instead of one of the population's, for each arm; default 1"),
      FieldDescription("shares", "shares of the test's trials; default equal; for the best size"),
      FieldDescription("trials", "trials of the test for each arm; default: those that earn most"),
      FieldDescription("worth", "what a success is worth, above 0; default 1"),
    ]
    var payoffs: RolloutPayoffs
    var shares: [Double]
    var trials: [Int]?
    var critical: Double?

    init(_ fields: Fields) throws(ComputeFault) {
      let costs = try fields.numbers("costs")
      func each(_ name: String, _ standard: Double) throws(ComputeFault) -> [Double] {
        try fields.numbers(name, count: costs.count, default: costs.map { _ in standard })
      }
      let (once, reaches) = (try each("once", 0), try each("reaches", 1))
      let belief = try fields.prior("prior", default: .uniform).beta
      let worth = try fields.number("worth", default: 1)
      let population = try fields.integer("population")
      payoffs = try answering { () throws(StatisticsError) in
        var arms: [RolloutPayoffs.Arm] = []
        for (place, cost) in costs.enumerated() {
          arms.append(
            try RolloutPayoffs.Arm(belief: belief, worth: worth, cost: cost, reach: reaches[place], once: once[place]))
        }
        return try RolloutPayoffs(arms, population: population)
      }
      shares = try each("shares", 1)
      trials = fields.isGiven("trials") ? try fields.integers("trials") : nil
      critical = fields.isGiven("critical") ? try fields.number("critical") : nil
    }
  }

  private struct PayoffsOutput: MethodOutput {
    static let fields = [
      FieldDescription("errorRate", "chance of choosing another arm than the one that pays most, by a normal law"),
      FieldDescription("gain", "expected payoff above that of choosing now; by a normal law where critical is given"),
      FieldDescription("leader", "the arm that would be chosen now, from 0"),
      FieldDescription("perfectGain", "what knowing all rates would add to choosing now"),
      FieldDescription("trials", "trials of the test for each arm; 0 where no test gains anything"),
    ]
    var trials: [Int]
    var gain: Double
    var errorRate: Double
    var perfectGain: Double
    var leader: Int
    var json: [String: JSONValue] {
      [
        "errorRate": JSONValue(errorRate), "gain": JSONValue(gain), "leader": .number("\(leader)"),
        "perfectGain": JSONValue(perfectGain), "trials": .array(trials.map { .number("\($0)") }),
      ]
    }
  }

  private static let payoffs = Method<PayoffsInput, PayoffsOutput>(
    "power.test-and-roll-payoffs", "Worth of a test of several arms with costs of their own before one is rolled out.",
    source: "framework of Feit & Berman 2019; all outcomes summed", notFor: "a promise about the error rate"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let trials: [Int]
      if let given = input.trials {
        trials = given
      } else {
        trials = try input.payoffs.best(shares: input.shares).trials
      }
      let law = try RolloutLaw(input.payoffs, trials: trials)
      let rule = input.critical.map { RolloutLaw.Rule.significant(critical: $0) } ?? .highestPayoff
      return PayoffsOutput(
        trials: trials, gain: input.critical == nil ? try input.payoffs.gain(trials: trials) : law.gain(rule),
        errorRate: law.errorRate(rule), perfectGain: try input.payoffs.perfectGain(), leader: input.payoffs.leader)
    }
  }

  private struct MarginInput: MethodInput {
    static let fields = [
      FieldDescription("alpha", "one-sided error, below 0.5; default 0.05"),
      FieldDescription("higherIsWorse", "whether a larger share is the worse one; default false"),
      FieldDescription("perControl", "trials of the control"),
      FieldDescription("perVariant", "trials of the variant; default perControl"),
      FieldDescription("power", "chance with which a worsening is to be excluded; default 0.8"),
      FieldDescription("share", "share of both arms, between 0 and 1"),
      FieldDescription("worsening", "tolerated worsening relative to the control: 0.1 is 10 %"),
    ]
    var design: RatioMarginPower
    var worsening: Double
    var power: Double

    init(_ fields: Fields) throws(ComputeFault) {
      let share = try fields.number("share")
      let control = try fields.integer("perControl")
      let variant = try fields.integer("perVariant", default: control)
      let alpha = try fields.number("alpha", default: 0.05)
      let higherIsWorse = try fields.flag("higherIsWorse", default: false)
      design = try answering { () throws(StatisticsError) in
        try RatioMarginPower(
          share: share, controlTrials: control, variantTrials: variant, alpha: alpha, higherIsWorse: higherIsWorse)
      }
      worsening = try fields.number("worsening")
      power = try fields.number("power", default: 0.8)
    }
  }

  private struct MarginOutput: MethodOutput {
    static let fields = [
      FieldDescription("excluded", "smallest worsening excluded with that power; null where none is"),
      FieldDescription("power", "chance of showing that the share is worse by at most worsening, when it is not worse"),
    ]
    var excluded: Double?
    var power: Double
    var json: [String: JSONValue] { ["excluded": JSONValue(excluded), "power": JSONValue(power)] }
  }

  private static let ratioMargin = Method<MarginInput, MarginOutput>(
    "power.ratio-margin", "Chance to show that a share is not worse than a control's by more than a margin.",
    source: "interval of Miettinen & Nurminen 1985; all outcomes summed", notFor: "shares of clusters or repeated calls"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      MarginOutput(
        excluded: try input.design.excludedWorsening(power: input.power),
        power: input.design.chance(worsening: input.worsening))
    }
  }
}

import Statistics

/// `fit.delay.cure`, `forecast.delay.cure`
enum DelayMethods {
  static let all: [any ComputeMethod] = [fit, forecast]

  private static let groupsField = FieldDescription(
    "groups",
    "list of groups that share their delays, each {cohorts: list of {age: days since the calls, calls: number, outcomes: "
      + "list of numbers by delay in days from 0}}")

  private static let lawField = FieldDescription(
    "law",
    "exponential, weibull or log-normal; default: the one that fits best, or all by Akaike's weights in a forecast")

  private static func groups(_ fields: Fields) throws(ComputeFault) -> [DelayCohorts] {
    var groups: [DelayCohorts] = []
    for group in try fields.objects("groups") {
      try group.requireKnown(["cohorts"])
      var cohorts: [DelayCohorts.Cohort] = []
      for cohort in try group.objects("cohorts") {
        try cohort.requireKnown(["age", "calls", "outcomes"])
        cohorts.append(
          DelayCohorts.Cohort(
            age: try cohort.integer("age"), calls: try cohort.integer("calls"),
            outcomes: try cohort.integers("outcomes")))
      }
      let counted = cohorts
      groups.append(try answering { () throws(StatisticsError) in try DelayCohorts(counted) })
    }
    return groups
  }

  private static func laws(_ fields: Fields) throws(ComputeFault) -> [DelayLaw] {
    let name = try fields.text("law", default: "")
    if name.isEmpty { return DelayLaw.allCases }
    guard let law = DelayLaw(rawValue: name) else {
      throw .invalid("law is \"\(name)\"; expected \(DelayLaw.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return [law]
  }

  private struct FitInput: MethodInput {
    static let fields = [groupsField, lawField]
    var groups: [DelayCohorts]
    var laws: [DelayLaw]

    init(_ fields: Fields) throws(ComputeFault) {
      groups = try DelayMethods.groups(fields)
      laws = try DelayMethods.laws(fields)
    }
  }

  private struct FitOutput: MethodOutput {
    static let fields = [
      FieldDescription("law", "the law"),
      FieldDescription("location", "mean of log days up to the law's own: {estimate, standardError}"),
      FieldDescription("spread", "spread of log days: {estimate, logStandardError}"),
      FieldDescription("shares", "list by group of {estimate, standardError}: calls that ever have an outcome"),
      FieldDescription("logLikelihood", "the largest log likelihood"),
      FieldDescription("aic", "Akaike's criterion"),
      FieldDescription("shareAfterLongestAge", "estimated share of outcomes later than any call was followed"),
    ]
    var model: CureModel

    var json: [String: JSONValue] {
      [
        "law": .string(model.distribution.law.rawValue),
        "location": .object([
          "estimate": JSONValue(model.distribution.location), "standardError": JSONValue(model.locationError),
        ]),
        "spread": .object([
          "estimate": JSONValue(model.distribution.spread), "logStandardError": JSONValue(model.logSpreadError),
        ]),
        "shares": .array(
          model.arms.map {
            .object(["estimate": JSONValue($0.share), "standardError": JSONValue($0.standardError)])
          }),
        "logLikelihood": JSONValue(model.logLikelihood), "aic": JSONValue(model.aic),
        "shareAfterLongestAge": JSONValue(model.shareAfterLongestAge),
      ]
    }
  }

  private struct ForecastInput: MethodInput {
    static let fields = [
      groupsField, lawField, FieldDescription("group", "which group is forecast, from 0; default 0"),
      FieldDescription("horizon", "days from each call"),
      FieldDescription("youngest", "calls of at least this age are forecast; default 0"),
      FieldDescription("level", "chance that the interval is to hold what comes; default 0.95"),
      FieldDescription("median", "stated median delay in days; with ninetieth and law: delays known beforehand"),
      FieldDescription("ninetieth", "stated 90 % quantile in days"),
      FieldDescription("uncertainty", "share by which either may be wrong; default 0.25"),
    ]
    var answer: DelayForecast.Answer

    init(_ fields: Fields) throws(ComputeFault) {
      let groups = try DelayMethods.groups(fields)
      let laws = try DelayMethods.laws(fields)
      let group = try fields.integer("group", default: 0)
      let horizon = try fields.integer("horizon")
      let youngest = try fields.integer("youngest", default: 0)
      let level = try fields.number("level", default: 0.95)
      let median = try fields.number("median", default: 0)
      let ninetieth = try fields.number("ninetieth", default: 0)
      let uncertainty = try fields.number("uncertainty", default: 0.25)
      answer = try answering { () throws(StatisticsError) in
        let isStated = median != 0 || ninetieth != 0
        let law = laws.count == 1 ? laws[0] : .logNormal
        let prior =
          isStated
          ? try DelayPrior(law, median: median, ninetieth: ninetieth, uncertainty: uncertainty) : nil
        return try DelayForecast.answer(
          group: group, of: groups, youngest: youngest, horizon: horizon, level: level, laws: laws, prior: prior)
      }
    }
  }

  private struct ForecastOutput: MethodOutput {
    static let fields = [
      FieldDescription("forecast", "false where the tail of the delays was not seen"),
      FieldDescription("observed", "outcomes within the horizon that have come; null without a forecast"),
      FieldDescription("outcomes", "outcomes within the horizon: {estimate, lower, upper}; null without a forecast"),
      FieldDescription("chance", "chance of such a call within the horizon: {estimate, lower, upper}; null likewise"),
      FieldDescription(
        "unseen", "share of outcomes after the longest age: its upper 95 % limit without a forecast, else {estimate, …}"
      ),
      FieldDescription("weights", "list of {law, weight}; null without a forecast"),
    ]
    var answer: DelayForecast.Answer

    var json: [String: JSONValue] {
      switch answer {
      case .tailNotSeen(let unseen):
        return [
          "forecast": .bool(false), "observed": .null, "outcomes": .null, "chance": .null,
          "unseen": JSONValue(unseen), "weights": .null,
        ]
      case .forecast(let forecast):
        return [
          "forecast": .bool(true), "observed": .number("\(forecast.observed)"),
          "outcomes": .object(forecast.outcomes.json), "chance": .object(forecast.chance.json),
          "unseen": .object(forecast.unseen.json),
          "weights": .array(
            forecast.laws.map {
              .object(["law": .string($0.distribution.law.rawValue), "weight": JSONValue($0.weight)])
            }),
        ]
      }
    }
  }

  private static let fit = Method<FitInput, FitOutput>(
    "fit.delay.cure",
    "The delays of outcomes of which some are still to come, and the share of calls that ever has one, by maximum likelihood.",
    source: "Boag 1949; Berkson & Gage 1952; Farewell 1982, calls censored at their age, delays in whole days",
    notFor:
      "calls followed so briefly that most outcomes are still to come; delays that change with the date of the call"
  ) { input throws(ComputeFault) in
    FitOutput(
      model: try answering { () throws(StatisticsError) in try CureModel.best(of: input.laws, input.groups).best })
  }

  private static let forecast = Method<ForecastInput, ForecastOutput>(
    "forecast.delay.cure",
    "How many calls will have had their outcome within a horizon, with the interval of what comes, or no forecast.",
    source: "Farewell 1982; Buckland, Burnham & Augustin 1997; Bayesian predictive law with Jeffreys's prior",
    notFor: "calls of different kinds in one group; amounts of money"
  ) { input throws(ComputeFault) in ForecastOutput(answer: input.answer) }
}

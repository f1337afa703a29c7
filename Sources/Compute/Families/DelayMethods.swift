import Statistics

/// `delay.*`: outcomes that come days after their call.
enum DelayMethods {
  static let all: [any ComputeMethod] = [cureModel, forecast]

  private static let groupsField = FieldDescription(
    "groups",
    "list of groups that share their delays, each {cohorts: list of {age, calls, outcomes}}: days from the calls to the "
      + "reading, calls, and how many had their outcome by whole days of delay [on day 0, on day 1, …], up to the age")

  /// The groups under a name.
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
      groups.append(try answering { [cohorts] () throws(StatisticsError) in try DelayCohorts(cohorts) })
    }
    return groups
  }

  /// A law, or the choice among all of them.
  private enum Law: String, CaseIterable {
    case best, exponential, weibull
    case logNormal = "log-normal"

    var laws: [DelayLaw] { DelayLaw(rawValue: rawValue).map { [$0] } ?? DelayLaw.allCases }
  }

  private static let law = FieldDescription(
    "law", "of the delays: exponential, weibull, log-normal, or best (default), by Akaike's criterion")

  private static func json(_ delays: DelayDistribution) -> [String: JSONValue] {
    [
      "law": .string(delays.law.rawValue), "location": JSONValue(delays.location), "spread": JSONValue(delays.spread),
    ]
  }

  private struct Calls: MethodInput {
    static let fields = [groupsField, law]
    var groups: [DelayCohorts]
    var laws: [DelayLaw]

    init(_ fields: Fields) throws(ComputeFault) {
      groups = try DelayMethods.groups(fields)
      let law: Law = try fields.choice("law", default: .best)
      laws = law.laws
    }
  }

  private struct Fit: MethodOutput {
    static let fields = [
      FieldDescription("aic", "Akaike's criterion, 2 × parameters − 2 × logLikelihood"),
      FieldDescription("law", "of the delays"),
      FieldDescription(
        "location",
        "in log days: its exponential is the mean (exponential), the scale or the median, the first day counted as 1"),
      FieldDescription("locationError", "its standard error"),
      FieldDescription("logLikelihood", "the largest log likelihood"),
      FieldDescription("logSpreadError", "standard error of the logarithm of spread"),
      FieldDescription(
        "medianDelay", "half of the outcomes come by the end of this day; below 0 before the end of day 0"),
      FieldDescription("shareErrors", "standard error of each share; null where it is 0 or 1"),
      FieldDescription("shares", "of each group, the share of calls that ever has an outcome"),
      FieldDescription("spread", "standard deviation or scale on log days: 1 for the exponential law"),
      FieldDescription("unseen", "share of the outcomes that come after the longest age"),
    ]
    var model: CureModel
    var json: [String: JSONValue] {
      DelayMethods.json(model.distribution).merging([
        "aic": JSONValue(model.aic), "locationError": JSONValue(model.locationError),
        "logLikelihood": JSONValue(model.logLikelihood), "logSpreadError": JSONValue(model.logSpreadError),
        "medianDelay": JSONValue(model.distribution.quantile(0.5)),
        "shareErrors": .array(model.arms.map { $0.standardError.map(JSONValue.init) ?? .null }),
        "shares": .array(model.arms.map { JSONValue($0.share) }),
        "unseen": JSONValue(model.shareAfterLongestAge),
      ]) { first, _ in first }
    }
  }

  private static let cureModel = Method<Calls, Fit>(
    "delay.cure-model", "The share of calls that ever has an outcome, and the law of its delay.",
    source: "Farewell 1982; Maller & Zhou 1996", notFor: "calls followed for less long than their outcomes take"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in Fit(model: try CureModel.best(of: input.laws, input.groups).best) }
  }

  private struct Question: MethodInput {
    static let fields =
      [
        FieldDescription("confidence", "chance that the interval is to hold, between 0 and 1; default 0.95"),
        FieldDescription("group", "place of the group that is forecast, from 0; default 0"),
      ] + Calls.fields + [
        FieldDescription("horizon", "days from each call"),
        FieldDescription(
          "prior",
          "delays known beforehand, without which a tail that is not seen is refused: {law, median, ninetieth} in days, with "
            + "uncertainty, the relative error of either (default 0.25); its law counts alone"),
      ]
    var calls: Calls
    var group: Int
    var horizon: Int
    var level: Double
    var prior: DelayPrior?

    init(_ fields: Fields) throws(ComputeFault) {
      calls = try Calls(fields)
      (group, horizon) = (try fields.integer("group", default: 0), try fields.integer("horizon"))
      level = try fields.confidence()
      prior = nil
      guard let stated = fields.optionalObject("prior") else {
        try fields.requireAbsent(["prior"], because: "it is no object {law, median, ninetieth}")
        return
      }
      try stated.requireKnown(["law", "median", "ninetieth", "uncertainty"])
      let law: DelayLaw = try stated.choice("law")
      let (median, ninetieth) = (try stated.number("median"), try stated.number("ninetieth"))
      let uncertainty = try stated.number("uncertainty", default: 0.25)
      prior = try answering { () throws(StatisticsError) in
        try DelayPrior(law, median: median, ninetieth: ninetieth, uncertainty: uncertainty)
      }
    }
  }

  private struct Answer: MethodOutput {
    static let fields = [
      FieldDescription(
        "answer", "forecast, or tail-not-seen: too many outcomes may come later than any call was followed"),
      FieldDescription("laws", "list of {law, location, spread, weight}, the delays that are mixed; weights sum to 1"),
      FieldDescription("lower", "lower end of the interval of outcomes; null where there is no forecast"),
      FieldDescription("observed", "outcomes within the horizon that have come; null where there is no forecast"),
      FieldDescription("outcomes", "mean number of outcomes within the horizon, those that came included; or null"),
      FieldDescription("share", "[median, lower, upper] of the share of calls that ever has an outcome; or null"),
      FieldDescription(
        "unseen",
        "[median, lower, upper] of the share of the outcomes within the horizon that come after the longest age; where there "
          + "is no forecast null, or [null, null, its upper 95 % limit]"),
      FieldDescription("upper", "upper end of the interval of outcomes; null where there is no forecast"),
    ]
    var answer: DelayForecast.Answer

    private static func json(_ estimate: Estimate) -> JSONValue {
      .array([JSONValue(estimate.value), JSONValue(estimate.lower), JSONValue(estimate.upper)])
    }

    var json: [String: JSONValue] {
      switch answer {
      case .tailNotSeen(let unseen):
        [
          "answer": .string("tail-not-seen"), "laws": .array([]), "lower": .null, "observed": .null, "outcomes": .null,
          "share": .null, "unseen": unseen.map { .array([.null, .null, JSONValue($0)]) } ?? .null, "upper": .null,
        ]
      case .forecast(let forecast):
        [
          "answer": .string("forecast"),
          "laws": .array(
            forecast.laws.map { law in
              var members = DelayMethods.json(law.distribution)
              members["weight"] = JSONValue(law.weight)
              return .object(members)
            }),
          "lower": JSONValue(forecast.outcomes.lower), "observed": JSONValue(Double(forecast.observed)),
          "outcomes": JSONValue(forecast.outcomes.value), "share": forecast.share.map(Self.json) ?? .null,
          "unseen": Self.json(forecast.unseen), "upper": JSONValue(forecast.outcomes.upper),
        ]
      }
    }
  }

  private static let forecast = Method<Question, Answer>(
    "delay.forecast", "How many outcomes a group's calls will have within a horizon, from what has come so far.",
    source: "Farewell 1982; predictive law over delays and shares, laws by Akaike's weights",
    notFor: "calls of different kinds in one group; delays in two separate waves"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      Answer(
        answer: try DelayForecast.answer(
          group: input.group, of: input.calls.groups, horizon: input.horizon, level: input.level,
          laws: input.calls.laws, prior: input.prior))
    }
  }
}

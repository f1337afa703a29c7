import Statistics

/// `estimate.complier`
enum ComplianceMethods {
  static let all: [any ComputeMethod] = [complier]

  private struct Rows: MethodInput {
    static let fields = [
      FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
      FieldDescription(
        "control",
        "list of [calls, opportunities, heard, units] of units assigned to the control: heard are the calls of such a unit "
          + "in which the challenger was heard"),
      FieldDescription("variant", "list of [calls, opportunities, heard, units] of units assigned to the challenger"),
    ]
    var effect: ComplierEffect
    var confidence: Double

    init(_ fields: Fields) throws(ComputeFault) {
      func arm(_ name: String) throws(ComputeFault) -> ComplierEffect.Arm {
        let rows = try fields.integerRows(name, width: 4, of: "[calls, opportunities, heard, units]").map {
          ComplierEffect.Row(calls: $0[0], opportunities: $0[1], heard: $0[2], units: $0[3])
        }
        return try answering { () throws(StatisticsError) in try ComplierEffect.Arm(rows) }
      }
      let (control, variant) = (try arm("control"), try arm("variant"))
      effect = try answering { () throws(StatisticsError) in
        try ComplierEffect(control: control, variant: variant)
      }
      confidence = try fields.confidence()
    }
  }

  private struct Output: MethodOutput {
    static let fields = [
      FieldDescription("assignmentEffect", "difference by assignment (intention to treat), opportunities by call"),
      FieldDescription("estimate", "complier effect; null when hearing does not differ"),
      FieldDescription("firstStageF", "square of z of the difference in hearing; \"infinity\" without any error"),
      FieldDescription("hearingDifference", "share of calls that heard the challenger, variant - control"),
      FieldDescription(
        "lower", "end of the set: lower end of an interval, upper end of the lower part of a complement"),
      FieldDescription("p", "two-sided probability under no effect; that of the assignment"),
      FieldDescription("set", "interval (lower to upper), complement (all outside lower to upper) or whole-line"),
      FieldDescription(
        "upper", "end of the set: upper end of an interval, lower end of the upper part of a complement"),
    ]
    var effect: ComplierEffect
    var set: FiellerSet

    var json: [String: JSONValue] {
      let (name, lower, upper): (String, Double, Double) =
        switch set {
        case .interval(let lower, let upper): ("interval", lower, upper)
        case .complement(let below, let above): ("complement", below, above)
        case .wholeLine: ("whole-line", -.infinity, .infinity)
        }
      return [
        "assignmentEffect": JSONValue(effect.assignment.observedDifference), "estimate": JSONValue(effect.estimate),
        "firstStageF": JSONValue(effect.firstStageF),
        "hearingDifference": JSONValue(effect.hearing.observedDifference), "lower": JSONValue(lower),
        "p": JSONValue(effect.test().pValue), "set": .string(name), "upper": JSONValue(upper),
      ]
    }
  }

  private static let complier = Method<Rows, Output>(
    "estimate.complier", "Effect of hearing the challenger, on calls that hear it because they were assigned to it.",
    source: "Angrist, Imbens & Rubin 1996, eq. 9; Fieller 1954; Anderson & Rubin 1949",
    notFor: "choosing a script, which the effect by assignment is for; assignments that act by more than what is heard"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      Output(effect: input.effect, set: try input.effect.set(confidence: input.confidence))
    }
  }
}

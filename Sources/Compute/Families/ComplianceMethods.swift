import Statistics

/// `estimate.complier`, `estimate.complier-stratified`
enum ComplianceMethods {
  static let all: [any ComputeMethod] = [complier, stratified]

  private static func rows(_ name: String, _ fields: Fields) throws(ComputeFault) -> [ComplierEffect.Row] {
    try fields.integerRows(name, width: 4, of: "[calls, opportunities, heard, units]").map {
      ComplierEffect.Row(calls: $0[0], opportunities: $0[1], heard: $0[2], units: $0[3])
    }
  }

  private struct Rows: MethodInput {
    static let fields = [
      FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
      FieldDescription(
        "control",
        "list of [calls, opportunities, heard, units] of units assigned to the control: heard are the calls of such a unit "
          + "in which the challenger was heard"),
      FieldDescription(
        "degreesOfFreedom", "of Student's t when units are few (agents: their number - 2); default normal"),
      FieldDescription("variant", "list of [calls, opportunities, heard, units] of units assigned to the challenger"),
    ]
    var effect: ComplierEffect
    var confidence: Double

    init(_ fields: Fields) throws(ComputeFault) {
      func arm(_ name: String) throws(ComputeFault) -> ComplierEffect.Arm {
        let rows = try ComplianceMethods.rows(name, fields)
        return try answering { () throws(StatisticsError) in try ComplierEffect.Arm(rows) }
      }
      let (control, variant) = (try arm("control"), try arm("variant"))
      let degrees = try fields.optionalNumber("degreesOfFreedom")
      effect = try answering { () throws(StatisticsError) in
        try ComplierEffect(control: control, variant: variant, degreesOfFreedom: degrees)
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
    var assignmentEffect: Double
    var hearingDifference: Double
    var estimate: Double?
    var firstStageF: Double
    var p: Double
    var set: FiellerSet

    var json: [String: JSONValue] {
      let (name, lower, upper): (String, Double, Double) =
        switch set {
        case .interval(let lower, let upper): ("interval", lower, upper)
        case .complement(let below, let above): ("complement", below, above)
        case .wholeLine: ("whole-line", -.infinity, .infinity)
        }
      return [
        "assignmentEffect": JSONValue(assignmentEffect), "estimate": JSONValue(estimate),
        "firstStageF": JSONValue(firstStageF), "hearingDifference": JSONValue(hearingDifference),
        "lower": JSONValue(lower),
        "p": JSONValue(p), "set": .string(name), "upper": JSONValue(upper),
      ]
    }
  }

  private static let complier = Method<Rows, Output>(
    "estimate.complier", "Effect of hearing the challenger, on calls that hear it because they were assigned to it.",
    source: source, notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let effect = input.effect
      return Output(
        assignmentEffect: effect.assignment.observedDifference, hearingDifference: effect.hearing.observedDifference,
        estimate: effect.estimate, firstStageF: effect.firstStageF, p: effect.test().pValue,
        set: try effect.set(confidence: input.confidence))
    }
  }

  private static let source = "Angrist, Imbens & Rubin 1996; Fieller 1954; Anderson & Rubin 1949"
  private static let notFor =
    "choosing a script, which the effect by assignment is for; assignments that act by more than what is heard"

  private struct Strata: MethodInput {
    static let fields = [
      FieldDescription("confidence", "confidence level between 0 and 1; default 0.95"),
      FieldDescription(
        "degreesOfFreedom", "of Student's t when units are few (agents: their number - 2); default normal"),
      FieldDescription(
        "strata",
        "list of {control, variant}, each a list of [calls, opportunities, heard, units] of the units assigned to it, "
          + "empty when there are none"),
    ]
    var effect: StratifiedComplierEffect
    var confidence: Double

    init(_ fields: Fields) throws(ComputeFault) {
      var strata: [StratifiedComplierEffect.Stratum] = []
      for stratum in try fields.objects("strata") {
        try stratum.requireKnown(["control", "variant"])
        strata.append(
          .init(
            control: try ComplianceMethods.rows("control", stratum),
            variant: try ComplianceMethods.rows("variant", stratum)))
      }
      let degrees = try fields.optionalNumber("degreesOfFreedom")
      effect = try answering { [strata] () throws(StatisticsError) in
        try StratifiedComplierEffect(strata, degreesOfFreedom: degrees)
      }
      confidence = try fields.confidence()
    }
  }

  private static let stratified = Method<Strata, Output>(
    "estimate.complier-stratified",
    "Effect of hearing the challenger when units were assigned inside strata (lists, waves).", source: source,
    notFor: notFor
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in
      let effect = input.effect
      return Output(
        assignmentEffect: effect.assignmentEffect, hearingDifference: effect.hearingDifference,
        estimate: effect.estimate, firstStageF: effect.firstStageF, p: effect.test().pValue,
        set: try effect.set(confidence: input.confidence))
    }
  }
}

import Statistics

extension Estimate: MethodOutput {
  static let fields = [
    FieldDescription("estimate", "point estimate; \"infinity\" when unbounded"),
    FieldDescription("lower", "lower end of the interval; \"-infinity\" when unbounded"),
    FieldDescription("upper", "upper end of the interval; \"infinity\" when unbounded"),
  ]

  var json: [String: JSONValue] {
    ["estimate": JSONValue(value), "lower": JSONValue(lower), "upper": JSONValue(upper)]
  }
}

extension TestResult: MethodOutput {
  static let fields = [
    FieldDescription("p", "probability of data at least this extreme under the hypothesis, 0 to 1"),
    FieldDescription("statistic", "test statistic; null for exact tests"),
  ]

  var json: [String: JSONValue] { ["p": JSONValue(pValue), "statistic": JSONValue(statistic)] }
}

/// One number.
struct ValueOutput: MethodOutput {
  static let fields = [FieldDescription("value", "the number asked for")]
  var value: Double
  var json: [String: JSONValue] { ["value": JSONValue(value)] }
}

/// One probability of a test.
struct PValueOutput: MethodOutput {
  static let fields = [FieldDescription("p", "the adjusted p, 0 to 1")]
  var p: Double
  var json: [String: JSONValue] { ["p": JSONValue(p)] }
}

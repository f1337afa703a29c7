import Statistics

/// `special.*`
enum SpecialMethods {
  static let all: [any ComputeMethod] = [logGamma, logChoose, normalCDF, normalQuantile, incompleteBeta]

  private struct X: MethodInput {
    static let fields = [FieldDescription("x", "a number above 0")]
    var x: Double
    init(_ fields: Fields) throws(ComputeFault) {
      x = try fields.number("x")
      guard x > 0, x < .infinity else { throw .invalid("x is \(x); expected a finite number above 0.") }
    }
  }

  private static let logGamma = Method<X, ValueOutput>(
    "special.log-gamma", "Logarithm of the Gamma function.", source: "C library",
    notFor: "differences of large arguments: use special.log-choose"
  ) { input throws(ComputeFault) in ValueOutput(value: Statistics.logGamma(input.x)) }

  private struct NK: MethodInput {
    static let fields = [FieldDescription("k", "chosen, from 0 to n"), FieldDescription("n", "at least 0")]
    var n: Int
    var k: Int
    init(_ fields: Fields) throws(ComputeFault) {
      n = try fields.integer("n")
      k = try fields.integer("k")
      guard n >= 0, k >= 0, k <= n else { throw .invalid("n is \(n) and k is \(k); expected 0 <= k <= n.") }
    }
  }

  private static let logChoose = Method<NK, ValueOutput>(
    "special.log-choose", "Logarithm of the number of ways to choose k of n.",
    source: "Stirling's formula with remainder; Loader 2000", notFor: "small exact integers"
  ) { input throws(ComputeFault) in ValueOutput(value: Statistics.logChoose(input.n, input.k)) }

  private struct Z: MethodInput {
    static let fields = [FieldDescription("z", "a number")]
    var z: Double
    init(_ fields: Fields) throws(ComputeFault) { z = try fields.number("z") }
  }

  private static let normalCDF = Method<Z, ValueOutput>(
    "special.normal-cdf", "Probability that a standard normal variable is at most z.",
    source: "DLMF 7.2.2", notFor: "upper tails: ask for -z"
  ) { input throws(ComputeFault) in ValueOutput(value: Normal.cdf(input.z)) }

  private struct P: MethodInput {
    static let fields = [FieldDescription("p", "a probability between 0 and 1, both excluded")]
    var p: Double
    init(_ fields: Fields) throws(ComputeFault) {
      p = try fields.number("p")
      guard p > 0, p < 1 else { throw .invalid("p is \(p); expected a number between 0 and 1, both excluded.") }
    }
  }

  private static let normalQuantile = Method<P, ValueOutput>(
    "special.normal-quantile", "The value a standard normal variable stays below with probability p.",
    source: "Wichura 1988, AS 241", notFor: "upper tails beyond 1e-16: ask for the lower tail"
  ) { input throws(ComputeFault) in ValueOutput(value: Normal.quantile(input.p)) }

  private struct ABX: MethodInput {
    static let fields = [
      FieldDescription("a", "first shape, above 0"), FieldDescription("b", "second shape, above 0"),
      FieldDescription("x", "from 0 to 1"),
    ]
    var function: IncompleteBeta
    init(_ fields: Fields) throws(ComputeFault) {
      let (a, b, x) = (try fields.number("a"), try fields.number("b"), try fields.number("x"))
      function = try answering { () throws(StatisticsError) in try IncompleteBeta(a, b, x) }
    }
  }

  private struct Tails: MethodOutput {
    static let fields = [
      FieldDescription("complement", "1 - value, accurate when small"),
      FieldDescription("value", "regularised incomplete beta function"),
    ]
    var function: IncompleteBeta
    var json: [String: JSONValue] {
      ["complement": JSONValue(function.complement), "value": JSONValue(function.value)]
    }
  }

  private static let incompleteBeta = Method<ABX, Tails>(
    "special.incomplete-beta", "Regularised incomplete beta function with its complement.",
    source: "DLMF 8.17.22", notFor: "nothing in particular"
  ) { input throws(ComputeFault) in Tails(function: input.function) }
}

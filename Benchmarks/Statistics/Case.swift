import Foundation
import Statistics

/// One question: a function by its name in `hooktest compute`, and what it is asked.
struct Case: Decodable {
  var function: String
  /// Successes and trials of the only arm, or of the control.
  var control: [Int]?
  /// Successes and trials of the variant.
  var variant: [Int]?
  var confidence: Double?
  var margin: Double?
  /// The rates of control and variant that a question of power assumes.
  var rates: [Double]?
  /// Trials in each arm, for power.
  var perArm: Double?
  /// The power asked for, for a sample size.
  var power: Double?

  /// The function with its inputs, to be called again and again.
  ///
  /// Which function it is comes from a file, so that the compiler cannot see through the call and move it out of a loop.
  func question() throws -> () throws -> [Double] {
    if let rates { return try question(rates) }
    let control = try arm(self.control)
    let table = TwoProportions(control: control, variant: try variant.map { try arm($0) } ?? control)
    let confidence = confidence ?? 0.95
    let words = function.split(separator: ".").map(String.init)
    let method = words.last ?? ""
    switch words.dropLast().joined(separator: ".") {
    case "interval.proportion":
      let method = try known(ProportionInterval(rawValue: method))
      return { try control.interval(method, confidence: confidence).bounds }
    case "interval.difference":
      let method = try known(DifferenceInterval(rawValue: method))
      return { try table.difference(method, confidence: confidence).bounds }
    case "interval.ratio":
      let method = try known(RatioInterval(rawValue: method))
      return { try table.ratio(method, confidence: confidence).bounds }
    case "interval.odds-ratio":
      let method = try known(OddsRatioInterval(rawValue: method))
      return { try table.oddsRatio(method, confidence: confidence).bounds }
    case "test.difference":
      let method = try known(DifferenceTest(rawValue: method))
      return { [table.pValue(method)] }
    case "test.noninferiority":
      let method = try known(MarginTest(rawValue: method))
      let margin = margin ?? 0
      return { [try table.test(method, margin: margin).pValue] }
    default: throw Unknown(function: function)
    }
  }

  private func question(_ rates: [Double]) throws -> () throws -> [Double] {
    guard rates.count == 2 else { throw Unknown(function: function) }
    let design = try TwoProportionPower(control: rates[0])
    let rate = rates[1]
    switch (function, perArm, power) {
    case ("power.two-proportions", let perArm?, _):
      return { [try design.power(variant: rate, controlTrials: perArm)] }
    case ("power.sample-size.normal", _, let power?):
      return { [try design.sampleSize(variant: rate, power: power).control] }
    default: throw Unknown(function: function)
    }
  }

  private func arm(_ counts: [Int]?) throws -> Proportion {
    guard let counts, counts.count == 2 else { throw Unknown(function: function) }
    return try Proportion(counts[0], of: counts[1])
  }

  private func known<Method>(_ method: Method?) throws -> Method {
    guard let method else { throw Unknown(function: function) }
    return method
  }

  struct Unknown: Error {
    var function: String
  }
}

extension Estimate {
  fileprivate var bounds: [Double] { [lower, upper] }
}

import Compute
import Foundation
import Testing

@Suite("delays by name")
struct DelayMethodTests {
  static let groups = """
    [{"cohorts": [
      {"age": 60, "calls": 3000, "outcomes": [1, 0, 1, 0, 2, 1, 0, 2, 0, 1, 0, 2, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, \
    1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]},
      {"age": 40, "calls": 2500, "outcomes": [0, 1, 0, 2, 0, 0, 2, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, \
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1]},
      {"age": 20, "calls": 2000, "outcomes": [0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1]},
      {"age": 7, "calls": 1000, "outcomes": [1, 0, 0, 1, 0, 0, 1]}]}]
    """.split(separator: "\n").joined()

  /// The same figures as in the tests of the statistics, reached by name.
  @Test("a fit has the figures of an independent oracle")
  func fit() throws {
    let output = try PlanningMethodsTests.output(
      "delay.cure-model", #"{"groups": \#(Self.groups), "law": "log-normal"}"#)
    let number = { (name: String) in try #require(output[name] as? Double) }
    #expect(abs(try number("logLikelihood") + 334.3212909073383) < 1e-8)
    #expect(abs(try number("location") - 2.4328835826) < 1e-6)
    #expect(abs(try number("spread") - 1.2595375147) < 1e-6)
    #expect(abs(try number("unseen") - 0.0913927516) < 1e-6)
    #expect(abs(try #require((output["shares"] as? [Double])?.first) - 0.00515016) < 1e-8)
    let best = try PlanningMethodsTests.output("delay.cure-model", #"{"groups": \#(Self.groups)}"#)
    #expect(best["law"] as? String == "exponential")
  }

  @Test("a forecast counts what came, and a tail that is not seen is refused unless a prior tells it")
  func forecast() throws {
    let output = try PlanningMethodsTests.output(
      "delay.forecast", #"{"groups": \#(Self.groups), "horizon": 90, "law": "exponential"}"#)
    #expect(output["answer"] as? String == "forecast")
    #expect(output["observed"] as? Double == 34 && output["lower"] as? Double == 35)
    #expect(abs(try #require(output["outcomes"] as? Double) - 41.298) < 0.05)
    let young = #"[{"cohorts": [{"age": 5, "calls": 9000, "outcomes": [1, 2, 3, 4, 4, 5]}]}]"#
    let refused = try PlanningMethodsTests.output("delay.forecast", #"{"groups": \#(young), "horizon": 90}"#)
    #expect(refused["answer"] as? String == "tail-not-seen" && refused["outcomes"] is NSNull)
    let stated = try PlanningMethodsTests.output(
      "delay.forecast",
      #"{"groups": \#(young), "horizon": 90, "prior": {"law": "log-normal", "median": 8, "ninetieth": 40}}"#)
    #expect(try #require(stated["outcomes"] as? Double) > 25)
  }

  @Test("what is no group, outcome or prior is named")
  func faults() throws {
    let message = try PlanningMethodsTests.message(
      "delay.forecast", #"{"groups": [{"cohorts": [{"age": 1, "calls": 3, "outcomes": [0, 4]}]}], "horizon": 9}"#)
    #expect(message.hasPrefix("outcomes is 4;"))
    let prior = try PlanningMethodsTests.message(
      "delay.forecast", #"{"groups": \#(Self.groups), "horizon": 9, "prior": "short"}"#)
    #expect(prior.hasPrefix("prior has no meaning"))
    let none = try PlanningMethodsTests.message(
      "delay.cure-model", #"{"groups": [{"cohorts": [{"age": 1, "calls": 3, "outcomes": []}]}]}"#)
    #expect(none.hasPrefix("outcomes has 0 entries"))
  }
}

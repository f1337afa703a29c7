import Compute
import Foundation
import Testing

@Suite("planning, strata, clusters and several arms by name")
struct PlanningMethodsTests {
  static func output(_ method: String, _ input: String) throws -> [String: Any] {
    let line = #"{"id": 1, "method": "\#(method)", "input": \#(input)}"#
    let answer = ComputeSession().answer(line: line)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
    return try #require(object["output"] as? [String: Any], "\(method): \(answer)")
  }

  static func message(_ method: String, _ input: String) throws -> String {
    let line = #"{"id": 1, "method": "\#(method)", "input": \#(input)}"#
    let object = try JSONSerialization.jsonObject(with: Data(ComputeSession().answer(line: line).utf8))
    let fault = try #require((object as? [String: Any])?["error"] as? [String: Any])
    #expect(fault["code"] as? String == "invalid-input")
    return try #require(fault["message"] as? String)
  }

  /// Sums and quadratures in scipy 1.17 and mpmath 1.4, and in python fractions.
  @Test(
    "figures of independent oracles",
    arguments: [
      (
        "power.exact.boschloo", #"{"control": 0.08, "variant": 0.3, "perControl": 30, "perVariant": 45}"#, "power",
        0.63107945831206
      ),
      (
        "power.exact.fisher", #"{"control": 0.08, "variant": 0.3, "perControl": 40, "perVariant": 25}"#, "power",
        0.6114815557956459
      ),
      (
        "power.two-proportions.unpooled",
        #"{"control": 0.03, "variant": 0.04, "perControl": 4000, "controlPerVariant": 2}"#, "power", 0.4934750172080706
      ),
      (
        "power.two-proportions.unpooled",
        #"{"control": 0.03, "variant": 0.04, "perArm": 3000, "list": 8000, "listEffects": "independent"}"#, "power",
        0.760074426366438
      ),
      (
        "power.two-proportions",
        """
        {"control": 0.03, "variant": 0.05, "perArm": 2000, "grouping": "clusters", "groupSize": 200, \
        "groupSizeVariation": 0.4, "intraclassCorrelation": 0.01}
        """, "power", 0.38955000322872096
      ),
      ("power.design-effect", #"{"groupSize": 80, "intraclassCorrelation": 0.01}"#, "designEffect", 1.79),
      ("power.design-effect", #"{"groupSize": 80, "designEffect": 1.79}"#, "intraclassCorrelation", 0.01),
      (
        "power.test-and-roll-beta-binomial",
        #"{"prior": [3, 97], "population": 2000, "perControl": 20}"#, "successes", 66.52094300349818
      ),
      ("power.test-and-roll-beta-binomial", #"{"prior": [3, 97], "population": 2000}"#, "perControl", 165),
      (
        "power.test-and-roll-payoffs",
        #"{"prior": [3, 97], "population": 2000, "costs": [0, 0], "trials": [20, 20]}"#, "gain", 6.52094300349818
      ),
      ("power.ratio-margin", #"{"share": 0.125, "perControl": 432, "worsening": 0.1}"#, "power", 0.140415446972381),
      (
        "power.value-of-information",
        #"{"control": [2, 98], "variant": [2, 98], "population": 2000, "perControl": 20}"#, "successes",
        66.52094300349818
      ),
      (
        "stratified.test.score-q",
        #"{"variant": [[4, 16], [9, 40], [14, 80]], "control": [[2, 17], [5, 38], [5, 85]], "scale": "ratio"}"#,
        "statistic", 0.610751647731146
      ),
      (
        "stratified.test.gail-simon-effects",
        #"{"effects": [0.163, 0.114, 0.047, -0.151], "standardErrors": [0.0788, 0.0689, 0.0614, 0.0547]}"#, "p",
        0.017438301628411146
      ),
      (
        "cluster.intraclass-correlation",
        """
        {"clusters": [{"successes": 2, "trials": 20}, {"successes": 5, "trials": 31}, {"successes": 0, "trials": 12}, \
        {"successes": 7, "trials": 25}, {"successes": 3, "trials": 40}, {"successes": 6, "trials": 18}, \
        {"successes": 1, "trials": 22}, {"successes": 9, "trials": 30}]}
        """, "fleissCuzick", 0.05024065442197878
      ),
      ("bayes.lift", #"{"control": [30, 1000], "variant": [36, 900]}"#, "upper", 1.1387421535999982),
      ("bayes.difference", #"{"control": [0, 40], "variant": [2, 50]}"#, "lower", -0.04364431440652418),
    ])
  func figures(method: String, input: String, key: String, wanted: Double) throws {
    let got = try #require(try Self.output(method, input)[key] as? NSNumber).doubleValue
    #expect((got - wanted).magnitude <= 1e-10 * wanted.magnitude)
  }

  static let slots = """
    {"arm": "control", "successes": 3, "trials": 40, "block": "a"}, {"arm": "variant", "successes": 6, "trials": 42, \
    "block": "a"}, {"arm": "control", "successes": 2, "trials": 35, "block": "a"}, {"arm": "variant", "successes": 9, \
    "trials": 51, "block": "a"}, {"arm": "variant", "successes": 4, "trials": 30}, {"arm": "control", "successes": 1, \
    "trials": 28}, {"arm": "control", "successes": 5, "trials": 44}, {"arm": "variant", "successes": 4, "trials": 37}, \
    {"arm": "control", "successes": 0, "trials": 11}, {"arm": "variant", "successes": 3, "trials": 25}
    """

  @Test("slots are re-assigned inside their blocks, all of them or as many as are drawn")
  func randomisation() throws {
    let exact = try Self.output("cluster.test.randomisation", #"{"units": [\#(Self.slots)]}"#)
    #expect(exact["p"] as? Double == 0.05 && exact["assignments"] as? Int == 120 && exact["replicates"] is NSNull)
    let drawn = try Self.output(
      "cluster.test.randomisation", #"{"units": [\#(Self.slots)], "limit": 10, "replicates": 999, "seed": 4}"#)
    let (lower, upper) = (try #require(drawn["pLower"] as? Double), try #require(drawn["pUpper"] as? Double))
    #expect(lower <= 0.05 && upper >= 0.05 && drawn["replicates"] as? Int == 999)
  }

  @Test("an adjustment lists the order of testing, with what each p was compared with")
  func order() throws {
    let output = try Self.output("adjust.holm", #"{"p": [0.04, 0.001]}"#)
    let order = try #require(output["order"] as? [[String: Any]])
    #expect(order.map { $0["hypothesis"] as? Int } == [1, 0])
    #expect(order.map { $0["threshold"] as? Double } == [0.025, 0.05])
    #expect(order.map { $0["rejected"] as? Bool } == [true, true] && output["stop"] is NSNull)
  }

  @Test("several arms: the chances of being best sum to 1")
  func severalArms() throws {
    let output = try Self.output("bayes.several-arms", #"{"arms": [[30, 1000], [36, 1000], [25, 800]]}"#)
    let best = try #require(output["probabilityBest"] as? [Double])
    #expect((best.reduce(0, +) - 1).magnitude < 1e-11)
  }

  @Test(
    "a wrong question is answered with the field, what it held, and what it should hold",
    arguments: [
      ("power.exact.boschloo", #"{"control": 0.1, "variant": 0.2, "perControl": 20000, "perVariant": 9}"#, "fisher"),
      ("power.two-proportions", #"{"control": 0.1, "variant": 0.2, "perArm": 9, "margin": 0.1}"#, "margin"),
      (
        "power.two-proportions",
        #"{"control": 0.1, "variant": 0.2, "perArm": 9, "list": 50, "grouping": "repeated", "groupSize": 2}"#,
        "grouping"
      ),
      ("power.sample-size.normal", #"{"control": 0.1, "variant": 0.2, "controlPerVariant": 0}"#, "controlPerVariant"),
      ("cluster.test.randomisation", #"{"units": [{"arm": "control", "successes": 1, "trials": 2}]}"#, "variant"),
      ("bayes.several-arms", #"{"arms": []}"#, "arms"),
      ("bayes.lift", #"{"control": [1, 9], "variant": [1, 9], "prior": {"mean": 0.5}}"#, "prior.standardDeviation"),
      ("power.test-and-roll-beta-binomial", #"{"population": 10, "perVariant": 3}"#, "perControl"),
    ])
  func faults(method: String, input: String, mentioned: String) throws {
    #expect(try Self.message(method, input).contains(mentioned))
  }
}

import Compute
import Foundation
import Testing

@Suite("designs of assignment by name")
struct AssignmentDesignMethodsTests {
  static let two = #"{"table": [[[30, 1000], [22, 900]], [[45, 1100], [60, 950]]]}"#
  static let three = #"{"table": [[[30, 1000], [22, 900]], [[45, 1100], [60, 950]], [[12, 400], [31, 500]]]}"#

  /// The same figures as in the tests of the statistics, reached by name.
  @Test(
    "figures of independent oracles",
    arguments: [
      (
        "cluster.blocked-difference.cr2",
        """
        {"cells": [{"cluster": "a", "block": "a", "arm": "control", "successes": 4, "trials": 35}, \
        {"cluster": "a", "block": "a", "arm": "variant", "successes": 8, "trials": 34}, \
        {"cluster": "b", "block": "b", "arm": "control", "successes": 9, "trials": 53}, \
        {"cluster": "b", "block": "b", "arm": "variant", "successes": 2, "trials": 12}, \
        {"cluster": "c", "block": "c", "arm": "control", "successes": 2, "trials": 18}, \
        {"cluster": "c", "block": "c", "arm": "variant", "successes": 13, "trials": 56}]}
        """, "degreesOfFreedom", 1.8896134870471692
      ),
      (
        "estimate.complier",
        #"{"control": [[1, 0, 0, 970], [1, 1, 0, 30]], "variant": [[1, 0, 1, 760], [1, 1, 1, 40]]}"#, "lower",
        0.001553579409159827
      ),
      (
        "estimate.complier-stratified",
        """
        {"strata": [{"control": [[1, 0, 0, 970], [1, 1, 0, 30]], "variant": [[1, 0, 1, 760], [1, 1, 1, 40]]}, \
        {"control": [], "variant": [[1, 0, 1, 760]]}]}
        """, "upper", 0.03844642059084017
      ),
      (
        "bayes.exploration-sampling",
        #"{"arms": [[19, 100], [28, 100], [19, 100], [18, 100], [16, 100], [18, 100]], "calls": 600}"#, "shares",
        0.15236922604878496
      ),
      ("factorial.main-effect", three, "lower", 0.012739889693682616),
      ("factorial.interaction", two, "upper", 0.052658201683289186),
      ("factorial.test.interaction", three, "p", 0.017444698585438362),
      (
        "test.balance",
        """
        {"covariates": [{"name": "list", "counts": [[210, 190], [320, 345], [41, 52]]}, \
        {"name": "weekday", "counts": [[100, 118], [121, 110], [115, 131], [140, 117], [95, 111]]}], "shares": [1, 1]}
        """, "p", 0.546955399751594
      ),
      (
        "power.sample-size.clusters",
        """
        {"control": 0.03, "variant": 0.036, "callsPerCluster": 720, "intraclassCorrelation": 0.01, "power": 0.9, \
        "design": "cross-over", "slots": 18, "correlationBetweenSlots": 0.008}
        """, "clusters", 58
      ),
    ])
  func figures(method: String, input: String, key: String, wanted: Double) throws {
    let output = try PlanningMethodsTests.output(method, input)
    let value = (output[key] as? [Double])?.first ?? (output[key] as? Double)
    let got = try #require(value, "\(method) has no number \(key)")
    #expect((got - wanted).magnitude <= 1e-9 * wanted.magnitude)
  }

  @Test("a weak first stage gives a set that is not an interval, said in words")
  func weakFirstStage() throws {
    let control = "[[1, 0, 0, 100], [1, 0, 1, 90], [1, 1, 0, 6], [1, 1, 1, 5]]"
    let clear = try PlanningMethodsTests.output(
      "estimate.complier",
      #"{"control": \#(control), "variant": [[1, 0, 0, 80], [1, 0, 1, 86], [1, 1, 0, 17], [1, 1, 1, 29]]}"#)
    #expect(clear["set"] as? String == "complement")
    let unclear = try PlanningMethodsTests.output(
      "estimate.complier",
      #"{"control": \#(control), "variant": [[1, 0, 0, 92], [1, 0, 1, 96], [1, 1, 0, 4], [1, 1, 1, 9]]}"#)
    #expect(unclear["set"] as? String == "whole-line")
    #expect(unclear["lower"] as? String == "-infinity")
  }

  @Test("an option that has no meaning beside another is refused by name")
  func meaningless() throws {
    let message = try PlanningMethodsTests.message(
      "power.clusters",
      """
      {"control": 0.03, "variant": 0.04, "clusters": 20, "callsPerCluster": 300, "intraclassCorrelation": 0.01, "slots": 4}
      """)
    #expect(message.contains("slots has no meaning where design is parallel"))
  }
}

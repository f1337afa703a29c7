import Compute
import Foundation
import Testing

@Suite("questions about readings at any time")
struct AnyTimeMethodTests {
  let session = ComputeSession()

  private func output(_ method: String, _ input: String) throws -> [String: Any] {
    let answer = session.answer(line: "{\"id\": 1, \"method\": \"sequential.\(method)\", \"input\": \(input)}")
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    return try #require(object?["output"] as? [String: Any], "\(answer)")
  }

  /// Method, input, key, value (R safestats 0.8.7, confseq 0.0.11, gbstats 0.8.0 and the papers' closed forms).
  static let figures: [(String, String, String, Double)] = [
    (
      "e-value.two-by-two",
      """
      {"blocks": [[0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], \
      [0, 0], [0, 0], [0, 0], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]], "prior": 0.18}
      """, "eValue", 15.5126353711449
    ),
    (
      "confidence-sequence.bernoulli", #"{"successes": 300, "trials": 10000, "alpha": 0.05, "tunedAt": 5000}"#,
      "lower", 0.025029618522189587
    ),
    (
      "mixture-boundary.normal", #"{"intrinsicTime": 10, "alpha": 0.05, "tunedAt": 100, "sides": 1}"#, "value",
      11.492681796253237
    ),
    (
      "asymptotic.difference", #"{"control": [1, 1000], "variant": [20, 1000], "alpha": 0.05, "tunedAt": 5000}"#,
      "upper", 0.0331776216540018
    ),
    (
      "msprt", #"{"trials": 100, "mixingVariance": 0.001, "variance": 0.06, "effect": 0.03}"#, "likelihoodRatio",
      0.9785683659170664
    ),
    (
      "sample-ratio", #"{"counts": [500, 540], "shares": [0.5, 0.5], "concentration": 100}"#, "logEValue",
      -0.5165725732822466
    ),
  ]

  @Test("the answers agree with other software", arguments: figures)
  func figure(method: String, input: String, key: String, value: Double) throws {
    let got = try #require(try output(method, input)[key] as? NSNumber).doubleValue
    #expect((got - value).magnitude <= 1e-11 * value.magnitude)
  }

  @Test("bounds of a difference stay within −1 and 1")
  func clipped() throws {
    let wide = try output("asymptotic.difference", #"{"control": [1, 2], "variant": [1, 2], "tunedAt": 100}"#)
    #expect(wide["lower"] as? Double == -1 && wide["upper"] as? Double == 1)
  }

  @Test("evidence beyond floating point is infinite, and its logarithm is not")
  func overflow() throws {
    let large = try output(
      "msprt", #"{"trials": 1e6, "mixingVariance": 1, "variance": 0.03, "effect": 0.1}"#)
    #expect(large["likelihoodRatio"] as? String == "infinity")
    let logRatio = try #require(large["logLikelihoodRatio"] as? Double)
    #expect(logRatio > 160_000 && logRatio < 170_000)
  }

  @Test(
    "an outcome other than 0 or 1, a wrong total of shares, and a rate for a count are refused by name",
    arguments: [
      ("e-value.two-by-two", #"{"blocks": [[2, 0]]}"#, "successes of a block is 2"),
      ("e-value.two-by-two", #"{"blocks": [[1, 0, 1]]}"#, "[variant, control]"),
      ("sample-ratio", #"{"counts": [5, 5], "shares": [1, 1], "concentration": 10}"#, "sum of the shares is 2"),
      ("sample-ratio", #"{"counts": [5, 5, 5], "shares": [0.5, 0.5], "concentration": 10}"#, "counts has 3 entries"),
      ("confidence-sequence.bernoulli", #"{"successes": 0.5, "trials": 9, "tunedAt": 9}"#, "successes"),
      ("mixture-boundary.normal", #"{"intrinsicTime": 1, "tunedAt": 0}"#, "tunedAt is 0"),
      ("msprt", #"{"trials": 9, "mixingVariance": 1, "variance": 0, "effect": 0}"#, "variance is 0"),
    ])
  func refused(method: String, input: String, words: String) {
    let answer = session.answer(line: "{\"id\": 1, \"method\": \"sequential.\(method)\", \"input\": \(input)}")
    #expect(answer.contains("invalid-input") && answer.contains(words), "\(answer)")
  }
}

import Foundation
import Statistics

/// `sequential.*`: readings that stay valid at any time.
enum AnyTimeMethods {
  static let all: [any ComputeMethod] = [
    twoByTwo, bernoulli, normalBoundary, asymptoticDifference, mixtureTest, sampleRatio,
  ]

  private struct TwoByTwo: MethodInput {
    static let fields = [
      FieldDescription("blocks", "list of [variant, control], the outcome of one trial each, 0 or 1, in order of time"),
      FieldDescription("prior", "both shapes of the Beta prior on each rate, above 0; default 0.18"),
    ]
    var evidence: TwoStreamPredictive

    init(_ fields: Fields) throws(ComputeFault) {
      let prior = try fields.number("prior", default: 0.18)
      let rows = try fields.integerRows("blocks", width: 2, of: "[variant, control]")
      evidence = try answering { () throws(StatisticsError) in
        var evidence = TwoStreamPredictive(prior: try BetaPrior(prior, prior))
        for row in rows {
          evidence.add(
            try TwoStreamBlock(
              controlSuccesses: row[1], controlTrials: 1, variantSuccesses: row[0], variantTrials: 1))
        }
        return evidence
      }
    }
  }

  private struct EValue: MethodOutput {
    static let fields = [
      FieldDescription("eValue", "evidence against equal rates after the last block; \"infinity\" beyond 1e308"),
      FieldDescription("logEValue", "its natural logarithm"),
      FieldDescription("p", "always-valid p: the smallest 1/eValue up to now, at most 1"),
    ]
    var process: EProcess
    var json: [String: JSONValue] {
      [
        "eValue": JSONValue(process.value), "logEValue": JSONValue(process.logValue), "p": JSONValue(process.pValue),
      ]
    }
  }

  private static let twoByTwo = Method<TwoByTwo, EValue>(
    "sequential.e-value.two-by-two", "Evidence against equal rates after pairs of trials, at any time.",
    source: "Turner, Ly & Grünwald 2024, theorem 1",
    notFor: "showing that the variant is better; power at a known effect"
  ) { input throws(ComputeFault) in EValue(process: input.evidence.process) }

  private struct OneArm: MethodInput {
    static let fields = [
      FieldDescription("alpha", "error rate over all times; default 0.05"),
      FieldDescription("successes", "successes, from 0 to trials"),
      FieldDescription("trials", "trials, at least 1"),
      FieldDescription("tunedAt", "number of trials at which the interval is narrowest"),
    ]
    var sequence: BernoulliSequence
    var data: Proportion

    init(_ fields: Fields) throws(ComputeFault) {
      let (successes, trials) = (try fields.integer("successes"), try fields.integer("trials"))
      let (alpha, tunedAt) = (try fields.number("alpha", default: 0.05), try fields.number("tunedAt"))
      data = try answering { () throws(StatisticsError) in try Proportion(successes, of: trials) }
      sequence = try answering { () throws(StatisticsError) in try BernoulliSequence(alpha: alpha, tunedAt: tunedAt) }
    }
  }

  private static let bernoulli = Method<OneArm, Estimate>(
    "sequential.confidence-sequence.bernoulli", "Interval for one rate that holds after every trial.",
    source: "Howard, Ramdas, McAuliffe & Sekhon 2021, proposition 7", notFor: "comparing two arms"
  ) { input throws(ComputeFault) in input.sequence.interval(input.data) }

  private struct Boundary: MethodInput {
    static let fields = [
      FieldDescription("alpha", "error rate over all times; default 0.05; below 0.5 when one-sided"),
      FieldDescription("intrinsicTime", "sum of the increments' variances, at least 0"),
      FieldDescription("sides", "1 or 2; default 2"),
      FieldDescription("tunedAt", "intrinsic time at which the curve is lowest"),
    ]
    var boundary: NormalMixtureBoundary
    var time: Double

    init(_ fields: Fields) throws(ComputeFault) {
      let (alpha, tunedAt) = (try fields.number("alpha", default: 0.05), try fields.number("tunedAt"))
      let sides = try fields.sides()
      boundary = try answering { () throws(StatisticsError) in
        try NormalMixtureBoundary(alpha: alpha, sides: sides, tunedAt: tunedAt)
      }
      time = try fields.number("intrinsicTime")
    }
  }

  private static let normalBoundary = Method<Boundary, ValueOutput>(
    "sequential.mixture-boundary.normal", "Curve that a normal sum stays below at all times.",
    source: "Howard, Ramdas, McAuliffe & Sekhon 2021, propositions 5 and 6", notFor: "rates with few successes"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in ValueOutput(value: try input.boundary.value(at: input.time)) }
  }

  private struct Asymptotic: MethodInput {
    static let fields = [
      FieldDescription("alpha", "error rate over all times; default 0.05"),
      FieldDescription("control", "[successes, trials] of the control"),
      FieldDescription("tunedAt", "trials of both arms at which the interval is narrowest"),
      FieldDescription("variant", "[successes, trials] of the variant"),
    ]
    var arms: TwoProportions
    var sequence: AsymptoticSequence

    init(_ fields: Fields) throws(ComputeFault) {
      arms = TwoProportions(control: try fields.proportion("control"), variant: try fields.proportion("variant"))
      let (alpha, tunedAt) = (try fields.number("alpha", default: 0.05), try fields.number("tunedAt"))
      sequence = try answering { () throws(StatisticsError) in
        try AsymptoticSequence(alpha: alpha, tunedAt: tunedAt)
      }
    }
  }

  private static let asymptoticDifference = Method<Asymptotic, Estimate>(
    "sequential.asymptotic.difference", "Interval for a difference of rates that holds at all late looks.",
    source: "Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2024, theorem 2.2",
    notFor: "fewer than \(AsymptoticSequence.leastSuccesses) successes in an arm; exact claims"
  ) { input throws(ComputeFault) in
    try answering { () throws(StatisticsError) in try input.sequence.difference(input.arms) }
  }

  private struct MixtureTest: MethodInput {
    static let fields = [
      FieldDescription("effect", "observed mean"),
      FieldDescription("mixingVariance", "variance of the effects mixed over, above 0"),
      FieldDescription("trials", "number of observations, at least 0"),
      FieldDescription("variance", "variance of one observation, above 0"),
    ]
    var logRatio: Double

    init(_ fields: Fields) throws(ComputeFault) {
      let (effect, trials) = (try fields.number("effect"), try fields.number("trials"))
      let (mixing, variance) = (try fields.number("mixingVariance"), try fields.number("variance"))
      logRatio = try answering { () throws(StatisticsError) in
        try MixtureSequentialTest(mixingVariance: mixing, variance: variance)
          .logLikelihoodRatio(effect: effect, trials: trials)
      }
    }
  }

  private struct LikelihoodRatio: MethodOutput {
    static let fields = [
      FieldDescription("likelihoodRatio", "mixture likelihood ratio against no effect; \"infinity\" beyond 1e308"),
      FieldDescription("logLikelihoodRatio", "its natural logarithm"),
    ]
    var logRatio: Double
    var json: [String: JSONValue] {
      ["likelihoodRatio": JSONValue(exp(logRatio)), "logLikelihoodRatio": JSONValue(logRatio)]
    }
  }

  private static let mixtureTest = Method<MixtureTest, LikelihoodRatio>(
    "sequential.msprt", "Mixture likelihood ratio of a normal mean, at any time.",
    source: "Johari, Pekelis & Walsh 2022", notFor: "exact claims about rates"
  ) { input throws(ComputeFault) in LikelihoodRatio(logRatio: input.logRatio) }

  private struct SampleRatio: MethodInput {
    static let fields = [
      FieldDescription("concentration", "units that the planned shares are worth as a prediction, above 0"),
      FieldDescription("counts", "units assigned to each arm"),
      FieldDescription("shares", "planned share of each arm, summing to 1"),
    ]
    var evidence: SampleRatioEvidence

    init(_ fields: Fields) throws(ComputeFault) {
      let (counts, shares) = (try fields.integers("counts"), try fields.numbers("shares"))
      let concentration = try fields.number("concentration")
      evidence = try answering { () throws(StatisticsError) in
        try SampleRatioEvidence(arms: shares.count, concentration: concentration).adding(counts, shares: shares)
      }
    }
  }

  private static let sampleRatio = Method<SampleRatio, EValue>(
    "sequential.sample-ratio", "Evidence that units were not split as planned, at any time.",
    source: "Lindon & Malek 2022", notFor: "calls when leads are called again"
  ) { input throws(ComputeFault) in EValue(process: input.evidence.process) }
}

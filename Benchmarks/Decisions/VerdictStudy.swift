import Cost
import Decision
import Foundation
import ProofKit
import Statistics

/// How often the verdict on a campaign with a known truth is right, against what its rule promises.
struct VerdictStudy: Sendable {
  static let tests = 20_000
  /// Verdicts by draws take longer each.
  static let slowTests = 2_000
  /// What a share may be away from the promise.
  static let tolerance = 0.01

  let name: String
  let campaign: Campaign

  private static func script(
    _ rate: Double, _ cost: Double, accepted: Double? = nil
  ) -> Campaign.Script {
    Campaign.Script(rate: rate, cost: cost, accepted: accepted, seconds: nil)
  }

  static let all = [
    VerdictStudy(
      name: "no difference", campaign: Campaign(control: script(0.03, 0.4), variant: script(0.03, 0.4))),
    VerdictStudy(name: "plain winner", campaign: Campaign(control: script(0.03, 0.4), variant: script(0.036, 0.4))),
    VerdictStudy(
      name: "dear winner, leads the limit", campaign: Campaign(control: script(0.03, 0.4), variant: script(0.036, 0.52))
    ),
    VerdictStudy(
      name: "dear winner, budget the limit",
      campaign: Campaign(control: script(0.03, 0.4), variant: script(0.036, 0.52), limit: .budget)),
    VerdictStudy(
      name: "winner far too dear", campaign: Campaign(control: script(0.03, 0.4), variant: script(0.036, 0.8))),
    VerdictStudy(
      name: "quality lost: 95 % accepted against 75 %",
      campaign: Campaign(control: script(0.03, 0.4, accepted: 0.95), variant: script(0.036, 0.52, accepted: 0.75))),
    VerdictStudy(
      name: "dear winner, rule for profit",
      campaign: Campaign(control: script(0.03, 0.4), variant: script(0.036, 0.52), when: .profit)),
    VerdictStudy(
      name: "no difference, rule for profit",
      campaign: Campaign(control: script(0.03, 0.4), variant: script(0.03, 0.4), when: .profit)),
  ]

  struct Line: Hashable, Sendable {
    /// Whether the roll-out is what earns more.
    var pays: Bool
    /// Chance of a roll-out by the normal law.
    var promised: Double
    var found: Share

    var isMissed: Bool {
      let error = 3 * found.standardError
      return (found.value - promised).magnitude > VerdictStudy.tolerance + error
    }
    /// Share of campaigns whose verdict earns most.
    var right: Double { pays ? found.value : 1 - found.value }
  }

  /// P(the rates' statistic is significant and the gain estimated is above 0), both estimates normal.
  ///
  /// The profit changes sign with x = difference of the rates, and where quality counts with y = difference of accepted
  /// opportunities per call: y's error, given x's, is normal again.
  var promised: Double {
    let calls = Double(Campaign.callsPerArm)
    let (control, variant) = (campaign.control, campaign.variant)
    func variance(_ rate: Double) -> Double { rate * (1 - rate) / calls }
    let whole = (variance(control.rate) + variance(variant.rate)).squareRoot()
    let difference = variant.rate - control.rate
    let pooled = (control.rate + variant.rate) / 2
    let critical = Normal.quantile(survival: 0.025) * (2 * variance(pooled)).squareRoot()
    let isFree = campaign.when == .profit
    // Gain = Σ weight × rate − cost: its mean, variance and covariance with the difference.
    let weights = (
      control: 10_000 * Campaign.margin, variant: campaign.variantCalls * Campaign.margin
    )
    let (first, second) = (control.accepted ?? 1, variant.accepted ?? 1)
    let gainDeviation =
      (weights.control * weights.control * variance(control.rate * first)
      + weights.variant * weights.variant * variance(variant.rate * second)).squareRoot()
    // Covariance of accepted with all opportunities per call: that of the accepted share of them.
    let covariance =
      weights.control * first * variance(control.rate) + weights.variant * second * variance(variant.rate)
    let slope = covariance / (whole * whole)
    let rest = max(0, gainDeviation * gainDeviation - slope * slope * whole * whole).squareRoot()
    func chance(_ z: Double) -> Double {
      let x = difference + z * whole
      guard isFree || x > critical else { return 0 }
      let mean = campaign.gain + slope * (x - difference)
      return rest > 1e-9 ? Normal.cdf(mean / rest) : mean > 0 ? 1 : 0
    }
    let from = isFree ? -9.0 : max(-9, (critical - difference) / whole)
    guard from < 9 else { return 0 }
    // Where nothing else is uncertain the gain changes sign at one point, which the rule must not straddle.
    let root = slope > 0 && rest <= 1e-9 ? -campaign.gain / slope / whole : from
    let start = min(9, max(from, root))
    return AdaptiveQuadrature(tolerance: 1e-8).integrate(from: start, to: 9, scale: 1e-3) {
      Normal.density($0) * chance($0)
    }
  }

  func line(tests: Int, stream: UInt64, threads: Int = 2) async throws -> Line {
    let plan = try campaign.plan()
    let campaign = campaign
    let counts = try await Replicates(number: tests, stream: stream, threads: threads).counts(1, state: 0) {
      random, _, counts in
      let reading = try check(plan, campaign.evidence(&random))
      if reading.conclusion.status == .rollOut { counts[0] += 1 }
    }
    return Line(pays: campaign.gain > 0, promised: promised, found: Share(counts[0], of: tests))
  }
}

extension VerdictStudy {
  static func section(_ effort: Effort) async throws -> String {
    var rows: [[String]] = []
    var failing: [String] = []
    for (index, study) in all.enumerated() {
      let tests = effort.tests(study.campaign.control.accepted == nil ? tests : slowTests)
      let line = try await study.line(tests: tests, stream: 900 + UInt64(index))
      if line.isMissed { failing.append(study.name) }
      rows.append([
        study.name, study.campaign.gain == 0 ? "no matter" : line.pays ? "roll out" : "keep",
        String(format: "%+.0f EUR", study.campaign.gain), Markdown.percent(line.promised, 1),
        line.found.text(1, fails: line.isMissed),
        study.campaign.gain == 0 ? "" : Markdown.percent(line.right, 1), Markdown.count(tests),
      ])
    }
    return """
      ## Is the verdict right?

      What earns more at 10,000 calls a month is known; the verdict is the product's. Promised is the chance of a roll-out by \
      the normal law of the rates: significant in favour, and a projected gain above 0. A winner on the rate that loses on \
      profit must be kept out as often as promised. With no difference a significant roll-out is an error, which 2.5 % allow; \
      a rule for profit controls no such error, and the last line shows it. (!) marks what is more than one point and three \
      standard errors away. Lines that miss it: \(Markdown.list(failing)).

      \(Markdown.table(
        ["campaign", "what earns more", "gain a month", "roll-outs promised", "found", "verdict right", "tests"], texts: 2,
        rows))
      """
  }
}

import Cost
import Decision
import Experiment
import Foundation
import ProofKit
import Statistics

/// How often the intervals of money hold what is true.
struct CoverageStudy: Sendable {
  static let tests = 10_000
  static let slowTests = 1_200
  static let nominal = 0.95
  /// What coverage may be away from the nominal one.
  static let tolerance = 0.01

  let name: String
  let campaign: Campaign
  let isSlow: Bool

  static let all = [
    CoverageStudy(
      name: "known cost, leads the limit",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4), variant: .init(rate: 0.036, cost: 0.52)), isSlow: false),
    CoverageStudy(
      name: "known cost, budget the limit",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4), variant: .init(rate: 0.036, cost: 0.52), limit: .budget),
      isSlow: false),
    CoverageStudy(
      name: "known cost, rates of 1 %",
      campaign: Campaign(
        control: .init(rate: 0.01, cost: 0.4), variant: .init(rate: 0.011, cost: 0.4), limit: .budget), isSlow: false),
    CoverageStudy(
      name: "paid by talk time, leads the limit",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.05, seconds: (60, 400)),
        variant: .init(rate: 0.036, cost: 0.05, seconds: (75, 500))), isSlow: true),
    CoverageStudy(
      name: "paid by talk time, budget the limit",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.05, seconds: (60, 400)),
        variant: .init(rate: 0.036, cost: 0.05, seconds: (75, 500)), limit: .budget), isSlow: true),
    CoverageStudy(
      name: "accepted opportunities, 95 % against 75 %",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4, accepted: 0.95), variant: .init(rate: 0.036, cost: 0.52, accepted: 0.75)),
      isSlow: true),
  ]

  struct Line: Hashable, Sendable {
    var cpq: Share
    var profit: Share
    var gain: Share
    var methods: [String]

    static func isMissed(_ share: Share) -> Bool {
      (share.value - CoverageStudy.nominal).magnitude > CoverageStudy.tolerance + 3 * share.standardError
    }
    var isMissed: Bool { [cpq, profit, gain].contains(where: Self.isMissed) }
  }

  func line(tests: Int, stream: UInt64, threads: Int = 2) async throws -> Line {
    let plan = try campaign.plan()
    let campaign = campaign
    let counts = try await Replicates(number: tests, stream: stream, threads: threads).counts(3, state: 0) {
      random, _, counts in
      let reading = try check(plan, campaign.evidence(&random))
      guard let arm = reading.projection.last else { return }
      if arm.cpq.contains(campaign.cpq(campaign.variant)) { counts[0] += 1 }
      if arm.profitPerCall?.contains(campaign.profitPerCall(campaign.variant)) == true { counts[1] += 1 }
      if arm.gainPerMonth?.contains(campaign.gain) == true { counts[2] += 1 }
    }
    var random = RandomSource(seed: Replicates.seed)
    let basis = try check(plan, campaign.evidence(&random)).projection.last?.basis ?? MoneyBasis()
    return Line(
      cpq: Share(counts[0], of: tests), profit: Share(counts[1], of: tests), gain: Share(counts[2], of: tests),
      methods: [basis.cpq.rawValue, basis.profit.rawValue, basis.gain.rawValue])
  }
}

extension Campaign.Script {
  init(rate: Double, cost: Double, accepted: Double? = nil, sold: Double? = nil) {
    self.init(rate: rate, cost: cost, accepted: accepted, seconds: nil, sold: sold)
  }

  init(rate: Double, cost: Double, seconds: (Double, Double), sold: Double? = nil) {
    self.init(rate: rate, cost: cost, accepted: nil, seconds: seconds, sold: sold)
  }
}

extension CoverageStudy {
  static func section(_ effort: Effort) async throws -> String {
    var rows: [[String]] = []
    var failing: [String] = []
    for (index, study) in all.enumerated() {
      let tests = effort.tests(study.isSlow ? slowTests : tests)
      let line = try await study.line(tests: tests, stream: 950 + UInt64(index))
      if line.isMissed { failing.append(study.name) }
      func text(_ share: Share, _ method: Int) -> String {
        "\(share.text(1, fails: Line.isMissed(share))), \(line.methods[method])"
      }
      rows.append([
        study.name, text(line.cpq, 0), text(line.profit, 1), text(line.gain, 2), Markdown.count(tests),
      ])
    }
    return """
      ## Do the intervals of money cover?

      Nominal 95 %, of the challenger at roll-out; behind each share stands the way to the interval. Talk times are \
      exponential, longer with an opportunity. (!) marks what is more than one point and three standard errors away. Lines \
      that miss it: \(Markdown.list(failing)).

      \(Markdown.table(["campaign", "CPQ", "profit per call", "gain a month", "tests"], rows))
      """
  }
}

import Decision
import ProofKit
import Statistics

/// How often the ranges of the indicators of a test hold what is true of its script.
struct IndicatorStudy: Sendable {
  static let tests = 4_000

  let name: String
  let campaign: Campaign

  static let all = [
    IndicatorStudy(
      name: "all known but the rate",
      campaign: Campaign(control: .init(rate: 0.03, cost: 0.4), variant: .init(rate: 0.036, cost: 0.52))),
    IndicatorStudy(
      name: "paid by talk time",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.05, seconds: (60, 400)),
        variant: .init(rate: 0.036, cost: 0.05, seconds: (75, 500)))),
    IndicatorStudy(
      name: "paid by talk time, 800 calls a script",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.05, seconds: (60, 400)),
        variant: .init(rate: 0.036, cost: 0.05, seconds: (75, 500)), calls: 800)),
    IndicatorStudy(
      name: "10 % sold",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4, sold: 0.1), variant: .init(rate: 0.036, cost: 0.52, sold: 0.1))),
    IndicatorStudy(
      name: "40 % sold, 800 calls a script",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4, sold: 0.4), variant: .init(rate: 0.036, cost: 0.52, sold: 0.4),
        calls: 800)),
    IndicatorStudy(
      name: "paid by talk time, 10 % sold",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.05, seconds: (60, 400), sold: 0.1),
        variant: .init(rate: 0.036, cost: 0.05, seconds: (75, 500), sold: 0.1))),
  ]

  struct Line: Hashable, Sendable {
    var cpq: Share
    var roi: Share
    /// How often ROI is held by the range of the TCO on another scale, which takes everything else for known.
    var rateAlone: Share
  }

  func line(tests: Int, stream: UInt64, threads: Int = 2) async throws -> Line {
    let plan = try campaign.plan()
    let campaign = campaign
    let script = campaign.variant
    let (cpq, roi) = (campaign.cpq(script), campaign.roi(script))
    let counts = try await Replicates(number: tests, stream: stream, threads: threads).counts(3, state: 0) {
      random, _, counts in
      let row = try account(plan, campaign.evidence(&random)).rows[1]
      guard let estimates = row.estimates, let returned = estimates.roi, let tco = row.tco, tco.value > 0
      else { return }
      if estimates.cpq.contains(cpq) { counts[0] += 1 }
      if returned.contains(roi) { counts[1] += 1 }
      let scale = (returned.value + 1) / tco.value
      if tco.lower * scale - 1 <= roi, roi <= tco.upper * scale - 1 { counts[2] += 1 }
    }
    return Line(
      cpq: Share(counts[0], of: tests), roi: Share(counts[1], of: tests), rateAlone: Share(counts[2], of: tests))
  }

  static func section(_ effort: Effort) async throws -> String {
    var rows: [[String]] = []
    var failing: [String] = []
    for (index, study) in all.enumerated() {
      let tests = effort.tests(tests)
      let line = try await study.line(tests: tests, stream: 980 + UInt64(index))
      if [line.cpq, line.roi].contains(where: CoverageStudy.Line.isMissed) { failing.append(study.name) }
      func text(_ share: Share) -> String { share.text(1, fails: CoverageStudy.Line.isMissed(share)) }
      rows.append([study.name, text(line.cpq), text(line.roi), line.rateAlone.text(1), Markdown.count(tests)])
    }
    return """
      ## Do the ranges of CPQ and ROI of the test cover?

      Nominal 95 %, of the challenger, with limits recovered from those of the TCO, of handling times and of sales. The last \
      column is what the range of the TCO alone would hold of the ROI. A sale brings at least 600 EUR, 1,200 on average. (!) \
      as above. Lines that miss it: \(Markdown.list(failing)).

      \(Markdown.table(["campaign", "CPQ", "ROI", "ROI, by the TCO alone", "tests"], rows))
      """
  }
}

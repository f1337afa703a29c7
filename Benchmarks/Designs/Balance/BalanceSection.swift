import Foundation
import ProofKit

/// The table of shares achieved.
struct BalanceSection {
  let lines: [(design: FloorDesign, line: FloorStudy.Line)]

  var markdown: String {
    func text(_ figure: FloorStudy.Balance.Figure?) -> String {
      figure.map { String(format: "%.2f (%.2f)", 100 * $0.mean, 100 * $0.largest) } ?? ""
    }
    let rows = lines.filter { $0.design.rate == FloorDesign.rates[0] }.map { design, line in
      [design.name, text(line.balance.overall), text(line.balance.strata), text(line.balance.weekParts)]
    }
    return """
      ## Shares achieved

      How far the share of the challenger's script is from one half, in points: the mean over tests, and the largest of any \
      test in brackets. Of the units that are drawn (leads, companies, agents, half-days); of those in the list or team where \
      it is farthest; of the calls in the weekday and half of the day where it is farthest. In a switchback each weekday and \
      half of the day has both scripts once, and calls differ by their retries, which count for the first call.

      \(Markdown.table(["design", "units", "in the farthest stratum", "calls, farthest weekday and half-day"], rows))
      """
  }
}

import Cost
import Decision
import Experiment
import Foundation
import ProofKit
import Statistics

/// How often the range of the return under each rule of attribution holds what is true of it, where other channels touched
/// the same leads.
struct TouchStudy: Sendable {
  static let tests = 4_000
  static let halfLifeDays = 7

  /// A way to a sale: its share of all sales, and the touches before it, oldest first, with their days before the sale.
  struct Way: Sendable {
    let share: Double
    let touches: [(channel: String, days: Int)]
  }

  static let phone = TouchCredits.phone
  static let ways = [
    Way(share: 0.4, touches: [(phone, 10)]),
    Way(share: 0.25, touches: [("web", 20), (phone, 6)]),
    Way(share: 0.2, touches: [(phone, 15), ("web", 2)]),
    Way(share: 0.15, touches: [(phone, 30), ("mail", 20), (phone, 12), ("web", 1)]),
  ]

  let name: String
  let campaign: Campaign

  static let all = [
    TouchStudy(
      name: "10 % sold",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4, sold: 0.1), variant: .init(rate: 0.036, cost: 0.52, sold: 0.1))),
    TouchStudy(
      name: "10 % sold, 3,000 calls a script",
      campaign: Campaign(
        control: .init(rate: 0.03, cost: 0.4, sold: 0.1), variant: .init(rate: 0.036, cost: 0.52, sold: 0.1),
        calls: 3_000)),
  ]

  struct Line: Hashable, Sendable {
    /// How often the range holds the true return, rule by rule.
    var held: [Share]
    /// How often the verdict is another one than without the touches.
    var otherVerdicts: Int
  }

  /// What is true of the campaign's return under a rule: a sale's mean value times the phone's mean share of it.
  func roi(_ rule: AttributionRule) -> Double {
    let share = Self.ways.reduce(0) { $0 + $1.share * Self.phoneShare($1, rule) }
    let income = campaign.scripts.reduce(0) { $0 + $1.rate * ($1.sold ?? 0) * Campaign.saleValue * share }
    return income / campaign.scripts.reduce(0) { $0 + campaign.costPerCall($1) } - 1
  }

  /// The phone's share of one way's sales, by hand.
  private static func phoneShare(_ way: Way, _ rule: AttributionRule) -> Double {
    let count = way.touches.count
    func weight(_ place: Int) -> Double {
      let isEnd = place == 0 || place == count - 1
      return switch rule {
      case .first: place == 0 ? 1 : 0
      case .last: place == count - 1 ? 1 : 0
      case .linear: 1
      case .positionBased: count <= 2 ? 1 : isEnd ? 0.4 : 0.2 / Double(count - 2)
      case .timeDecay: exp2(-Double(way.touches[place].days) / Double(halfLifeDays))
      }
    }
    let all = way.touches.indices.map(weight)
    let calls = way.touches.indices.filter { way.touches[$0].channel == phone }.map(weight)
    return calls.reduce(0, +) / all.reduce(0, +)
  }

  /// The counts of a campaign, with the way that each of its sales came.
  private func evidence(_ random: inout RandomSource) -> Evidence {
    var sales: [(variant: String, revenue: Double)] = []
    var evidence = campaign.evidence(&random, noting: { sales.append(($0, $1)) })
    var credits = TouchCredits(halfLifeDays: Self.halfLifeDays)
    for sale in sales {
      var place = random.uniform()
      let way =
        Self.ways.first { way in
          place -= way.share
          return place < 0
        } ?? Self.ways[0]
      credits.credit(
        Receipts.Row(sales: 1, revenue: Money(nearest: sale.revenue) ?? .zero),
        to: way.touches.map { touch in
          TouchCredits.Touch(
            channel: touch.channel, variant: touch.channel == Self.phone ? sale.variant : nil,
            instant: -touch.days * 86_400)
        }, closedAt: 0)
    }
    evidence.touches = credits
    return evidence
  }

  func line(tests: Int, stream: UInt64, threads: Int = 2) async throws -> Line {
    let plan = try campaign.plan()
    let rules = AttributionRule.allCases
    let truths = rules.map(roi)
    let counts = try await Replicates(number: tests, stream: stream, threads: threads).counts(rules.count + 1, state: 0)
    {
      random, _, counts in
      var evidence = evidence(&random)
      let reading = try check(plan, evidence)
      for (index, rule) in (reading.attribution?.rules ?? []).enumerated()
      where rule.roi?.contains(truths[index]) ?? false {
        counts[index] += 1
      }
      evidence.touches = nil
      if try check(plan, evidence).conclusion != reading.conclusion { counts[rules.count] += 1 }
    }
    return Line(held: counts.prefix(rules.count).map { Share($0, of: tests) }, otherVerdicts: counts[rules.count])
  }

  static func section(_ effort: Effort) async throws -> String {
    var rows: [[String]] = []
    var failing: [String] = []
    var others = 0
    for (index, study) in all.enumerated() {
      let tests = effort.tests(tests)
      let line = try await study.line(tests: tests, stream: 990 + UInt64(index))
      others += line.otherVerdicts
      if line.held.contains(where: CoverageStudy.Line.isMissed) { failing.append(study.name) }
      for (rule, held) in zip(AttributionRule.allCases, line.held) {
        rows.append([
          study.name, rule.rawValue, Markdown.percent(study.roi(rule), 0),
          held.text(1, fails: CoverageStudy.Line.isMissed(held)), Markdown.count(tests),
        ])
      }
    }
    return """
      ## Where other channels touched the same leads

      Four in ten sales have one call and nothing else before them, the others visits and mails before, between or after one or \
      two calls, so that the rules credit the phone differently. The range of each rule's return is held against the true one, nominal 95 %; it \
      carries how many sales came, what they brought, and how much of it was credited. Verdicts compare all outcomes of assigned \
      leads, so that touches may change none: changed verdicts \(others). (!) as above. Lines that miss it: \
      \(Markdown.list(failing)).

      \(Markdown.table(["campaign", "rule", "true ROI", "range holds it", "tests"], texts: 2, rows))
      """
  }
}

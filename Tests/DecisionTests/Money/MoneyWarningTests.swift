import Cost
import Experiment
import Statistics
import Testing

@testable import Decision

@Suite("What misleads in money stands on the first screen")
struct MoneyWarningTests {
  /// 30 sales a script of 1,200 EUR, each with the margin given; an opportunity costs 13 to 15 EUR, 40 are planned for it.
  private static func warning(margin: Int) throws -> ReadingWarning? {
    var receipts = Receipts(isObserved: true)
    for name in ["a", "b"] {
      receipts.add(
        Receipts.Row(sales: 30, revenue: Money(36_000), salesWithMargin: 30, margin: Money(30 * margin)),
        to: Receipts.Key(variant: name, attribution: .assignedLeads, daysSinceCall: 3))
    }
    let plan = try IndicatorRangeTests.plan([CostItem(item: "salaries", amount: Money(9200))])
    return try check(plan, IndicatorRangeTests.evidence(receipts: receipts)).warnings.first {
      if case .observedMarginDiffers = $0 { true } else { false }
    }
  }

  @Test func `a margin that sales bring is urgent where a script pays by the plan's and loses by theirs`() throws {
    let losing = try #require(try Self.warning(margin: 40))
    guard case .observedMarginDiffers(let observed, let planned, let turns) = losing else { return }
    #expect(abs(observed - 60 * 40.0 / 660) < 1e-9 && planned == 40 && turns && losing.concernsMoney)
    // 27 EUR an opportunity are less than planned, and more than any costs.
    let paying = try #require(try Self.warning(margin: 300))
    #expect(!paying.concernsMoney && paying.concernsReturn)
  }

  @Test func `rules of attribution that lose contradict a campaign that pays, and no other`() {
    func attribution(_ returns: [Double], isStillComing: Bool = false) -> AttributionReading {
      AttributionReading(
        rules: returns.map {
          AttributionReading.Rule(
            rule: .linear, phone: TouchCredits.Credit(), marginRoi: Estimate(value: $0, lower: $0, upper: $0),
            byVariant: [], byChannel: [])
        }, channels: [], variants: [], attributed: Receipts.Row(), unattributed: Receipts.Row(), attributionDays: 90,
        halfLifeDays: 7, isStillComing: isStillComing, revenueInDispute: .zero)
    }
    func campaign(_ verdict: CampaignVerdict) -> CampaignReading {
      CampaignReading(
        verdict: verdict, reason: .breakEven,
        indicators: Indicators(cost: Money(1), calls: 1, opportunities: 1, economics: nil))
    }
    #expect(
      attribution([-0.2, 0.1]).contradiction(of: campaign(.keep))
        == .creditsLose(rules: 1, of: 2, marginRoi: -0.2...0.1))
    #expect(attribution([0, 0.1]).contradiction(of: campaign(.raise)) == nil)
    #expect(attribution([-0.2]).contradiction(of: campaign(.cut)) == nil)
    #expect(attribution([-0.2], isStillComing: true).contradiction(of: campaign(.keep)) == nil)
    #expect(attribution([-0.2]).contradiction(of: nil) == nil)
  }
}

import Cost
import Statistics
import Testing

/// The worked figures of outbound campaigns that every layer reproduces.
@Suite struct IndicatorsTests {
  @Test func `4,000 EUR for 80 opportunities make a CPQ of 50 EUR`() {
    let indicators = Indicators(cost: Money(4000), calls: 10_000, opportunities: 80)
    #expect(indicators.cpq == 50)
    #expect(indicators.tco == 0.008)
    #expect(indicators.roi == nil)
  }

  @Test func `300 opportunities on 10,000 calls make a TCO of 3 %`() {
    #expect(Indicators(cost: .zero, calls: 10_000, opportunities: 300).tco == 0.03)
  }

  @Test func `80 opportunities at 12.5 % and 1,200 EUR return 200 % on revenue and break even on a margin of 400`() {
    let economics = Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400))
    let indicators = Indicators(cost: Money(4000), calls: 10_000, opportunities: 80, economics: economics)
    #expect(indicators.revenue == 12_000)
    #expect(indicators.roi == 2)
    #expect(indicators.ratio == 3)
    #expect(indicators.marginRoi == 0)
    #expect(indicators.cpqThreshold == 50)
    #expect(indicators.balance == .breakEven)
  }

  @Test func `at 10 % sold and 400 EUR of margin an opportunity may cost 40 EUR`() {
    let economics = Economics(opportunityToSale: 0.1, marginPerSale: Money(400))
    #expect(economics.marginPerOpportunity == 40)
    let indicators = Indicators(cost: Money(4000), calls: 10_000, opportunities: 80, economics: economics)
    #expect(indicators.cpqThreshold == 40)
    #expect(indicators.balance == .loss)
  }

  @Test func `costs without opportunities make an infinite CPQ, nothing at all makes none`() {
    #expect(Indicators(cost: Money(10), calls: 5, opportunities: 0).cpq == .infinity)
    #expect(Indicators(cost: .zero, calls: 0, opportunities: 0).cpq == nil)
    #expect(Indicators(cost: .zero, calls: 0, opportunities: 0).tco == nil)
  }

  @Test(arguments: [
    (0.0, TCOBenchmark.low), (0.0099, .low), (0.01, .targeted), (0.0199, .targeted), (0.02, .fair), (0.03, .good),
    (0.06, .good), (0.0601, .strong), (1, .strong),
  ])
  func `a TCO falls into its band`(tco: Double, band: TCOBenchmark) {
    #expect(TCOBenchmark(tco: tco) == band)
  }

  @Test func `the first bad indicator names the lever`() {
    func lever(_ cost: Int, _ opportunities: Int, margin: Int, targets: Targets = Targets()) -> Lever.Cause? {
      let economics = Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(margin))
      let indicators = Indicators(
        cost: Money(cost), calls: 10_000, opportunities: opportunities, economics: economics)
      return Lever.first(for: indicators, targets: targets)?.cause
    }
    #expect(lever(4000, 80, margin: 400) == .tco)
    #expect(lever(40_000, 300, margin: 400) == .cpq)
    #expect(lever(4000, 300, margin: 400) == nil)
    // Break-even at a good rate: nothing is above its threshold, and nothing is earned.
    #expect(lever(15_000, 300, margin: 400) == .roi)
    #expect(lever(4000, 300, margin: 400, targets: Targets(tco: 0.035)) == .tco)
    #expect(lever(4000, 300, margin: 400, targets: Targets(cpq: Money(10))) == .cpq)
    #expect(lever(4000, 300, margin: 400, targets: Targets(roi: 20)) == .roi)
  }

  @Test func `a campaign is raised, kept, corrected or cut by the interval of its margin ROI`() {
    let economics = Economics(opportunityToSale: 0.125, saleValue: Money(1200), marginPerSale: Money(400))
    let indicators = Indicators(cost: Money(4000), calls: 10_000, opportunities: 300, economics: economics)
    func verdict(_ lower: Double, _ value: Double, _ upper: Double, lever: Lever? = nil) -> CampaignVerdict? {
      CampaignVerdict.advise(
        indicators, marginRoi: Estimate(value: value, lower: lower, upper: upper), lever: lever)?.verdict
    }
    #expect(verdict(0.1, 0.5, 0.9) == .raise)
    #expect(verdict(0.1, 0.5, 0.9, lever: Lever(cause: .tco, figure: 0.03, reference: 0.04)) == .keep)
    #expect(verdict(-0.1, 0.2, 0.5) == .keep)
    #expect(verdict(-0.5, -0.2, 0.1) == .correct)
    #expect(verdict(-0.6, -0.4, -0.2) == .correct)
    #expect(verdict(-0.9, -0.8, -0.7) == .cut)
    #expect(CampaignVerdict.advise(indicators, marginRoi: nil, lever: nil) == nil)
    // Without a range nothing is said of the best that may be, and without calls nothing at all.
    let known = Estimate(value: -0.9, lower: -0.9, upper: -0.9)
    #expect(
      CampaignVerdict.advise(indicators, marginRoi: known, lever: nil)?.reason
        == .losingBadly(marginRoi: -0.9, hasRange: false))
    let uncalled = Indicators(cost: Money(100), calls: 0, opportunities: 0)
    #expect(CampaignVerdict.advise(uncalled, marginRoi: known, lever: nil) == nil)
  }
}

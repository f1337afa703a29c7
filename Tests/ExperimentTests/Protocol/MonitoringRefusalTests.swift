import Experiment
import Testing

@Suite("A method of monitoring goes with some designs only")
struct MonitoringRefusalTests {
  @Test(arguments: RandomisationUnit.allCases, Goal.Adjustment.allCases)
  func `a fixed test goes with every design`(unit: RandomisationUnit, adjustment: Goal.Adjustment) {
    #expect(Monitoring.refusal(.fixed, unit: unit, adjustment: adjustment) == nil)
  }

  @Test(
    arguments: [
      (.groupSequential, .lead, nil), (.groupSequential, .company, nil), (.groupSequential, .agent, .agentsAreFew),
      (.groupSequential, .slot, .slotsAreFew), (.anytime, .lead, nil), (.anytime, .company, .callsShareACompany),
      (.anytime, .agent, .agentsAreFew), (.anytime, .slot, .slotsAreFew),
    ] as [(Monitoring.Method, RandomisationUnit, Monitoring.Refusal?)])
  func `looks before the end need independent trials`(
    method: Monitoring.Method, unit: RandomisationUnit, refusal: Monitoring.Refusal?
  ) {
    #expect(Monitoring.refusal(method, unit: unit, adjustment: .holm) == refusal)
  }

  @Test(arguments: [Monitoring.Method.groupSequential, .anytime])
  func `several challengers are adjusted by Holm while looking, or not at all`(method: Monitoring.Method) {
    #expect(Monitoring.refusal(method, unit: .lead, adjustment: .none) == nil)
    #expect(Monitoring.refusal(method, unit: .lead, adjustment: .dunnett) == .dunnettNeedsJointBoundaries)
    #expect(Monitoring.refusal(method, unit: .lead, adjustment: .hochberg) == .hochbergNeedsTheJointLaw)
  }
}

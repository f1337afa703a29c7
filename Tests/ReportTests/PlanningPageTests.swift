import Cost
import Experiment
import Foundation
import Testing

@testable import Decision
@testable import Report

@Suite struct `Guardrails and money on the design page` {
  private static func money(_ change: (inout DesignResult) -> Void = { _ in }) -> DesignResult {
    var design = Sample.sufficient
    func arm(_ name: String, _ cost: Double, _ calls: Double) -> RolloutAssumptions.Arm {
      RolloutAssumptions.Arm(variant: name, demand: CallDemand(cost: cost), callsPerMonth: calls, onceInTest: 0)
    }
    design.rollout = RolloutAssumptions(
      control: arm("pitch", 0.4, 10_000), challengers: [arm("audit", 0.52, 7692.3)], limit: .budget, months: 6,
      switchingCost: Money(500), marginPerOpportunity: 40, worth: .opportunities, assumesEqualTimes: false, leftOut: [])
    design.payingLifts = [
      DesignResult.PayingLift(
        variant: "audit", relative: 0.3, rate: 0.039, switchingCost: Money(500), rolloutCalls: 60_000,
        marginPerOpportunity: 40)
    ]
    design.lengths = TestLengths(
      horizon: 60_000, marginPerOpportunity: 40, priorSpread: 0.1414, isSpreadStated: false,
      variants: ["pitch", "audit"],
      hasEqualShares: true, leader: "pitch", onceInTest: 300,
      lengths: [
        TestLengths.Length(
          kind: .profit, calls: [3180, 3180], callingDays: 4, gain: 1342, regret: 1498, errorRate: 0.171),
        TestLengths.Length(
          kind: .classical, calls: [13_914, 13_914], callingDays: 14, gain: -298, regret: 3138, errorRate: 0.0958),
      ])
    change(&design)
    return design
  }

  private func text(_ design: DesignResult, _ language: Language = .english) -> String {
    DesignReport(design, language: language).text().replacing("\n", with: " ").replacing(#/ +/#, with: " ")
  }

  @Test func `guardrails say what can be told and what is missing, in both languages`() {
    let english = text(Sample.sufficient)
    #expect(english.contains("What must not get worse"))
    #expect(english.contains("only 14% (opportunities that become sales), where 80% is wished."))
    #expect(english.contains("Opportunities accepted by sales: cannot be planned without past opportunities"))
    #expect(english.contains("with nothing worse at all that stops 86% of roll-outs."))
    let french = text(Sample.sufficient, .french)
    #expect(french.contains("Ce qui ne doit pas se dégrader"))
    #expect(french.contains("ne peut être prévu sans opportunités passées"))
    var fine = Sample.sufficient
    fine.guardrails = [Sample.guardrails[0]]
    #expect(text(fine).contains("If nothing gets worse, these calls show it with a chance of > 99% or more."))
    fine.guardrails = [Sample.guardrails[2]]
    #expect(text(fine).contains("is not known before the first one."))
    fine.guardrails = []
    #expect(!text(fine).contains("What must not get worse"))
  }

  @Test func `the lift that pays names the script, the limit and what is taken for granted`() {
    let english = text(Self.money())
    #expect(english.contains("“audit” pays from a lift of +30.0%; the test looks for +20%, which would not pay."))
    #expect(english.contains("10,000 calls of “pitch” a month cost as much as 7,692 of “audit”."))
    let several = text(
      Self.money { design in
        var cheap = design.payingLifts[0]
        (cheap.variant, cheap.relative, cheap.rate) = ("story", -0.025, 0.02925)
        design.payingLifts.append(cheap)
        design.rollout?.limit = .agentHours
        design.rollout?.assumesEqualTimes = true
        design.rollout?.leftOut = ["lines"]
        design.rollout?.worth = .accepted
      })
    #expect(
      several.contains(
        "“audit” pays from a lift of +30.0% and “story” pays even at a rate 2.5% lower; the test looks for +20%, which would not pay for “audit”."
      ))
    #expect(several.contains("those of all scripts are taken as equally long."))
    #expect(several.contains("how much of it there is: lines."))
    #expect(several.contains("every one is taken as accepted."))
    #expect(text(Self.money(), .french).contains("est rentable à partir d’un gain de"))
  }

  @Test func `the length says what calls and switching cost`() {
    let english = text(Self.money())
    #expect(english.contains("3,180 calls per script earn most: about"))
    #expect(english.contains("the classical test of 13,914 loses"))
    #expect(english.contains("a call of “audit” costs €0.12 more than one of “pitch” and switching costs €500 once"))
    #expect(english.contains("comes off every gain."))
    let none = text(
      Self.money { design in
        design.lengths?.lengths[0].calls = [0, 0]
        design.lengths?.lengths[0].gain = 0
      })
    let beyond = text(
      Self.money { design in
        design.lengths?.lengths.removeLast()
        design.lengths?.classicalBeyond = 74_236
      })
    #expect(beyond.contains("the classical test takes 74,236, and leaves nothing to roll out."))
    #expect(none.contains("No test earns what it costs over 60,000 calls: keep pitch without one;"))
    for language in Language.allCases {
      for refusal in [TestLengths.Refusal.clusters, .margin, .horizon, .spread] {
        let page = text(
          Self.money { design in
            design.lengths = nil
            design.lengthsRefusal = refusal
          }, language)
        #expect(page.contains(language == .english ? "No length is advised" : "Aucune durée n’est conseillée"))
      }
    }
  }

  @Test func `the JSON has guardrails, lifts and lengths with their names`() throws {
    let json = DesignReport(Self.money(), language: .english).json()
    let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let guardrails = try #require(read["guardrails"] as? [[String: Any]])
    #expect(guardrails.map { $0["metric"] as? String } == ["talk-seconds", "opportunity-to-sale", "accepted-share"])
    #expect(guardrails[1]["chanceOfPass"] as? Double == 0.14 && guardrails[1]["missing"] is NSNull)
    #expect(guardrails[2]["missing"] as? String == "judgements")
    #expect((read["payingLift"] as? [String: Any])?["variant"] as? String == "audit")
    #expect((read["payingLifts"] as? [[String: Any]])?.count == 1)
    let lengths = try #require(read["lengths"] as? [String: Any])
    let first = try #require((lengths["lengths"] as? [[String: Any]])?.first)
    #expect(first["perArm"] as? Int == 3180 && first["total"] as? Int == 6360)
    #expect((first["calls"] as? [String: Int]) == ["pitch": 3180, "audit": 3180])
    #expect(lengths["normalPerArm"] is NSNull)
    #expect((read["rollout"] as? [String: Any])?["limit"] as? String == "budget")
  }
}

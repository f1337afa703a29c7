import CallData
import Decision
import Experiment
import Foundation
import Simulation
import Testing

@Suite("The files of simulated designs")
struct SimulatedFilesTests {
  @Test("are read into the very margins that the rows are counted into", arguments: SimulatedDesign.allCases)
  func margins(design: SimulatedDesign) throws {
    try WrittenCampaign.with(try design.campaign { $0.outsideWindow = 0.1 }) { written in
      for day in ["2026-03-06", "2026-03-11", "2026-03-18"] {
        let asOf = try SimulatedDesign.date(day)
        let read = try written.evidence(asOf: asOf)
        let counted = written.campaign.evidence(asOf: asOf)
        #expect(read.tally.byDay == counted.tally.byDay)
        #expect(read.tally.byAgentDay == counted.tally.byAgentDay)
        #expect(read.tally.byAgentStratum == counted.tally.byAgentStratum)
        #expect(read.tally.byDelivery == counted.tally.byDelivery)
        #expect(read.tally.bySlot == counted.tally.bySlot)
        #expect(read.tally.leads == counted.tally.leads)
        #expect(read.tally.units == counted.tally.units)
        #expect(read.tally.delays == counted.tally.delays)
        #expect(read.schedule?.slots == counted.schedule?.slots)
        #expect(read.schedule?.rows.map(\.arms) == counted.schedule?.rows.map(\.arms))
        #expect(
          read.schedule?.rows.map { [$0.agent, $0.stratum] } == counted.schedule?.rows.map { [$0.agent, $0.stratum] })
        #expect(counted.tally.byDay.total().opportunities > 0)
      }
    }
  }

  @Test("are what the product draws and verifies, line by line", arguments: SimulatedDesign.allCases)
  func verified(design: SimulatedDesign) throws {
    try WrittenCampaign.with(try design.campaign()) { written in
      let test = written.test
      var differences: [AuditDifference] = []
      let audit = AssignmentAudit(test) { differences.append($0) }
      if let file = written.assignments {
        let result =
          test.assignment.goesBySlot
          ? try audit.schedule(file)
          : test.assignment.method == .agents ? try audit.agents(file) : try audit.leads(file)
        #expect(result.lines > 10 && result.unreadable == 0)
      }
      if test.assignment.method != .recorded {
        let calls = CallAudit(test, assignments: written.assignments) { differences.append($0) }
        let result = try #require(try calls.calls(written.folder.appending(path: "calls.csv"), format: DataSources()))
        #expect(result.lines == written.campaign.calls)
        #expect((result.unassigned > 0) == (test.assignment.layer != nil))
      }
      #expect(differences.isEmpty, "\(differences.prefix(3))")
    }
  }

  @Test(
    "of assigned leads are those that the assigner writes from the list of leads",
    arguments: SimulatedDesign.allCases.filter {
      [.heldOut, .blocked, .blockedByAgent, .company, .blockedCompany, .waves].contains($0)
    })
  func assignments(design: SimulatedDesign) throws {
    try WrittenCampaign.with(try design.campaign()) { written in
      let stream = try LeadAssignmentStream(leads: written.folder.appending(path: "leads.csv"), test: written.test)
      let again = written.folder.appending(path: "again.csv")
      _ = try stream.write(to: again)
      let file = try #require(written.assignments)
      #expect(try Data(contentsOf: again) == Data(contentsOf: file))
    }
  }

  @Test(
    "of agents and slots are those that the assigner writes",
    arguments: [.agents, .agentsInTeams, .crossOver, .crossOverInTeams, .switchback, .oneWindow] as [SimulatedDesign])
  func settled(design: SimulatedDesign) throws {
    try WrittenCampaign.with(try design.campaign()) { written in
      let test = written.test
      let again = written.folder.appending(path: "again.csv")
      var agents: [RosteredAgent] = []
      if test.assignment.goesByAgent {
        agents = try AgentRoster.read(written.folder.appending(path: "agents.csv"), by: test.assignment.by)
        #expect(agents.count == 13)
      }
      switch test.assignment.method {
      case .agents:
        try AgentAssignmentFile.write(
          try AgentAssignmentFile.assign(agents, test: test), variants: test.variants, to: again)
      case .agentsCrossOver:
        try ScheduleFile.write(
          try CrossOverScheduler(test, agents: agents).schedule(seed: test.assignment.seed), test: test, to: again)
      default:
        try ScheduleFile.write(
          try SwitchbackScheduler(test).schedule(seed: test.assignment.seed), test: test, to: again)
      }
      let file = try #require(written.assignments)
      #expect(try Data(contentsOf: again) == Data(contentsOf: file))
    }
  }

  @Test(
    "have the shares that the results before each block of days lead to",
    arguments: [.adaptive, .adaptiveCompany, .adaptiveWindows] as [SimulatedDesign])
  func following(design: SimulatedDesign) throws {
    // A gulf between the scripts, so that shares move within two weeks of few calls.
    let campaign = try design.campaign { $0.variants[1].rate = 0.2 }
    try WrittenCampaign.with(campaign) { written in
      let test = written.test
      let shares = try SharesFile.read(written.folder.appending(path: "shares.csv"), variants: test.variants)
      #expect(shares == test.assignment.plannedShares)
      let blocks = try #require(test.assignment.adaptive).blocks(
        of: test.calling.callingDays(from: try #require(test.starts), through: try #require(test.lastDay)), in: test)
      #expect(shares.byStratum.count == blocks.count)
      var moved = 0
      for block in blocks {
        let evening = block.firstDay - 1
        let next = try #require(
          try waves(campaign.plan, try written.evidence(asOf: evening), asOf: evening).last { $0.wave == nil })
        let own = try #require(shares.byStratum[block.firstDay.description])
        let expected = try next.tenThousandths().map { Double($0) / 10_000 }
        #expect(test.variants.names.map { own[$0] } == expected)
        if expected[1] > 0.7 { moved += 1 }
      }
      #expect(moved > 0)
      #expect(shares.byStratum[blocks[0].firstDay.description]?.values.allSatisfy { $0 == 0.5 } == true)
    }
  }

  @Test("say what was heard where scripts cross over: none where nobody answered")
  func adherence() throws {
    let campaign = try SimulatedDesign.blocked.campaign { $0.crossovers = 0.2 }
    try WrittenCampaign.with(campaign) { written in
      let asOf = try SimulatedDesign.date("2026-03-18")
      let plain = try written.evidence(asOf: asOf)
      let heard = try written.evidence(asOf: asOf, withAdherence: true)
      #expect(heard.intake[.adherenceWithoutCall] == 0 && heard.intake[.heardUnknown] == 0)
      func crossed(_ evidence: Evidence) -> Int {
        evidence.tally.byDelivery.total { $0.delivered.map { $0 != "pitch" } ?? false && $0.assigned == "pitch" }.calls
      }
      #expect(crossed(heard) > 0 && crossed(heard) < crossed(plain))
      let complier = try #require(try check(campaign.plan, heard, asOf: asOf).comparisons[0].complier)
      // 38 % answer, of whom four in five hear their own script.
      #expect((complier.heardAsAssigned - 0.38 * 0.8).magnitude < 0.04)
      #expect((complier.heardInControl - 0.38 * 0.2).magnitude < 0.04)
    }
  }

  @Test(
    "have calls outside their window only as often as the truth says",
    arguments: [.windows, .crossed, .weekdays] as [SimulatedDesign])
  func outside(design: SimulatedDesign) throws {
    for share in [0, 0.15] {
      let campaign = try design.campaign { $0.outsideWindow = share }
      let evidence = campaign.evidence(asOf: try SimulatedDesign.date("2026-03-18"))
      let crossed = evidence.tally.byDelivery.total { $0.assigned != $0.delivered }.calls
      #expect(
        (Double(crossed) / Double(campaign.calls) - share).magnitude <= 4
          * (share * (1 - share) / Double(campaign.calls)).squareRoot())
    }
  }
}

import Experiment
import Testing

@Suite struct HealthCheckTests {
  static func inspection(
    pitch: Int = 1000, question: Int = 1000, unjoined: Int = 0, unassigned: Int = 0, changing: Int = 0,
    conflicting: Int = 0, delivered: [(String, String?, Int)] = []
  ) throws -> Inspection {
    var tally = Tally()
    for (variant, units) in [("pitch", pitch), ("question", question)] {
      tally.byDay.add(CallCell(calls: units, opportunities: units / 50), to: DayKey(variant: variant, date: nil))
      tally.units.counts[UnitKey(variant: variant)] = units
    }
    tally.units.source = .calls
    for (assigned, heard, calls) in delivered {
      tally.byDelivery.add(
        CallCell(calls: calls, opportunities: 0), to: DeliveryKey(assigned: assigned, delivered: heard))
    }
    let test = TestProtocol(
      name: "t", assignment: AssignmentRule(seed: "s"),
      variants: try Variants([Variant(name: "pitch", role: .control), Variant(name: "question")]))
    return Inspection(
      test: test, tally: tally, asOf: nil, conflictingRows: conflicting, unjoinedOpportunities: unjoined,
      unassignedCalls: unassigned, changingLeads: changing)
  }

  /// Cookie Cats (a published mobile-game experiment, 44,700 against 45,489): a warning, not a failure at 0.001.
  @Test func `a borderline split warns with the published p`() throws {
    let finding = SampleRatioCheck().finding(for: try Self.inspection(pitch: 44_700, question: 45_489))
    #expect(finding.status == .warn)
    #expect(abs(try #require(finding.p) - 0.0086) < 0.00005)
  }

  @Test(arguments: [(1000, 1000, HealthFinding.Status.pass), (1000, 1200, .fail), (0, 0, .pass)])
  func `a split is held against the plan`(pitch: Int, question: Int, status: HealthFinding.Status) throws {
    #expect(SampleRatioCheck().finding(for: try Self.inspection(pitch: pitch, question: question)).status == status)
  }

  @Test func `bare calls are not randomised units`() throws {
    var inspection = try Self.inspection(pitch: 1000, question: 2000)
    inspection.tally.units = RandomisedUnits()
    #expect(SampleRatioCheck().finding(for: inspection).status == .notApplicable)
  }

  @Test func `shares that change by wave are held against each wave's own`() throws {
    var inspection = try Self.inspection()
    inspection.tally.units.counts = [
      UnitKey(variant: "pitch", stratum: "w1"): 500, UnitKey(variant: "question", stratum: "w1"): 500,
      UnitKey(variant: "pitch", stratum: "w2"): 100, UnitKey(variant: "question", stratum: "w2"): 900,
    ]
    #expect(SampleRatioCheck().finding(for: inspection).status == .fail)
    inspection.test.assignment.plannedShares = PlannedShares(byStratum: [
      "w1": ["pitch": 0.5, "question": 0.5], "w2": ["pitch": 0.1, "question": 0.9],
    ])
    #expect(SampleRatioCheck().finding(for: inspection).status == .pass)
  }

  @Test(arguments: [
    (0, HealthFinding.Status.pass), (2, .pass), (3, .warn), (39, .warn), (41, .fail), (400, .fail),
  ])
  func `opportunities that find no call warn and then fail`(unjoined: Int, status: HealthFinding.Status) throws {
    // 40 opportunities are joined.
    #expect(JoinsCheck().finding(for: try Self.inspection(unjoined: unjoined)).status == status)
  }

  @Test(arguments: [(0, 0, HealthFinding.Status.pass), (30, 0, .warn), (600, 0, .fail), (0, 1, .warn)])
  func `calls without an assignment and leads that change warn`(
    unassigned: Int, changing: Int, status: HealthFinding.Status
  ) throws {
    #expect(
      JoinsCheck().finding(for: try Self.inspection(unassigned: unassigned, changing: changing)).status == status)
  }

  @Test(arguments: [(0, HealthFinding.Status.pass), (1, .warn), (20, .warn), (21, .fail)])
  func `records that claim one call fail above 1 %`(conflicting: Int, status: HealthFinding.Status) throws {
    #expect(DuplicatesCheck().finding(for: try Self.inspection(conflicting: conflicting)).status == status)
  }

  @Test(arguments: [(10, HealthFinding.Status.pass), (51, .warn), (201, .fail)])
  func `crossovers dilute and are named`(crossed: Int, status: HealthFinding.Status) throws {
    let finding = CrossoverCheck().finding(
      for: try Self.inspection(delivered: [
        ("pitch", "pitch", 1000 - crossed), ("pitch", "question", crossed), ("pitch", nil, 500),
      ]))
    #expect(finding.status == status)
    #expect(finding.detail == .crossovers(crossed, of: 1000))
  }
}

import Experiment
import Testing

@Suite struct HoldoutTests {
  static let leads = (0..<20_000).map { "L\($0)" }

  @Test func `raising the holdout moves leads out of the test, never between variants`() throws {
    let variants = try arms([1, 2, 1])
    let levels = [0, 0.05, 0.1, 0.5, 0.9, 1].map { HashedAssigner(seed: "s", variants: variants, holdout: $0) }
    for lead in Self.leads {
      var outcome = levels[0].outcome(unit: lead)
      #expect(outcome == .variant(levels[0].variantIndex(unit: lead)))
      for level in levels.dropFirst() {
        let next = level.outcome(unit: lead)
        #expect(next == outcome || next == .heldOut)
        outcome = next
      }
      #expect(outcome == .heldOut)
    }
  }

  @Test(arguments: [0.1, 0.25, 0.5])
  func `the holdout takes its share of every variant`(holdout: Double) throws {
    let variants = try arms([1, 3])
    let assigner = HashedAssigner(seed: "s", variants: variants, holdout: holdout)
    var kept = [0, 0]
    for lead in Self.leads { if case .variant(let index) = assigner.outcome(unit: lead) { kept[index] += 1 } }
    for (count, share) in zip(kept, variants.shares) {
      let expected = share * (1 - holdout)
      let error = (expected * (1 - expected) / Double(Self.leads.count)).squareRoot()
      #expect(abs(Double(count) / Double(Self.leads.count) - expected) < 5 * error + 1e-4)
    }
  }

  @Test func `a held-out lead falls into none of the published ranges`() throws {
    let variants = try arms([0.3, 0.7])
    let assigner = HashedAssigner(seed: "s", variants: variants, holdout: 0.2)
    let ranges = BucketRange.ranges(variants: 2, coverage: 0.8, shares: variants.shares)
    for lead in Self.leads {
      let index = BucketRange.index(of: BucketHash.version2.fraction(of: lead, seed: "s"), in: ranges)
      #expect(assigner.outcome(unit: lead) == index.map { .variant($0) } ?? .heldOut)
    }
  }

  @Test func `tests in one layer share no lead, and leave none over`() throws {
    let variants = try arms([1, 1])
    let tests = [(0.0, 0.4), (0.4, 1)].map { start, end in
      HashedAssigner(
        seed: "s\(start)", variants: variants,
        layer: Namespace(name: "spring", range: BucketRange(start: start, end: end)))
    }
    var used = [0, 0]
    for lead in Self.leads {
      let outcomes = tests.map { $0.outcome(unit: lead) }
      #expect(outcomes.count { $0 == .otherTest } == 1)
      for (index, outcome) in outcomes.enumerated() where outcome != .otherTest { used[index] += 1 }
    }
    #expect(abs(used[0] - 8000) < 350)  // Five standard errors of 40 % of 20,000.
  }

  @Test func `bytes and text of an id come to the same outcome`() throws {
    let assigner = HashedAssigner(
      seed: "s", variants: try arms([1, 1]), holdout: 0.3,
      layer: Namespace(name: "été", range: BucketRange(start: 0.2, end: 0.7)))
    for id in Self.leads.prefix(500) + ["", "Müller", String(repeating: "x", count: 300)] {
      let outcome = Array(id.utf8).withUnsafeBytes { assigner.outcome(unit: $0) }
      #expect(outcome == assigner.outcome(unit: id))
    }
  }

  @Test func `the trace says why a lead is outside the test`() throws {
    let layer = Namespace(name: "spring", range: BucketRange(start: 0, end: 0.5))
    let assigner = HashedAssigner(seed: "s", variants: try arms([1, 1]), holdout: 0.2, layer: layer)
    for lead in Self.leads.prefix(300) {
      let trace = assigner.trace(of: lead)
      let step = try #require(trace.layer)
      #expect(trace.outcome == assigner.outcome(unit: lead))
      #expect(step.isInside == (Double(step.bucket) / 1000 < 0.5))
      let isInRange = trace.ranges.contains { $0.range.contains(Double(trace.bucket) / 10_000) }
      #expect(trace.outcome == .otherTest ? !step.isInside : isInRange == (trace.outcome != .heldOut))
    }
  }

  @Test func `a wave has shares of its own`() throws {
    let shares = PlannedShares(byStratum: ["1": ["v0": 0.5, "v1": 0.5], "2": ["v0": 0, "v1": 1]])
    let rule = AssignmentRule(method: .waves, by: ["wave"], seed: "s", plannedShares: shares)
    let test = TestProtocol(name: "t", assignment: rule, variants: try arms([1, 1]))
    let second = try HashedAssigner(test, stratum: "2")
    #expect(Self.leads.allSatisfy { second.variantIndex(unit: $0) == 1 })
    #expect(throws: AssignmentError.unknownStratum("3", known: ["1", "2"])) { try HashedAssigner(test, stratum: "3") }
    var plain = test
    plain.assignment.plannedShares = nil
    #expect(throws: AssignmentError.noPlannedShares) { try HashedAssigner(plain, stratum: "1") }
  }
}

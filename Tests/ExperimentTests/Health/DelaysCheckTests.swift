import Experiment
import Testing

@Suite struct DelaysCheckTests {
  static let first = CivilDate(dayNumber: 20_514)

  /// Opportunities of ten dates a variant, a number for each delay of 0, 1, 2 … days, as far as they are known.
  static func inspection(
    _ laws: [String: [Int]], within: Int? = 7, asOf day: Int = 20
  ) throws -> Inspection {
    var tally = Tally()
    for (variant, law) in laws {
      for date in 0..<10 {
        tally.byDay.add(CallCell(calls: 1000, opportunities: 0), to: DayKey(variant: variant, date: first + date))
        for (delay, count) in law.enumerated() where date + delay <= day {
          tally.delays.add(count, to: DelayKey(variant: variant, date: first + date, days: delay))
        }
      }
    }
    let test = TestProtocol(
      name: "t", starts: first, assignment: AssignmentRule(seed: "s"),
      variants: try Variants([Variant(name: "pitch", role: .control), Variant(name: "question")]),
      goal: Goal(within: within))
    return Inspection(test: test, tally: tally, asOf: first + day)
  }

  private static let slow = [2, 4, 5, 5, 4, 3, 2, 2, 1, 1, 1, 0, 0, 1]
  private static let fast = [6, 9, 7, 4, 2, 1, 1, 1]

  private func finding(_ inspection: Inspection) throws -> (HealthFinding, HealthFinding.DelayFinding) {
    let finding = DelaysCheck().finding(for: inspection)
    guard case .delays(let delays) = finding.detail else {
      throw Unexpected(detail: finding.detail)
    }
    return (finding, delays)
  }

  private struct Unexpected: Error {
    let detail: HealthFinding.Detail
  }

  @Test func `delays that differ warn, name the favoured variant and propose a window`() throws {
    let (finding, delays) = try finding(Self.inspection(["pitch": Self.slow, "question": Self.fast]))
    #expect(finding.status == .warn)
    #expect(try #require(finding.p) < 1e-6)
    #expect(delays.faster == "question" && delays.slower == "pitch" && delays.differ && !delays.isCovered)
    #expect(delays.proposedWithin == 13 && delays.longestFollowUp == 20)
    // All delays of the oldest calls are over, so that shares are those of the law: 4 of 31 after day 7, median 3.
    #expect(delays.arms.map(\.median) == [3, 2])
    let late = try #require(delays.arms[0].afterWindow)
    #expect((late - 4.0 / 31).magnitude < 1e-12)
    #expect(delays.arms[1].afterWindow == 0)
  }

  @Test func `equal delays pass with their figures`() throws {
    let (finding, delays) = try finding(Self.inspection(["pitch": Self.slow, "question": Self.slow]))
    #expect(finding.status == .pass && !delays.differ && delays.proposedWithin == nil)
    #expect(try #require(finding.p) > 0.999999)
  }

  @Test func `a window that is seen to cover the slower variant favours none`() throws {
    let laws = ["pitch": Self.slow, "question": Self.fast]
    let (finding, delays) = try finding(Self.inspection(laws, within: 14, asOf: 40))
    #expect(finding.status == .pass && delays.differ && delays.isCovered && delays.proposedWithin == nil)
    // Seen for no longer than the window, it may still cut.
    #expect(try self.finding(Self.inspection(laws, within: 14, asOf: 20)).0.status == .warn)
    #expect(try self.finding(Self.inspection(laws, within: nil, asOf: 40)).0.status == .warn)
  }

  @Test func `while calls are young no window is proposed`() throws {
    let (finding, delays) = try finding(
      Self.inspection(["pitch": Self.slow, "question": Self.fast], within: 14, asOf: 12))
    #expect(finding.status == .warn && delays.proposedWithin == nil)
  }

  @Test func `few, undated and unknown delays are not compared`() throws {
    for (laws, asOf) in [(["pitch": [1], "question": [0, 0, 1]], 8), (["pitch": Self.slow], 20), ([:], 20)] {
      let finding = DelaysCheck().finding(for: try Self.inspection(laws, asOf: asOf))
      #expect(finding.status == .notApplicable && finding.detail == .delaysUnknown(leastNeeded: 10))
    }
    var undated = try Self.inspection(["pitch": Self.slow, "question": Self.fast])
    undated.asOf = nil
    #expect(DelaysCheck().finding(for: undated).detail == .undated)
  }

  @Test func `what came after the day of the reading is not looked at`() throws {
    var inspection = try Self.inspection(["pitch": Self.slow, "question": Self.fast], asOf: 9)
    let wanted = DelaysCheck().finding(for: inspection)
    inspection.tally.delays.add(50, to: DelayKey(variant: "pitch", date: Self.first + 5, days: 5))
    inspection.tally.delays.add(50, to: DelayKey(variant: "pitch", date: Self.first + 12, days: 0))
    #expect(DelaysCheck().finding(for: inspection) == wanted)
  }
}

import Experiment
import Statistics

extension TestPlanner {
  /// Simulated tests for each scenario that long tests do not fall below.
  private static let leastReplicates = 2000
  /// Blocks that are simulated for each scenario at most, about.
  private static let simulatedBlocks = 400_000
  private static let seed: UInt64 = 1

  /// The any-time column: tests drawn and judged block by block, one block for every date and window.
  func anytime(
    _ timeline: CallTimeline, calls: Calls, simulatedTests: Int
  ) throws(StatisticsError) -> MonitoringComparison.Forecast {
    let readings = timeline.dailyReadings
    var blocks: [TwoStreamBlockSize] = []
    // The reading at which each block is first seen.
    var seenAt: [CallTimeline.Reading] = []
    var before = 0
    var spread = (control: 0, challenger: 0)
    for (reading, windows) in zip(readings, timeline.windowsPerReading) {
      // A reading is taken when its own calls have matured, those after the ones of the reading before.
      let own = reading.mature - before
      for window in 1...windows {
        let share = (Double(before) + Double(own) * Double(window) / Double(windows)) / Double(calls.total)
        let reached = (
          control: max(spread.control, Int((calls.control * share).rounded())),
          challenger: max(spread.challenger, Int((calls.challenger * share).rounded()))
        )
        blocks.append(
          try TwoStreamBlockSize(
            control: reached.control - spread.control, variant: reached.challenger - spread.challenger))
        seenAt.append(reading)
        spread = reached
      }
      before = reading.mature
    }
    let design = try TwoStreamDesign(
      alpha: 2 * sideAlpha, worth: worth, baseRate: assumptions.baseline,
      plannedTrials: (Int(whole: calls.control), Int(whole: calls.challenger)))
    let replicates = min(
      simulatedTests, max(TestPlanner.leastReplicates, TestPlanner.simulatedBlocks / blocks.count))
    var outcomes: [MonitoringComparison.Outcome] = []
    for (scenario, rate) in scenarios {
      let tests = try design.operation(
        blocks: blocks, controlRate: assumptions.baseline, variantRate: rate, stopsBelow: assumptions.sides == 2,
        replicates: replicates, seed: TestPlanner.seed)
      let placed = tests.mean(of: seenAt.map { Double($0.placed) }, otherwise: Double(calls.total))
      let days = timeline.end.day.map { end in
        tests.mean(of: seenAt.map { Double($0.day ?? end) }, otherwise: Double(end))
      }
      outcomes.append(
        MonitoringComparison.Outcome(
          scenario: scenario, rate: rate, chanceAbove: tests.chanceAbove.value,
          chanceAboveError: tests.chanceAbove.standardError, chanceBelow: tests.chanceBelow.value,
          expectedCalls: placed.value, expectedCallsError: placed.standardError, expectedDays: days?.value,
          expectedDaysError: days?.standardError))
    }
    return MonitoringComparison.Forecast(method: .anytime, outcomes: outcomes, replicates: replicates)
  }

  private var worth: WorthDetecting {
    switch plan.test.goal.worthDetecting {
    case .absolute(let difference): .difference(difference)
    case .relative(let lift): .lift(lift)
    case nil: .difference(assumptions.target - assumptions.baseline)
    }
  }
}

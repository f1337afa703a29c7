import Experiment
import Statistics

/// Comparisons where the script went by slot: the plan's own scheduler is run again and again, and what was seen is held
/// against all that it could have brought about if no script made any difference.
struct SlotContrasts {
  /// Schedules drawn where there are too many to go through.
  static let replicates = 9_999

  let test: TestProtocol
  let tally: Tally
  let schedule: SlotSchedule

  /// The difference with the interval that inverts the randomisation test; nil where an arm has no mature call.
  ///
  /// With several challengers the schedule of all is drawn again: p then says how extreme the pair is if none of the
  /// scripts made any difference.
  func contrast(_ challenger: String, _ control: String, confidence: Double) throws(DecisionError) -> Contrast? {
    let names = test.variants.names
    guard let first = names.firstIndex(of: control), let second = names.firstIndex(of: challenger) else { return nil }
    let arm = { @Sendable (index: Int) in index == first ? 0 : index == second ? 1 : 2 }
    let actual = schedule.rows.flatMap(\.arms).map(arm)
    let law = try ScheduleLaw(test, schedule).reassignment
    return try asking { () throws(StatisticsError) in
      let units = try units()
      let trials = [0, 1].map { arm in zip(units, actual).reduce(0) { $1.1 == arm ? $0 + $1.0.trials : $0 } }
      guard trials.allSatisfy({ $0 > 0 }) else { return nil }
      let again = try RandomisationTest(law.map { $0.map(arm) }, replicates: Self.replicates)
      let result = try again.test(units, actual: actual, alternative: test.goal.alternative)
      let difference = try again.difference(units, actual: actual, confidence: confidence)
      let reference = try Proportion(
        zip(units, actual).reduce(0) { $1.1 == 0 ? $0 + $1.0.successes : $0 }, of: trials[0])
      return Contrast(
        difference: difference, relative: difference.relative(to: reference),
        test: TestResult(statistic: result.statistic, pValue: result.pValue))
    }
  }

  /// Calls and opportunities of every slot, agent by agent where each has a row; slots without mature calls are empty.
  private func units() throws(StatisticsError) -> [UnitOutcome] {
    let cells = tally.bySlot.grouped { SlotOfAgent(slot: $0.slot, agent: $0.agent) }
    var units: [UnitOutcome] = []
    for row in schedule.rows {
      for slot in schedule.slots {
        let cell = cells[SlotOfAgent(slot: slot, agent: row.agent)]
        units.append(try UnitOutcome(trials: cell.calls, successes: cell.opportunities))
      }
    }
    return units
  }

  private struct SlotOfAgent: Hashable, Comparable {
    let slot: Slot
    let agent: String?

    static func < (left: SlotOfAgent, right: SlotOfAgent) -> Bool {
      left.slot != right.slot ? left.slot < right.slot : (left.agent ?? "") < (right.agent ?? "")
    }
  }
}

import Experiment
import Statistics

/// How a plan's own scheduler could have arranged its slots.
struct ScheduleLaw {
  /// Arms of every slot, row after row.
  let reassignment: Reassignment<[Int]>

  init(_ test: TestProtocol, _ schedule: SlotSchedule) throws(DecisionError) {
    let arms = schedule.rows.flatMap(\.arms)
    let cells = schedule.rows.indices.flatMap { row in
      schedule.slots.map { row * 64 + $0.date.weekday.hashValue % 7 * 8 + $0.part }
    }
    reassignment = try asking { () throws(StatisticsError) in try .blocked(arms: arms, blocks: cells) }
  }
}

import Experiment
import Statistics

/// How a plan's own scheduler could have arranged its slots: the arms of every slot, row after row of the schedule.
struct ScheduleLaw {
  let reassignment: Reassignment<[Int]>

  /// Throws where the plan's scheduler does not make schedules of these slots.
  init(_ test: TestProtocol, _ schedule: SlotSchedule) throws(DecisionError) {
    if schedule.rows.count == 1, schedule.rows[0].agent == nil {
      let scheduler = try Self.scheduling { () throws(AssignmentError) in try SwitchbackScheduler(test) }
      guard scheduler.slots == schedule.slots else { throw .otherSchedule }
      reassignment = try asking { () throws(StatisticsError) in try scheduler.reassignment() }
    } else {
      let agents = schedule.rows.compactMap { row in row.agent.map { RosteredAgent(id: $0, stratum: row.stratum) } }
      let scheduler = try Self.scheduling { () throws(AssignmentError) in
        try CrossOverScheduler(test, agents: agents)
      }
      guard scheduler.slots == schedule.slots, agents.count == schedule.rows.count else { throw .otherSchedule }
      reassignment = try asking { () throws(StatisticsError) in
        try scheduler.reassignment().map { $0.flatMap { $0 } }
      }
    }
  }

  private static func scheduling<Scheduler>(
    _ scheduler: () throws(AssignmentError) -> Scheduler
  ) throws(DecisionError) -> Scheduler {
    do {
      return try scheduler()
    } catch {
      throw .assignment(error)
    }
  }
}

import Decision
import Experiment
import Statistics

/// The hook test that is simulated: two weeks of ten calling days, 2,880 calls a day, a window of seven days.
struct HookTest: Sendable {
  /// Rate of the control.
  var rate: Double
  var split = Split.equal
  var monitoring = Monitoring()
  /// Calls a day over both scripts.
  var callsPerDay = 2880
  var weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
  var within: Int? = 7
  var and: [DecisionRule.Condition] = []

  /// Calls of the control for so many of the challenger.
  enum Split: String, CaseIterable, Sendable {
    case four = "4:1"
    case equal = "1:1"
    case quarter = "1:4"

    var weights: (control: Double, challenger: Double) {
      switch self {
      case .four: (4, 1)
      case .equal: (1, 1)
      case .quarter: (1, 4)
      }
    }

    /// The challenger's share of the calls.
    var challenger: Double { weights.challenger / (weights.control + weights.challenger) }
  }

  /// The control's rates in the tables.
  static let rates = [0.01, 0.03, 0.06]
  static let starts = CivilDate(iso: "2026-03-02")

  /// Planned looks on all ten days.
  static func tenLooks(_ spending: Spending = .obrienFleming) -> Monitoring {
    Monitoring(method: .groupSequential, looks: .count(10), spending: spending)
  }

  func plan() throws -> Plan {
    Plan(
      test: TestProtocol(
        name: "looking-early", starts: Self.starts, length: .days(14),
        calling: CallingCalendar(weekdays: weekdays, callsPerAgentDay: callsPerDay, agents: 1),
        assignment: AssignmentRule(seed: "s"),
        variants: try Variants([
          Variant(name: "control", role: .control, weight: split.weights.control),
          Variant(name: "challenger", weight: split.weights.challenger),
        ]),
        goal: Goal(baseline: rate, worthDetecting: .relative(0.2), within: within),
        monitoring: monitoring),
      rule: DecisionRule(and: and))
  }
}
